"""Mentions of an article's own outlet and author in its text, which are covered on the screen.

What is found are guesses from the metadata: the outlet's name, what people shorten it to, its
initials, its domain and accounts, and authors' names. A name that is also an ordinary word counts
only where it is written as a name. The text itself is never changed; a `Mask` says what stands in
its place where a person sees, hears or copies it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import category

import regex

from annotator.core.model import Article, Metadata, Settings, Span
from annotator.core.spans import merged, overlaps
from annotator.core.text import sha256

COVER = "•"
"""What stands for each letter and digit of a mention."""
_WIDE_COVER = "\U0001f784"

_ARTICLES = ("the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo")
_SMALL = frozenset((*_ARTICLES, "of", "and", "for", "in", "on", "at", "de", "du", "von", "für"))
_GENERIC = frozenset((
    "channel", "daily", "digital", "group", "international", "media", "network", "news", "online",
    "press", "radio", "tv",
))  # fmt: skip
"""What many outlets' names end in; alone it names none of them."""
_NOBODIES = frozenset((
    "admin", "agencies", "agency", "anonymous", "contributor", "correspondent", "desk", "editor",
    "editorial", "editors", "newsroom", "own", "redaktion", "reporter", "reporters", "staff",
    "team", "unknown", "writer", "writers",
))  # fmt: skip
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-&.][\p{L}\p{M}\p{N}]+)*+")
_BRACKETS = regex.compile(r"\s*[(\[].*?[)\]]")
_HOST = regex.compile(
    r"(?:https?://)?(?:[^/@\s]*@)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?::\d+)?(?:/|$)"
)
_BETWEEN_AUTHORS = regex.compile(r"\s*(?:[,;&/|]|\b(?:and|und|et|y|e)\b)\s*")
_BY = regex.compile(r"(?i)^(?:by|von|par|por)\s+")
_NAMED_BEFORE = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}’'.-]*+)[ \u00a0]$")
_NAMED_AFTER = regex.compile(r"[ \u00a0]\p{Lu}[\p{L}\p{M}]")
_STARTS_A_SENTENCE = regex.compile(r"(?:^|[.!?…:]['\"”’»)]*\s+|\n\s*|[“\"«„‘(–—-]\s*)$")
_CALLED = regex.compile(r"(?i)\b(?:the|this|our|der|die|das|le|la|el|il)[ \u00a0]$")
_REPORTS = regex.compile(
    r"(?:['’]s|[ \u00a0](?:said|says|reported|reports|wrote|writes|has|had|asked|revealed|reveals|"
    r"learned|learnt|understands|published|publishes|noted|found))\b"
)
_BEFORE_HOST = regex.compile(
    r"(?i)(?:https?://)?(?:[\p{L}\p{N}._%+-]{1,64}@)?(?:[\p{L}\p{N}-]+\.){0,4}$"
)
_AFTER_HOST = regex.compile(r"/(?:[^\s”\"»)]{0,400}[^\s”\"».,;:!?)])?")
_REACH = 100
_LEAST_INITIALS = 3
_SECOND_LEVEL = 3
"""How long the `co` of `co.uk` may be."""
_BARE = 2
_SHARED = frozenset((
    "blogger", "blogspot", "facebook", "github", "google", "instagram", "medium", "substack",
    "telegram", "tumblr", "twitter", "wordpress", "x", "yahoo", "youtube",
))  # fmt: skip
"""Hosts of many outlets: their own names are no mention."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The places of a text that are covered, in order and apart, in code points."""

    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    """What stands there, each once, the longest first."""

    def __bool__(self) -> bool:
        return bool(self.spans)

    def over(self, text: str, start: int = 0) -> str:
        """What is shown of `text`, which begins at `start` of the whole; it is as long."""
        end = start + len(text)
        found, at = [], start
        for span in self.spans:
            first, last = max(span.start, start), min(span.end, end)
            if first < last:
                words = text[first - start : last - start]
                found += [text[at - start : first - start], covered(words)]
                at = last
        return "".join([*found, text[at - start :]])

    def elsewhere(self, text: str) -> str:
        """What is shown of a text that quotes this one, such as a title in the history."""
        for words in self.words:
            if words in text:
                alone = rf"(?<![\p{{L}}\p{{N}}]){regex.escape(words)}(?![\p{{L}}\p{{N}}])"
                text = regex.sub(alone, lambda hit: covered(hit[0]), text)
        return text


