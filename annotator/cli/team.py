"""The verbs of whoever leads: annotator, assign, move, review, training, questionnaire."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import columns, counted, finished, report, say, say_json
from annotator.cli.parameters import AnnotatorName, AsJson, ProjectFile, annotator_at_work, apart
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import State
    from annotator.project import Project
    from annotator.project.reviewing import ToReview
    from annotator.project.team import QueueProgress, Sharing
    from annotator.project.training import TrainingResult


def annotator(
    project_file: ProjectFile,
    what: Annotated[str, typer.Argument(metavar="add|list", show_default=False)],
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Of the annotator to add.", show_default=False)
    ] = "",
    *,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="person, key, model or gold.")
    ] = "person",
    as_json: AsJson = False,
) -> None:
    """Add an annotator, or list them with how far each is."""
    from annotator.core.model import AnnotatorKind
    from annotator.project import Project
    from annotator.project.team import add_annotator, progress

    if what not in ("add", "list"):
        raise AnnotatorError(f"“{what}” is neither add nor list; see `annotator annotator --help`.")
    if kind not in set(AnnotatorKind):
        known = ", ".join(AnnotatorKind)
        raise AnnotatorError(f"There is no kind “{kind}” of annotator; choose one of {known}.")
    with closing(Project.open(project_file, write=what == "add")) as project:
        if what == "add":
            added = add_annotator(project, name, AnnotatorKind(kind))
            if as_json:
                say_json({"id": added.id, "name": added.name, "kind": added.kind.value})
            else:
                say(f"{added.name} added.")
            return
        found = progress(project)
    if as_json:
        say_json([_as_json(each) for each in found])
    else:
        head = ("annotator", "kind", "batch", "articles", "done", "labels", "time")
        say(*columns([head, *map(_as_row, found)], right=(3, 4, 5, 6)))


def _as_row(each: "QueueProgress") -> tuple[str, ...]:
    minutes, seconds = divmod(each.milliseconds // 1000, 60)
    return (
        *(each.annotator.name, each.annotator.kind.value, each.batch or "all"),
        *(f"{each.articles:,}", f"{each.done:,}", f"{each.labels:,}"),
        f"{minutes:,}:{seconds:02}",
    )


def _as_json(each: "QueueProgress") -> dict[str, Any]:
    states: dict[State, int] = dict(each.states)
    return {
        "annotator": each.annotator.name,
        "kind": each.annotator.kind.value,
        "batch": each.batch,
        "states": {state.value: count for state, count in states.items()},
        "labels": each.labels,
        "milliseconds": each.milliseconds,
    }


def assign(
    project_file: ProjectFile,
    *,
    annotators: Annotated[
        str,
        typer.Option(
            "--annotators", metavar="A,B,C", help="Their names.", show_default="all people"
        ),
    ] = "",
    per_article: Annotated[
        int,
        typer.Option(
            "--per-article", metavar="K", help="How many annotate each.", show_default="all"
        ),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="Of every draw.")] = 1,
    pilot: Annotated[
        int, typer.Option("--pilot", metavar="N", help="So many go to all of them, first.")
    ] = 0,
    batch: Annotated[str, typer.Option("--batch", help="The name of these assignments.")] = "main",
    query: Annotated[
        str,
        typer.Option("--query", metavar="SEARCH", help="Only what this finds; see `search`."),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Share the articles out among annotators, evenly and each in an order of their own.

    What is assigned already stays as it is. The batch “training” has those of the articles that
    have a key come first, in the same order for all, also where they stand in a queue already.
    """
    from annotator.core.model import AnnotatorKind
    from annotator.project import Project
    from annotator.project import team as teams
    from annotator.project.corpus import search
    from annotator.project.training import TRAINING

    with closing(Project.open(project_file)) as project:
        people = [it for it in project.annotators() if it.kind is AnnotatorKind.PERSON]
        named = [name.strip() for name in annotators.split(",") if name.strip()]
        chosen = [project.annotator_named(name) for name in named] or people
        ids = search(project, query) if query else project.article_ids()
        sharing = teams.Sharing(
            annotator_ids=tuple(each.id for each in chosen),
            per_article=per_article or len(chosen),
            seed=seed,
            pilot=pilot,
            batch=batch,
        )
        if batch == TRAINING:
            _train(project, ids, sharing)
        else:
            teams.assign(project, ids, sharing)
        found = [it for it in teams.progress(project) if it.annotator in chosen and not it.batch]
    if as_json:
        say_json([_as_json(each) for each in found])
    else:
        say(*(f"{it.annotator.name} has {counted(it.articles, 'article')}." for it in found))


def _train(project: "Project", ids: Sequence[str], sharing: "Sharing") -> None:
    from annotator.project.training import articles_with_key, assign_training

    known = set(articles_with_key(project))
    if not (wanted := [it for it in ids if it in known]):
        raise AnnotatorError(
            "None of these articles has a key, so there is nothing to train on; add an annotator "
            "of the kind key and label some as them."
        )
    assign_training(project, wanted, sharing.annotator_ids)


def move(
    project_file: ProjectFile,
    articles: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE…", help="Their ids, or titles.", show_default=False),
    ],
    *,
    giver: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Out of whose queue.", show_default=False)
    ],
    taker: Annotated[
        str,
        typer.Option(
            "--to", metavar="NAME", help="To the end of whose queue.", show_default="nobody's"
        ),
    ] = "",
) -> None:
    """Move articles from one annotator's queue to another's, or take them out of it.

    What was done with them already is kept.
    """
    from annotator.project import Project
    from annotator.project.team import reassign, withdraw

    with closing(Project.open(project_file)) as project:
        who = project.annotator_named(giver)
        queue = {it.article_id for it in project.store.every_assignment(who.id) if it.place}
        wanted = [project.article_called(each) for each in articles]
        for each in wanted:
            if each.id not in queue:
                raise AnnotatorError(
                    f"“{each.title}” was not assigned to {who.name}; nothing was moved."
                )
        ids = list(dict.fromkeys(each.id for each in wanted))
        if taker and (to := project.annotator_named(taker)) != who:
            reassign(project, ids, who.id, to.id)
        elif not taker:
            withdraw(project, who.id, ids)
    where = f"to the end of {taker}’s queue" if taker else "out of the queue"
    say(f"{counted(len(ids), 'article')} of {who.name} went {where}.")


