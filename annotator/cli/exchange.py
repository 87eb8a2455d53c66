"""The verbs that take files in and out: import, export, convert, formats."""

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import columns, finished, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, apart, first_annotator, pair
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import State
    from annotator.formats.exchange import Format, Skipped
    from annotator.formats.offsets import Unit
    from annotator.formats.source import Source
    from annotator.formats.writing import Written
    from annotator.project import Project
    from annotator.project.importing import ImportReport
    from annotator.project.selecting import Selection

_TOLD = 3
_NEARLY = 0.7
"""How much two texts must resemble each other to be told as nearly the same."""
_PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre", "event")

Offsets = Annotated[
    str,
    typer.Option(
        "--offsets",
        metavar="UNIT",
        help="What the file's offsets count: code-points, utf-16, bytes or graphemes.",
        show_default="found out",
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write the report there as JSON."),
]
Rehearse = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would be done and what would be lost.")
]
FormatSettings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="A setting of the format; may be repeated."),
]


# ---------------------------------------------------------------------------- import


def import_articles(
    project_file: ProjectFile,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, folders, or a URL.", show_default=False),
    ],
    *,
    format_name: Annotated[
        str, typer.Option("--format", metavar="ID", help="One of `annotator formats`, or auto.")
    ] = "auto",
    meta: Annotated[
        list[str] | None,
        typer.Option(
            "--meta",
            metavar="KEY=VALUE",
            help=f"{', '.join(_PROPERTIES)}, or a key of your own; may be repeated.",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="COLUMN=FIELD", help="What a table's column holds; may be repeated."
        ),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag", metavar="OLD=KEY", help="The codebook's key for a tag of the file, or nothing."
        ),
    ] = None,
    known_tags: Annotated[
        bool, typer.Option("--known-tags", help="Leave out labels whose tag the codebook lacks.")
    ] = False,
    twins: Annotated[
        str,
        typer.Option(
            "--twins",
            metavar="merge|skip|keep|link",
            help="An article whose text is there already: join labels, skip, keep both, link.",
        ),
    ] = "merge",
    near: Annotated[
        str,
        typer.Option(
            "--near",
            metavar="keep|skip|link",
            help="Also find texts that are nearly the same, and what is done with them.",
        ),
    ] = "",
    annotator: Annotated[
        str, typer.Option("--annotator", metavar="NAME", help="Whose labels that name nobody are.")
    ] = "",
    offsets: Offsets = "",
    setting: FormatSettings = None,
    rehearse: Rehearse = False,
    report_file: ReportFile = None,
    as_json: AsJson = False,
) -> None:
    """Add articles, with their labels where the files have any.

    All of them come in one step, each file whole or not at all. A folder is read with all below it.
    What cannot be read, and a text that is in the project already, is left out and told. Labels
    keep their annotators; a tag that the codebook lacks is added to it.
    """
    from annotator.formats.exchange import ReadOptions
    from annotator.project import Project
    from annotator.project.importing import ImportOptions, Twins, import_files

    form = _readable(format_name)
    given = dict(pair(item, "--meta", "outlet='The Courier'") for item in meta or ())
    if twins not in list(Twins):
        raise AnnotatorError(f"There is no way “{twins}”; choose merge, skip, keep or link.")
    if near not in ("", "keep", "skip", "link"):
        raise AnnotatorError(f"There is no way “{near}”; choose keep, skip or link.")
    options = ImportOptions(
        form=form,
        reading=ReadOptions(
            columns=_pairs(column, "--map", "content=text"),
            unit=_unit(offsets),
            annotator=annotator,
            settings=_pairs(setting, "--set", "several=all"),
        ),
        tags=_pairs(tag, "--tag", "Loaded=loaded-language"),
        new_tags=not known_tags,
        twins=Twins(twins),
        metadata=_lines(given),
        near=_NEARLY if near else 0.0,
        near_twins=Twins(near or "keep"),
    )
    with closing(Project.open(project_file)) as project:
        sources, refused = _sources(paths, form)
        if not sources:
            raise AnnotatorError(_nothing_read(refused, paths))
        writer = first_annotator(project).id
        work = import_files(project, sources, options, annotator_id=writer, rehearse=rehearse)
        done = finished(work, "Importing")
    skipped = [*refused, *((item.where, f"{item.why}.") for item in done.skipped)]
    if not (done.articles or done.labels or done.answers) and len(skipped) == len(sources):
        raise AnnotatorError(_nothing_read(skipped, paths))
    _tell_import(project_file, done, skipped, rehearse, as_json, report_file)


def _lines(given: Mapping[str, str]) -> dict[str, str]:
    from annotator.formats.exchange import one_line

    return {key: one_line(value) for key, value in given.items()}


def _pairs(given: Sequence[str] | None, option: str, example: str) -> dict[str, str]:
    return dict(pair(item, option, example) for item in given or ())