NOTHING = Mask()


def mask_of(text: str, known: Metadata) -> Mask:
    """What covers an article's text where its source is not to be seen."""
    spans = mentions(text, known)
    words = {text[span.start : span.end] for span in spans}
    return Mask(spans, tuple(sorted(words, key=lambda each: (-len(each), each))))


def unsourced(article: Article, *, masked: bool) -> Article:
    """The article without what says where it comes from; `masked`, without mentions of that too.

    Its text is as long as it was, so that all offsets stand.
    """
    mask = mask_of(article.text, article.metadata) if masked else NOTHING
    text = mask.over(article.text)
    title = mask.elsewhere(article.title)
    known = replace(article.metadata, title=title, outlet="", author="", date="", url="")
    return replace(article, text=text, sha256=sha256(text), metadata=known)


def is_masking(settings: Settings) -> bool:
    """Whether mentions of where an article comes from are covered."""
    return settings.source_hidden and settings.outlet_masked


def mask_for(settings: Settings, text: str, known: Metadata) -> Mask:
    """`mask_of` where the project covers mentions; else nothing is covered."""
    return mask_of(text, known) if is_masking(settings) else NOTHING


def title_for(settings: Settings, known: Metadata) -> str:
    """The article's title as lists show it, covered where the project covers mentions."""
    return mask_for(settings, known.title, known).over(known.title)


def covered(words: str) -> str:
    """The words with a sign for each letter and digit; it is as long, and breaks where they do.

    Beyond the Basic Multilingual Plane the sign is one of there, so that UTF-16 counts alike.
    """
    return "".join(_cover(sign) for sign in words)


def _cover(sign: str) -> str:
    if category(sign)[0] not in "LMN":
        return sign
    return COVER if sign <= "\uffff" else _WIDE_COVER


def mentions(text: str, known: Metadata) -> tuple[Span, ...]:
    """Where the text names the article's outlet or authors, in order and apart."""
    found = [*_of_addresses(text, known), *_of_outlet(text, known.outlet)]
    for author in _authors(known.author):
        found += _of_author(text, author)
    return merged(found)


# ---------------------------------------------------------------------------- the outlet


def _of_outlet(text: str, outlet: str) -> Iterator[Span]:
    name = _BRACKETS.sub("", outlet).strip()
    words = [word[0] for word in _WORD.finditer(name)]
    if not words or _HOST.fullmatch(name):
        return
    bare = words[1:] if len(words) > 1 and words[0].casefold() in _ARTICLES else words
    whole = [Span(*hit.span()) for hit in _named(text, bare)]
    yield from _accounts(text, bare)
    if len(bare) == 1:
        yield from (span for span in whole if _is_name(text, span))
        return
    yield from whole
    for short in _short_forms(bare):
        for span in _exactly(text, short):
            free = not any(overlaps(span, each) for each in whole)
            if free and (short.isupper() or _is_name(text, span)):
                yield span


def _named(text: str, words: list[str]) -> Iterator[regex.Match[str]]:
    """The whole name, as it is written or in capitals, over a line's end as well."""
    ways = dict.fromkeys((tuple(words), tuple(word.upper() for word in words)))
    spelled = "|".join(r"\s+(?:[&+]\s+)?".join(map(regex.escape, way)) for way in ways)
    return regex.finditer(rf"\b(?:{spelled})\b", text)


def _short_forms(words: list[str]) -> Iterator[str]:
    """What a name of several words is shortened to: its last word, words in capitals, initials."""
    last, large = words[-1], [word for word in words if word.casefold() not in _SMALL]
    if len(last) > 2 and last[0].isupper() and last.casefold() not in _GENERIC:
        yield last
    yield from (word for word in words[:-1] if len(word) > 1 and word.isupper())
    initials = ("".join(word[0] for word in each).upper() for each in (words, large))
    for letters in dict.fromkeys(initials):
        if len(letters) >= _LEAST_INITIALS and letters.isalpha():
            yield letters