def review(
    project_file: ProjectFile,
    *,
    annotator: AnnotatorName = "",
    tag: Annotated[str, typer.Option("--tag", metavar="KEY", help="Labels of this alone.")] = "",
    all_to: Annotated[
        str,
        typer.Option(
            "--all-to",
            metavar="KEY",
            help="With --annotator: give all that may have it this tag, in one step of theirs.",
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List labels to look at again: their tag means something else now than when they were given.

    Without --annotator those of everybody. With --all-to, labels whose tag became that one get it,
    except where it stands already; the list of what is left follows.
    """
    from annotator.project import Project
    from annotator.project.reviewing import to_review

    with closing(Project.open(project_file, write=bool(all_to))) as project:
        if all_to:
            _give_all(project, annotator, tag, all_to)
        people = [project.annotator_named(annotator)] if annotator else project.annotators()
        found = [
            (who.name, it)
            for who in people
            for it in to_review(project, who.id)
            if tag in ("", it.label.tag)
        ]
    if as_json:
        say_json(
            [
                {
                    "annotator": name,
                    "label": it.label.id,
                    "article": it.label.article_id,
                    "tag": it.label.tag,
                    "quote": it.label.quote,
                    "codebook_version": it.label.codebook_version,
                    "changed": [change.value for change in it.changes],
                    "successors": [tag.key for tag in it.successors],
                }
                for name, it in found
            ]
        )
        return
    if not found:
        report("No label is to be looked at again.")
        return
    head = ("label", "annotator", "tag", "changed since", "quote")
    rows = [
        (it.label.id[:13], name, it.label.tag, _changed(it), it.label.quote) for name, it in found
    ]
    say(*columns([head, *rows]))


def _changed(it: "ToReview") -> str:
    told = ", ".join(it.changes)
    return f"{told} into {', '.join(tag.key for tag in it.successors)}" if it.successors else told


def _give_all(project: "Project", annotator: str, tag: str, all_to: str) -> None:
    from annotator.bulk import give_successor
    from annotator.desk import Desk

    if not annotator:
        raise AnnotatorError("Say whose labels with --annotator NAME; nobody else's are touched.")
    who = annotator_at_work(project, project.annotator_named(annotator).name)
    count = finished(give_successor(Desk(project, who), all_to, tag), "Giving the tag")
    report(f"{counted(count, 'label')} of {who.name} got {all_to}.")


def training(
    project_file: ProjectFile,
    *,
    pass_mark: Annotated[
        float | None,
        typer.Option(
            "--pass-mark",
            metavar="F1",
            help="Set the mean soft F1, from 0 to 1, that opens the other articles.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """How everyone did against the key: in training, and on gold items in the stream."""
    from annotator.project import Project
    from annotator.project.team import change_settings
    from annotator.project.training import results

    with closing(Project.open(project_file, write=pass_mark is not None)) as project:
        if pass_mark is not None:
            change_settings(project, replace(project.settings, pass_mark=pass_mark))
        found = results(project)
    if as_json:
        say_json([_trained_as_json(each) for each in found])
        return
    head = ("annotator", "training", "attempts", "F1", "passed", "gold", "failed", "F1 on gold")
    say(*columns([head, *map(_trained_as_row, found)], right=(1, 2, 3, 5, 6, 7)))


def _trained_as_json(each: "TrainingResult") -> dict[str, Any]:
    standing = each.standing
    return {
        "annotator": each.annotator.name,
        "articles": len(standing.articles),
        "done": standing.done,
        "attempts": standing.attempts,
        "f1": standing.f1,
        "pass_mark": standing.pass_mark if standing.articles else None,
        "passed": standing.passed if standing.articles else None,
        "gold": each.gold,
        "gold_failed": each.gold_failed,
        "gold_f1": each.gold_f1,
    }


def _trained_as_row(each: "TrainingResult") -> tuple[str, ...]:
    standing = each.standing
    return (
        each.annotator.name,
        f"{standing.done} of {len(standing.articles)}",
        f"{standing.attempts}",
        _share(standing.f1),
        ("yes" if standing.passed else "no") if standing.articles else "–",
        f"{each.gold}",
        f"{each.gold_failed}",
        _share(each.gold_f1),
    )


def _share(figure: float | None) -> str:
    return "–" if figure is None else f"{figure:.2f}"


def questionnaire(
    project_file: ProjectFile,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write CSV instead of a table.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """How many annotators said what about themselves, in bins of at least three people.

    Whose answers they are is told nowhere; what fewer than three said is put together or left out.
    """
    from annotator.project import Project
    from annotator.project.questionnaire import bins, write_bins

    with closing(Project.open(project_file, write=False)) as project:
        found = write_bins(project, apart(out, project.path)) if out else bins(project)
    if as_json:
        say_json([{"question": it.question, "bin": it.bin, "count": it.count} for it in found])
    elif out:
        report(f"{out} has {counted(len(found), 'bin')}.")
    elif found:
        rows = [(it.question, it.bin, f"{it.count}") for it in found]
        say(*columns([("question", "bin", "annotators"), *rows], right=(2,)))
    else:
        report("Fewer than three annotators have answered, so nothing can be told.")
