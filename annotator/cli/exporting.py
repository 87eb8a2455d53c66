"""The verbs that write files: export, convert, formats."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import columns, counted, finished, keep_report, report, say, say_json
from annotator.cli.parameters import (
    AsJson,
    FormatSettings,
    Offsets,
    ProjectFile,
    Rehearse,
    ReportFile,
    apart,
    first_annotator,
    format_to_read,
    format_to_write,
    pairs,
    unit_named,
)
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import State
    from annotator.formats.exchange import Format, Skipped
    from annotator.formats.writing import Written
    from annotator.project import Project
    from annotator.project.selecting import Selection


# ---------------------------------------------------------------------------- export

_FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="ID",
        help="One of `annotator formats`; jsonl holds all there is.",
        show_default="what PATH ends in",
    ),
]
_Out = Annotated[
    Path, typer.Option("--out", metavar="PATH", help="The file to write.", show_default=False)
]
_Names = Annotated[
    list[str] | None,
    typer.Option("--annotator", metavar="NAME", help="Only their labels; may be repeated."),
]
_Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="KEY", help="Only labels with this tag; may be repeated."),
]
_States = Annotated[
    list[str] | None,
    typer.Option("--state", metavar="STATE", help="Only articles that are so: done, …"),
]
_Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="KEY=VALUE", help="Only articles whose metadata say so."),
]
_Gold = Annotated[bool, typer.Option("--gold", help="Only gold labels.")]
_Split = Annotated[
    str, typer.Option("--split", metavar="80/10/10", help="Write train, dev and test files.")
]
_Seed = Annotated[int, typer.Option("--seed", help="Of the split's draw.")]
_Card = Annotated[
    bool, typer.Option("--card", help="Write a data set card (Markdown) beside the file.")
]


def export(
    project_file: ProjectFile,
    *,
    format_name: _FormatName = "",
    out: _Out,
    annotator: _Names = None,
    tag: _Tags = None,
    state: _States = None,
    where: _Where = None,
    gold: _Gold = False,
    shares: _Split = "",
    seed: _Seed = 1,
    card: _Card = False,
    offsets: Offsets = "",
    setting: FormatSettings = None,
    rehearse: Rehearse = False,
    report_file: ReportFile = None,
    as_json: AsJson = False,
) -> None:
    """Write articles and labels to a file.

    Every quote is compared with its text first, and every label is read back and compared after.
    The file is there whole or, on any failure, as it was before. What the format cannot hold is
    told.
    """
    from annotator.formats.exchange import WriteOptions
    from annotator.project import Project
    from annotator.project.exporting import parts_of

    form = format_to_write(format_name, out)
    options = WriteOptions(
        unit=unit_named(offsets), settings=pairs(setting, "--set", "columns=one")
    )
    with closing(Project.open(project_file, write=False)) as project:
        target = apart(out, project.path)
        choice = _selection(project, annotator or (), tag or (), state or (), where, gold)
        files = parts_of(project, choice, target, shares, seed)
        done = {
            path: _written(project, form, path, part, options, rehearse)
            for path, part in files.items()
        }
        if card and not rehearse:
            from annotator.project.card import write_card

            report(f"Described in {write_card(project, choice, target)}.")
    _tell_export(done, form, rehearse, as_json, report_file)


def _written(
    project: "Project",
    form: "Format",
    path: Path,
    choice: "Selection",
    options: Any,
    rehearse: bool,
) -> "Written":
    from annotator.formats.writing import Written
    from annotator.project.exporting import export as exported
    from annotator.project.exporting import export_losses

    if not rehearse:
        return finished(exported(project, form, path, choice, options), "Exporting")
    losses = finished(export_losses(project, form, choice, options), "Looking")
    told, answers = losses.sentences(), losses.answers_written
    return Written(losses.articles, losses.labels, told, answers=answers)


def _selection(
    project: "Project",
    annotators: Sequence[str],
    tags: Sequence[str],
    states: Sequence[str],
    where: Sequence[str] | None,
    gold: bool,
) -> "Selection":
    from annotator.project.selecting import Selection

    people = _people(project, annotators)
    unknown = [tag for tag in tags if project.codebook.tag(tag) is None]
    if unknown:
        known = ", ".join(tag.key for tag in project.codebook.tags)
        raise AnnotatorError(f"The codebook has no tag “{unknown[0]}”; it has {known}.")
    return Selection(
        annotators=people,
        tags=tuple(tags),
        states=tuple(map(_state, states)),
        where=pairs(where, "--where", "outlet='The Courier'"),
        gold=gold,
    )


def _people(project: "Project", names: Sequence[str]) -> tuple[str, ...]:
    """The ids of the annotators; in a student's copy that student alone, since the key is there."""
    from annotator.project.lesson import is_student_copy

    people = tuple(project.annotator_named(name).id for name in names)
    if not is_student_copy(project):
        return people
    own = first_annotator(project)
    if set(people) - {own.id}:
        raise AnnotatorError(
            f"This is {own.name}’s copy of a lesson: only their own work goes out; leave out "
            "--annotator."
        )
    return (own.id,)


