"""An article's text: its canonical form, its other units of counting, its words and sentences.

Positions are code points; `OffsetMap` turns them into other units and back. What looks around a
position reads a bounded window, so a line of several megabytes costs no more than a short one.
"""

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import regex

from annotator.core.model import Span

if TYPE_CHECKING:
    from yasbd import BoundaryDetector

PIECE = 5_000
"""How many code points of a long paragraph are parted into sentences at once."""

REACH = 2_000
"""How far around a place is looked, in code points; no word is longer."""

HEADLINE_MOST = 300
"""A longer first line is a paragraph, not a headline."""

# ---------------------------------------------------------------------------- canonical text

_BREAKS = re.compile("\r\n?|[\u2029\ufdd0\ufdd1]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BOM = "\ufeff"


def canonical(raw: str) -> tuple[str, "OffsetMap"]:
    """The text as an Article holds it, and the map from raw (outer) to canonical (inner) positions.

    CRLF, CR, U+2029, U+FDD0 and U+FDD1 (Qt's block separators) become LF, one leading byte order
    mark goes, each surrogate becomes U+FFFD; nothing else changes.
    """
    lead = 1 if raw.startswith(_BOM) else 0
    if not lead and _is_canonical(raw):
        return raw, OffsetMap.identity(len(raw))
    pairs = [(m.start() - lead, 1, 2) for m in re.finditer("\r\n", raw)]
    runs = ((start - before, 1, 2) for before, (start, _, _) in enumerate(pairs))
    text = _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", raw[lead:]))
    return text, OffsetMap.of(len(text), runs, lead)


def _is_canonical(raw: str) -> bool:
    """Whether nothing has to change; told many times faster than by looking for what has to."""
    if any(mark in raw for mark in "\r\u2029\ufdd0\ufdd1"):
        return False
    if raw.isascii():
        return True
    try:
        raw.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True


def sha256(text: str) -> str:
    """The hex digest of a canonical text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


# ---------------------------------------------------------------------------- units of counting

_WIDE_UTF16 = re.compile("[\U00010000-\U0010ffff]+")
_WIDE_UTF8 = re.compile("[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")
# Between two code points of ASCII, or of the break class Other, there is always a cluster boundary
# (but in CRLF), so only stretches around the rest need the rules of UAX #29.
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+(?:[\x00-\x7f][^\x00-\x7f]+)*|\r\n")
_CLUSTERED = regex.compile(r"(?s).?(?:[^\p{GCB=Other}\n]+.?)+")
_CLUSTER = regex.compile(r"\X")
_BEYOND_LATIN = re.compile("[^\x00-\u02ff\u2010-\u2027]")
_CLUSTERING = regex.compile(r"[^\p{GCB=Other}\n]")


def may_count_otherwise(text: str) -> bool:
    """Whether UTF-16 units or grapheme clusters of a canonical text may differ from code points.

    Far cheaper than the two maps; False is certain.
    """
    if text.isascii() or _BEYOND_LATIN.search(text) is None:
        return False
    return not OffsetMap.utf16(text).is_identity or _CLUSTERING.search(text) is not None


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Positions in code points of a text ("inner") against positions in another unit ("outer").

    Kept are the runs of code points whose width in the outer unit is not 1: where each starts on
    either side, how long it is, how wide its code points are. `lead` outer units precede the text.
    A look-up is O(log runs).
    """

    length: int
    lead: int
    _starts: "array[int]"
    _outers: "array[int]"
    _lengths: "array[int]"
    _widths: "array[int]"

    @classmethod
    def of(cls, length: int, runs: Iterable[tuple[int, int, int]], lead: int = 0) -> Self:
        """The map of a text of `length` code points; runs are (start, length, width), in order."""
        starts, outers, lengths, widths = (array("q") for _ in range(4))
        extra = lead
        for start, count, width in runs:
            starts.append(start)
            outers.append(start + extra)
            lengths.append(count)
            widths.append(width)
            extra += count * (width - 1)
        return cls(length, lead, starts, outers, lengths, widths)

    @classmethod
    def identity(cls, length: int) -> Self:
        """The map of a unit in which every code point counts 1."""
        return cls.of(length, ())

    @classmethod
    def utf16(cls, text: str) -> Self:
        """The map to UTF-16 code units, which Qt and JavaScript count."""
        if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
            return cls.identity(len(text))
        found = _WIDE_UTF16.finditer(text)
        return cls.of(len(text), ((m.start(), m.end() - m.start(), 2) for m in found))

    @classmethod
    def utf8(cls, text: str) -> Self:
        """The map to bytes of UTF-8."""
        if text.isascii():
            return cls.identity(len(text))
        found = _WIDE_UTF8.finditer(text)
        return cls.of(
            len(text), ((m.start(), m.end() - m.start(), _utf8_width(m.group()[0])) for m in found)
        )

    @classmethod
    def graphemes(cls, text: str) -> Self:
        r"""The map to extended grapheme clusters (UAX #29, `\X`).

        A cluster's first code point counts 1 and the others 0: `inner` of a grapheme position is
        the start of that cluster, `outer` of a position inside a cluster is the cluster's end.
        """
        runs = (
            (cluster.start() + 1, cluster.end() - cluster.start() - 1, 0)
            for rough in _BEYOND_ASCII.finditer(text)
            for stretch in _CLUSTERED.finditer(text, max(0, rough.start() - 1), rough.end() + 1)
            for cluster in _CLUSTER.finditer(text, *stretch.span())
            if cluster.end() - cluster.start() > 1
        )
        return cls.of(len(text), runs)

    @property
    def is_identity(self) -> bool:
        """Whether both sides count the same."""
        return not self._starts and not self.lead

    def outer(self, position: int) -> int:
        """The outer position of an inner one; ValueError outside the text."""
        if not 0 <= position <= self.length:
            raise ValueError(f"position {position} is outside a text of {self.length} code points")
        run = bisect_right(self._starts, position) - 1
        if run < 0:
            return position + self.lead
        past = position - self._starts[run]
        inside = min(past, self._lengths[run])
        return self._outers[run] + inside * self._widths[run] + past - inside

    def inner(self, position: int) -> int:
        """The inner position of an outer one; ValueError outside the text.

        A position inside a character (a surrogate pair, the bytes of one code point, CRLF) goes
        down to the character's start.
        """
        if not 0 <= position <= self.outer(self.length):
            raise ValueError(f"position {position} is outside the text")
        run = bisect_right(self._outers, position) - 1
        if run < 0:
            return max(0, position - self.lead)
        past = position - self._outers[run]
        length, width = self._lengths[run], self._widths[run]
        if past < length * width:
            return self._starts[run] + past // width
        return self._starts[run] + length + past - length * width

    def splits(self, position: int) -> bool:
        """Whether an outer position falls inside a character; ValueError outside the text."""
        start = self.inner(position)
        return position >= self.lead and self.outer(start) != position

    def inner_span(self, start: int, end: int) -> Span:
        """The span of the characters that outer `[start, end)` touches, even in part."""
        first, last = self.inner(start), self.inner(end)
        if end > start and self.splits(end):
            last += 1
        return Span(first, last)

    def outer_span(self, span: Span) -> tuple[int, int]:
        """The outer `[start, end)` that covers a span; it has whole grapheme clusters."""
        start, end = self.outer(span.start), self.outer(span.end)
        if start > self.lead and self.inner(start) > span.start:
            start = start - 1 if span.end > span.start else start
        return start, end


def _utf8_width(character: str) -> int:
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


# ---------------------------------------------------------------------------- paragraphs


_VISIBLE = re.compile(r"\S")


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The non-blank lines of `text[start:end]`, without their LF."""
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1


def paragraphs(text: str) -> list[Span]:
    """The lines that are not blank, each without its LF."""
    return list(_lines(text, 0, len(text)))


def headline_end(text: str) -> int:
    """Where the headline ends: the first line, if a blank line and then a body follow it; else 0.

    A first line that is blank or longer than `HEADLINE_MOST` code points is no headline.
    """
    end = text.find("\n", 0, HEADLINE_MOST + 1)
    if end < 1 or not text[:end].strip():
        return 0
    below = text.find("\n", end + 1)
    if below < 0 or text[end + 1 : below].strip():
        return 0
    return end if _VISIBLE.search(text, below) else 0


def surroundings(text: str, span: Span) -> Span:
    """The paragraphs that a span touches, of which at most `REACH` on either side of it."""
    low, high = max(0, span.start - REACH), min(len(text), span.end + REACH)
    start = text.rfind("\n", low, span.start) + 1
    end = text.find("\n", span.end, high)
    if not start:
        start = low and _after_blank(text, low, span.start)
    if end < 0:
        end = high if high == len(text) else _before_blank(text, span.end, high)
    return Span(start, end)


_BLANK = regex.compile(r"[\s\x1c-\x1f]")
_LAST_BLANK = regex.compile(r"(?r)[\s\x1c-\x1f]")


def _after_blank(text: str, start: int, end: int) -> int:
    found = _BLANK.search(text, start, end)
    return int(found.end()) if found else start


def _before_blank(text: str, start: int, end: int) -> int:
    found = _LAST_BLANK.search(text, start, end)
    return int(found.start()) if found else end


# ---------------------------------------------------------------------------- words

# Scripts written without spaces: there every letter is a word, so that nobody's selection is
# widened to a whole clause.
SOLID = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LETTER = rf"[\p{{L}}--{SOLID}]"
_WORDLIKE = r"[\p{L}\p{N}\p{M}]"
_ACRONYM = rf"(?:{_LETTER}\.)+{_LETTER}(?!{_WORDLIKE})\.?"
_UNIT = rf"(?:{_ACRONYM}|[\p{{L}}\p{{N}}--{SOLID}][{_WORDLIKE}--{SOLID}]*+)"
_JOIN = r"(?:['’\-‐‑_]\xad?|[\xad\u200c\u200d]+|(?<=\p{N})[.,](?=\p{N}))"
_JOINED = rf"{_UNIT}(?:{_JOIN}{_UNIT})*+"
_EMOJI = r"(?![©®™‼⁉])[\p{Extended_Pictographic}\p{Regional_Indicator}]"
_LONE = rf"[{SOLID}&&[\p{{L}}\p{{N}}]]\p{{M}}*+|(?={_EMOJI})\X"
# The first alternative is the second's commonest case, several times faster.
_WORD = regex.compile(
    rf"(?V1)[A-Za-z]{{2,}}+(?=[ ,])|(?=[\p{{L}}\p{{N}}]|{_EMOJI})(?:{_JOINED}|{_LONE})"
)
# No word reaches over such a place: after what no word holds, or before a letter that is a word.
_NOT_IN_WORD = r"[^\p{L}\p{N}\p{M}\p{So}\p{Sk}\p{Sm}\p{Cf}.,'’\-‐‑_‼⁉〰〽]"
_CUT_AFTER = regex.compile(rf"(?V1){_NOT_IN_WORD}|(?=[{SOLID}&&\p{{L}}])")
_CUT_BEFORE = regex.compile(rf"(?r){_CUT_AFTER.pattern}")
_WORDISH = regex.compile(rf"(?V1)(?r)[\p{{L}}\p{{N}}]|{_EMOJI}")


_new_span: Callable[[type[Span], tuple[int, int]], Span] = tuple.__new__
"""Makes a Span of its two ends four times as fast as `Span(...)`; texts have many words."""


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of `text[start:end]` as a reader of news counts them.

    "U.S.", "4.1", "1,200", "so-called", "Regime’s" are one word each, an emoji is one, punctuation
    none; in scripts without spaces each letter is one.
    """
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [_new_span(Span, m.span()) for m in found]


def word_count(text: str) -> int:
    """How many words a text has: the length of `words`, found faster."""
    tokens = text.split()
    # Most tokens are one word without a look at the rules: letters, and perhaps a mark after them.
    rest = [
        token
        for token in tokens
        if not (
            token.isascii() and (token.isalpha() or (token[-1] in ",." and token[:-1].isalpha()))
        )
    ]
    return len(tokens) - len(rest) + sum(1 for _ in _WORD.finditer(" ".join(rest)))


def _safe_before(text: str, position: int) -> int:
    """A place at or before a position over which no word reaches."""
    low = max(0, position - REACH)
    found = _CUT_BEFORE.search(text, low, position)
    return int(found.end()) if found else low


def _safe_after(text: str, position: int) -> int:
    """A place at or after a position over which no word reaches."""
    high = min(len(text), position + REACH)
    found = _CUT_AFTER.search(text, position, high)
    return int(found.start()) if found else high


def word_at(text: str, position: int) -> Span | None:
    """The word that touches a position; of two, the one that starts there."""
    start, end = _safe_before(text, position), _safe_after(text, position)
    if end == position < len(text):
        end = _safe_after(text, position + 1)
    touching = None
    for found in _WORD.finditer(text, start, end):
        if found.start() > position:
            break
        if found.end() >= position:
            touching = Span(*found.span())
    return touching


def _end_of_visible(text: str, position: int) -> int:
    """Where the blanks before a position begin."""
    while position > 0:
        low = max(0, position - REACH)
        visible = len(text[low:position].rstrip())
        if visible:
            return low + visible
        position = low
    return 0


def next_word(text: str, position: int) -> Span | None:
    """The first word that starts at or after a position, in whatever paragraph."""
    visible = _VISIBLE.search(text, position)
    if visible is None:
        return None
    for found in _WORD.finditer(text, _safe_before(text, visible.start())):
        if found.start() >= position:
            return Span(*found.span())
    return None


def previous_word(text: str, position: int) -> Span | None:
    """The last word that ends at or before a position, in whatever paragraph."""
    at = _end_of_visible(text, position)
    while (found := _WORDISH.search(text, 0, at)) is not None:
        start = _safe_before(text, found.start())
        ended = [w for w in words(text, start, _safe_after(text, found.end())) if w.end <= position]
        if ended:
            return ended[-1]
        at = min(start, found.start())
    return None


# ---------------------------------------------------------------------------- sentences and clauses

_UNBROKEN = re.compile(r"\S{300}")
_OPENING = regex.compile(r"[\p{Ps}\p{Pi}\"]")
_MANY = 200
_PLAIN_END = regex.compile(r"[.!?…]+[\p{Pe}\p{Pf}\"']*(?=\s|$)|[。！？]+[\p{Pe}\p{Pf}]*")
_PLAIN_FIRST = regex.compile(rf"^.*?(?:{_PLAIN_END.pattern})(?!\s*\p{{Ll}})", regex.DOTALL)
# Marks that part clauses: not in a number, not the apostrophe or hyphen of a word.
_CLAUSE_MARK = regex.compile(
    r"""(?<!\d)[,:]|[,:](?!\d)|[;—–()\[\]“”„«»"]|--+|(?<=\s)-(?=\s)"""
    r"""|(?<![\p{L}\p{N}])['‘’]|['‘’](?![\p{L}\p{N}])"""
)


@cache
def _detector() -> "BoundaryDetector":
    from yasbd import BoundaryDetector  # a quarter of a second to load

    return BoundaryDetector("en")


def _sentence_ends(piece: str) -> list[int]:
    """Where sentences end in at most `PIECE` code points of one paragraph."""
    # yasbd is quadratic in runs without white space and in marks that stay open.
    if _UNBROKEN.search(piece) or len(_OPENING.findall(piece)) > _MANY:
        return [*(m.end() for m in _PLAIN_END.finditer(piece)), len(piece)]
    return list(_detector().detect(piece))


def _rough_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph with white space around them; a long one is read piecewise."""
    start, end = paragraph
    while start < end:
        stop = end
        if end - start > PIECE:
            stop = max(start + 1, _before_blank(text, start, start + PIECE))
        ends = [start + e for e in _sentence_ends(text[start:stop])]
        if stop < end and len(ends) > 1:
            ends.pop()  # it may go on beyond the piece: read it again with what follows
        elif not ends or ends[-1] < stop:
            ends.append(stop)
        yield from (Span(a, b) for a, b in pairwise([start, *ends]))
        start = ends[-1]


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The sentences of `text[start:end]` without the white space around them, none across lines."""
    stop = len(text) if end is None else end
    rough = (s for line in _lines(text, start, stop) for s in _rough_sentences(text, line))
    return [s for s in (_stripped(text, span) for span in rough) if s.start < s.end]


def plain_first_sentence(text: str) -> str:
    """How a text begins, up to a full stop that no small letter follows; else all of it.

    For what is short and well written: the first of `sentences`, abbreviations in names apart, and
    nothing is loaded for it.
    """
    found = _PLAIN_FIRST.search(text)
    return (found[0] if found else text).strip()


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The parts of a sentence between commas, colons, dashes, brackets and quotation marks."""
    marks = [m.span() for m in _CLAUSE_MARK.finditer(text, start, end)]
    gaps = zip([start, *(b for _, b in marks)], [*(a for a, _ in marks), end], strict=True)
    found = (_stripped(text, Span(a, b)) for a, b in gaps)
    return [c for c in found if _WORD.search(text, *c)]


# ---------------------------------------------------------------------------- growing and shrinking


def _touched(span: Span, units: Iterable[Span]) -> list[Span]:
    if span.start == span.end:
        return [u for u in units if u.start <= span.start <= u.end]
    return [u for u in units if u.start < span.end and span.start < u.end]


def _levels(text: str, span: Span) -> Iterator[list[Span]]:
    """The units that a span touches: words, then clauses, sentences, paragraphs."""
    around = surroundings(text, span)
    near = _touched(span, sentences(text, *around))
    if near:
        hull = Span(near[0].start, near[-1].end)
        edges = (word_at(text, span.start), word_at(text, span.end))
        yield _touched(span, [w for w in edges if w is not None])
        yield _touched(span, clauses(text, *hull))
        yield near
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    yield list(_lines(text, start, len(text) if end < 0 else end))


def _worded(text: str, *gaps: tuple[int, int]) -> bool:
    return any(start < end and _WORD.search(text, start, end) for start, end in gaps)


def grown(text: str, span: Span) -> Span:
    """The next larger whole words, clauses, sentences or paragraphs that hold a span.

    Larger means by a word at least. What already fills its paragraphs stays.
    """
    for units in _levels(text, span):
        start = min((u.start for u in units), default=span.start)
        end = max((u.end for u in units), default=span.end)
        if start > span.start or end < span.end:
            continue
        if _worded(text, (start, span.start), (span.end, end)):
            return Span(start, end)
    return span


def shrunk(text: str, span: Span, anchor: int) -> Span:
    """The largest word, clause, sentence or paragraph at `anchor` that is less than a span.

    Less means by a word at least; a mark or blank of the unit outside the span is left out. Where
    there is none the span stays.
    """
    less = [span]
    for units in _levels(text, Span(anchor, anchor)):
        for unit in units[-1:]:
            part = Span(max(unit.start, span.start), min(unit.end, span.end))
            if (
                part.start < part.end
                and not _worded(text, (unit.start, span.start), (span.end, unit.end))
                and _worded(text, (span.start, part.start), (part.end, span.end))
            ):
                less.append(part)
    return max(less[1:] or less, key=lambda unit: unit.end - unit.start)


# ---------------------------------------------------------------------------- finding words


def occurrences(text: str, words: str, ignore_case: bool = True) -> list[Span]:
    """Every place where these words stand as whole words, in order and apart.

    White space in them matches any run of white space, an apostrophe matches both forms.
    """
    parts = words.split()
    if not parts:
        return []
    pattern = r"[\s\x1c-\x1f]+".join(
        regex.sub("['’]", "['’]", regex.escape(part, special_only=True)) for part in parts
    )
    before = rf"(?<!{_WORDLIKE})" if regex.match(_WORDLIKE, parts[0]) else ""
    after = rf"(?!{_WORDLIKE})" if regex.match(_WORDLIKE, parts[-1][-1]) else r"(?!\p{M})"
    flags = regex.IGNORECASE if ignore_case else 0
    found = regex.finditer(before + pattern + after, text, flags=flags)
    return [Span(*m.span()) for m in found]
