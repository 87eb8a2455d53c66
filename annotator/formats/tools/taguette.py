"""Taguette's projects: a SQLite file with documents in HTML and highlights on them; read only.

The tables are those of taguette/database/models.py (https://gitlab.com/remram44/taguette):
documents(name, contents), highlights(document_id, start_offset, end_offset, snippet),
highlight_tags, tags(path), commands(user_login, date, payload). Positions count bytes of UTF-8 in
the document's text, which is that of the HTML as a browser has it, without tags (ARCHITECTURE.md,
taguette/extract.py); `snippet` is the HTML of the highlight, whose text must stand there.

Each tag of a highlight becomes a label. Whose it is, and when it was made, stands in the command
that added it; a project on one's own computer knows only "admin", which names nobody. HTML keeps
paragraphs apart by tags, so the article has a line feed at such places where the text has none.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import msgspec

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import Span
from annotator.core.text import canonical, headline_end
from annotator.formats.exchange import Draft, DraftLabel, Format, ReadOptions, Skipped, title_of
from annotator.formats.offsets import Unit, UnitFinder
from annotator.formats.parts.placing import moment
from annotator.formats.parts.sqlite_file import Cell, Tables, holds, number_of, opened, text_of
from annotator.formats.source import Source

_TABLES = {
    "documents": ("id", "name", "contents"),
    "highlights": ("id", "document_id", "start_offset", "end_offset"),
    "highlight_tags": ("highlight_id", "tag_id"),
    "tags": ("id", "path"),
}
_PLACES = ("id", "document_id", "start_offset", "end_offset", "snippet")
_NOBODY = "admin"
"""Who works in a Taguette without accounts."""

_TAG = re.compile(r"</?([A-Za-z][^\s/>]*)(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
_BLANK = " \t\n\f\r"
# fmt: off
_BREAKING = frozenset((
    "address", "article", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on


# ---------------------------------------------------------------------------- HTML to text


@dataclass(slots=True)
class Words:
    """The text of a piece of HTML, and the places in it where a block begins or ends."""

    text: str
    edges: tuple[int, ...] = ()


def words_of(markup: str, *, whole: bool = True) -> Words:
    """The text that Taguette counts in: all there is between tags, with entities resolved.

    In a `whole` document white space before all else is left out, and a line feed after `<pre>`,
    as HTML parsers do; a snippet has its white space as it was found. Raises ValueError for an
    entity that is none.
    """
    markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    edges: list[int] = []
    length = position = 0
    begun, after_pre = not whole, False
    while position < len(markup):
        start = markup.find("<", position)
        start = len(markup) if start < 0 else start
        end, name = _tag_end(markup, start)
        stop = start + 1 if start == end < len(markup) else start
        said = markup[position:stop]
        said = said.removeprefix("\n") if after_pre else said
        said = said if begun else said.lstrip(_BLANK)
        if said:
            parts.append(html.unescape(said))
            length += len(parts[-1])
        begun = begun or bool(said) or bool(name)
        after_pre = whole and name in ("pre", "listing")
        if name.removeprefix("/") in _BREAKING:
            edges.append(length)
        position = max(end, stop)
    return Words("".join(parts), tuple(edges))


def _tag_end(markup: str, start: int) -> tuple[int, str]:
    """Where the tag or comment at `start` ends, and its name ("/p" of an end); `start` if none."""
    following = markup[start + 1 : start + 2]
    if following in ("!", "?"):
        closing = "-->" if markup.startswith("<!--", start) else ">"
        end = markup.find(closing, start)
        return (len(markup) if end < 0 else end + len(closing)), ""
    if not (following.isascii() and following.isalpha()) and following != "/":
        return start, ""
    found = _TAG.match(markup, start)
    if found is None:
        return len(markup), ""  # it never ends, so all that follows belongs to it
    name = found[1].lower()
    return found.end(), f"/{name}" if following == "/" else name


class _Page:
    """A document: the text that is counted in, the article's text, and the way from one to other.

    At each edge of a block where no white space parts the text a line feed is put in.
    """

    def __init__(self, markup: str) -> None:
        found = words_of(markup)
        self.counted = found.text
        self._added = [
            at
            for at in sorted(set(found.edges))
            if 0 < at < len(self.counted) and "\n" not in self.counted[at - 1 : at + 1]
        ]
        cuts = [0, *self._added, len(self.counted)]
        broken = "\n".join(self.counted[a:b] for a, b in pairwise(cuts))
        self.text, self._shift = canonical(broken)

    def span(self, span: Span) -> Span:
        """A span of the counted text in the article's: what is put in at its ends is outside."""
        start = span.start + bisect_right(self._added, span.start)
        end = span.end + bisect_left(self._added, span.end)
        return self._shift.inner_span(start, end)


# ---------------------------------------------------------------------------- reading


class _Payload(msgspec.Struct):
    type: str = ""
    highlight_id: int = -1


