"""The verbs about a whole project: new, check."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.hub import copy_from_hub
from annotator.cli.output import counted, finished, report, say, say_json
from annotator.cli.parameters import AsJson, Insecure, ProjectFile
from annotator.core.errors import AnnotatorError, Damaged

if TYPE_CHECKING:
    from annotator.core.model import Codebook
    from annotator.project import Project


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
    pack: Annotated[
        Path | None,
        typer.Option("--pack", metavar="FILE", help="A work pack, to make a copy to work in."),
    ] = None,
    hub: Annotated[
        str,
        typer.Option("--hub", metavar="URL", help="A hub, to make a copy of what is there."),
    ] = "",
    insecure: Insecure = False,
    as_json: AsJson = False,
) -> None:
    """Make a new project: one file for articles and labels."""
    from annotator.project import Project

    if project_file.exists():
        raise AnnotatorError(
            f"There is a file called {project_file.name} already; choose another name."
        )
    if hub:
        with closing(copy_from_hub(project_file, hub, name, insecure=insecure)) as project:
            book, called = project.codebook, project.settings.name
    elif pack is None:
        book = _codebook(codebook)
        called = name.strip() or project_file.stem
        Project.create(project_file, called, book).close()
    else:
        with closing(_copy_from(pack, project_file)) as project:
            book, called = project.codebook, project.settings.name
    if project_file.suffix.lower() != ".annot":
        report(f"{project_file.name} is a project; names of projects usually end in .annot.")
    if as_json:
        say_json({"path": str(project_file), "name": called, "codebook": book.id})
    else:
        tags = counted(len(book.offered), "tag")
        say(f"{project_file} made, with the codebook {book.name} ({tags}).")


def _copy_from(pack: Path, project_file: Path) -> "Project":
    from annotator.sync.delivery_file import read_delivery
    from annotator.sync.packing import project_from

    delivery = finished(read_delivery(pack), f"Reading {pack.name}")
    return finished(project_from(delivery, project_file), "Making the copy")


def _codebook(wanted: str) -> "Codebook":
    from annotator.codebooks import read_codebook, shipped_codebook

    path = Path(wanted)
    own = path.suffix.lower() == ".toml" or path.is_file()
    return read_codebook(path) if own else shipped_codebook(wanted)


def check(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """Check every quote, hash and reference.

    Nothing is changed. What is off is listed, and the exit status is then 1.
    """
    from annotator.project import Project
    from annotator.project.checking import checked

    try:
        with closing(Project.open(project_file, write=False)) as project:
            faults = finished(checked(project), "Checking")
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
