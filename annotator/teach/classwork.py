"""What a class made of one article: the value that all figures of this floor are made of."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.feedback import Feedback, feedback_on
from annotator.core.lesson import Part
from annotator.core.model import Article, Label, Span

LEAST = 3
"""Of fewer students than this nothing is shown: it would tell what one of them did."""


@dataclass(frozen=True, slots=True)
class Classwork:
    """An article with the labels of all students who are done with it, and its key.

    `labels` are by the student's id, in the order of the text; who marked nothing has none, who is
    not done is not there. `key` is None where the article has none. `experts` holds what each
    annotator of the kind KEY labelled, the first of whom is the key.
    """

    article: Article
    labels: Mapping[str, Sequence[Label]]
    key: Sequence[Label] | None = None
    experts: Mapping[str, Sequence[Label]] = field(default_factory=dict)
    part: Part = Part.LESSON

    @property
    def students(self) -> int:
        """How many are done with it."""
        return len(self.labels)

    @property
    def hidden(self) -> bool:
        """Whether so few are done with it that nothing of it is shown."""
        return self.students < LEAST

    def feedback(self) -> dict[str, Feedback]:
        """How each student did, by id; nobody where there is no key. About a millisecond each."""
        if self.key is None:
            return {}
        return {who: feedback_on(labels, self.key) for who, labels in self.labels.items()}


Reckoned = Mapping[str, Mapping[str, Feedback]]
"""`Classwork.feedback` of several articles, by the article's id: made once, and used for all."""


def touching(words: Sequence[Span]) -> Callable[[tuple[Span, ...]], Sequence[int]]:
    """Says which words, by number, the pieces of a label are on, be it in part.

    The words are sorted and apart. The same pieces are looked up once.
    """
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    known: dict[tuple[Span, ...], Sequence[int]] = {}

    def touched(pieces: tuple[Span, ...]) -> Sequence[int]:
        found = known.get(pieces)
        if found is None:
            # Of one piece, as nearly all labels have, the numbers are a range.
            ranges = [range(bisect_right(ends, a), bisect_left(starts, b)) for a, b in pieces]
            whole = ranges[0] if len(ranges) == 1 else sorted({at for it in ranges for at in it})
            known[pieces] = found = whole
        return found

    return touched
