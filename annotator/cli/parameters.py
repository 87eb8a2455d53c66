"""The arguments and options that several verbs share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import Annotator
    from annotator.project import Project

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
    """Who works where nobody is named; raises AnnotatorError if the project has no annotator."""
    for annotator in project.annotators():
        return annotator
    raise AnnotatorError(f"{project.path.name} has no annotator; add one with --annotator NAME.")
