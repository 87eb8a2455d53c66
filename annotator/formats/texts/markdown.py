"""Markdown: rendered to the plain text that a reader sees, by markdown-it-py (CommonMark, tables).

A leading `# Heading` is the headline, or else the front matter's title. Blocks stand apart by a
blank line, the items of a tight list by a line break; links keep their text and images their
description; HTML gives the text it shows.

Front matter is what stands between a first line `---` and the next `---` or `...`: lines of
`key: value`. title, author, date, url, outlet, language, genre and event are those of the article,
other keys are kept as they are; nested YAML is passed over.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from annotator.core.text import canonical
from annotator.formats.exchange import Draft, Format, headlined, one_line, reader_of, title_of
from annotator.formats.parts.encoding import decoded
from annotator.formats.texts.html import shown_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"[A-Za-z][\w .-]*")
_BLOCK_SCALARS = {"|", ">", "|-", ">-", "|+", ">+"}
_NAMED = ("author", "date", "url", "outlet", "language", "genre", "event")
_DEEPEST: Final = 100


def read(data: bytes, name: str) -> Iterator[Draft]:
    """The one article of a Markdown file."""
    source, _ = canonical(decoded(data)[0])
    properties, source = front_matter(source)
    headline, body = rendered(source)
    given = properties.pop("title", "")
    text, end = headlined(headline or given, body)
    named = {key: properties.pop(key, "") for key in _NAMED}
    yield Draft(
        text=text,
        headline_end=end,
        title=one_line(given) or title_of(text, end, name),
        author=named["author"],
        date=named["date"],
        url=named["url"],
        outlet=named["outlet"],
        language=named["language"],
        genre=named["genre"],
        event=named["event"],
        extra=properties,
    )


def front_matter(source: str) -> tuple[dict[str, str], str]:
    """The properties at the head of a Markdown text, keys in lower case, and the rest of it."""
    block = _FRONT_MATTER.match(source)
    if block is None:
        return {}, source
    lines = [line for line in block[1].split("\n") if line.strip() and line[0] != "#"]
    if not lines or not _key_value(lines[0])[0]:
        return {}, source  # two rules with text between them
    values = dict(map(_key_value, lines))
    return {key: value for key, value in values.items() if key and value}, source[block.end() :]


def rendered(source: str) -> tuple[str, str]:
    """The heading that a Markdown text begins with, if it is of the first level, and the rest."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    tokens = parser.parse(source)
    if len(tokens) > 1 and tokens[0].tag == "h1":
        return one_line(_inline(tokens[1].children or ())), _blocks(tokens[3:])
    return "", _blocks(tokens)


def _key_value(line: str) -> tuple[str, str]:
    """The key, in lower case, and the value of a line of front matter; no key if it has none."""
    key, colon, value = line.partition(":")
    if not colon or value[:1].strip() or not _KEY.fullmatch(key):
        return "", ""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return key.strip().lower(), "" if value in _BLOCK_SCALARS else value


class _Lists:
    """The lists that are open while tokens go by, and the sign before the next item."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        self._sign = ""

    def follow(self, token: "Token") -> None:
        match token.type:
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                number = self._numbers[-1]
                self._sign = "• " if number is None else f"{number}. "
                if number is not None:
                    self._numbers[-1] = number + 1

    def signed(self, text: str) -> str:
        """The text, indented, with its item's sign before it if it is the first of the item."""
        indent = "  " * (len(self._numbers) - 1)
        sign, self._sign = self._sign, ""
        return f"{indent}{sign}{text}"


def _blocks(tokens: "Sequence[Token]") -> str:
    """The text of block tokens, with a line break or a blank line between blocks."""
    text: list[str] = []
    for block, close in _pieces(tokens):
        if text:
            text.append("\n" if close else "\n\n")
        text.append(block)
    return "".join(text)


def _pieces(tokens: "Sequence[Token]") -> Iterator[tuple[str, bool]]:
    """Each block's text, and whether it stands close to the one before: an item below an item."""
    lists = _Lists()
    cells: list[str] = []
    in_cell = tight = False
    first = True
    for token in tokens:
        lists.follow(token)
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "table_open" if token.level == 0:
                first = True
            case "paragraph_open" | "heading_open":
                tight = token.hidden
            case "th_open" | "td_open":
                in_cell = True
            case "inline" if in_cell:
                cells.append(_inline(token.children or ()))
                in_cell = False
            case "tr_close":
                yield lists.signed(" | ".join(cells)), not first
                cells, first = [], False
            case "inline" | "fence" | "code_block" | "html_block":
                block = _block(token)
                if block.strip():
                    close = tight and not first and token.type == "inline"
                    yield lists.signed(block), close
                    first = False


def _block(token: "Token") -> str:
    match token.type:
        case "inline":
            return _inline(token.children or ())
        case "fence" | "code_block":
            return token.content.rstrip("\n")
        case "html_block":
            return shown_text(token.content)
        case _:
            return ""


def _inline(tokens: "Sequence[Token]") -> str:
    """The text of inline tokens: what is shown, without marks, targets and tags."""
    return "".join(_shown(token) for token in tokens)


def _shown(token: "Token") -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "image":
            return _inline(token.children or ())
        case "html_inline" if token.content.lower().startswith("<br"):
            return "\n"
        case _:
            return ""


FORMAT = Format(
    id="markdown",
    name="Markdown",
    extensions=(".md", ".markdown"),
    read=reader_of(read),
    kind="text",
)
