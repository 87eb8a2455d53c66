"""One answer, or one set of spans, from many without adjudication: by counting votes.

Whoever exports the result keeps every annotator's own beside it; the share of votes is told for
that. `dawid_skene` weighs the votes instead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from annotator.agreement.resampling import Flags, Floats
from annotator.agreement.values import CodedArticle, Ratings
from annotator.agreement.votes import runs_of, votes_by_word
from annotator.core.model import Span, Value


class Tie(StrEnum):
    """What is decided where several values have the most votes."""

    UNDECIDED = "undecided"
    """Nothing."""

    LOWEST = "lowest"
    """The first of them in the order of the values."""

    HIGHEST = "highest"
    """The last of them in the order of the values."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for an item, and each value's share: of the votes, or its probability.

    `value` is None where a tie was left undecided. `votes` counts all annotators who rated the
    item; `tied` are the values that had the most votes together, if there are several.
    """

    value: Value | None
    votes: int
    shares: Mapping[Value, float]
    tied: tuple[Value, ...] = ()

    @property
    def share(self) -> float:
        """The share of what was decided; where nothing was, of each of the tied."""
        value = self.tied[0] if self.value is None and self.tied else self.value
        return 0.0 if value is None else self.shares[value]


def majority(ratings: Ratings, tie: Tie = Tie.UNDECIDED) -> dict[str, Decision]:
    """The value with the most votes of each item that anyone rated."""
    order = {(type(each), each): at for at, each in enumerate(ratings.categories)}
    found: dict[str, Decision] = {}
    for item, given in ratings.values.items():
        if not given:
            continue
        counts = Counter((type(each), each) for each in given.values())
        most = max(counts.values())
        best = sorted((each for each in counts if counts[each] == most), key=order.__getitem__)
        shares = {
            value: count / len(given)
            for (_, value), count in sorted(counts.items(), key=lambda each: order[each[0]])
        }
        tied = tuple(value for _, value in best) if len(best) > 1 else ()
        undecided = bool(tied) and tie is Tie.UNDECIDED
        chosen = best[-1 if tie is Tie.HIGHEST else 0][1]
        found[item] = Decision(None if undecided else chosen, len(given), shares, tied)
    return found


@dataclass(frozen=True, slots=True)
class VotedSpan:
    """A run of words that was decided to have a tag.

    `share` is the mean over its words of the share of annotators who marked it (or the
    probability); `label_ids` the labels with the tag that have any of it.
    """

    article_id: str
    span: Span
    tag: str
    share: float
    label_ids: tuple[str, ...]


def voted_spans(
    article: CodedArticle, least: int, tags: Iterable[str] | None = None
) -> list[VotedSpan]:
    """The runs of words that at least `least` annotators gave the same tag, in order of the text.

    With fewer annotators than `least` there are none. Runs touch no spaces or punctuation at their
    ends; what two annotators marked as neighbours is one run.
    """
    wanted = _tags(article) if tags is None else tuple(dict.fromkeys(tags))
    found: list[VotedSpan] = []
    for tag in wanted:
        votes = votes_by_word(article, tag)
        shares = votes / max(1, len(article.codings))
        found += spans_of_runs(article, tag, votes >= max(1, least), shares)
    return sorted(found, key=lambda each: (each.span, each.tag))


def spans_of_runs(
    article: CodedArticle, tag: str, chosen: Flags, shares: Floats
) -> list[VotedSpan]:
    """The runs of chosen words, each with the mean of its words' shares."""
    found = []
    for first, last in runs_of(article.words, chosen):
        span = Span(article.words[first].start, article.words[last].end)
        share = float(np.mean(shares[first : last + 1]))
        found.append(VotedSpan(article.id, span, tag, share, _labels(article, tag, span)))
    return found


def _labels(article: CodedArticle, tag: str, span: Span) -> tuple[str, ...]:
    met = {
        each.label_id
        for pieces in article.codings.values()
        for each in pieces
        if each.tag == tag and each.start < span.end and each.end > span.start
    }
    return tuple(sorted(met))


def _tags(article: CodedArticle) -> tuple[str, ...]:
    return tuple(sorted({each.tag for pieces in article.codings.values() for each in pieces}))
