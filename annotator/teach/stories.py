"""Two articles on one event side by side: how loaded each is, and which sentences tell the same.

How like two sentences are is reckoned from their words alone. Very common English words are left
out; the rest count as the same word if they begin with the same `STEM` letters. A number counts
`NUMBER_WEIGHT`, a name `NAME_WEIGHT`, any other word 1; each the less, the more sentences of the
two texts have it. Likeness is the weight of the words in common over the geometric mean of the
weights of the two sentences, 0 to 1, and 0 where that is a single word of several. Of all pairs of
`ALIKE` or more the likest is taken first, each sentence once. This finds facts that share who,
where and how many; one that is told in wholly other words it does not find.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import sqrt

from annotator.core.feedback import Counts, counts_as
from annotator.core.model import Article, Label, Span
from annotator.core.spans import overlaps
from annotator.core.text import sentences, words
from annotator.teach.classwork import Classwork, touching
from annotator.teach.heat import heat_of

STEM = 6
"""Words that begin with so many equal letters are taken for forms of one."""

NUMBER_WEIGHT, NAME_WEIGHT = 3.0, 2.0
"""A number counts for so many other words, and a name."""

ALIKE = 0.3
"""From this likeness on, two sentences tell the same. Of the three pairs of stories in the sample,
what is paired from 0.3 on does tell the same, and what would be paired below does not."""

_COMMON_WORDS = """
a about after again against all also although always am among an and another any are around as at
away be because been before being below between both but by came can come could did do does done
down during each either even ever every few for from further get give go had has have he her here
hers him his how however i if in into is it its itself just last less let like made make many may
me might mine more most much must my near neither never new no nor not now of off on once only
onto or other our out over own per quite rather said same saw say says see shall she should since
so some still such take than that the their them then there these they this those though through
to too toward towards under until up upon us very was we were what when where whether which while
who whom whose why will with within without would yet you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: str(number) for number, word in enumerate(_NUMBER_WORDS.split())}


# ---------------------------------------------------------------------------- how loaded


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of 100 words are loaded: of all tags, and `by_tag`; of `words` in the article."""

    words: int
    rate: float
    by_tag: Mapping[str, float]


def loaded_by_key(work: Classwork) -> Loaded | None:
    """How loaded the key has it: the words that labels are on that are required.

    None where the article has no key.
    """
    if work.key is None:
        return None
    found = words(work.article.text)
    touched = touching(found)
    tags: dict[str, set[int]] = {}
    for label in work.key:
        if counts_as(label) is Counts.REQUIRED:
            tags.setdefault(label.tag, set()).update(touched(label.pieces))
    every = len(set().union(*tags.values()))
    counts = {tag: float(len(numbers)) for tag, numbers in sorted(tags.items())}
    return _loaded(len(found), every, counts)


def loaded_by_class(work: Classwork) -> Loaded | None:
    """How loaded the class has it: each word counts by the share of students who marked it.

    None where fewer than `LEAST` students are done with the article.
    """
    heat = heat_of(work)
    if heat is None:
        return None
    counts = {tag: sum(it) / heat.students for tag, it in heat.by_tag.items()}
    return _loaded(len(heat.words), sum(heat.marked) / heat.students, counts)


def _loaded(total: int, every: float, by_tag: Mapping[str, float]) -> Loaded:
    of_100 = 100 / total if total else 0.0
    return Loaded(total, every * of_100, {tag: count * of_100 for tag, count in by_tag.items()})


@dataclass(frozen=True, slots=True)
class OutletLoad:
    """How loaded an outlet's articles of a lesson are: loaded words of 100, over all their words.

    `by_key` and `by_class` are None where no article of it has a key, or enough students.
    """

    outlet: str
    articles: int
    by_key: float | None
    by_class: float | None


def by_outlet(works: Iterable[Classwork]) -> tuple[OutletLoad, ...]:
    """How loaded each outlet is, by name; articles without one are left out."""
    outlets: dict[str, list[Classwork]] = {}
    for work in works:
        if work.article.metadata.outlet:
            outlets.setdefault(work.article.metadata.outlet, []).append(work)
    return tuple(
        OutletLoad(
            outlet,
            len(its),
            _pooled(loaded_by_key(it) for it in its),
            _pooled(loaded_by_class(it) for it in its),
        )
        for outlet, its in sorted(outlets.items())
    )


def _pooled(loads: Iterable[Loaded | None]) -> float | None:
    known = [it for it in loads if it is not None and it.words]
    words_of_all = sum(it.words for it in known)
    return sum(it.rate * it.words for it in known) / words_of_all if words_of_all else None


# ---------------------------------------------------------------------------- the same facts


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a story, with the key's labels on it; decoys are left out."""

    span: Span
    text: str
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class SameFact:
    """A sentence of one story and one of the other that tell the same; `likeness` is 0 to 1."""

    one: Told
    other: Told
    likeness: float

    @property
    def differs(self) -> bool:
        """Whether either is loaded by the key."""
        return bool(self.one.labels or self.other.labels)