def _state(name: str) -> "State":
    from annotator.core.model import State

    if name not in list(State):
        known = ", ".join(state.value for state in State)
        raise AnnotatorError(f"There is no state “{name}”; choose one of {known}.")
    return State(name)


def _counts(done: "Written", form: "Format") -> str:
    """How many articles and labels; of a format without labels, answers."""
    what = (done.labels, "label") if form.carries.labels else (done.answers, "answer")
    return f"{counted(done.articles, 'article')}, {counted(*what)}"


def _tell_export(
    done: Mapping[Path, "Written"],
    form: "Format",
    rehearse: bool,
    as_json: bool,
    report_file: Path | None,
) -> None:
    verb = "would be written" if rehearse else "written"
    for path, part in done.items():
        back = f", {part.read_back:,} read back equal" if part.read_back is not None else ""
        report(f"{_counts(part, form)} {verb} to {path}{back}.")
    losses = list(dict.fromkeys(loss for part in done.values() for loss in part.losses))
    if losses:
        report(f"Not in such a file: {'; '.join(losses)}.")
    backs = [part.read_back for part in done.values()]
    value: dict[str, Any] = {
        "articles": sum(part.articles for part in done.values()),
        "labels": sum(part.labels for part in done.values()),
        "out": str(next(iter(done))) if len(done) == 1 else [str(path) for path in done],
        "format": form.id,
        "skipped": [],
        "losses": losses,
        "read_back_equal": None if rehearse or None in backs else True,
    }
    keep_report(report_file, value)
    if as_json:
        say_json(value)


# ---------------------------------------------------------------------------- convert, formats


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file or data set to read.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The file or folder to write.")],
    *,
    source_format: Annotated[
        str, typer.Option("--from", metavar="ID", help="One of `annotator formats`.")
    ] = "auto",
    target_format: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="ID",
            help="One of `annotator formats`.",
            show_default="what OUT ends in",
        ),
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a table's column holds."),
    ] = None,
    offsets: Offsets = "",
    setting: FormatSettings = None,
    report_file: ReportFile = None,
    as_json: AsJson = False,
) -> None:
    """Turn a file of one format into another's, without a project.

    Article by article, so that the file may be of any size. What the new format cannot hold is
    told, and every label is read back and compared.
    """
    from annotator.formats.convert import convert as converted
    from annotator.formats.exchange import ReadOptions, WriteOptions
    from annotator.formats.source import Source

    if source.resolve() == target.resolve():
        raise AnnotatorError("IN and OUT are the same file; choose another name for OUT.")
    form = format_to_write(target_format, target)
    settings = pairs(setting, "--set", "columns=one")
    reading = ReadOptions(
        columns=pairs(column, "--map", "content=text"), unit=unit_named(offsets), settings=settings
    )
    done = finished(
        converted(
            Source(source),
            target,
            form,
            source_form=format_to_read(source_format),
            reading=reading,
            options=WriteOptions(settings=settings),
        ),
        "Converting",
    )
    _tell_converted(target, form, done.written, done.skipped, as_json, report_file)


def _tell_converted(
    target: Path,
    form: "Format",
    done: "Written",
    skipped: Sequence["Skipped"],
    as_json: bool,
    report_file: Path | None,
) -> None:
    report(*(f"Left out: {item.where}: {item.why}." for item in skipped))
    if done.losses:
        report(f"Not in such a file: {'; '.join(done.losses)}.")
    value: dict[str, Any] = {
        "articles": done.articles,
        "labels": done.labels,
        "out": str(target),
        "skipped": [{"where": item.where, "why": f"{item.why}."} for item in skipped],
        "losses": list(done.losses),
        "read_back_equal": None if done.read_back is None else True,
    }
    keep_report(report_file, value)
    if as_json:
        say_json(value)
    else:
        back = f", {done.read_back:,} read back equal" if done.read_back is not None else ""
        say(f"{_counts(done, form)} written to {target}{back}.")


def list_formats(*, as_json: AsJson = False) -> None:
    """List the formats: what can be read and written, and what each counts offsets in."""
    from annotator.formats.registry import PRINTED, formats, plugged_in

    broken = plugged_in()[1]
    known = formats()
    if as_json:
        say_json(
            [
                {
                    "id": form.id,
                    "name": form.name,
                    "extensions": list(form.extensions),
                    "read": form.read is not None,
                    "write": form.write is not None or form.id == PRINTED,
                    "folder": form.folder,
                    "offsets": form.unit,
                    "needs": form.needs,
                }
                for form in known
            ]
            + [{"id": name, "fault": why} for name, why in broken]
        )
        return
    rows = [("id", "in", "out", "offsets", "name")]
    rows += [
        (
            form.id,
            "yes" if form.read else "–",
            "yes" if form.write or form.id == PRINTED else "–",
            form.unit,
            f"{form.name} ({'folder' if form.folder else ', '.join(form.extensions)})",
        )
        for form in known
    ]
    say(*columns(rows))
    report(*(f"The format “{name}” cannot be loaded: {why}." for name, why in broken))
