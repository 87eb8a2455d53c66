"""HTML: the article of a saved news page, without what stands around it.

trafilatura finds the article and its metadata; it never fetches anything here. Where it finds
nothing, or the page is not built as pages are, the text of `<article>`, `<main>` or `<body>` is
taken. No script is run, no style, frame or picture is loaded.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from annotator.core.text import canonical
from annotator.formats.exchange import Draft, Format, headlined, one_line, reader_of, title_of
from annotator.formats.parts.encoding import decoded

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})")
_CHARSET_WITHIN_BYTES: Final = 16_384

_SHORT_BODY: Final = 250
_SMALL_PAGE: Final = 1_000
"""Code points: of a small page without a real article trafilatura leaves parts out at random."""

_MOST_CHARACTERS: Final = 8_000_000
_MOST_ELEMENTS: Final = 20_000
_MOST_ATTRIBUTES: Final = 200
_DEEPEST: Final = 200
"""What a page may have for trafilatura to be asked: on more it takes minutes (100,000 links side by
side, one element with 50,000 attributes), and libxml2 cuts a tree off at a depth of 256."""

# fmt: off
_UNSHOWN = frozenset((
    "script", "style", "noscript", "template", "head", "title", "nav", "footer", "aside",
    "button", "select", "textarea", "iframe", "object", "svg", "math", "audio", "video", "canvas",
    "dialog", "menu",
))
_BREAKING = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
))
# fmt: on
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z\d]{1,8})*")
_TITLE_TAIL = re.compile(r"\s*[|\-–—·:•»]\s")

_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a library may raise on markup that nobody foresaw; the plain reading follows then."""

_SILENT = logging.NullHandler()


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found in a page: the article's title, its body and its metadata.

    `ordinary` says that the page is built as pages are, within the bounds above.
    """

    title: str
    body: str
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    ordinary: bool = True


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of an HTML page."""
    source, _ = decoded(data, declared_charset(data))
    source, _ = canonical(source)
    page = _plain(source)
    if page.ordinary:
        page = _fuller(_extracted(source) or page, page)
    headline, body = _parted(one_line(page.title), page.body)
    text, end = headlined(headline, body)
    yield Draft(
        text=text,
        headline_end=end,
        title=title_of(text, end, name),
        outlet=one_line(page.outlet),
        author=one_line(page.author),
        date=one_line(page.date),
        url=one_line(page.url),
        language=page.language,
    )


def declared_charset(data: bytes) -> str:
    """The encoding that a page names in its head, or nothing."""
    head = data[:_CHARSET_WITHIN_BYTES]
    found = _CHARSET.search(head) or _XML_ENCODING.match(head)
    return found[1].decode("ascii", errors="ignore") if found else ""


def shown_text(source: str) -> str:
    """The text that a piece of HTML shows, its blocks apart by a blank line."""
    return _plain(source).body


def _extracted(source: str) -> _Page | None:
    """The article as trafilatura finds it, or nothing."""
    import trafilatura
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Without a handler of its own its remarks on odd pages would go to stderr.
    logging.getLogger("trafilatura").addHandler(_SILENT)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(source.encode("utf-8"), parser=parser)
        found = trafilatura.bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_links=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (*_STUMBLES, etree.LxmlError):
        return None
    if not isinstance(found, trafilatura.settings.Document):
        return None
    body = _paragraphs(found.text or "")
    if not body:
        return None
    return _Page(
        title=found.title or "",
        body=body,
        outlet=found.sitename or "",
        author=found.author or "",
        date=found.date or "",
        url=found.url or "",
        language=_language(tree.get("lang")),
    )


def _fuller(found: _Page, shown: _Page) -> _Page:
    """What was found, with all that the page shows if that is little anyway."""
    little = len(found.body) < _SHORT_BODY and len(shown.body) < _SMALL_PAGE
    return replace(found, body=shown.body) if little and shown.body else found


def _paragraphs(text: str) -> str:
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _parted(title: str, body: str) -> tuple[str, str]:
    """The headline and the body after it, where the body begins with the title or its first part.

    “Ferry to close | The Marrow Bay Courier” over a page whose first line is “Ferry to close” has
    that line for its headline.
    """
    first, _, rest = body.partition("\n\n")
    line = one_line(first)
    if not line or not title.casefold().startswith(line.casefold()):
        return title, body
    tail = title[len(line) :]
    return (line, rest) if not tail or _TITLE_TAIL.match(tail) else (title, body)


def _language(tag: str | None) -> str:
    """The page's language tag (BCP 47) if it is one."""
    found = _LANGUAGE.fullmatch((tag or "").strip())
    return found[0] if found else ""


class _Text:
    """A parser's target that gathers what is shown, whatever the depth of the markup.

    As events arrive nothing is nested, so no limit of libxml2 and no recursion can be met.
    """

    def __init__(self) -> None:
        self._title = ""
        self._language = ""
        self._unshown = 0
        self._elements = self._depth = 0
        self._ordinary = True
        self._inside = {"article": 0, "main": 0, "title": 0, "h1": 0}
        self._pieces: dict[str, list[str]] = {"article": [], "main": [], "body": [], "h1": []}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            self._ordinary = False
        if tag == "html":
            self._language = _language(attributes.get("lang"))
        if tag in self._inside:
            self._inside[tag] += 1
        if tag in _UNSHOWN:
            self._unshown += 1
        self._broken(tag)

    def end(self, tag: str) -> None:
        self._broken(tag)
        self._depth -= 1
        if tag in self._inside:
            self._inside[tag] -= 1
        if tag in _UNSHOWN:
            self._unshown -= 1

    def data(self, text: str) -> None:
        if self._inside["title"]:
            self._title += text
        if not self._unshown:
            self._add(text)

    def close(self) -> _Page:
        bodies = {name: _squeezed("".join(pieces)) for name, pieces in self._pieces.items()}
        body = bodies["article"] or bodies["main"] or bodies["body"]
        title = one_line(self._title) or one_line(bodies["h1"])
        ordinary = self._ordinary and self._elements <= _MOST_ELEMENTS
        return _Page(title=title, body=body, language=self._language, ordinary=ordinary)

    def _broken(self, tag: str) -> None:
        if tag in _BREAKING:
            self._add("\x1d")
        elif tag == "br":
            self._add("\x1e")

    def _add(self, text: str) -> None:
        self._pieces["body"].append(text)
        for name in ("article", "main", "h1"):
            if self._inside[name]:
                self._pieces[name].append(text)


def _squeezed(text: str) -> str:
    """The text of blocks (apart by U+001D) and lines (by U+001E) with single spaces in them."""
    blocks = (
        "\n".join(filter(None, (one_line(line) for line in block.split("\x1e"))))
        for block in text.split("\x1d")
    )
    return "\n\n".join(block for block in blocks if block)


def _plain(source: str) -> _Page:
    """All that a page shows, without what is recognisably not the article."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Text(), encoding="utf-8", huge_tree=True)
    try:
        page = etree.fromstring(source.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        return _Page("", "")
    if not isinstance(page, _Page):
        return _Page("", "")
    return page if len(source) <= _MOST_CHARACTERS else replace(page, ordinary=False)


FORMAT = Format(
    id="html",
    name="HTML page",
    extensions=(".html", ".htm", ".xhtml"),
    read=reader_of(read),
    kind="text",
)
