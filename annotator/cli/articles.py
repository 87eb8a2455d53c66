"""The verbs about articles: import, list, show."""

import glob
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.output import columns, finished, report, say, say_json
from annotator.cli.parameters import ArticleName, AsJson, ProjectFile, first_annotator, pair
from annotator.core.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.core.model import Codebook, Label
    from annotator.core.work import Work
    from annotator.formats.exchange import Draft, Format, LabelledArticle

_PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre")
_SHORTEST_ID = 18
"""The time and the first random digits of an id: so much of it stays unique."""
_TOLD = 3


# ---------------------------------------------------------------------------- import


def import_articles(
    project_file: ProjectFile,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files and folders.", show_default=False),
    ],
    *,
    format_name: Annotated[
        str, typer.Option("--format", metavar="auto|txt|md|html", help="How the files are read.")
    ] = "auto",
    meta: Annotated[
        list[str] | None,
        typer.Option(
            "--meta",
            metavar="KEY=VALUE",
            help=f"{', '.join(_PROPERTIES)}, or a key of your own; may be repeated.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add articles from text, Markdown and HTML files.

    All of them come in one step. A folder is read with all below it. What cannot be read, and a
    text that is in the project already, is left out and told.
    """
    from annotator.project import Project

    form = _format(format_name)
    given = dict(pair(item, "--meta", "outlet='The Courier'") for item in meta or ())
    with closing(Project.open(project_file)) as project:
        found = finished(_read(_expanded(paths), form), "Reading")
        if not found.drafts:
            raise AnnotatorError(_nothing_read(found.skipped, paths))
        drafts = [_with_meta(draft, given) for _, draft in found.drafts]
        writer = first_annotator(project).id
        added = finished(project.add(drafts, annotator_id=writer), "Adding")
    skipped = [*found.skipped, *_placed(added.skipped, found.drafts)]
    report(*(f"Left out: {where}: {why}" for where, why in skipped))
    if as_json:
        left = [{"where": where, "why": why} for where, why in skipped]
        say_json({"articles": len(added.ids), "ids": list(added.ids), "skipped": left})
    else:
        count = len(added.ids)
        say(f"{count} article{'' if count == 1 else 's'} added to {project_file.name}.")


@dataclass(frozen=True, slots=True)
class _Found:
    drafts: list[tuple[Path, "Draft"]]
    skipped: list[tuple[str, str]]


def _format(name: str) -> "Format | None":
    from annotator.formats import FORMATS

    if name == "auto":
        return None
    readable = [form for form in FORMATS if form.read]
    for form in readable:
        if name.lower() == form.id or f".{name.lower()}" in form.extensions:
            return form
    known = ", ".join(["auto", *(form.extensions[0][1:] for form in readable)])
    raise AnnotatorError(f"There is no format “{name}” to read; choose one of {known}.")


def _expanded(paths: Iterable[str]) -> list[Path]:
    """The paths, with `*` and `?` resolved as shells do, for those that leave it to the program."""
    found: list[Path] = []
    for path in paths:
        if not path:
            raise AnnotatorError("One of the paths is empty; give the name of a file or folder.")
        matches = [] if Path(path).exists() else sorted(glob.glob(path))  # noqa: PTH207 - may be absolute
        found += [Path(match) for match in matches or [path]]
    return found


def _read(paths: Sequence[Path], form: "Format | None") -> "Work[_Found]":
    """Read the files; of folders only those of the format, if one is given."""
    from annotator.core.work import Progress
    from annotator.formats import drafts, format_of, readable_files

    files, refused = readable_files(path for path in paths if form is None or path.is_dir())
    skipped = [(str(path), f"{reason}.") for path, reason in refused]
    if form is not None:
        why = f"of a folder, this format reads {', '.join(form.extensions)} files."
        skipped += [(str(path), why) for path in files if format_of(path) is not form]
        files = [path for path in files if format_of(path) is form]
        files += [path for path in paths if not path.is_dir()]
    read: list[tuple[Path, Draft]] = []
    for number, path in enumerate(files):
        yield Progress(number, len(files), path.name)
        try:
            read += [(path, draft) for draft in drafts(path, form)]
        except AnnotatorError as error:
            skipped.append((str(path), str(error).removeprefix(f"“{path.name}” ")))
    return _Found(read, skipped)


def _nothing_read(skipped: Sequence[tuple[str, str]], paths: Sequence[str]) -> str:
    if not skipped:
        return f"There are no articles in {', '.join(paths)}; give .txt, .md or .html files."
    told = "; ".join(f"{where}: {why.rstrip('.')}" for where, why in skipped[:_TOLD])
    more = f"; and {len(skipped) - _TOLD} more" if len(skipped) > _TOLD else ""
    return f"Nothing was added, for no file could be read: {told}{more}."


def _with_meta(draft: "Draft", given: Mapping[str, str]) -> "Draft":
    from annotator.formats.exchange import one_line

    lines = {key: one_line(value) for key, value in given.items()}
    changes: dict[str, Any] = {key: lines.pop(key) for key in _PROPERTIES if key in lines}
    return replace(draft, **changes, extra={**draft.extra, **lines})


def _placed(
    skipped: Iterable[tuple[str, str]], drafts: Sequence[tuple[Path, "Draft"]]
) -> list[tuple[str, str]]:
    """The articles that were left out, by their file where the title tells which it was."""
    count = Counter(draft.title for _, draft in drafts)
    files = {draft.title: str(path) for path, draft in drafts if count[draft.title] == 1}
    return [(files.get(title, title), f"{why}.") for title, why in skipped]


# ---------------------------------------------------------------------------- list


def list_articles(project_file: ProjectFile, *, as_json: AsJson = False) -> None:
    """List the articles of a project.

    The labels are counted over all annotators. Of the ids, so much is shown as tells them apart.
    """
    from annotator.project import Project

    with closing(Project.open(project_file, write=False)) as project:
        entries = project.queue_entries(project.article_ids(), None)
        states = [project.state(entry.id).value for entry in entries]
    if as_json:
        say_json(
            [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "words": entry.words,
                    "labels": entry.labels,
                    "state": state,
                }
                for entry, state in zip(entries, states, strict=True)
            ]
        )
        return
    if not entries:
        report(f"{project_file.name} has no articles yet; add some with `annotator import`.")
        return
    length = _telling_length([entry.id for entry in entries])
    rows = [
        (entry.id[:length], str(entry.words), str(entry.labels), state, entry.title)
        for entry, state in zip(entries, states, strict=True)
    ]
    say(*columns([("id", "words", "labels", "state", "title"), *rows], right=(1, 2)))


def _telling_length(ids: Iterable[str]) -> int:
    """How much of an id has to be shown for all of them to differ."""
    length = _SHORTEST_ID
    for before, after in pairwise(sorted(ids)):
        while before[:length] == after[:length]:
            length += 1
    return length


# ---------------------------------------------------------------------------- show


def show(project_file: ProjectFile, article: ArticleName, *, as_json: AsJson = False) -> None:
    """Show an article with everyone's labels and answers."""
    from annotator.formats.jsonl import article_row
    from annotator.project import Project

    with closing(Project.open(project_file, write=False)) as project:
        item = project.labelled(project.article_called(article).id)
        book = project.codebook
    if as_json:
        say_json(article_row(item))
        return
    say(*_head(item), "", item.article.text)
    if item.labels:
        say("", "labels:", *_label_lines(item, book))
    if item.answers:
        say("", "answers:")
        names = item.annotators
        rows = [(names[it.annotator_id], it.question, str(it.value)) for it in item.answers]
        say(*columns(rows))


def _head(item: "LabelledArticle") -> list[str]:
    metadata = item.article.metadata
    named = {key: getattr(metadata, key) for key in _PROPERTIES}
    facts = {"id": item.article.id, "state": item.state.value, **named, **metadata.extra}
    return columns([(f"{key}:", str(value)) for key, value in facts.items() if value])


def _label_lines(item: "LabelledArticle", book: "Codebook") -> list[str]:
    lines = []
    for label in item.labels:
        place = f"{label.start}:{label.end}"
        who = item.annotators.get(label.annotator_id, label.annotator_id)
        note = [f"note: {' '.join(label.note.split())}"] if label.note else []
        lines.append(f"{place:>11}  {label.tag}  “{' '.join(label.quote.split())}”")
        lines.append(f"{'':>11}  {label.id}  {who}")
        lines += [f"{'':>11}  {fact}" for fact in (*_values(label, book), *note)]
    return lines


def _values(label: "Label", book: "Codebook") -> list[str]:
    from annotator.core.labels import shown_value

    fields = ((book.field(key), key, value) for key, value in label.fields.items())
    return [
        f"{field.name}: {shown_value(field, value)}" if field else f"{key}: {value}"
        for field, key, value in fields
    ]
