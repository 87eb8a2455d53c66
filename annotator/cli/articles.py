"""The verbs about articles: list, show, state."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, report, say, say_json
from annotator.cli.parameters import (
    ArticleName,
    AsJson,
    ProjectFile,
    annotator_at_work,
    first_annotator,
    pairs,
)
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.feedback import Feedback
    from annotator.core.model import Codebook, Label, State
    from annotator.desk import Desk
    from annotator.formats.exchange import LabelledArticle
    from annotator.project import Project

_PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
_SHORTEST_ID = 18
"""The time and the first random digits of an id: so much of it stays unique."""


# ---------------------------------------------------------------------------- list


def list_articles(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """List the articles of a project.

    The labels are counted over all annotators; in a work copy those of whom it was made for, whose
    articles are listed with their states. Of the ids, so much is shown as tells them apart.
    """
    from annotator.project import Project

    with closing(Project.open(project_file, write=False)) as project:
        own = first_annotator(project).id if project.work_copy else ""
        entries = project.queue_entries(project.article_ids(own), own or None)
        states = [_state(project, entry.id, own) for entry in entries]
    if as_json:
        say_json(
            [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "words": entry.words,
                    "labels": entry.labels,
                    "state": state,
                }
                for entry, state in zip(entries, states, strict=True)
            ]
        )
        return
    if not entries:
        report(f"{project_file.name} has no articles yet; add some with `annotator import`.")
        return
    length = _telling_length([entry.id for entry in entries])
    rows = [
        (entry.id[:length], str(entry.words), str(entry.labels), state, entry.title)
        for entry, state in zip(entries, states, strict=True)
    ]
    say(*columns([("id", "words", "labels", "state", "title"), *rows], right=(1, 2)))


def _state(project: "Project", article_id: str, own: str) -> str:
    if own:
        return project.assignment(article_id, own).state.value
    return project.state(article_id).value


def _telling_length(ids: Iterable[str]) -> int:
    """How much of an id has to be shown for all of them to differ."""
    length = _SHORTEST_ID
    for before, after in pairwise(sorted(ids)):
        while before[:length] == after[:length]:
            length += 1
    return length


# ---------------------------------------------------------------------------- show


def show(project_file: ProjectFile, article: ArticleName, *, as_json: AsJson = False) -> None:
    """Show an article with everyone's labels and answers.

    In a work copy it is shown as in the window: with the own ones alone, and without its source
    where that is hidden.
    """
    from annotator.formats.jsonl import article_row
    from annotator.project import Project
    from annotator.project.sight import as_annotators_see, own_work

    with closing(Project.open(project_file, write=False)) as project:
        item = project.labelled(project.article_called(article).id)
        if project.work_copy:
            own = own_work(item, first_annotator(project).id)
            item = as_annotators_see(own, project.settings)
        book = project.codebook
    if as_json:
        say_json(article_row(item))
        return
    say(*_head(item), "", item.article.text)
    if item.labels:
        say("", "labels:", *_label_lines(item, book))
    if item.answers:
        say("", "answers:")
        names = item.annotators
        rows = [(names[it.annotator_id], it.question, str(it.value)) for it in item.answers]
        say(*columns(rows))


def _head(item: "LabelledArticle") -> list[str]:
    metadata = item.article.metadata
    named = {key: getattr(metadata, key) for key in _PROPERTIES}
    facts = {"id": item.article.id, "state": item.state.value, **named, **metadata.extra}
    return columns([(f"{key}:", str(value)) for key, value in facts.items() if value])


def _label_lines(item: "LabelledArticle", book: "Codebook") -> list[str]:
    lines = []
    for label in item.labels:
        place = f"{label.start}:{label.end}"
        who = item.annotators.get(label.annotator_id, label.annotator_id)
        note = [f"note: {' '.join(label.note.split())}"] if label.note else []
        lines.append(f"{place:>11}  {label.tag}  “{' '.join(label.quote.split())}”")
        lines.append(f"{'':>11}  {label.id}  {who}")
        lines += [f"{'':>11}  {fact}" for fact in (*_values(label, book), *note)]
    return lines


def _values(label: "Label", book: "Codebook") -> list[str]:
    from annotator.core.labels import shown_value

    fields = ((book.field(key), key, value) for key, value in label.fields.items())
    return [
        f"{field.name}: {shown_value(field, value)}" if field else f"{key}: {value}"
        for field, key, value in fields
    ]


# ---------------------------------------------------------------------------- state


def state(
    project_file: ProjectFile,
    article: ArticleName,
    how_far: Annotated[
        str,
        typer.Argument(
            metavar="STATE",
            help="done, skipped, flagged, in-progress or todo.",
            show_default=False,
        ),
    ],
    *,
    annotator: Annotated[
        str,
        typer.Option("--annotator", metavar="NAME", help="Who says so (the first, if left out)."),
    ] = "",
    answer: Annotated[
        list[str] | None,
        typer.Option(
            "--answer", metavar="KEY=VALUE", help="To a question about it; may be repeated."
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is skipped or flagged.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Say how far an annotator is with an article: done with it, or why not.

    As in the window, an article is not done while a question that must be answered is not.
    """
    from annotator.core.model import State
    from annotator.desk import Desk
    from annotator.project import Project

    wanted = _state_named(how_far)
    if reason and wanted not in (State.SKIPPED, State.FLAGGED):
        raise AnnotatorError("Leave out --reason, it goes with skipped and flagged.")
    with closing(Project.open(project_file)) as project:
        found = project.article_called(article)
        desk = Desk(project, annotator_at_work(project, annotator, make=False))
        _answer(desk, found.id, pairs(answer, "--answer", "slant=4"))
        told = _say_done(desk, found.id) if wanted is State.DONE else None
        if wanted is not State.DONE:
            desk.set_state(found.id, wanted, reason)
        who = desk.annotator.name
    if as_json:
        f1 = None if told is None else told.f1
        row = {"article": found.id, "annotator": who, "state": wanted.value, "reason": reason}
        say_json({**row, "f1": f1})
        return
    say(f"“{found.title}” is {wanted.value} for {who}.")
    if told is not None:
        say(f"Soft F1 against the key: {told.f1:.2f}.")


def _state_named(name: str) -> "State":
    from annotator.core.model import State

    if name not in list(State):
        known = ", ".join(State)
        raise AnnotatorError(f"There is no state “{name}” of an article; choose one of {known}.")
    return State(name)


def _answer(desk: "Desk", article_id: str, answers: Mapping[str, str]) -> None:
    from annotator.core.labels import parsed_value

    # All of them first: where one is wrong, none is written.
    values = {key: parsed_value(desk.question(key), text) for key, text in answers.items()}
    for key, value in values.items():
        desk.answer(article_id, key, value)


def _say_done(desk: "Desk", article_id: str) -> "Feedback | None":
    """Say done where nothing is missing; in training, how it went."""
    missing = desk.asking(article_id).missing
    if missing is not None:
        raise AnnotatorError(
            f"“{missing.name}” is not answered yet; add --answer {missing.key}=VALUE."
        )
    return desk.done(article_id)
