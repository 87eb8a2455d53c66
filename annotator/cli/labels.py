"""The verbs about labels and steps: tag, untag, undo, redo, history."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, finished, report, say, say_json
from annotator.cli.parameters import (
    ArticleName,
    AsJson,
    ProjectFile,
    annotator_at_work,
    first_annotator,
    pair,
)
from annotator.core.errors import AnnotatorError
from annotator.core.giving import offered_tag

if TYPE_CHECKING:
    from annotator.core.edits import Heading, Step
    from annotator.core.model import Article, Label, Origin, Span, Tag, Value
    from annotator.desk import Desk
    from annotator.project import Project

_SPAN = re.compile(r"\s*(\d{1,12})\s*:\s*(\d{1,12})\s*", re.ASCII)
_TOLD = 4


# ---------------------------------------------------------------------------- tag


_TagKey = Annotated[
    str,
    typer.Option("--tag", metavar="KEY", help="See `annotator codebook`.", show_default=False),
]
_Place = Annotated[
    str, typer.Option("--span", metavar="START:END", help="A place, in characters of the text.")
]
_Words = Annotated[str, typer.Option("--find", metavar="TEXT", help="The words of the place.")]
_Every = Annotated[bool, typer.Option("--all", help="With --find: every place they stand in.")]
_AnyCase = Annotated[bool, typer.Option("--ignore-case", help="With --find: capital or not.")]
_FieldValues = Annotated[
    list[str] | None,
    typer.Option("--field", metavar="KEY=VALUE", help="A field's value; may be repeated."),
]
_Who = Annotated[
    str,
    typer.Option(
        "--annotator", metavar="NAME", help="Who tags (the first, if left out); made if new."
    ),
]
_Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A note on it.")]


def tag(
    project_file: ProjectFile,
    article: ArticleName,
    *,
    tag_key: _TagKey,
    span: _Place = "",
    find: _Words = "",
    every: _Every = False,
    ignore_case: _AnyCase = False,
    field: _FieldValues = None,
    annotator: _Who = "",
    note: _Note = "",
    as_json: AsJson = False,
) -> None:
    """Tag a place in an article, or all that read the same.

    Give --span or --find. Words are looked for as whole words and, only if they never stand so,
    within words. A place that has the tag already is left alone.
    """
    from annotator.desk import Desk
    from annotator.formats.jsonl import label_row
    from annotator.project import Project

    if bool(span) == bool(find.strip()):
        raise AnnotatorError("Say where, either with --span START:END or with --find TEXT.")
    if span and (every or ignore_case):
        raise AnnotatorError("Leave out --all and --ignore-case, they go with --find TEXT.")
    with closing(Project.open(project_file)) as project:
        found = project.article_called(article)
        desk = Desk(project, first_annotator(project))
        chosen = offered_tag(desk.project.codebook, tag_key)
        fields = _fields(desk, chosen, field or ())
        places = [_span(found, span)] if span else _found(found, find, every, ignore_case)
        desk = Desk(project, annotator_at_work(project, annotator))
        made = desk.tag(
            found,
            chosen.key,
            [(place,) for place in places],
            fields=fields,
            note=note,
            origin=_origin(places),
        )
        names = {desk.annotator.id: desk.annotator.name}
    if as_json:
        say_json([label_row(label, names) for label in made])
    else:
        _say_made(made, chosen, len(places))


def _origin(places: Sequence["Span"]) -> "Origin":
    from annotator.core.model import Origin

    return Origin.BULK if len(places) > 1 else Origin.OWN


def _fields(desk: "Desk", chosen: "Tag", given: Sequence[str]) -> dict[str, "Value"]:
    from annotator.core.labels import parsed_value

    pairs = [pair(item, "--field", "intensity=5") for item in given]
    return {key: parsed_value(desk.field_of(chosen, key), value) for key, value in pairs}


def _span(article: "Article", text: str) -> "Span":
    """The span that was given, if it lies in the article's text."""
    from annotator.core.labels import anchored
    from annotator.core.model import Span

    numbers = _SPAN.fullmatch(text)
    if numbers is None:
        raise AnnotatorError(
            f"“{text}” is no place; write --span START:END in characters of the text, like 12:18."
        )
    span = Span(int(numbers[1]), int(numbers[2]))
    anchored(article.text, [span])
    return span


