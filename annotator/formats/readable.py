"""A page to read: labelled articles as one HTML file, for a browser, a printer or an e-mail.

It has no script, takes nothing from the network and forbids both (Content-Security-Policy); every
word of an article or a person is escaped. A label is a line under its words in the tag's colour,
and where a piece of it ends stand the tag's short name and the label's number, so that colour is
not the only sign; labels that overlap have their lines one below the other, the shorter nearer to
the text. Below each article stand what the short names mean, and each label with its fields and
note.

`article_html(…, simple=True)` is for what knows only the HTML of old, as QTextDocument does, and so
for printing: tinted words in place of lines, and brackets where labels that overlap begin and end.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from annotator.core.labels import shortened, shown_value
from annotator.core.markup import escaped, isolated
from annotator.core.model import Field, Label, Span, State, Tag, Value
from annotator.core.palette import hex_of
from annotator.core.spans import lanes, runs
from annotator.core.text import paragraphs
from annotator.formats.exchange import Carries, Format, LabelledArticle, WriteOptions

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WEB = re.compile(r"https?://[^\s<>\"']+")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_QUOTE = 240
_TINT, _DARK = 0.22, 0.45
_WHITE = "#ffffff"
_LOWEST_LANE = 3
_STATES = {
    State.TODO: "to do",
    State.IN_PROGRESS: "in progress",
    State.DONE: "done",
    State.SKIPPED: "skipped",
    State.FLAGGED: "flagged",
}

_STYLE = """
:root { color-scheme: light dark; --ground: #fdfcfa; --ink: #1d1f21; --faint: #5b6066;
  --rule: #d8d5cf; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #17191b; --ink: #e4e2dd; --faint: #a3a7ab; --rule: #3a3d40; }
  [style] { --c: var(--d); } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 44rem; background: var(--ground);
  color: var(--ink); font: 1.0625rem/1.9 Georgia, "Noto Serif", "DejaVu Serif", serif; }
h1, h3, .about, .legend, .labels, sup { font-family: system-ui, "Noto Sans", "DejaVu Sans",
  sans-serif; }