@dataclass(frozen=True, slots=True)
class Story:
    """One of the two, and how loaded it is by the key and by the class, where either is known."""

    article: Article
    by_key: Loaded | None
    by_class: Loaded | None


@dataclass(frozen=True, slots=True)
class Stories:
    """Two articles on one event; `same` is in the order of the first."""

    one: Story
    other: Story
    same: tuple[SameFact, ...]


def stories_of(one: Classwork, other: Classwork) -> Stories:
    """The two articles side by side."""
    sides = (one, other)
    same = tuple(
        SameFact(_told(one, mine), _told(other, theirs), likeness)
        for mine, theirs, likeness in alike(one.article, other.article)
    )
    stories = [Story(it.article, loaded_by_key(it), loaded_by_class(it)) for it in sides]
    return Stories(stories[0], stories[1], same)


def alike(one: Article, other: Article) -> list[tuple[Span, Span, float]]:
    """The sentences of two texts that tell the same, and how like they are."""
    spans = [sentences(article.text) for article in (one, other)]
    names = _names(one, spans[0]) | _names(other, spans[1])
    contents = [
        [_content(article.text, span, names) for span in its]
        for article, its in zip((one, other), spans, strict=True)
    ]
    often = Counter(word for side in contents for each in side for word in each)
    weighed = [
        [{word: weight * 2 / max(2, often[word]) for word, weight in it.items()} for it in side]
        for side in contents
    ]
    found = [
        (-likeness, a, b)
        for a, mine in enumerate(weighed[0])
        for b, theirs in enumerate(weighed[1])
        if (likeness := _likeness(mine, theirs)) >= ALIKE
    ]
    pairs: list[tuple[Span, Span, float]] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for negative, a, b in sorted(found):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            pairs.append((spans[0][a], spans[1][b], -negative))
    return sorted(pairs)


def _told(work: Classwork, span: Span) -> Told:
    labels = tuple(
        label
        for label in work.key or ()
        if counts_as(label) is not Counts.DECOY and any(overlaps(it, span) for it in label.pieces)
    )
    return Told(span, work.article.text[span.start : span.end], labels)


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How like two sentences are; one word in common is chance, unless there are no others."""
    common = one.keys() & other.keys()
    if not common or (len(common) == 1 and max(len(one), len(other)) > 1):
        return 0.0
    shared = sum(one[word] for word in common)
    return shared / sqrt(sum(one.values()) * sum(other.values()))


def _names(article: Article, spans: Iterable[Span]) -> set[str]:
    """The words that stand with a capital letter within a sentence; headlines do so with all."""
    text = article.text
    return {
        text[word.start : word.end].casefold()
        for span in spans
        if span.start >= article.headline_end
        for word in words(text, *span)[1:]
        if text[word.start].isupper()
    }


def _content(text: str, sentence: Span, names: AbstractSet[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for span in words(text, *sentence):
        word = text[span.start : span.end].casefold()
        if word in _NUMBERS or word[0].isdigit():
            found[_NUMBERS.get(word, word.replace(",", ""))] = NUMBER_WEIGHT
        elif word not in _COMMON:
            found[_stem(word)] = NAME_WEIGHT if word in names else 1.0
    return found


def _stem(word: str) -> str:
    """What forms of a word have in common."""
    for ending in ("'s", "’s", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word[: -len(ending)]
            break
    return word[:STEM]
