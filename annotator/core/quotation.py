"""Quotations in news: where they stand, whether a span lies in one, and who is quoted.

All of it is a plain guess from marks and reporting verbs, meant to fill in a Field that a person
then sees and may change.
"""

from collections.abc import Iterator
from functools import cache

import regex

from annotator.core.model import Span
from annotator.core.spans import overlaps, trimmed
from annotator.core.text import REACH, paragraphs, sentences, surroundings, words

SCARE_WORDS = 3
"""A quotation of so few words that is exactly the span is the author's own scare quotes."""

# ---------------------------------------------------------------------------- where they stand

_CLOSERS = {
    mark: regex.compile(f"[{closers}]")
    for mark, closers in {"“": "”", "«": "»", "„": "“”", "»": "«", '"': '"'}.items()
}
_MARK = regex.compile(r"[“”«»„\"‘']")
# What an apostrophe stands in front of when letters are left out: ’90s, ’em, ’n’.
_ELIDED = regex.compile(r"\d|(?i:em|n|til|tis|twas|cause|bout|round)\b")
_SINGLE_OPENS = regex.compile(r"(?<![\p{L}\p{N}\p{Po}])['‘](?=[\p{L}\p{N}])")
_SINGLE_CLOSES = regex.compile(r"(?<=\S)['’](?![\p{L}\p{N}])")
_POSSESSIVE = regex.compile(r"(?<=s)['’](?= \p{Ll})")


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Whether the mark at `at` can open a quotation in the paragraph `text[start:end]`."""
    mark = text[at]
    if mark in "“„«":
        return True
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() or after.isspace():
        return False
    if mark in "‘'":
        return _SINGLE_OPENS.match(text, at) is not None and not _ELIDED.match(text, at + 1)
    return mark == '"' or (mark == "»" and text.find("«", at, min(end, at + REACH)) > 0)


def _single_close(text: str, opening: int, end: int) -> int:
    """Where a single quotation ends, -1 if the mark was an apostrophe after all."""
    following = _SINGLE_OPENS.search(text, opening + 1, end)
    stop = following.start() if following else end
    found = [m.start() for m in _SINGLE_CLOSES.finditer(text, opening + 1, stop)]
    sure = [at for at in found if not _POSSESSIVE.match(text, at)]
    return next(iter(sure or found), -1)


def _close(text: str, opening: int, end: int) -> int:
    """Where the quotation that opens at a mark ends, -1 if it is none; unclosed at `end`."""
    if text[opening] in "‘'":
        return _single_close(text, opening, end)
    closing = _CLOSERS[text[opening]].search(text, opening + 1, end)
    return closing.start() if closing else end


def _quoted(text: str, start: int, end: int) -> Iterator[Span]:
    """The outermost quotations within `text[start:end]`, which is one paragraph."""
    at = start
    while (mark := _MARK.search(text, at, end)) is not None:
        opening = mark.start()
        at = opening + 1
        if not _opens(text, opening, start, end):
            continue
        closing = _close(text, opening, end)
        if closing > at:
            yield Span(at, closing)
            at = closing + 1


def quotations(text: str) -> list[Span]:
    """The insides of quotation marks, in order; of nested ones the outermost.

    Read are “ ”, " ", « », » «, „ “ and, where they are not apostrophes, ‘ ’ and ' '. What is not
    closed ends with its paragraph, so a quotation continued over paragraphs is one in each.
    """
    return [span for line in paragraphs(text) for span in _quoted(text, *line)]


def _around(text: str, span: Span) -> list[Span]:
    """The quotations of the paragraphs that a span touches."""
    near = surroundings(text, span)
    lines = (
        Span(near.start + a, near.start + b) for a, b in paragraphs(text[near.start : near.end])
    )
    return [quotation for line in lines for quotation in _quoted(text, *line)]


def in_quotation(text: str, span: Span) -> bool:
    """Whether more than half of a span is quoted.

    A quotation of up to `SCARE_WORDS` words that is exactly the span counts as the author's own.
    """
    inside = 0
    bare = trimmed(text, span)
    for quotation in _around(text, span):
        if not overlaps(quotation, span):
            continue
        scare = trimmed(text, quotation) == bare and len(words(text, *quotation)) <= SCARE_WORDS
        if not scare:
            inside += min(quotation.end, span.end) - max(quotation.start, span.start)
    return 2 * inside > span.end - span.start


# ---------------------------------------------------------------------------- who is quoted

_TITLES = (
    "Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|St|President|Chancellor|Senator|"
    "Governor|Mayor|Judge|Justice|Minister|Professor|Secretary|Councillor|Captain|General|Bishop"
)
_VERBS = (
    r"(?:(?:has|have|had|also|later|then|repeatedly|reportedly|once|who)\s+){0,2}"
    r"(?:sa(?:id|ys|y)|t(?:old|ells)|ask(?:ed|s)|add(?:ed|s)|argue[ds]|claim(?:ed|s)|insist(?:ed|s)|"
    r"warn(?:ed|s)|note[ds]|explain(?:ed|s)|declare[ds]|state[ds]|repl(?:ied|ies)|answer(?:ed|s)|"
    r"wrote|writes|written|tweeted|posted|admit(?:ted|s)|acknowledge[ds]|concede[ds]|announce[ds]|"
    r"confirm(?:ed|s)|den(?:ied|ies)|suggest(?:ed|s)|call(?:ed|s)|describe[ds]|complain(?:ed|s)|"
    r"recall(?:ed|s)|continue[ds]|conclude[ds]|testif(?:ied|ies)|shout(?:ed|s)|vow(?:ed|s)|"
    r"predict(?:ed|s)|urge[ds]|demand(?:ed|s)|remark(?:ed|s)|observe[ds]|counter(?:ed|s)|joke[ds]|"
    r"quipped|accuse[ds]|dismiss(?:ed|es)|denounce[ds]|branded|labell?ed)\b"
)
# Words that name nobody, whatever they begin with.
_NOBODIES = (
    r"(?:(?i:he|she|they|it|i|we|you|this|that|these|those|there|but|and|yet|what|who|when|then|so|"
    r"as|if|later|also|in|on|at|after|before|while|although|though|for|from|to|by|of|with)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|July|September|October|"
    r"November|December)\b(?!['’\-‐‑])"
)
_STOPS = (
    r"(?:who|which|that|in|on|at|after|before|when|while|during|as|to|by|from|but|because|if|"
    r"yesterday|today|tomorrow|this|last|again|he|she|they|it|we)\b"
)
# Defined once in each pattern and called by name: spelled out wherever they are used, they make the
# patterns three times as slow to compile.
_DEFINED = rf"(?(DEFINE)(?<verb>{_VERBS})(?<nobody>{_NOBODIES})(?<stop>{_STOPS}))"
_VERB, _NOBODY, _STOP = "(?&verb)", "(?&nobody)", "(?&stop)"
_LETTERS = r"[\p{L}\p{M}\p{N}’'\-‐‑]"
_WORD = rf"(?!{_STOP}|{_VERB})\p{{L}}{_LETTERS}*+"
_SMALL = rf"(?!{_STOP}|{_VERB})\p{{Ll}}{_LETTERS}*+"
_CAPITAL = rf"(?!{_NOBODY})(?:(?:\p{{Lu}}\.)++|(?:{_TITLES})\.|\p{{Lu}}{_LETTERS}*+(?<!['’]s))"
_PROPER = rf"{_CAPITAL}(?:\s+(?:{_SMALL}\s+){{0,2}}{_CAPITAL}){{0,5}}"
_OWNED = (
    rf"(?!{_NOBODY})(?:\p{{Lu}}{_LETTERS}*\s+){{0,2}}\p{{Lu}}{_LETTERS}*['’]s(?:\s+{_WORD}){{1,4}}"
)
_COMMON = (
    rf"(?i:the|an?|one|another|some|many|several|two|three|his|her|their)(?:\s+{_WORD}){{1,7}}"
)
_BARE = (
    r"(?:officials|police|residents|critics|supporters|opponents|experts|analysts|campaigners|"
    r"protesters|prosecutors|organi[sz]ers|researchers|witnesses|neighbou?rs|lawyers|teachers)\b"
)
_WHO = rf"(?<who>(?<!{_LETTERS})(?:{_COMMON}|{_OWNED}|{_PROPER}|{_BARE}))"
_ROLE = rf"(?<who>(?:{_SMALL}\s+){{1,3}}{_PROPER})"
_ASIDE = r"(?:,[^,.“”\"]{1,80},)?"
_GAP = r"[\s,”\"’'»“«—–-]{0,4}"
_AFTER = (
    rf"{_GAP}{_VERB}\s+{_WHO}",
    rf"{_GAP}{_VERB}\s+{_ROLE}",
    rf"{_GAP}{_WHO}{_ASIDE}\s+{_VERB}",
    rf"{_GAP}(?i:according\s+to)\s+{_WHO}",
)
_BEFORE = (
    rf"{_WHO}{_ASIDE}\s+{_VERB}",
    rf"(?i:according\s+to)\s+{_WHO}",
    rf"[”\"’'»]\s+{_VERB}\s+{_WHO}",
)
_NEAR = 300
_SPACES = regex.compile(r"\s+")


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern with the definitions; compiled when it is first needed, for that takes 15 ms."""
    return regex.compile(pattern + _DEFINED)