h1 { font-size: 1.1rem; color: var(--faint); font-weight: 600; }
h2 { font-size: 1.6rem; line-height: 1.7; margin: 0 0 .5rem; }
h3 { font-size: .9rem; margin: 1.5rem 0 .4rem; }
article { border-top: 1px solid var(--rule); padding: 1.5rem 0 2.5rem; }
p { margin: 0 0 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.about, .legend, .labels { font-size: .875rem; line-height: 1.5; }
.about { color: var(--faint); }
.m { border-bottom: 3px solid var(--c); }
.m1 { padding-bottom: 4px; } .m2 { padding-bottom: 8px; } .m3 { padding-bottom: 12px; }
sup { font-size: .62em; font-weight: 600; line-height: 0; margin: 0 .15em 0 .1em; }
dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
dt .m { padding: 0 .2em; } ol { margin: 0; padding-left: 2.2rem; } li { margin-bottom: .5rem; }
.note { display: block; color: var(--faint); white-space: pre-wrap; }
a { color: inherit; }
@media print {
  body { max-width: none; padding: 0; } article { break-after: page; border: 0; }
  .m { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


# ---------------------------------------------------------------------------- the page


def write(items: Iterable[LabelledArticle], path: Path, options: WriteOptions) -> Iterator[None]:
    """Write the page, article by article."""
    book = options.codebook
    name = f"Labelled articles: {book.name}" if book and book.name else "Labelled articles"
    with path.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escaped(name)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"<h1>{escaped(name)}</h1>\n"
        )
        for item in items:
            stream.write(article_html(item, options, simple=False))
            yield
        stream.write("</body>\n</html>\n")


def article_html(item: LabelledArticle, options: WriteOptions, *, simple: bool) -> str:
    """The article with its labels, what their marks mean, and the list of them.

    `simple` is without classes and style sheet: for QTextDocument and for printing.
    """
    return _Page(item, options, simple).html()


# ---------------------------------------------------------------------------- tags


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a tag is shown: by its short name and in its colour."""

    tag: Tag
    short: str
    colour: str

    @property
    def variables(self) -> str:
        """Its colour on light and on dark, for the style sheet."""
        return f"--c:{self.colour};--d:{_mixed(self.colour, _WHITE, _DARK)}"

    @property
    def tint(self) -> str:
        """Its colour, weak enough to lie behind black words."""
        return _mixed(_WHITE, self.colour, _TINT)


def _marks(item: LabelledArticle, options: WriteOptions) -> dict[str, _Mark]:
    """The marks of the tags that the article's labels have, in the codebook's order."""
    book, used = options.codebook, {label.tag for label in item.labels}
    known = [tag for tag in (book.tags if book else ()) if tag.key in used]
    rest = sorted(used - {tag.key for tag in known})
    marks: dict[str, _Mark] = {}
    taken: set[str] = set()
    for tag in [*known, *(Tag(key, key, colour="slate") for key in rest)]:
        short = _short(tag.name or tag.key, taken)
        taken.add(short)
        colour = hex_of(tag.colour)
        marks[tag.key] = _Mark(tag, short, colour if _HEX.fullmatch(colour) else hex_of("slate"))
    return marks


def _short(name: str, taken: set[str]) -> str:
    """The initials of a name of several words, the beginning of one word; like no other."""
    words = _WORD.findall(name) or ["?"]
    short = "".join(word[0] for word in words[:4]).upper() if len(words) > 1 else words[0][:4]
    tries = [short, *(words[0][:length] for length in (3, 4, 5, 6))]
    free = next((each for each in tries if each not in taken), "")
    number = 2
    while not free:
        free = f"{short}{number}" if f"{short}{number}" not in taken else ""
        number += 1
    return free


def _mixed(ground: str, colour: str, share: float) -> str:
    def part(at: int) -> int:
        below, above = int(ground[at : at + 2], 16), int(colour[at : at + 2], 16)
        return round(below + (above - below) * share)

    return "#" + "".join(f"{part(at):02x}" for at in (1, 3, 5))


# ---------------------------------------------------------------------------- an article


class _Page:
    """Makes the HTML of one article."""

    def __init__(self, item: LabelledArticle, options: WriteOptions, simple: bool) -> None:
        self.item = item
        self.options = options
        self.simple = simple
        self.text = item.article.text
        self.labels = sorted(item.labels, key=lambda label: (label.start, -label.end))
        self.marks = _marks(item, options)
        self.pieces = sorted(
            ((piece, number) for number, label in enumerate(self.labels) for piece in label.pieces),
            key=lambda item: (item[0].start, -item[0].end, item[1]),
        )
        spans = [span for span, _ in self.pieces]
        self.lanes = lanes(spans)
        self.stretches = runs(spans)
        self.starts = [stretch.start for stretch, _ in self.stretches]
        # Brackets stand only where tints would hide each other.
        self.crossing = _crossing(spans) if simple else set()
        self.begins: dict[int, list[int]] = {}
        self.ends: dict[int, list[int]] = {}
        for index, span in enumerate(spans):
            start, end = _visible(self.text, span)
            self.ends.setdefault(end, []).append(index)
            if index in self.crossing:
                self.begins.setdefault(start, []).append(index)
        edges = {edge for stretch, _ in self.stretches for edge in stretch}
        self.cuts = sorted(edges | self.begins.keys() | self.ends.keys())

    def html(self) -> str:
        """All of it."""
        article = self.item.article
        language = article.metadata.language
        known = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
        parts = [f"<article{known}>\n" if not self.simple else "<div>\n"]
        head = article.headline_end
        if not head:
            parts.append(f'<h2 dir="auto">{escaped(article.title)}</h2>\n')
        else:
            parts.append(f'<h2 dir="auto">{self._marked(Span(0, head))}</h2>\n')
        parts.append(self._about())
        parts += [
            f'<p dir="auto">{self._marked(paragraph)}</p>\n'
            for paragraph in paragraphs(self.text)
            if paragraph.start >= head
        ]
        parts += [self._legend(), self._list(), self._answers()]
        parts.append("</div>\n" if self.simple else "</article>\n")
        return "".join(parts)

    # ------------------------------------------------------------------ the text

    def _marked(self, paragraph: Span) -> str:
        """A paragraph with the marks of its labels."""
        first, last = (
            bisect_right(self.cuts, paragraph.start),
            bisect_left(self.cuts, paragraph.end),
        )
        edges = [paragraph.start, *self.cuts[first:last], paragraph.end]
        parts: list[str] = []
        before: tuple[int, ...] = ()
        for start, end in pairwise(edges):
            covering = self._covering(start)
            through = tuple(index for index in before if index in covering)
            signs = self._closing(start) if start > paragraph.start else ""
            parts.append(self._covered(signs + self._opening(start), through))
            parts.append(self._covered(escaped(self.text[start:end]), covering))
            before = covering
        parts.append(self._closing(paragraph.end))
        return "".join(parts)

    def _covering(self, position: int) -> tuple[int, ...]:
        at = bisect_right(self.starts, position) - 1
        if at < 0:
            return ()
        stretch, covering = self.stretches[at]
        return covering if position < stretch.end else ()

    def _covered(self, inner: str, covering: tuple[int, ...]) -> str:
        """What stands under these pieces of labels; the outermost element has the lowest line."""
        if not inner:
            return ""
        for index in sorted(covering, key=lambda index: self.lanes[index]):
            mark = self._mark(index)
            if self.simple:
                inner = f'<span style="background-color:{mark.tint}">{inner}</span>'
            else:
                lane = min(self.lanes[index], _LOWEST_LANE)
                more = f" m{lane}" if lane else ""
                inner = f'<span class="m{more}" style="{mark.variables}">{inner}</span>'
        return inner

    def _mark(self, index: int) -> _Mark:
        return self.marks[self.labels[self.pieces[index][1]].tag]

    def _opening(self, place: int) -> str:
        return "".join(f"<sup>{self._sign(index)}[</sup>" for index in self.begins.get(place, ()))

    def _closing(self, place: int) -> str:
        return "".join(
            f"<sup>{']' if index in self.crossing else ''}{self._sign(index)}</sup>"
            for index in reversed(self.ends.get(place, ()))
        )

    def _sign(self, index: int) -> str:
        """The short name of a label's tag and its number in the list below."""
        return f"{escaped(self._mark(index).short)} {self.pieces[index][1] + 1}"

    # ------------------------------------------------------------------ what stands around it

    def _about(self) -> str:
        known, item = self.item.article.metadata, self.item
        facts = [known.outlet, known.author, known.date, known.genre, known.event, known.language]
        parts = [isolated(fact) for fact in facts if fact]
        if known.url:
            address = escaped(known.url)
            web = _WEB.fullmatch(known.url) is not None
            parts.append(f'<a href="{address}" rel="noreferrer">{address}</a>' if web else address)
        parts += [f"{escaped(key)}: {isolated(value)}" for key, value in known.extra.items()]
        states = {item.name_of(who): state for who, state in item.states.items()}
        if not states and item.state is not State.TODO:
            parts.append(_STATES[item.state])
        parts += [f"{isolated(who)}: {_STATES[state]}" for who, state in states.items()]
        return f'<p class="about">{" · ".join(parts)}</p>\n' if parts else ""

    def _legend(self) -> str:
        if not self.marks:
            return ""
        rows = [self._defined(mark) for mark in self.marks.values()]
        return f'<h3>Tags</h3>\n<dl class="legend">\n{"".join(rows)}</dl>\n'

    def _defined(self, mark: _Mark) -> str:
        style = f"background-color:{mark.tint}" if self.simple else mark.variables
        sample = f'<span class="m" style="{style}">{escaped(mark.tag.name or mark.tag.key)}</span>'
        definition = " ".join(mark.tag.definition.split())
        more = f"<dd>{isolated(definition)}</dd>" if definition else ""
        return f"<dt>{escaped(mark.short)} {sample}</dt>{more}\n"

    def _list(self) -> str:
        if not self.labels:
            return ""
        rows = [self._told(label) for label in self.labels]
        return f'<h3>Labels</h3>\n<ol class="labels">\n{"".join(rows)}</ol>\n'

    def _told(self, label: Label) -> str:
        quotes = [self.text[piece.start : piece.end] for piece in label.pieces]
        quote = " … ".join(shortened(each, _LONGEST_QUOTE) for each in quotes)
        tag = self.marks[label.tag].tag
        parts = [f"“{isolated(quote)}” <b>{escaped(tag.name or tag.key)}</b>"]
        parts.append(isolated(self.item.name_of(label.annotator_id)))
        parts += [self._valued(key, value) for key, value in label.fields.items() if value != ""]
        note = ""
        if label.note and self.simple:
            note = "<br>" + isolated(label.note).replace("\n", "<br>")
        elif label.note:
            note = f'<span class="note" dir="auto">{escaped(label.note)}</span>'
        return f'<li dir="ltr">{" · ".join(part for part in parts if part)}{note}</li>\n'

    def _valued(self, key: str, value: Value) -> str:
        asked = self.options.asked(key) or Field(key, key)
        return f"{escaped(asked.name or key)}: {isolated(shown_value(asked, value))}"

    def _answers(self) -> str:
        if not self.item.answers:
            return ""
        rows = [
            f'<li dir="ltr">{self._valued(answer.question, answer.value)} '
            f"({isolated(self.item.name_of(answer.annotator_id))})</li>\n"
            for answer in self.item.answers
        ]
        return f'<h3>Answers</h3>\n<ul class="labels">\n{"".join(rows)}</ul>\n'


def _visible(text: str, span: Span) -> Span:
    """The span without white space at its ends; as it is if it has nothing else."""
    words = text[span.start : span.end]
    shown = words.strip()
    if not shown:
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(shown))


def _crossing(spans: Sequence[Span]) -> set[int]:
    """Those that overlap another, of spans sorted by their start."""
    found: set[int] = set()
    furthest = 0
    for number, span in enumerate(spans):
        after = spans[number + 1].start if number + 1 < len(spans) else span.end
        if furthest > span.start or after < span.end:
            found.add(number)
        furthest = max(furthest, span.end)
    return found


FORMAT = Format(
    id="reading",
    name="Page to read (HTML)",
    extensions=(".html",),
    write=write,
    unit="none",
    carries=Carries(text=False, history=False),
    about="One file for a browser or a printer: articles with marked words, tags explained.",
    kind="reading",
)
