"""Keyword in context: places of words or labels with what stands on either side of them.

What is cut out around a place is bounded, so a line of several megabytes costs no more than a
short one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from annotator.core.model import Label, Span
from annotator.core.text import word_at
from annotator.core.text import words as words_of

CONTEXT = 60
"""How many code points on either side of a keyword are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in an article, and its line of the concordance.

    `left + keyword + right` is the text around `span`, with each white space that holds a line
    break or a tab as one blank. `label_id` names the label whose place it is; empty for words.
    """

    article_id: str
    span: Span
    left: str
    keyword: str
    right: str
    label_id: str = ""


# ---------------------------------------------------------------------------- finding


_WORDLIKE = r"[\p{L}\p{N}\p{M}]"
_BLANKS = r"[\s\x1c-\x1f]+"


def _pattern(wanted: str, *, whole_words: bool) -> str:
    """A pattern for words, equal to that of `text.occurrences` where they are to be whole."""
    parts = wanted.removesuffix("*").split()
    pattern = _BLANKS.join(
        regex.sub("['’]", "['’]", regex.escape(part, special_only=True)) for part in parts
    )
    if not pattern or not whole_words:
        return pattern
    before = rf"(?<!{_WORDLIKE})" if regex.match(_WORDLIKE, parts[0]) else ""
    if wanted.endswith("*"):
        return rf"{before}{pattern}{_WORDLIKE}*+"
    after = rf"(?!{_WORDLIKE})" if regex.match(_WORDLIKE, parts[-1][-1]) else r"(?!\p{M})"
    return before + pattern + after


def hits_in(
    article_id: str,
    text: str,
    words: Sequence[str],
    *,
    ignore_case: bool = True,
    whole_words: bool = True,
    context: int = CONTEXT,
) -> list[Hit]:
    """Every place of any of these words and phrases, in order and apart; of two the longer.

    White space in a phrase matches any run of white space, an apostrophe both forms. A word that
    ends in `*` may go on. `context` is in code points.
    """
    # The longer first: an alternation takes the first that fits.
    patterns = [_pattern(w, whole_words=whole_words) for w in sorted(words, key=len, reverse=True)]
    either = "|".join(pattern for pattern in patterns if pattern)
    if not either:
        return []
    found = regex.finditer(either, text, flags=regex.IGNORECASE if ignore_case else 0)
    return [hit_at(article_id, text, Span(*m.span()), context) for m in found]


def places_of_labels(
    article_id: str, text: str, labels: Iterable[Label], *, context: int = CONTEXT
) -> list[Hit]:
    """The places of those labels that lie on this article, in order.

    A label in several pieces is one place, from its first to its last. `context` is in code points.
    """
    here = [label for label in labels if label.article_id == article_id]
    here.sort(key=lambda label: (label.start, label.end, label.id))
    return [
        hit_at(article_id, text, Span(label.start, label.end), context, label.id) for label in here
    ]


# ---------------------------------------------------------------------------- what stands around


_BREAK = regex.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_RUN = regex.compile(_BLANKS)


def hit_at(
    article_id: str, text: str, span: Span, context: int = CONTEXT, label_id: str = ""
) -> Hit:
    """The line of a concordance for this place; `context` is in code points, cut at words."""
    start, end = max(0, span.start - context), min(len(text), span.end + context)
    if start and (cut := word_at(text, start)) is not None and cut.start < start:
        start = min(cut.end, span.start)
    if end < len(text) and (cut := word_at(text, end)) is not None and cut.start < end < cut.end:
        end = max(cut.start, span.end)
    left, right = text[start : span.start], text[span.end : end]
    keyword = text[span.start : span.end]
    return Hit(
        article_id,
        span,
        _in_line(left).lstrip(),
        _in_line(keyword),
        _in_line(right).rstrip(),
        label_id,
    )


def _in_line(piece: str) -> str:
    if not _BREAK.search(piece):
        return piece
    return _RUN.sub(lambda run: " " if _BREAK.search(run.group()) else run.group(), piece)


# ---------------------------------------------------------------------------- sorting


def by_left(hit: Hit) -> tuple[list[str], str, Span]:
    """A sort key: the words before the keyword, the nearest first; then article and place."""
    return _folded(hit.left)[::-1], hit.article_id, hit.span


def by_right(hit: Hit) -> tuple[list[str], str, Span]:
    """A sort key: the words after the keyword, the nearest first; then article and place."""
    return _folded(hit.right), hit.article_id, hit.span


def _folded(context: str) -> list[str]:
    """The words of a context without regard to case and the form of apostrophes."""
    folded = context.casefold().replace("’", "'")
    return [folded[start:end] for start, end in words_of(folded)]
