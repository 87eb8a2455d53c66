"""The arguments and options that several verbs share."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import Annotator
    from annotator.formats.exchange import Format
    from annotator.formats.offsets import Unit
    from annotator.project import Project
    from annotator.project.handing_out import Draw
    from annotator.teach.paper import PaperSize

ProjectFile = Annotated[
    Path, typer.Argument(metavar="P.annot", help="The project file.", show_default=False)
]
ArticleName = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="An id, the beginning of one, or an exact title.",
        show_default=False,
    ),
]
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
PaperName = Annotated[
    str,
    typer.Option(
        "--paper",
        metavar="a4|letter",
        help="Of the pages in PDF and DOCX.",
        show_default="as is usual where you are",
    ),
]
AnnotatorName = Annotated[
    str, typer.Option("--annotator", metavar="NAME", help="Whose.", show_default=False)
]
OutFile = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="The file to write.", show_default=False)
]
Insecure = Annotated[
    bool,
    typer.Option("--insecure", help="Go to a hub elsewhere without proof of who it is."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Give one JSON value on stdout.")]


def pair(text: str, option: str, example: str) -> tuple[str, str]:
    """The two sides of `KEY=VALUE`; raises AnnotatorError if it is none."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise AnnotatorError(f"“{text}” cannot be used; write {option} KEY=VALUE, like {example}.")
    return key.strip(), value.strip()


def apart(out: Path, project: Path) -> Path:
    """The file to write; raises AnnotatorError if it is the project itself."""
    if out.resolve() == project.resolve():
        raise AnnotatorError(f"{out} is the project itself; choose another name for --out.")
    return out


def first_annotator(project: "Project") -> "Annotator":
    """Who works where nobody is named: in a work copy whoever it was made for, else the first.

    Raises AnnotatorError if the project has no annotator.
    """
    whose = project.store.desk() if project.work_copy else ""
    for annotator in project.annotators():
        if whose in ("", annotator.id):
            return annotator
    raise AnnotatorError(f"{project.path.name} has no annotator; add one with --annotator NAME.")


def annotator_at_work(project: "Project", name: str, *, make: bool = True) -> "Annotator":
    """Who works here as the annotator of this name; `first_annotator` for "".

    `make` adds one who is new; else AnnotatorError is raised for them. So it is in a work copy for
    anybody but whom it was made for, since what is done there in the name of another reaches
    nobody.
    """
    own = first_annotator(project)
    if not name.strip():
        return own
    if project.work_copy and name.strip() != own.name:
        raise AnnotatorError(
            f"{project.path.name} is the work copy of {own.name}; leave out --annotator, or work "
            "in the project of whoever leads. Nothing was changed."
        )
    return project.annotator_named(name, make=make)


def pairs(given: Sequence[str] | None, option: str, example: str) -> dict[str, str]:
    """What `KEY=VALUE` options say; raises AnnotatorError for one that is none."""
    return dict(pair(item, option, example) for item in given or ())


def unit_named(name: str) -> "Unit | None":
    """The unit of offsets of this name, None for ""; raises AnnotatorError with those there are."""
    from annotator.formats.offsets import Unit

    if not name:
        return None
    if name not in list(Unit):
        known = ", ".join(unit.value for unit in Unit)
        raise AnnotatorError(f"There is no unit “{name}” of offsets; choose one of {known}.")
    return Unit(name)


def format_to_read(name: str) -> "Format | None":
    """The format of this id or ending, None for "auto"; raises AnnotatorError with the ids."""
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


def format_to_write(name: str, out: Path) -> "Format":
    """The format of this id, or the one the file ends in; raises AnnotatorError with the ids."""
    from annotator.formats.registry import PRINTED, formats

    writable = [form for form in formats() if form.write]
    wanted = name.lower()
    ending = out.suffix.lower()
    if PRINTED in (wanted, ending[1:] if not wanted else ""):
        return _printed()
    for form in writable:
        if wanted == form.id or (not wanted and ending in form.extensions):
            return form
    known = ", ".join([*(form.id for form in writable), PRINTED])
    if name:
        raise AnnotatorError(f"There is no format “{name}” to write; choose one of {known}.")
    raise AnnotatorError(f"“{out.name}” does not say its format; add --format {known}.")


def drawn_papers() -> "Draw":
    """What draws a lesson's sheets as PDF; raises AnnotatorError where Qt is not to be had."""
    try:
        from annotator.gui.printing.pdf import print_paper
    except ImportError as error:
        raise _no_qt(error, "write HTML instead and print that from a browser") from error
    return print_paper


def paper_size(name: str) -> "PaperSize":
    """The paper of this name, the usual one for ""; raises AnnotatorError with those there are."""
    from annotator.teach.paper import PaperSize, usual_in
    from annotator.territory import territory

    if not name:
        return usual_in(territory())
    if name.lower() not in list(PaperSize):
        known = ", ".join(PaperSize)
        raise AnnotatorError(f"There is no paper “{name}”; choose one of {known}.")
    return PaperSize(name.lower())


def _printed() -> "Format":
    try:
        from annotator.gui.printing.pdf import FORMAT
    except ImportError as error:
        raise _no_qt(error, "use --format reading for a page of HTML instead") from error
    return FORMAT


def _no_qt(error: ImportError, instead: str) -> AnnotatorError:
    return AnnotatorError(
        f"A PDF is drawn by Qt, which cannot be loaded here ({error}); {instead}."
    )