def _named_after(text: str, start: int, end: int) -> str:
    """Who is named directly after a quotation that ends at `start`."""
    for pattern in _AFTER:
        found = _compiled(pattern).match(text, start, min(end, start + _NEAR))
        if found:
            return _SPACES.sub(" ", found["who"])
    return ""


def _named_before(text: str, start: int, end: int, quoted: list[Span]) -> str:
    """Who is named last in the sentence that leads to a quotation, outside the quoted parts."""
    parts = sentences(text, max(start, end - _NEAR), end)
    if not parts:
        return ""
    named = [
        found
        for pattern in _BEFORE
        for found in _compiled(pattern).finditer(text, *parts[-1])
        if not any(overlaps(Span(*found.span("who")), each) for each in quoted)
    ]
    last = max(named, key=lambda found: found.start("who"), default=None)
    return _SPACES.sub(" ", last["who"]) if last else ""


def speaker(text: str, span: Span) -> str:
    """A guess at who is quoted where a span lies: "X" of “…,” said X, or X told us: “…”.

    Looked at are the words after the quotation and the sentence before it, in its paragraph; after
    a full stop within the quotation the sentence before comes first. '' where nobody is named.
    """
    near = surroundings(text, span)
    start = text.rfind("\n", near.start, span.start) + 1 or near.start
    line_end = text.find("\n", span.end, near.end)
    end = near.end if line_end < 0 else line_end
    quoted = list(_quoted(text, start, end))
    quotation = next((each for each in quoted if overlaps(each, span)), span)
    after = _named_after(text, quotation.end, end)
    if after and not text[quotation.start : quotation.end].rstrip().endswith("."):
        return after
    return _named_before(text, start, max(start, quotation.start - 1), quoted) or after