def _unit(name: str) -> "Unit | None":
    from annotator.formats.offsets import Unit

    if not name:
        return None
    if name not in list(Unit):
        known = ", ".join(unit.value for unit in Unit)
        raise AnnotatorError(f"There is no unit “{name}” of offsets; choose one of {known}.")
    return Unit(name)


def _readable(name: str) -> "Format | None":
    from annotator.formats.registry import formats

    if name == "auto":
        return None
    readable = [form for form in formats() if form.read]
    named = [form for form in readable if name.lower() == form.id]
    ending = [form for form in readable if f".{name.lower()}" in form.extensions]
    # Of several with one ending, the plain kinds are meant.
    named += sorted(ending, key=lambda form: form.kind not in ("text", "table"))
    if named:
        return named[0]
    known = ", ".join(["auto", *(form.id for form in readable)])
    raise AnnotatorError(f"There is no format “{name}” to read; choose one of {known}.")


def _sources(
    paths: Sequence[str], form: "Format | None"
) -> tuple[list["Source"], list[tuple[str, str]]]:
    """What is to be read; of folders only the files of the format, if one is given."""
    from annotator.formats.reading import readable_files, unreadable
    from annotator.formats.registry import formats_for
    from annotator.formats.source import Source

    found: list[Source] = []
    files: list[Path] = []
    refused: list[tuple[str, str]] = []
    for path in paths:
        if _is_url(path):
            found.append(_fetched(path))
            continue
        for each in _expanded([path]):
            if form is None:
                some, not_read = readable_files([each])
                files += some
                refused += [(str(file), f"{why}.") for file, why in not_read]
            elif not each.is_dir() or form.folder:
                why = unreadable(each, any_format=True)
                files += [] if why else [each]
                refused += [(str(each), f"{why}.")] if why else []
            else:
                some, not_read = readable_files([each])
                refused += [(str(file), f"{why}.") for file, why in not_read]
                wrong = f"of a folder, this format reads {', '.join(form.extensions)} files."
                for file in some:
                    if form in formats_for(Source(file)):
                        files.append(file)
                    else:
                        refused.append((str(file), wrong))
    unique = dict.fromkeys(files)
    return [*found, *map(Source, unique)], refused


def _is_url(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def _fetched(url: str) -> "Source":
    from annotator.formats.fetch import fetched

    return fetched(url)


def _expanded(paths: Iterable[str]) -> Iterator[Path]:
    """The paths, with `*` and `?` resolved as shells do, for those that leave it to the program."""
    for path in paths:
        if not path:
            raise AnnotatorError("One of the paths is empty; give the name of a file or folder.")
        matches = [] if Path(path).exists() else sorted(glob.glob(path))  # noqa: PTH207 - may be absolute
        yield from (Path(match) for match in matches or [path])


def _nothing_read(skipped: Sequence[tuple[str, str]], paths: Sequence[str]) -> str:
    if not skipped:
        return f"There are no articles in {', '.join(paths)}; see `annotator formats`."
    told = "; ".join(f"{where}: {why.rstrip('.')}" for where, why in skipped[:_TOLD])
    more = f"; and {len(skipped) - _TOLD} more" if len(skipped) > _TOLD else ""
    return f"Nothing was added, for no file could be read: {told}{more}."


def _tell_import(
    project_file: Path,
    done: "ImportReport",
    skipped: Sequence[tuple[str, str]],
    rehearse: bool,
    as_json: bool,
    report_file: Path | None,
) -> None:
    report(*(f"Left out: {where}: {why}" for where, why in skipped))
    if done.more:
        report(f"Left out: {done.more:,} more.")
    report(
        *(
            f"Nearly the same ({it.resemblance:.0%}): “{it.title}” and “{it.other}”."
            for it in done.near
        )
    )
    if done.new_tags:
        report(f"New in the codebook: {', '.join(done.new_tags)}.")
    value: dict[str, Any] = {
        "articles": done.articles,
        "labels": done.labels,
        "answers": done.answers,
        "joined": done.joined,
        "ids": list(done.ids),
        "near": [
            {"title": it.title, "other": it.other, "resemblance": round(it.resemblance, 3)}
            for it in done.near
        ],
        "new_tags": list(done.new_tags),
        "new_annotators": list(done.new_annotators),
        "skipped": [{"where": where, "why": why} for where, why in skipped],
        "losses": [],
        "read_back_equal": None,
    }
    _keep(report_file, value)
    if as_json:
        say_json(value)
        return
    parts = [_count(done.articles, "article")]
    parts += [_count(done.labels, "label")] if done.labels else []
    parts += [_count(done.answers, "answer")] if done.answers else []
    if done.joined:
        parts.append(f"labels of {_count(done.joined, 'article')} that were there")
    verb = "would be added" if rehearse else "added"
    say(f"{', '.join(parts)} {verb} to {project_file.name}.")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _keep(path: Path | None, value: Mapping[str, Any]) -> None:
    import json

    if path is not None:
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


# ---------------------------------------------------------------------------- export

_Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="KEY", help="Only labels with this tag; may be repeated."),
]
_Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="KEY=VALUE", help="Only articles whose metadata say so."),
]


