"""Makes docs/formats.md from the formats themselves; `make docs` runs it."""

import inspect
import sys
from dataclasses import fields
from pathlib import Path

from annotator.formats.exchange import Carries, Format, Loss
from annotator.formats.registry import FORMATS, PRINTED

PAGE = Path(__file__).with_name("formats.md")

_HEAD = """# Formats

Made from the code by `make docs`; do not edit it here.

Every offset inside Annotator is a Unicode code point. A format that counts otherwise converts at
its own edge. Before a file is written, what it cannot hold is said; after it was written it is read
back and every label compared, and a file whose labels do not come back equal is not kept.

A package of your own adds formats by an entry point of the group `annotator.formats` that names an
`annotator.formats.exchange.Format`.
"""

_NAMES = {
    "text": "the exact text",
    "labels": "labels",
    "overlap": "labels that overlap",
    "pieces": "a label in several pieces",
    "fields": "fields of labels",
    "notes": "notes on labels",
    "annotators": "whose a label is",
    "answers": "answers about the article",
    "second_answers": "answers given after the source was revealed",
    "states": "states of articles",
    "metadata": "title, outlet, date and the like",
    "history": "ids and times",
    "unlabelled": "articles without labels",
}


def page() -> str:
    """The whole page."""
    rows = ["| id | format | in | out | offsets |", "|---|---|---|---|---|"]
    rows += [
        f"| `{form.id}` | {form.name} | {_yes(form.read)} | {_out(form)} | {_unit(form)} |"
        for form in FORMATS
    ]
    return "\n".join([_HEAD, *rows, "", *map(_section, FORMATS)])


def _out(form: Format) -> str:
    return _yes(form.write or form.id == PRINTED)


def _yes(what: object) -> str:
    return "yes" if what else ""


def _unit(form: Format) -> str:
    return form.unit if form.kind not in ("text", "reading") else ""


def _section(form: Format) -> str:
    ends = "a folder" if form.folder else ", ".join(f"`{end}`" for end in form.extensions)
    lines = [f"## {form.name}", "", f"`{form.id}`: {ends}."]
    if form.needs:
        lines.append(f'Needs `pip install "annotator[{form.needs}]"`.')
    if form.about:
        lines += ["", form.about]
    if form.write:
        kept = [_NAMES[item.name] for item in fields(Carries) if getattr(form.carries, item.name)]
        lost = [_NAMES[i.name] for i in fields(Carries) if not getattr(form.carries, i.name)]
        lines += ["", f"Written files hold {', '.join(kept)}."]
        if lost or form.losses:
            lines += ["", f"Lost when written: {'; '.join([*lost, *map(_told, form.losses)])}."]
    lines += ["", _docstring(form), ""]
    return "\n".join(lines)


def _told(loss: Loss) -> str:
    return f"{loss.what.format(s='s')} ({loss.done})"


def _docstring(form: Format) -> str:
    function = form.read or form.write
    if function is None:
        return ""
    named = function.__module__ if form.kind != "text" else ""
    text = inspect.getdoc(sys.modules[named]) if named in sys.modules else ""
    return "\n".join(f"    {line}".rstrip() for line in (text or "").splitlines())


def write() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
