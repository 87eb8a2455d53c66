"""The verbs about codebooks: codebook, codebooks, merge-tags, split-tag."""

import textwrap
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.output import columns, counted, finished, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, Rehearse, apart, first_annotator
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import Codebook, Field, Tag
    from annotator.project import Project
    from annotator.project.tag_changes import TagUse

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
    if tag.became:
        done = "merged into" if len(tag.became) == 1 else "split into"
        retired += f", {done} {', '.join(tag.became)}"
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


# ---------------------------------------------------------------------------- merging, splitting

TagKey = Annotated[
    str, typer.Argument(metavar="TAG", help="The key of the tag that goes.", show_default=False)
]


def merge_tags(
    project_file: ProjectFile,
    tag: TagKey,
    into: Annotated[
        str,
        typer.Argument(metavar="INTO", help="The key of the one that stays.", show_default=False),
    ],
    *,
    with_fields: Annotated[
        bool, typer.Option("--with-fields", help="The one that stays asks the other's fields too.")
    ] = False,
    rehearse: Rehearse = False,
    as_json: AsJson = False,
) -> None:
    """Merge a tag into another, in one step that changes the codebook alone.

    Nobody's labels are changed: each annotator finds those of the tag that goes in their list of
    labels to look at again, see `annotator review`. Agreement counts them as the tag that stays.
    """
    from annotator.core.codebook_succession import lacking_fields, merged_tag
    from annotator.project import Project
    from annotator.project.mergers import figures_sentence, if_merged
    from annotator.project.tag_changes import merge_tag, tag_use

    with closing(Project.open(project_file, write=not rehearse)) as project:
        book = _leading(project)
        merged_tag(book, tag, into, with_fields=with_fields)
        use = finished(tag_use(project, tag), "Counting labels")
        lacking = [field.key for field in lacking_fields(book, tag, into)]
        figures = finished(if_merged(project, tag, into), "Measuring")
        if not rehearse:
            merge_tag(project, tag, into, first_annotator(project), with_fields=with_fields)
    if as_json:
        told = _plain_use(tag, [into], use)
        say_json({**told, "fields_lacking": [] if with_fields else lacking, "done": not rehearse})
        return
    name = {it.key: it.name for it in book.tags}.__getitem__
    done = "would be" if rehearse else "is"
    say(f"{name(tag)} {done} merged into {name(into)}, whose definition stands.")
    say(_use_told(use))
    held = {key: use.fields[key] for key in lacking if key in use.fields}
    if held and not with_fields:
        lost = ", ".join(f"{key} ({counted(n, 'label')})" for key, n in held.items())
        say(f"{name(into)} does not ask: {lost}. Retagged labels lose that; see --with-fields.")
    say(figures_sentence(figures, name))


def split_tag(
    project_file: ProjectFile,
    tag: TagKey,
    *,
    into: Annotated[
        list[str],
        typer.Option(
            "--into",
            metavar="NAME",
            help="The name of a new tag, or the key of one there is; two or more times.",
            show_default=False,
        ),
    ],
    rehearse: Rehearse = False,
    as_json: AsJson = False,
) -> None:
    """Split a tag into two or more, in one step that changes the codebook alone.

    New tags ask what the split one asks. Nobody's labels are changed: each annotator finds those of
    the split tag in their list of labels to look at again, and decides of each.
    """
    from annotator.core.codebook_succession import dressed_parts, part_named
    from annotator.core.codebook_succession import split_tag as split
    from annotator.core.model import Tag
    from annotator.project import Project
    from annotator.project.tag_changes import split_into, tag_use

    with closing(Project.open(project_file, write=not rehearse)) as project:
        book = _leading(project)
        parts: list[Tag] = []
        for name in into:
            parts.append(part_named(book, tag, name, parts))
        parts = dressed_parts(book, tag, parts)
        split(book, tag, parts)
        use = finished(tag_use(project, tag), "Counting labels")
        if not rehearse:
            split_into(project, tag, parts, first_annotator(project))
    if as_json:
        say_json({**_plain_use(tag, [it.key for it in parts], use), "done": not rehearse})
        return
    done = "would be" if rehearse else "is"
    gone = book.tag(tag)
    listed = ", ".join(f"{it.name} ({it.key})" for it in parts)
    say(f"{gone.name if gone else tag} {done} split into {listed}.", _use_told(use))


def _leading(project: "Project") -> "Codebook":
    """The codebook to change; raises AnnotatorError in a work copy, where it is not one's own."""
    if project.work_copy:
        raise AnnotatorError(
            f"{project.path.name} is a work copy, whose codebook comes from whoever leads; change "
            "it in their project. Nothing was changed."
        )
    return project.codebook


def _plain_use(tag: str, became: list[str], use: "TagUse") -> dict[str, object]:
    return {"tag": tag, "became": became, "labels": dict(use.labels), "fields": dict(use.fields)}


def _use_told(use: "TagUse") -> str:
    if not use.count:
        return "Nobody has a label of it."
    each = ", ".join(f"{name} {count:,}" for name, count in use.labels.items())
    return f"To be looked at again: {counted(use.count, 'label')} ({each})."
