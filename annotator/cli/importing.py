"""The verb that takes files in: import."""

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import counted, finished, keep_report, report, say, say_json
from annotator.cli.parameters import (
    AsJson,
    FormatSettings,
    Offsets,
    ProjectFile,
    Rehearse,
    ReportFile,
    first_annotator,
    format_to_read,
    pair,
    pairs,
    unit_named,
)
from annotator.core.errors import AnnotatorError
from annotator.core.shares import percent

if TYPE_CHECKING:
    from annotator.formats.exchange import Format
    from annotator.formats.source import Source
    from annotator.project.importing import ImportOptions, ImportReport, Twins

_TOLD = 3
_NEARLY = 0.7
"""How much two texts must resemble each other to be told as nearly the same."""
_PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre", "event")


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders, or a URL.", show_default=False),
]
FormatName = Annotated[
    str, typer.Option("--format", metavar="ID", help="One of `annotator formats`, or auto.")
]
Meta = Annotated[
    list[str] | None,
    typer.Option(
        "--meta",
        metavar="KEY=VALUE",
        help=f"{', '.join(_PROPERTIES)}, or a key of your own; may be repeated.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="COLUMN=FIELD", help="What a table's column holds; may be repeated."
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag", metavar="OLD=KEY", help="The codebook's key for a tag of the file, or nothing."
    ),
]
KnownTags = Annotated[
    bool, typer.Option("--known-tags", help="Leave out labels whose tag the codebook lacks.")
]
TwinsWay = Annotated[
    str,
    typer.Option(
        "--twins",
        metavar="merge|skip|keep|link",
        help="An article whose text is there already: join labels, skip, keep both, link.",
    ),
]
NearWay = Annotated[
    str,
    typer.Option(
        "--near",
        metavar="keep|skip|link",
        help="Also find texts that are nearly the same, and what is done with them.",
    ),
]
Whose = Annotated[
    str, typer.Option("--annotator", metavar="NAME", help="Whose labels that name nobody are.")
]
Owners = Annotated[
    list[str] | None,
    typer.Option(
        "--owner", metavar="OLD=NAME", help="Who gets the labels of one that the file names."
    ),
]


def import_articles(
    project_file: ProjectFile,
    paths: Paths,
    *,
    format_name: FormatName = "auto",
    meta: Meta = None,
    column: Columns = None,
    tag: Tags = None,
    known_tags: KnownTags = False,
    twins: TwinsWay = "merge",
    near: NearWay = "",
    annotator: Whose = "",
    owner: Owners = None,
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
    from annotator.project.importing import ImportOptions

    owners = pairs(owner, "--owner", "coder1=Ines")
    options = ImportOptions(
        form=format_to_read(format_name),
        reading=ReadOptions(
            columns=pairs(column, "--map", "content=text"),
            unit=unit_named(offsets),
            annotator=annotator,
            settings=pairs(setting, "--set", "several=all"),
        ),
        tags=pairs(tag, "--tag", "Loaded=loaded-language"),
        new_tags=not known_tags,
        twins=_way(twins, "merge", "skip", "keep", "link"),
        metadata=_lines(dict(pair(item, "--meta", "outlet='The Courier'") for item in meta or ())),
        near=_NEARLY if near else 0.0,
        near_twins=_way(near or "keep", "keep", "skip", "link"),
    )
    done, skipped = _imported(project_file, paths, options, owners, rehearse)
    _tell_import(project_file, done, skipped, rehearse, as_json, report_file)


def _imported(
    project_file: Path,
    paths: Sequence[str],
    options: "ImportOptions",
    owners: Mapping[str, str],
    rehearse: bool,
) -> tuple["ImportReport", list[tuple[str, str]]]:
    """What was added, and what was left out and why; raises AnnotatorError if that is all."""
    from annotator.project import Project
    from annotator.project.importing import import_files

    with closing(Project.open(project_file)) as project:
        sources, refused = _sources(paths, options.form)
        if not sources:
            raise AnnotatorError(_nothing_read(refused, paths))
        writer = first_annotator(project).id
        people = {old: project.annotator_named(name).id for old, name in owners.items()}
        options = replace(options, annotators=people)
        work = import_files(project, sources, options, annotator_id=writer, rehearse=rehearse)
        done = finished(work, "Importing")
    skipped = [*refused, *((item.where, f"{item.why}.") for item in done.skipped)]
    if not (done.articles or done.labels or done.answers) and len(skipped) == len(sources):
        raise AnnotatorError(_nothing_read(skipped, paths))
    return done, skipped


def _way(name: str, *known: str) -> "Twins":
    from annotator.project.importing import Twins

    if name not in known:
        ways = f"{', '.join(known[:-1])} or {known[-1]}"
        raise AnnotatorError(f"There is no way “{name}”; choose {ways}.")
    return Twins(name)


def _lines(given: Mapping[str, str]) -> dict[str, str]:
    from annotator.formats.exchange import one_line

    return {key: one_line(value) for key, value in given.items()}


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
    return f"Nothing was added: {told}{more}."


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
            f"Nearly the same ({percent(it.resemblance)}): “{it.title}” and “{it.other}”."
            for it in done.near
        )
    )
    if done.new_tags:
        report(f"New in the codebook: {', '.join(done.new_tags)}.")
    value: dict[str, Any] = {
        "articles": done.articles,
        "labels": done.labels,
        "answers": done.answers,
        "decisions": done.decisions,
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
    keep_report(report_file, value)
    if as_json:
        say_json(value)
        return
    parts = [counted(done.articles, "article")]
    parts += [counted(done.labels, "label")] if done.labels else []
    parts += [counted(done.answers, "answer")] if done.answers else []
    parts += [counted(done.decisions, "decision")] if done.decisions else []
    verb = "would be added" if rehearse else "added"
    there = "was" if done.joined == 1 else "were"
    joined = f"; {counted(done.joined, 'article')} {there} in it already" if done.joined else ""
    say(f"{', '.join(parts)} {verb} to {project_file.name}{joined}.")
