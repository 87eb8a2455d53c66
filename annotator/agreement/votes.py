"""How many annotators marked each word of an article."""

from collections.abc import Sequence

import numpy as np

from annotator.agreement.resampling import Flags, Ints
from annotator.agreement.values import CodedArticle, Piece
from annotator.core.model import Span


def votes_by_word(article: CodedArticle, tag: str | None = None) -> Ints:
    """For each word how many annotators marked any of it, with the tag if one is given."""
    votes = np.zeros(len(article.words), dtype=np.int64)
    for each in marked_words(article, tag).values():
        votes += each
    return votes


def marked_words(article: CodedArticle, tag: str | None = None) -> dict[str, Flags]:
    """For each annotator which words are marked, wholly or in part (with the tag, if given)."""
    starts = np.array([word.start for word in article.words], dtype=np.int64)
    ends = np.array([word.end for word in article.words], dtype=np.int64)
    return {
        annotator: _marked(starts, ends, [each for each in pieces if tag in (None, each.tag)])
        for annotator, pieces in article.codings.items()
    }


def _marked(starts: Ints, ends: Ints, pieces: Sequence[Piece]) -> Flags:
    first = np.searchsorted(ends, [each.start for each in pieces], side="right")
    last = np.searchsorted(starts, [each.end for each in pieces], side="left")
    steps = np.zeros(len(starts) + 1, dtype=np.int64)
    there = first < last  # a piece of white space alone has no word
    np.add.at(steps, first[there], 1)
    np.add.at(steps, last[there], -1)
    marked: Flags = steps.cumsum()[:-1] > 0
    return marked


def runs_of(words: Sequence[Span], chosen: Flags) -> list[tuple[int, int]]:
    """Where neighbouring words are all chosen: the first and the last of each run."""
    padded = np.concatenate([[False], chosen[: len(words)], [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]
