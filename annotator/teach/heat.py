"""How many of a class marked each word of an article: what the heat map shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.model import Span
from annotator.core.text import words
from annotator.teach.classwork import Classwork, touching


@dataclass(frozen=True, slots=True)
class Heat:
    """How many of `students` marked each of the `words`, with any tag and with each.

    `marked` and the values of `by_tag` are as long as `words` and count students, each once for a
    word however many labels they put on it; a word is marked where any of it is. Tags that nobody
    gave are not in `by_tag`.
    """

    words: tuple[Span, ...]
    students: int
    marked: tuple[int, ...]
    by_tag: Mapping[str, tuple[int, ...]]

    def count(self, word: int, tag: str = "") -> int:
        """How many students marked the word of this number, with any tag or with this one."""
        counts = self.by_tag.get(tag) if tag else self.marked
        return counts[word] if counts else 0

    def share(self, word: int, tag: str = "") -> float:
        """The same as a share of the class, 0 to 1."""
        return self.count(word, tag) / self.students

    def tags(self, word: int) -> list[tuple[str, int]]:
        """The tags that the word was given with how many gave each, the commonest first."""
        given = [(tag, counts[word]) for tag, counts in self.by_tag.items() if counts[word]]
        return sorted(given, key=lambda it: (-it[1], it[0]))

    def stretches(self, text: str, tag: str = "") -> list[tuple[Span, float]]:
        """What to tint: neighbouring words that equally many marked as one span, with the share.

        Nothing is joined over a line's end, and words that nobody marked are left out.
        """
        found: list[tuple[Span, float]] = []
        before = -1
        for at, word in enumerate(self.words):
            count = self.count(at, tag)
            if not count:
                continue
            last = found[-1][0] if found else word
            near = before == at - 1 and before >= 0 and "\n" not in text[last.end : word.start]
            if near and self.count(before, tag) == count:
                found[-1] = (Span(last.start, word.end), count / self.students)
            else:
                found.append((word, count / self.students))
            before = at
        return found


def heat_of(work: Classwork) -> Heat | None:
    """The heat of an article; None where fewer than `LEAST` students are done with it."""
    if work.hidden:
        return None
    found = words(work.article.text)
    touched = touching(found)
    marked = [0] * len(found)
    by_tag: dict[str, list[int]] = {}
    for labels in work.labels.values():
        tagged: dict[str, set[int]] = {}
        for label in labels:
            tagged.setdefault(label.tag, set()).update(touched(label.pieces))
        for tag, numbers in tagged.items():
            counts = by_tag.setdefault(tag, [0] * len(found))
            for at in numbers:
                counts[at] += 1
        for at in set().union(*tagged.values()):
            marked[at] += 1
    return Heat(
        words=tuple(found),
        students=work.students,
        marked=tuple(marked),
        by_tag={tag: tuple(counts) for tag, counts in sorted(by_tag.items())},
    )
