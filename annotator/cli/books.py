"""The verbs about codebooks: codebook, codebooks."""

import textwrap
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, apart

if TYPE_CHECKING:
    from annotator.core.model import Codebook, Field, Tag

_WIDTH = 78


def codebook(
    project_file: ProjectFile,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE.toml", help="Save it to this file.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the project's codebook, or save it to a file.

    A saved codebook can be edited and given to `annotator new --codebook`.
    """
    from annotator.codebooks import write_codebook
    from annotator.project import Project

    with closing(Project.open(project_file, write=False)) as project:
        book, version = project.codebook, project.codebook_version
        if out is not None:
            write_codebook(book, apart(out, project.path))
            report(f"The codebook {book.name} was written to {out}.")
    if as_json:
        say_json(
            {
                "id": book.id,
                "name": book.name,
                "version": version,
                "tags": [asdict(tag) for tag in book.tags],
                "fields": [asdict(field) for field in book.fields],
                "questions": [asdict(question) for question in book.questions],
            }
        )
    elif out is None:
        say(*_overview(book, version))


def _overview(book: "Codebook", version: int) -> list[str]:
    lines = [f"{book.name} ({book.id}), version {version}"]
    lines += _paragraphs(book.description, "")
    for tag in book.tags:
        lines += ["", *_tag_lines(tag)]
    for title, asked in (("Fields:", book.fields), ("Questions:", book.questions)):
        if asked:
            lines += ["", title]
            lines += columns([(f"  {item.key}", item.name, _may_be(item)) for item in asked])
    return lines


def _tag_lines(tag: "Tag") -> list[str]:
    retired = ", retired" if tag.retired else ""
    above = f", below {tag.parent}" if tag.parent else ""
    lines = [f"[{tag.shortcut or ' '}] {tag.name} ({tag.key}{above}{retired})"]
    lines += _paragraphs(tag.definition, "    ")
    if tag.fields:
        lines += _paragraphs(f"Fields: {', '.join(tag.fields)}", "    ")
    return lines


def _paragraphs(text: str, indent: str) -> list[str]:
    return [
        line
        for paragraph in text.splitlines()
        for line in textwrap.wrap(
            paragraph, _WIDTH, initial_indent=indent, subsequent_indent=indent
        )
    ]


def _may_be(item: "Field") -> str:
    """What a field or question may hold."""
    from annotator.core.model import Kind

    match item.kind:
        case Kind.CHOICE:
            return " | ".join(option.key for option in item.options)
        case Kind.SCALE:
            return f"{item.low} to {item.high}"
        case Kind.YES_NO:
            return "yes | no"
    return "text"


def codebooks(*, as_json: AsJson = False) -> None:
    """List the codebooks that come with the program."""
    from annotator.codebooks import shipped

    found = shipped()
    if as_json:
        say_json([{"id": it.id, "name": it.name, "tags": len(it.tags)} for it in found])
    else:
        rows = [(it.id, str(len(it.tags)), it.name) for it in found]
        say(*columns([("id", "tags", "name"), *rows], right=(1,)))