def _found(article: "Article", words: str, every: bool, ignore_case: bool) -> list["Span"]:
    """Where the words stand: one place, or all if `every`."""
    from annotator.core.labels import shortened

    places = _places(article.text, words, ignore_case)
    if not places:
        other = [] if ignore_case else _places(article.text, words, ignore_case=True)
        advice = (
            f"add --ignore-case, then it stands in {len(other)}"
            if other
            else "see the text with `annotator show`"
        )
        raise AnnotatorError(f"“{words}” stands nowhere in “{shortened(article.title)}”; {advice}.")
    if len(places) > 1 and not every:
        told = ", ".join(f"{place.start}:{place.end}" for place in places[:_TOLD])
        more = ", …" if len(places) > _TOLD else ""
        raise AnnotatorError(
            f"“{words}” stands in {len(places)} places ({told}{more}); "
            "add --all or give one with --span."
        )
    return places


def _places(text: str, words: str, ignore_case: bool) -> list["Span"]:
    from annotator.core.model import Span
    from annotator.core.text import occurrences

    flags = re.IGNORECASE if ignore_case else re.NOFLAG
    return occurrences(text, words, ignore_case) or [
        Span(*match.span()) for match in re.finditer(re.escape(words), text, flags)
    ]


def _say_made(made: Sequence["Label"], chosen: "Tag", places: int) -> None:
    rows = [(f"{label.start}:{label.end}", f"“{label.quote}”", label.id) for label in made]
    if not made:
        say(f"Tagged as {chosen.name} already; nothing was changed.")
        return
    if len(made) < places:
        report(f"{places - len(made)} of {places} places had the tag already.")
    say(f"Tagged as {chosen.name}:", *columns(rows, right=(0,)))


# ---------------------------------------------------------------------------- untag


def untag(
    project_file: ProjectFile,
    label: Annotated[
        str,
        typer.Argument(metavar="LABEL", help="An id or the beginning of one.", show_default=False),
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Remove a label; `undo` brings it back."""
    from annotator.desk import Desk
    from annotator.formats.jsonl import label_row
    from annotator.project import Project

    with closing(Project.open(project_file)) as project:
        gone = project.label(label.lower())
        owner = next(it for it in project.annotators() if it.id == gone.annotator_id)
        annotator_at_work(project, owner.name)
        step = Desk(project, owner).untag([gone])
    if as_json:
        say_json(label_row(gone, {owner.id: owner.name}))
    else:
        say(f"{step.title}.")


# ---------------------------------------------------------------------------- undo, redo, history


def undo(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """Turn back the newest step.

    Also one of another day: nothing is ever too old to be undone.
    """
    from annotator.project import Project

    with closing(Project.open(project_file)) as project:
        newest = project.next_undo()
        who = newest.annotator_id if newest else ""
        step = finished(project.undoing(who), "Undoing")
        _tell(project, step, "undo", as_json)


def redo(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """Do again what was undone last.

    That is, as long as nothing else was done in between.
    """
    from annotator.project import Project

    with closing(Project.open(project_file)) as project:
        undone = project.next_redo()
        who = undone.annotator_id if undone else ""
        step = finished(project.redoing(who), "Redoing")
        _tell(project, step, "redo", as_json)


def _tell(project: "Project", step: "Step | None", verb: str, as_json: bool) -> None:
    if step is None:
        raise AnnotatorError(
            f"There is nothing to {verb}; `annotator history {project.path.name}` lists the steps."
        )
    if as_json:
        say_json(_step_row(step, _names(project)))
    else:
        say(f"{step.title}.")


def history(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """List every step: when, by whom and what, the newest first."""
    from annotator.project import Project

    with closing(Project.open(project_file, write=False)) as project:
        names = _names(project)
        rows = [_step_row(step, names) for step in _headings(project)]
    if as_json:
        say_json(rows)
    else:
        say(*columns([(_local(row["time"]), row["annotator"], row["title"]) for row in rows]))


def _headings(project: "Project") -> Iterator["Heading"]:
    before: int | None = None
    while page := project.headings(before):
        yield from page
        before = page[-1].line


def _names(project: "Project") -> dict[str, str]:
    return {annotator.id: annotator.name for annotator in project.annotators()}


def _step_row(step: "Step | Heading", names: dict[str, str]) -> dict[str, str]:
    return {
        "id": step.id,
        "time": step.time,
        "annotator": names.get(step.annotator_id, ""),
        "kind": step.kind.value,
        "title": step.title,
    }


def _local(time: str) -> str:
    """A time of the journal on the clock of this place."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")
