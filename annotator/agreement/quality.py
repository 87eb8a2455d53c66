"""What is worth a look in one annotator's work, seen beside the others'.

A flag is no verdict: it names its kind and the figures that raised it, and the screens word it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mean, median, stdev

from annotator.agreement.codings import Codings
from annotator.agreement.span_f1 import f1_by_pair, span_f1
from annotator.agreement.values import CodedArticle, Piece
from annotator.core.model import Value


@dataclass(frozen=True, slots=True)
class DoneArticle:
    """What one annotator did with an article that is done.

    `biased` is the overall judgement, None where none was asked or given; `milliseconds` the time
    spent, None where it is not known. In a gold item `pieces` None says that spans are not in it.
    """

    article_id: str
    words: int
    pieces: tuple[Piece, ...] | None = ()
    biased: bool | None = None
    milliseconds: int | None = None
    answers: Mapping[str, Value] = field(default_factory=dict)

    @property
    def labels(self) -> int:
        """How many labels the pieces belong to; those without an id count each."""
        pieces = self.pieces or ()
        named = {each.label_id for each in pieces if each.label_id}
        return len(named) + sum(not each.label_id for each in pieces)


_Places = frozenset[tuple[int, int, str]]
DoneWork = Mapping[str, Sequence[DoneArticle]]
"""By annotator all that is done."""


class FlagKind(StrEnum):
    """What was noticed; the comments say what a Flag of that kind holds."""

    BIASED_UNMARKED = "biased-unmarked"
    """`count` of `of` articles judged biased have nothing marked."""

    MARKED_UNBIASED = "marked-unbiased"
    """`count` of `of` articles judged not biased have something marked."""

    TAG_UNUSED = "tag-unused"
    """Never used the tag `about`; at the others' rate `usual` labels were to be expected."""

    RATE_FAR = "rate-far"
    """`value` labels in 1,000 words, the others `usual` on average; `z` deviations away."""

    IDENTICAL = "identical"
    """Marked the same as the annotator `about` in `count` of `of` articles that either marked."""

    TOO_FAST = "too-fast"
    """`count` of `of` articles took less than a quarter of the usual time; `value` and `usual` are
    milliseconds a word, the annotator's and everyone's median."""

    STRAIGHT_LINING = "straight-lining"
    """Gave the question `about` one answer in all `of` articles; `usual` is its share elsewhere."""

    GOLD_FAILED = "gold-failed"
    """Failed `count` of `of` gold items."""

    LOW_AGREEMENT = "low-agreement"
    """The soft F1 with the others is `value` on average, among the others `usual`."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing noticed; `articles` are the ids of those concerned, in the order of the work."""

    annotator_id: str
    kind: FlagKind
    count: int = 0
    of: int = 0
    value: float | None = None
    usual: float | None = None
    z: float | None = None
    about: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """From where on something is flagged."""

    expected_labels: float = 3.0
    """Of an unused tag: with 3 expected, using it never has a chance of 5 % (Poisson)."""
    deviations: float = 2.0
    """Of the rate, from the mean of at least `others`."""
    others: int = 3
    identical: float = 0.9
    identical_articles: int = 3
    """At least so many articles, and that share of them."""
    fast: float = 0.25
    """Of everyone's median time a word."""
    straight_answers: int = 10
    straight_chance: float = 0.01
    """At least so many answers, and no likelier than that with the others' share."""
    gold_f1: float = 0.5
    gold_failures: float = 0.25
    """An item is failed below that soft F1 or with a wrong answer; flagged beyond that share."""
    low_agreement: float = 0.5
    """Of the mean soft F1 among the others."""


USUAL_RULES = Rules()


def quality_flags(
    work: DoneWork, gold: Mapping[str, DoneArticle] | None = None, rules: Rules = USUAL_RULES
) -> list[Flag]:
    """All flags of all annotators, by annotator; `gold` holds the key by article."""
    agreement = _agreement(work)
    usual_time = _median_time([each for done in work.values() for each in done])
    tags = {each: _tag_counts(done) for each, done in work.items()}
    rates = {each: _rate(done) for each, done in work.items()}
    places = {
        each: {article.article_id: _places(article) for article in done}
        for each, done in work.items()
    }
    found: list[Flag] = []
    for annotator in sorted(work):
        mine = work[annotator]
        others = {each: done for each, done in work.items() if each != annotator}
        found += _judgements(annotator, mine)
        found += _unused_tags(annotator, work, tags, rules)
        found += _far_rate(annotator, rates, rules)
        found += _identical(annotator, places, rules)
        found += _too_fast(annotator, mine, usual_time, rules)
        found += _straight_lines(annotator, mine, others, rules)
        found += _failed_gold(annotator, mine, gold or {}, rules)
        found += _low_agreement(annotator, agreement, rules)
    return found


# ---------------------------------------------------------------------------- alone


def _judgements(annotator: str, mine: Sequence[DoneArticle]) -> Iterator[Flag]:
    for kind, biased in ((FlagKind.BIASED_UNMARKED, True), (FlagKind.MARKED_UNBIASED, False)):
        judged = [each for each in mine if each.biased is biased]
        odd = tuple(each.article_id for each in judged if bool(each.pieces) is not biased)
        if odd:
            yield Flag(annotator, kind, len(odd), len(judged), articles=odd)


def _failed_gold(
    annotator: str, mine: Sequence[DoneArticle], gold: Mapping[str, DoneArticle], rules: Rules
) -> Iterator[Flag]:
    tried = [each for each in mine if each.article_id in gold]
    failed = tuple(
        each.article_id for each in tried if _fails(each, gold[each.article_id], rules.gold_f1)
    )
    if failed and len(failed) > rules.gold_failures * len(tried):
        yield Flag(annotator, FlagKind.GOLD_FAILED, len(failed), len(tried), articles=failed)


