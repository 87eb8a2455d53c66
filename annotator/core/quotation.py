"""Quotations in news: where they stand, whether a span lies in one, and who is quoted.

All of it is a plain guess from marks and reporting verbs, meant to fill in a Field that a person
then sees and may change.
"""

from collections.abc import Iterator

import regex

from annotator.core.model import Span
from annotator.core.spans import overlaps, trimmed
from annotator.core.text import paragraphs, sentences, surroundings, words

SCARE_WORDS = 3
"""A quotation of so few words that is exactly the span is the author's own scare quotes."""

# ---------------------------------------------------------------------------- where they stand

_CLOSERS = {"“": "”", "«": "»", "„": "“”", "»": "«", '"': '"', "‘": "’'", "'": "'’"}
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
    if mark not in _CLOSERS or before.isalnum() or after.isspace():
        return False
    if mark in "‘'":
        return _SINGLE_OPENS.match(text, at) is not None and not _ELIDED.match(text, at + 1)
    return mark == '"' or text.find("«", at, end) > 0


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
    closers = _CLOSERS[text[opening]]
    closing = min(
        (at for mark in closers if (at := text.find(mark, opening + 1, end)) > 0), default=end
    )
    return closing


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
    "Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|Hon|St|President|Chancellor|Senator|"
    "Governor|Mayor|Judge|Justice|Minister|Professor|Secretary|Councillor|Captain|General|Bishop"
)
_VERB = (
    r"(?:(?:has|have|had|also|later|then|repeatedly|reportedly|once|who)\s+){0,2}"
    r"(?:sa(?:id|ys|y)|t(?:old|ells)|ask(?:ed|s)|add(?:ed|s)|argue[ds]|claim(?:ed|s)|insist(?:ed|s)|"
    r"warn(?:ed|s)|note[ds]|explain(?:ed|s)|declare[ds]|state[ds]|repl(?:ied|ies)|answer(?:ed|s)|"
    r"wrote|writes|written|tweeted|posted|admit(?:ted|s)|acknowledge[ds]|concede[ds]|announce[ds]|"
    r"confirm(?:ed|s)|den(?:ied|ies)|suggest(?:ed|s)|call(?:ed|s)|describe[ds]|complain(?:ed|s)|"
    r"recall(?:ed|s)|continue[ds]|conclude[ds]|testif(?:ied|ies)|shout(?:ed|s)|vow(?:ed|s)|"
    r"predict(?:ed|s)|urge[ds]|demand(?:ed|s)|remark(?:ed|s)|observe[ds]|counter(?:ed|s)|joke[ds]|"
    r"quipped|accuse[ds]|dismiss(?:ed|es)|denounce[ds]|branded|labell?ed)\b"
)
_CAPITAL = r"\p{Lu}[\p{L}\p{M}’'\-‐‑]*(?<!['’]s)\.?"
_PROPER = (
    rf"(?:(?:the\s+)?(?:{_TITLES})\.?\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:de|da|di|van|von|der|den|del|la|le|bin|al|of|the)\s+){{0,2}}{_CAPITAL}){{0,5}}"
)
_PLAIN = r"[\p{L}\p{M}\p{N}’'\-‐‑]+"
_STOP = r"(?:who|which|that|in|on|at|after|before|when|while|during|as|to|by|from|but|yesterday|today)\b"
_COMMON = rf"(?i:the|an?|one|another|some|many|two|three)\s+(?:(?!{_STOP}|{_VERB}){_PLAIN}\s*(?=[\s,.;:]|$)){{1,7}}"
_BARE = r"(?:officials|police|residents|critics|supporters|opponents|experts|analysts|campaigners|protesters|prosecutors|organisers|organizers|researchers|witnesses)"
_WHO = rf"(?<who>{_COMMON}|{_PROPER}|{_BARE})"
_ASIDE = r"(?:,[^,.“”\"]{1,80},)?"
_NOBODY = regex.compile(
    r"(?i)(?:he|she|they|it|i|we|you|this|that|these|those|there|but|and|yet|what|who|when|then|so|"
    r"as|if|one|some|many|later|also|the|an?)$"
)

_AFTER = (
    regex.compile(rf"[^\p{{L}}\p{{N}}]{{0,4}}\s*{_VERB}\s+{_WHO}"),
    regex.compile(rf"[^\p{{L}}\p{{N}}]{{0,4}}\s*{_WHO}{_ASIDE}\s+{_VERB}"),
    regex.compile(rf"[^\p{{L}}\p{{N}}]{{0,4}}\s*(?i:according\s+to)\s+{_WHO}"),
)
_BEFORE = (
    regex.compile(rf"(?<!\p{{L}}){_WHO}{_ASIDE}\s+{_VERB}"),
    regex.compile(rf"(?i:according\s+to)\s+{_WHO}"),
)
_NEAR = 300
_SPACES = regex.compile(r"\s+")


def _name(found: str) -> str:
    """A found name in one line, or nothing where it names nobody."""
    name = _SPACES.sub(" ", found).strip(" ,;:")
    name = name if regex.search(r"\b(?:Jr|Sr)\.$", name) else name.rstrip(".")
    return "" if _NOBODY.match(name) else name


def _said_after(text: str, start: int, end: int) -> str:
    """Who is named directly after a quotation."""
    for pattern in _AFTER:
        found = pattern.match(text, start, end)
        if found and (name := _name(found["who"])):
            return name
    return ""


def _said_before(text: str, start: int, end: int) -> str:
    """Who is named last in `text[start:end]`, where no sentence ends."""
    found = [m for pattern in _BEFORE for m in pattern.finditer(text, start, end)]
    return _name(max(found, key=lambda m: m.start())["who"]) if found else ""


def speaker(text: str, span: Span) -> str:
    """A guess at who is quoted where a span lies: "X" of “…,” said X, or X told us: “…”.

    Looked at are the words after the quotation, then the sentence before it, then what stands
    between it and the quotation before, within the paragraph. '' where nobody is named.
    """
    near = surroundings(text, span)
    start = max(near.start, text.rfind("\n", near.start, span.start) + 1)
    line_end = text.find("\n", span.end, near.end)
    end = near.end if line_end < 0 else line_end
    around = [q for q in _quoted(text, start, end)]
    at = next((i for i, q in enumerate(around) if overlaps(q, span)), None)
    quotation = span if at is None else around[at]
    after = _said_after(text, quotation.end, min(end, quotation.end + _NEAR))
    if after:
        return after
    previous = around[at - 1].end if at else start
    lead = Span(max(start, previous, quotation.start - _NEAR), quotation.start)
    parts = sentences(text, *lead)
    return _said_before(text, *parts[-1]) if parts else ""