def export(
    project_file: ProjectFile,
    *,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="ID",
            help="One of `annotator formats`; jsonl holds all there is.",
            show_default="what PATH ends in",
        ),
    ] = "",
    out: Annotated[
        Path,
        typer.Option("--out", metavar="PATH", help="The file to write.", show_default=False),
    ],
    annotator: Annotated[
        list[str] | None,
        typer.Option("--annotator", metavar="NAME", help="Only their labels; may be repeated."),
    ] = None,
    tag: _Tags = None,
    state: Annotated[
        list[str] | None,
        typer.Option("--state", metavar="STATE", help="Only articles that are so: done, …"),
    ] = None,
    where: _Where = None,
    gold: Annotated[bool, typer.Option("--gold", help="Only gold labels.")] = False,
    shares: Annotated[
        str,
        typer.Option("--split", metavar="80/10/10", help="Write train, dev and test files."),
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="Of the split's draw.")] = 1,
    card: Annotated[
        bool, typer.Option("--card", help="Write a data set card (Markdown) beside the file.")
    ] = False,
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

    form = _writable(format_name, out)
    options = WriteOptions(unit=_unit(offsets), settings=_pairs(setting, "--set", "columns=one"))
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
    return Written(losses.articles, losses.labels, losses.sentences())


def _selection(
    project: "Project",
    annotators: Sequence[str],
    tags: Sequence[str],
    states: Sequence[str],
    where: Sequence[str] | None,
    gold: bool,
) -> "Selection":
    from annotator.project.selecting import Selection

    people = tuple(project.annotator_named(name).id for name in annotators)
    unknown = [tag for tag in tags if project.codebook.tag(tag) is None]
    if unknown:
        known = ", ".join(tag.key for tag in project.codebook.tags)
        raise AnnotatorError(f"The codebook has no tag “{unknown[0]}”; it has {known}.")
    return Selection(
        annotators=people,
        tags=tuple(tags),
        states=tuple(map(_state, states)),
        where=_pairs(where, "--where", "outlet='The Courier'"),
        gold=gold,
    )


def _state(name: str) -> "State":
    from annotator.core.model import State

    if name not in list(State):
        known = ", ".join(state.value for state in State)
        raise AnnotatorError(f"There is no state “{name}”; choose one of {known}.")
    return State(name)


def _writable(name: str, out: Path) -> "Format":
    from annotator.formats.registry import formats

    writable = [form for form in formats() if form.write]
    wanted = name.lower()
    ending = out.suffix.lower()
    for form in writable:
        if wanted == form.id or (not wanted and ending in form.extensions):
            return form
    known = ", ".join(form.id for form in writable)
    if name:
        raise AnnotatorError(f"There is no format “{name}” to write; choose one of {known}.")
    raise AnnotatorError(f"“{out.name}” does not say its format; add --format {known}.")


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
        articles, labels = _count(part.articles, "article"), _count(part.labels, "label")
        report(f"{articles}, {labels} {verb} to {path}{back}.")
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
    _keep(report_file, value)
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
    form = _writable(target_format, target)
    settings = _pairs(setting, "--set", "columns=one")
    reading = ReadOptions(
        columns=_pairs(column, "--map", "content=text"), unit=_unit(offsets), settings=settings
    )
    done = finished(
        converted(
            Source(source),
            target,
            form,
            source_form=_readable(source_format),
            reading=reading,
            options=WriteOptions(settings=settings),
        ),
        "Converting",
    )
    _tell_converted(target, done.written, done.skipped, as_json, report_file)


def _tell_converted(
    target: Path,
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
    _keep(report_file, value)
    if as_json:
        say_json(value)
    else:
        back = f", {done.read_back:,} read back equal" if done.read_back is not None else ""
        articles, labels = _count(done.articles, "article"), _count(done.labels, "label")
        say(f"{articles}, {labels} written to {target}{back}.")


def list_formats(*, as_json: AsJson = False) -> None:
    """List the formats: what can be read and written, and what each counts offsets in."""
    from annotator.formats.registry import formats, plugged_in

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
                    "write": form.write is not None,
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
            "yes" if form.write else "–",
            form.unit,
            f"{form.name} ({'folder' if form.folder else ', '.join(form.extensions)})",
        )
        for form in known
    ]
    say(*columns(rows))
    report(*(f"The format “{name}” cannot be loaded: {why}." for name, why in broken))