def _fails(done: DoneArticle, key: DoneArticle, least: float) -> bool:
    if any(done.answers.get(question) != value for question, value in key.answers.items()):
        return True
    return key.pieces is not None and span_f1(done.pieces or (), key.pieces).soft < least


# ---------------------------------------------------------------------------- beside the others


def _unused_tags(
    annotator: str, work: DoneWork, tags: Mapping[str, Counter[str]], rules: Rules
) -> Iterator[Flag]:
    own_words = sum(each.words for each in work[annotator])
    words = sum(each.words for done in work.values() for each in done) - own_words
    if not words:
        return
    own = tags[annotator]
    used = sum((tags[each] for each in tags if each != annotator), Counter[str]())
    for tag, count in sorted(used.items()):
        expected = count / words * own_words
        if tag not in own and expected >= rules.expected_labels:
            yield Flag(annotator, FlagKind.TAG_UNUSED, usual=expected, about=tag)


def _tag_counts(done: Sequence[DoneArticle]) -> Counter[str]:
    """How many labels each tag has."""
    counts: Counter[str] = Counter()
    for article in done:
        pieces = enumerate(article.pieces or ())
        named = {(each.tag, each.label_id or at) for at, each in pieces}
        counts.update(tag for tag, _ in named)
    return counts


def _far_rate(annotator: str, rates: Mapping[str, float | None], rules: Rules) -> Iterator[Flag]:
    own = rates[annotator]
    others = [it for each, it in rates.items() if each != annotator and it is not None]
    if own is None or len(others) < max(2, rules.others):
        return
    usual, deviation = mean(others), stdev(others)
    if deviation and abs(own - usual) >= rules.deviations * deviation:
        z = (own - usual) / deviation
        yield Flag(annotator, FlagKind.RATE_FAR, value=own, usual=usual, z=z)


def _rate(done: Sequence[DoneArticle]) -> float | None:
    """Labels in 1,000 words."""
    words = sum(each.words for each in done)
    return 1000 * sum(each.labels for each in done) / words if words else None


def _identical(
    annotator: str, places: Mapping[str, Mapping[str, _Places]], rules: Rules
) -> Iterator[Flag]:
    own = places[annotator]
    for other, theirs in sorted(places.items()):
        if other == annotator:
            continue
        marked = [each for each in own if each in theirs and (own[each] or theirs[each])]
        same = tuple(each for each in marked if own[each] == theirs[each])
        if len(marked) >= rules.identical_articles and len(same) >= rules.identical * len(marked):
            kind = FlagKind.IDENTICAL
            yield Flag(annotator, kind, len(same), len(marked), about=other, articles=same)


def _places(done: DoneArticle) -> _Places:
    return frozenset(each[:3] for each in done.pieces or ())


def _too_fast(
    annotator: str, mine: Sequence[DoneArticle], usual: float | None, rules: Rules
) -> Iterator[Flag]:
    own = _median_time(mine)
    if usual is None or own is None:
        return
    timed = [(each.article_id, time) for each in mine if (time := _time(each)) is not None]
    fast = tuple(name for name, time in timed if time < rules.fast * usual)
    if fast:
        kind = FlagKind.TOO_FAST
        yield Flag(annotator, kind, len(fast), len(timed), value=own, usual=usual, articles=fast)


def _median_time(done: Sequence[DoneArticle]) -> float | None:
    times = [time for each in done if (time := _time(each)) is not None]
    return median(times) if times else None


def _time(done: DoneArticle) -> float | None:
    """Milliseconds a word."""
    if done.milliseconds is None or not done.words:
        return None
    return done.milliseconds / done.words


def _straight_lines(
    annotator: str, mine: Sequence[DoneArticle], others: DoneWork, rules: Rules
) -> Iterator[Flag]:
    for question in sorted({key for each in mine for key in each.answers}):
        given = [each for each in mine if question in each.answers]
        values = {(type(each.answers[question]), each.answers[question]) for each in given}
        if len(given) < rules.straight_answers or len(values) > 1:
            continue
        theirs = [
            each.answers[question]
            for done in others.values()
            for each in done
            if question in each.answers
        ]
        if not theirs:
            continue
        (_, value), *_ = values
        share = sum(each == value for each in theirs) / len(theirs)
        if share ** len(given) <= rules.straight_chance:
            articles = tuple(each.article_id for each in given)
            kind, count = FlagKind.STRAIGHT_LINING, len(given)
            yield Flag(
                annotator, kind, count, count, usual=share, about=question, articles=articles
            )


def _low_agreement(
    annotator: str, agreement: Mapping[tuple[str, str], float], rules: Rules
) -> Iterator[Flag]:
    own = [value for pair, value in agreement.items() if annotator in pair]
    rest = [value for pair, value in agreement.items() if annotator not in pair]
    if own and rest and mean(own) < rules.low_agreement * mean(rest):
        kind = FlagKind.LOW_AGREEMENT
        yield Flag(annotator, kind, len(own), value=mean(own), usual=mean(rest))


def _agreement(work: DoneWork) -> dict[tuple[str, str], float]:
    """The soft F1 of each pair that shares an article, whatever the tags."""
    codings: dict[str, dict[str, tuple[Piece, ...]]] = {}
    for annotator, done in work.items():
        for each in done:
            codings.setdefault(each.article_id, {})[annotator] = each.pieces or ()
    articles = [
        CodedArticle(name, max((p.end for each in had.values() for p in each), default=0), (), had)
        for name, had in codings.items()
    ]
    return {pair: found.soft for pair, found in f1_by_pair(Codings.of(articles)).items()}
