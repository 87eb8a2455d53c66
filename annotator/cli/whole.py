"""The verbs about a whole project: new, export, check."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import finished, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, apart
from annotator.core.errors import AnnotatorError, Damaged

if TYPE_CHECKING:
    from annotator.core.model import Codebook
    from annotator.formats.exchange import Format


def new(
    project_file: ProjectFile,
    *,
    codebook: Annotated[
        str,
        typer.Option(
            "--codebook",
            metavar="ID|FILE.toml",
            help="One of `annotator codebooks`, or a file of your own.",
        ),
    ] = "loaded-language",
    name: Annotated[
        str, typer.Option("--name", help="The project's name.", show_default="the file's")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Make a new project: one file for articles and labels."""
    from annotator.project import Project

    if project_file.exists():
        raise AnnotatorError(
            f"There is a file called {project_file.name} already; choose another name."
        )
    book = _codebook(codebook)
    called = name.strip() or project_file.stem
    Project.create(project_file, called, book).close()
    if project_file.suffix.lower() != ".annot":
        report(f"{project_file.name} is a project; names of projects usually end in .annot.")
    if as_json:
        say_json({"path": str(project_file), "name": called, "codebook": book.id})
    else:
        say(f"{project_file} made, with the codebook {book.name} ({len(book.offered)} tags).")


def _codebook(wanted: str) -> "Codebook":
    from annotator.codebooks import read_codebook, shipped_codebook

    path = Path(wanted)
    own = path.suffix.lower() == ".toml" or path.is_file()
    return read_codebook(path) if own else shipped_codebook(wanted)


def export(
    project_file: ProjectFile,
    *,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="jsonl|csv",
            help="JSON Lines: all there is, an article a line. CSV: a label a row.",
            show_default="what FILE ends in",
        ),
    ] = "",
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="The file to write.", show_default=False),
    ],
    annotator: Annotated[
        str,
        typer.Option(
            "--annotator", metavar="NAME", help="Whose labels.", show_default="everyone's"
        ),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Write articles and labels to a file.

    Every quote is compared with its text first. The file is there whole or, on any failure, as it
    was before.
    """
    from annotator.project import Project

    form = _format(format_name, out)
    with closing(Project.open(project_file, write=False)) as project:
        target = apart(out, project.path)
        whose = project.annotator_named(annotator).id if annotator else None
        ids = project.article_ids()
        count = finished(project.export(form, target, ids, whose), "Exporting")
    report(
        f"{len(ids)} article{'' if len(ids) == 1 else 's'}, "
        f"{count} label{'' if count == 1 else 's'} written to {out}."
    )
    if form.loses:
        report(f"Not in such a file: {'; '.join(form.loses)}.")
    if as_json:
        say_json({"articles": len(ids), "labels": count, "out": str(out)})


def _format(name: str, out: Path) -> "Format":
    from annotator.formats import FORMATS

    writable = [form for form in FORMATS if form.write]
    for form in writable:
        if name.lower() == form.id or (not name and out.suffix.lower() in form.extensions):
            return form
    known = " or ".join(form.id for form in writable)
    if name:
        raise AnnotatorError(f"There is no format “{name}” to write; choose {known}.")
    raise AnnotatorError(f"“{out.name}” does not say its format; add --format {known}.")


def check(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """Check every quote, hash and reference.

    Nothing is changed. What is off is listed, and the exit status is then 1.
    """
    from annotator.project import Project

    try:
        with closing(Project.open(project_file, write=False)) as project:
            faults = finished(project.check(), "Checking")
    except Damaged as error:
        faults = [str(error)]
    if as_json:
        say_json({"ok": not faults, "faults": faults})
    elif faults:
        say(*faults)
    else:
        say(f"{project_file.name} is in order.")
    if faults:
        raise typer.Exit(1)