class _Highlight(NamedTuple):
    id: int
    start: int
    end: int
    quote: str


@dataclass(slots=True)
class _Project:
    """What is read before the first document."""

    projects: dict[int, str]
    tags: dict[int, str]
    tags_of: dict[int, list[int]] = field(default_factory=dict)
    highlights: dict[int, list[_Highlight]] = field(default_factory=dict)
    made_by: dict[int, tuple[str, str]] = field(default_factory=dict)


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The documents with their highlights; what cannot be used is passed over and told."""
    with opened(source.path) as tables:
        if not tables.has(_TABLES):
            raise AnnotatorError("it is no Taguette project: its tables are others")
        project = _project(tables)
        columns = ("id", "name", "description", "contents", "project_id")
        for number, row in enumerate(tables.rows("documents", columns), start=1):
            name = text_of(row[1])
            where = f"document “{shortened(name) or number}”"
            try:
                page = _Page(text_of(row[3]))
            except ValueError as error:
                yield Skipped(where, f"its HTML cannot be read ({error})")
                continue
            if not page.text.strip():
                yield Skipped(where, "it holds no text")
                continue
            labels: list[DraftLabel] = []
            for found in _labels(number_of(row[0]), page, project, options):
                if isinstance(found, DraftLabel):
                    labels.append(found)
                else:
                    yield Skipped(f"{where}, {found.where}", found.why)
            end = headline_end(page.text)
            yield Draft(
                text=page.text,
                headline_end=end,
                title=name.strip() or title_of(page.text, end, where),
                extra=_extra(project, number_of(row[4]), text_of(row[2])),
                where=where,
                labels=tuple(labels),
            )
        source.position = source.size


def _project(tables: Tables) -> _Project:
    found = _Project(
        projects={
            number_of(row[0]): text_of(row[1]) for row in tables.rows("projects", ("id", "name"))
        },
        tags={number_of(row[0]): text_of(row[1]) for row in tables.rows("tags", ("id", "path"))},
    )
    for highlight, tag in tables.rows("highlight_tags", ("highlight_id", "tag_id")):
        found.tags_of.setdefault(number_of(highlight), []).append(number_of(tag))
    for row in tables.rows("highlights", _PLACES):
        here = _Highlight(number_of(row[0]), number_of(row[2]), number_of(row[3]), _quote(row[4]))
        found.highlights.setdefault(number_of(row[1]), []).append(here)
    _take_authors(tables, found)
    return found


def _take_authors(tables: Tables, found: _Project) -> None:
    logins = set()
    decoder = msgspec.json.Decoder(_Payload)
    for login, date, payload in tables.rows("commands", ("user_login", "date", "payload")):
        try:
            said = decoder.decode(text_of(payload))
        except (msgspec.MsgspecError, RecursionError):
            continue
        if said.type == "highlight_add":  # again when it is changed: the first made it
            found.made_by.setdefault(said.highlight_id, (text_of(login), moment(text_of(date))))
            logins.add(text_of(login))
    if logins == {_NOBODY}:
        found.made_by = {key: ("", date) for key, (_, date) in found.made_by.items()}


def _extra(project: _Project, project_id: int, description: str) -> dict[str, str]:
    several = len(project.projects) > 1
    extra = {
        "description": description.strip(),
        "project": project.projects.get(project_id, "") if several else "",
    }
    return {key: value for key, value in extra.items() if value}


def _labels(
    document: int, page: _Page, project: _Project, options: ReadOptions
) -> Iterator[DraftLabel | Skipped]:
    rows = project.highlights.get(document, [])
    finder = UnitFinder((Unit.UTF8,), options.unit)
    places = [(row.start, row.end, row.quote) for row in rows]
    for row, (found, why) in zip(rows, finder.spans(page.counted, places), strict=True):
        where = f"highlight “{shortened(row.quote) or f'{row.start}–{row.end}'}”"
        span = found and page.span(found)
        if span is None or span.start >= span.end:
            yield Skipped(where, why or "it marks no text")
            continue
        names = [project.tags.get(tag, "") for tag in project.tags_of.get(row.id, ())]
        known = [name for name in names if name.strip()]
        if not known:
            yield Skipped(where, "it has no tag")
        who, when = project.made_by.get(row.id, ("", ""))
        for name in known:
            yield DraftLabel(
                tag=name, pieces=(span,), annotator=who or options.annotator, created=when
            )


def _quote(snippet: Cell) -> str:
    try:
        return words_of(text_of(snippet), whole=False).text
    except ValueError:
        return ""


def sniff(source: Source) -> bool:
    """Whether it is a SQLite file with Taguette's tables."""
    return holds(source, _TABLES)


FORMAT = Format(
    id="taguette",
    name="Taguette project",
    extensions=(".sqlite3",),
    read=read,
    sniff=sniff,
    unit=Unit.UTF8.value,
    about="A project of Taguette, the free program for qualitative analysis: tags and highlights.",
)