def _exactly(text: str, words: str) -> Iterator[Span]:
    pattern = rf"(?<![\p{{L}}\p{{N}}@.#]){regex.escape(words)}(?![\p{{L}}\p{{N}}])"
    return (Span(*hit.span()) for hit in regex.finditer(pattern, text))


def _is_name(text: str, span: Span, *, common: bool = True) -> bool:
    """Whether a capitalised word is likely meant as this name: called so, or amid a sentence.

    At a sentence's start a word that may be a `common` one counts only where it says or reports.
    """
    lead = text[max(0, span.start - _REACH) : span.start]
    if _NAMED_AFTER.match(text, span.end):
        return False  # Lantern Street
    if _CALLED.search(lead):
        return True
    if _STARTS_A_SENTENCE.search(lead):
        return not common or _REPORTS.match(text, span.end) is not None
    return _NAMED_BEFORE.search(lead) is None  # the Harbour Lantern is another


def _accounts(text: str, words: list[str]) -> Iterator[Span]:
    """The name in one word, as hashtags and accounts have it."""
    joined = regex.escape("".join(word for word in words if word.isalnum()))
    if not joined:
        return
    sign = "[@#]?" if len(words) > 1 else "[@#]"
    pattern = rf"(?i)(?<![\p{{L}}\p{{N}}]){sign}(?:the)?{joined}(?!\.?[\p{{L}}\p{{N}}])"
    yield from (Span(*hit.span()) for hit in regex.finditer(pattern, text))


# ---------------------------------------------------------------------------- addresses


def _of_addresses(text: str, known: Metadata) -> Iterator[Span]:
    """The domain, with what stands around it in an address; accounts of its name."""
    for place in (known.url, known.outlet):
        found = _HOST.match(place.strip())
        if found is None:
            continue
        host = found[1].casefold().removeprefix("www.")
        labels = host.split(".")
        name = labels[-3] if len(labels) > 2 and len(labels[-2]) <= _SECOND_LEVEL else labels[-2]
        if name in _SHARED:
            name = labels[0]
            if len(labels) == _BARE:
                continue
        for hit in regex.finditer(rf"(?i){regex.escape(host)}(?![\p{{L}}\p{{N}}])", text):
            yield _whole_address(text, Span(*hit.span()))
        account = rf"(?i)(?<![\p{{L}}\p{{N}}])[@#]{regex.escape(name)}(?![\p{{L}}\p{{N}}])"
        yield from (Span(*hit.span()) for hit in regex.finditer(account, text))
        if place == known.outlet:  # an outlet that is called by its domain
            for form in dict.fromkeys((name.capitalize(), name.upper())):
                yield from _exactly(text, form)


def _whole_address(text: str, host: Span) -> Span:
    first = max(0, host.start - _REACH)
    lead = _BEFORE_HOST.search(text[first : host.start])
    tail = _AFTER_HOST.match(text, host.end)
    start = first + lead.start() if lead else host.start
    return Span(start, tail.end() if tail else host.end)


# ---------------------------------------------------------------------------- authors


def _authors(author: str) -> Iterator[list[str]]:
    for name in _BETWEEN_AUTHORS.split(_BRACKETS.sub("", _BY.sub("", author.strip()))):
        words = [word[0] for word in _WORD.finditer(name)]
        if words and not any(word.casefold() in _NOBODIES for word in words):
            yield words


def _of_author(text: str, words: list[str]) -> Iterator[Span]:
    whole = [Span(*hit.span()) for hit in _named(text, words)]
    last = words[-1]
    if len(words) == 1:
        yield from (span for span in whole if _is_name(text, span))
        return
    yield from whole
    if len(last) < _LEAST_INITIALS or not last[0].isupper():
        return
    for span in _exactly(text, last):
        if not any(overlaps(span, each) for each in whole) and _is_name(text, span, common=False):
            yield span
