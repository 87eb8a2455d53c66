"""The neutral wordings that a class found for a place, side by side and without names."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.feedback import Counts, counts_as, key_places
from annotator.core.model import Label, Span
from annotator.core.rewording import NEUTRAL, neutral_words
from annotator.core.spans import overlaps
from annotator.teach.classwork import Classwork

_AROUND = "\"'“”‘’„«».,;:!? "


@dataclass(frozen=True, slots=True)
class Rewording:
    """A neutral wording, how many `students` gave it, and the `label_ids` that hold it.

    Wordings that differ in case, white space, apostrophes or marks around them alone are one; it
    stands here as most wrote it.
    """

    text: str
    students: int
    label_ids: tuple[str, ...]

    def votes(self, votes: Mapping[str, int]) -> int:
        """How many hands it got, where votes are kept by label as in `Lesson.votes`."""
        return sum(votes.get(it, 0) for it in self.label_ids)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A place and the wordings for it, the commonest first; `key` is what the key has there."""

    span: Span
    quote: str
    rewordings: tuple[Rewording, ...]
    key: Label | None = None

    @property
    def students(self) -> int:
        """How many wordings were given, each student's equal ones counted once."""
        return sum(it.students for it in self.rewordings)


def rewordings_of(work: Classwork, field: str = NEUTRAL) -> tuple[Reworded, ...]:
    """The places that students reworded, in the order of the text.

    A place is one that the key wants found, with what it says is as good, or another of its labels;
    beyond the key it is what most students labelled there. `field` is the key of the labels' field
    with the wording. None of an article that fewer than `LEAST` students are done with.
    """
    if work.hidden or not field:
        return ()
    mine = [
        label for labels in work.labels.values() for label in labels if neutral_words(label, field)
    ]
    gathered: dict[Span, list[Label]] = {}
    keys: dict[Span, Label] = {}
    beyond: list[Label] = []
    groups = _groups(work.key or ())
    for label in mine:
        most = max(groups, key=lambda group: _common(label, group), default=None)
        if most is None or not _common(label, most):
            beyond.append(label)
        else:
            hull = Span(most[0].start, most[0].end)
            keys[hull] = most[0]
            gathered.setdefault(hull, []).append(label)
    for span, labels in _clusters(beyond).items():
        gathered.setdefault(span, []).extend(labels)
    text = work.article.text
    return tuple(
        Reworded(span, text[span.start : span.end], _alike(labels, field), keys.get(span))
        for span, labels in sorted(gathered.items())
    )


def _groups(key: Sequence[Label]) -> list[list[Label]]:
    """The key's labels by place; what warns of a decoy last, so that it wins no tie."""
    required = key_places(key)
    known = {id(label) for group in required for label in group}
    rest = [[label] for label in key if id(label) not in known]
    return [*required, *sorted(rest, key=lambda it: counts_as(it[0]) is Counts.DECOY)]


def _common(label: Label, group: Sequence[Label]) -> int:
    """How many code points the label has in common with that of the group that it is nearest to."""
    return max(
        sum(
            max(0, min(a.end, b.end) - max(a.start, b.start))
            for a in label.pieces
            for b in each.pieces
        )
        for each in group
    )


def _clusters(labels: Sequence[Label]) -> dict[Span, list[Label]]:
    """Labels that overlap, gathered at the span that most of them have; of those, the shortest."""
    counts = Counter(Span(it.start, it.end) for it in labels)
    heads: list[Span] = []
    for span in sorted(counts, key=lambda it: (-counts[it], it.end - it.start, it)):
        if not any(overlaps(span, head) for head in heads):
            heads.append(span)
    found: dict[Span, list[Label]] = {}
    for label in labels:
        at = next(it for it in heads if overlaps(it, Span(label.start, label.end)))
        found.setdefault(at, []).append(label)
    return found


def _alike(labels: Sequence[Label], field: str) -> tuple[Rewording, ...]:
    """The wordings of these labels, equal ones as one."""
    same: dict[str, list[Label]] = {}
    for label in labels:
        same.setdefault(_plain(neutral_words(label, field)), []).append(label)
    found = []
    for group in same.values():
        written = Counter(" ".join(neutral_words(it, field).split()) for it in group)
        text = min(written, key=lambda it: (-written[it], it))
        ids = tuple(sorted(it.id for it in group))
        found.append(Rewording(text, len({it.annotator_id for it in group}), ids))
    return tuple(sorted(found, key=lambda it: (-it.students, it.text.casefold(), it.text)))


def _plain(wording: str) -> str:
    """What two equal wordings have in common."""
    text = unicodedata.normalize("NFKC", wording).replace("’", "'").casefold()
    text = " ".join(text.split())
    return text.strip(_AROUND) or text
