"""EPUB 2 and 3: each chapter that holds text, in the order of the spine (W3C EPUB 3.3, OPF 2.0.1).

An electronic newspaper has an article a chapter, so each is an article of its own. Its headline is
its first heading, if it begins with that. The book's author, day and language are those of each
chapter, its publisher the outlet; its title is kept as “book”. The table of contents and chapters
outside the reading order (`linear="no"`) are left out; scripts, styles and pictures are not loaded.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from annotator.core.errors import AnnotatorError, Damaged
from annotator.core.text import HEADLINE_MOST, canonical
from annotator.formats.exchange import (
    Draft,
    Format,
    ReadOptions,
    Skipped,
    headlined,
    one_line,
    title_of,
)
from annotator.formats.parts.encoding import decoded
from annotator.formats.parts.packed import Members, opened, parted, tree
from annotator.formats.source import Source
from annotator.formats.texts.html import declared_charset, shown_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_LARGEST_CHAPTER: Final = 16 * 1024 * 1024
_CHAPTERS = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""}
_HEADING = re.compile(r"<(h[1-3])\b[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class _Book:
    """What the package document says: chapters in order, and the book's own properties."""

    chapters: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def read(source: Source, _options: ReadOptions) -> Iterator[Draft | Skipped]:
    """One article for each chapter that holds text."""
    data = source.data()
    if not data.startswith(b"PK"):
        raise Damaged("it is no EPUB file")
    with opened(data) as members:
        book = _book(members)
        locked = _locked(members)
        if book.chapters and locked.issuperset(book.chapters):
            raise AnnotatorError("it is protected against copying and cannot be read")
        for path in book.chapters:
            if path in locked:
                yield Skipped(path, "it is protected against copying")
                continue
            try:
                draft = _chapter(members, path, book, source.name)
            except AnnotatorError as error:
                yield Skipped(path, str(error))
                continue
            if draft.text:  # a cover has none
                yield draft


def _chapter(members: Members, path: str, book: _Book, name: str) -> Draft:
    if path in members and members.size(path) > _LARGEST_CHAPTER:
        raise AnnotatorError(f"it is larger than {_LARGEST_CHAPTER // (1024 * 1024)} MB")
    data = members.data(path)
    markup = canonical(decoded(data, declared_charset(data))[0])[0]
    body = shown_text(markup)
    headline = _heading(markup)
    first, _, rest = body.partition("\n\n")
    if headline and one_line(first) == headline:
        body = rest
    else:
        headline = ""
    text, end = headlined(headline, body)
    known = book.properties
    return Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, name),
        outlet=known.get("publisher", ""),
        author=known.get("creator", ""),
        date=known.get("date", "")[:10],
        language=known.get("language", ""),
        extra={"book": known["title"]} if known.get("title") else {},
        where=path,
    )


def _heading(markup: str) -> str:
    """The first heading of a page, of the first three levels, if it is short enough for one."""
    opened_at = _HEADING.search(markup)
    if opened_at is None:
        return ""
    # No regular expression to its end: on a page of headings that never end it would take for ever.
    end = markup.find(f"</{opened_at[1]}", opened_at.end())
    if end < 0 or end - opened_at.end() > 20 * HEADLINE_MOST:
        return ""
    heading = one_line(shown_text(f"<p>{markup[opened_at.end() : end]}</p>"))
    return heading if len(heading) <= HEADLINE_MOST else ""


# ---------------------------------------------------------------------------- the package


def _book(members: Members) -> _Book:
    if _CONTAINER not in members:
        raise Damaged("it is no EPUB file")
    for element in tree(members.data(_CONTAINER)).iter():
        path = element.get("full-path", "")
        if parted(element.tag)[1] == "rootfile" and path in members:
            return _package(tree(members.data(path)), posixpath.dirname(path))
    raise Damaged("the list of its chapters is missing")


def _package(package: "Element", folder: str) -> _Book:
    book = _Book()
    items: dict[str, tuple[str, str]] = {}
    spine: list[str] = []
    for element in package.iter():
        match parted(element.tag):
            case space, name if space.endswith("/dc/elements/1.1/"):
                value = one_line("".join(element.itertext()))
                if value:
                    book.properties.setdefault(name, value)
            case _, "item":
                contents = "nav" in element.get("properties", "").split()
                kind = "contents" if contents else element.get("media-type", "").strip().lower()
                items[element.get("id", "")] = _path(folder, element.get("href", "")), kind
            case _, "itemref" if element.get("linear") != "no":
                spine.append(element.get("idref", ""))
    for key in dict.fromkeys(spine):
        path, kind = items.get(key, ("", "contents"))
        if kind in _CHAPTERS and path:
            book.chapters.append(path)
    return book


def _path(folder: str, href: str) -> str:
    """A member's name from a reference in a file that lies in `folder`."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _locked(members: Members) -> set[str]:
    """The members that are encrypted; fonts often are, which does no harm."""
    if _ENCRYPTION not in members:
        return set()
    try:
        found = tree(members.data(_ENCRYPTION)).iter()
    except AnnotatorError:
        return set()
    return {_path("", element.get("URI", "")) for element in found}


FORMAT = Format(
    id="epub",
    name="EPUB",
    extensions=(".epub",),
    read=read,
    unit="none",
    about="A chapter is an article: in an electronic newspaper that is one each.",
    kind="text",
)
