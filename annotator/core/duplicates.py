"""Near duplicates: wire copy, revised editions, the same article fetched twice.

After A. Z. Broder, "On the resemblance and containment of documents", Compression and Complexity
of Sequences 1997, pp. 21-29. A text is the set of its shingles, the runs of `SHINGLE` words; the
resemblance of two texts is the number of shingles in both by that in either. A sketch keeps the
`SIZE` smallest hashes of the shingles, a random sample of them that is drawn alike from every
text, from which the resemblance of any two is estimated.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from hashlib import blake2b
from math import ceil
from typing import TypeAlias

from annotator.core.model import Span
from annotator.core.text import words
from annotator.core.work import Progress, Work, finish

SHINGLE = 5
"""How many words make a shingle."""

SIZE = 128
"""How many hashes a sketch keeps."""

_LOOKED_AT = 8
"""Of how many texts that share most hashes with another the resemblance is worked out."""

_EVERY = 50
"""After how many texts the pairing can be stopped."""

LONGEST = 1_500
"""Of how many words a text may be for its differences to be told."""

VERSION_OF = "version of"
"""The property that names, by its id, the article of which another is a version."""

_BYTES = 6  # two shingles of a large corpus hardly ever meet, and any database holds the number

Sketch: TypeAlias = tuple[int, ...]
"""The smallest hashes of a text's shingles, ascending, each once; below 2 ** 48."""


def sketch(text: str, size: int = SIZE) -> Sketch:
    """The `size` smallest hashes of a text's shingles, or all if there are fewer.

    Case, punctuation and white space do not count. A text of fewer than `SHINGLE` words is one
    shingle, one without words none. The same text has the same sketch on every computer.
    """
    folded = text.casefold().replace("’", "'")
    each = [folded[start:end].encode(errors="replace") for start, end in words(folded)]
    runs = range(max(1, len(each) - SHINGLE + 1)) if each else ()
    hashes = {
        blake2b(b" ".join(each[at : at + SHINGLE]), digest_size=_BYTES).digest() for at in runs
    }
    return tuple(int.from_bytes(digest, "big") for digest in sorted(hashes)[:size])


def resemblance(a: Sketch, b: Sketch, size: int = SIZE) -> float:
    """The estimated share of shingles that two texts have in common, 0 to 1.

    Both sketches must have been made with this `size`. The estimate is the share among the `size`
    smallest hashes of the two texts together: exact where they have no more shingles than that,
    else with a standard error of `sqrt(r * (1 - r) / size)` for a true resemblance r, which is at
    most 0.045 for a size of 128. A text without words resembles nothing, not even itself.
    """
    smallest = sorted({*a, *b})[:size]
    if not smallest:
        return 0.0
    shared = set(a).intersection(b)
    return sum(1 for each in smallest if each in shared) / len(smallest)


def near_pairs(
    sketches: Mapping[str, Sketch], at_least: float = 0.7, size: int = SIZE
) -> list[tuple[str, str, float]]:
    """All pairs of texts whose estimated resemblance is `at_least` or more, the closest first.

    Each pair is in order of its names. ValueError unless `0 < at_least <= 1`.

    No pair that `resemblance` puts so high is missed, so what is missed is what the estimate gets
    wrong: at the usual size about one in 100 of the pairs that truly lie 0.1 above `at_least`
    (three in 1,000 where that is 0.7) and practically none that lie 0.2 above.

    Two sketches of which the longer shares at least n hashes with the other have one in common
    among the first of each in any order, even when each leaves out its last n - 1. Only those
    first ones are looked up, the rarest first, so that a footer under a thousand articles brings
    no two of them together. The time grows with the pairs that share a rare shingle, which are
    hardly more than those that are found; of n texts all alike there are n * (n - 1) / 2.
    """
    return finish(pairing(sketches, at_least, size))


def pairing(
    sketches: Mapping[str, Sketch], at_least: float = 0.7, size: int = SIZE
) -> Work[list[tuple[str, str, float]]]:
    """`near_pairs` as work."""
    if not 0 < at_least <= 1:
        raise ValueError(f"at_least is {at_least}, not above 0 and at most 1")
    uses = Counter(each for item in sketches.values() for each in item)
    seen: defaultdict[int, list[str]] = defaultdict(list)
    found: list[tuple[str, str, float]] = []
    for number, name in enumerate(sorted(sketches)):
        if number % _EVERY == 0:
            yield Progress(number, len(sketches), "comparing")
        item = sketches[name]
        rarest = sorted(item, key=lambda each: (uses[each], each))
        candidates: set[str] = set()
        for each in rarest[: len(item) - _needed(item, at_least) + 1]:
            candidates.update(seen[each])
            seen[each].append(name)
        for other in candidates:
            alike = resemblance(sketches[other], item, size)
            if alike >= at_least:
                found.append((other, name, alike))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


def _needed(item: Sketch, at_least: float) -> int:
    """How many of its hashes a sketch shares at least with one that resembles it so much."""
    # The little that is taken off is for 0.07 * 100, which is a little more than 7.
    return max(1, ceil(at_least * len(item) - 1e-9))


def differing(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """The stretches of either text, in whole words, that the other does not have in that place.

    Nothing is told of texts of more than `LONGEST` words, which would take long.
    """
    places = [list(words(text)) for text in (first, second)]
    if max(map(len, places)) > LONGEST:
        return [], []
    said = [
        [text[start:end] for start, end in found]
        for text, found in zip((first, second), places, strict=True)
    ]
    spans: tuple[list[Span], list[Span]] = [], []
    for kind, *edges in SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes():
        if kind != "equal":
            for side, (start, end) in enumerate(((edges[0], edges[1]), (edges[2], edges[3]))):
                if start < end:
                    spans[side].append(Span(places[side][start].start, places[side][end - 1].end))
    return spans


class NearIndex:
    """Sketches by name, to be asked which of them a text resembles most."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._names: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, item: Sketch) -> None:
        """Add the sketch of a text."""
        self._sketches[name] = item
        for each in item:
            self._names[each].append(name)

    def remove(self, name: str) -> None:
        """Forget a text that was added."""
        for each in self._sketches.pop(name):
            self._names[each].remove(name)

    def nearest(self, item: Sketch, at_least: float) -> tuple[str, float] | None:
        """The name of the text that resembles this one most, and how much; None below `at_least`.

        Worked out for the few that share most hashes with it.
        """
        shared: Counter[str] = Counter()
        for each in item:
            shared.update(self._names.get(each, ()))
        likeliest = [name for name, count in shared.most_common(_LOOKED_AT) if count > 0]
        alike = [(resemblance(self._sketches[name], item), name) for name in likeliest]
        best = max(alike, default=(0.0, ""))
        return (best[1], best[0]) if best[0] >= at_least else None
