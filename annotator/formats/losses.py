"""What a format cannot hold: taken away before writing, and told in sentences.

An article is `reduced` to what the format carries; exactly that is written, and exactly that must
come out again when the file is read back. So what is lost is known before a byte is written, and
whatever else were to go missing is found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.labels import moved
from annotator.core.model import Label, Span, State
from annotator.core.spans import overlaps
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions


def reduced(item: LabelledArticle, form: Format, options: WriteOptions) -> LabelledArticle:
    """The article as the format can hold it."""
    carries = form.carries
    labels = item.labels if carries.labels else ()
    if not carries.pieces:
        labels = tuple(_split(item, labels))
    if not carries.fields:
        labels = tuple(replace(label, fields={}) if label.fields else label for label in labels)
    if not carries.notes:
        labels = tuple(replace(label, note="") if label.note else label for label in labels)
    found = replace(
        item,
        labels=labels,
        answers=item.answers if carries.answers else (),
        second_answers=item.second_answers if carries.second_answers else (),
        state=item.state if carries.states else State.TODO,
        states=item.states if carries.states else {},
    )
    if form.fit is not None:
        found = form.fit(found, options)
    elif not carries.overlap:
        found = replace(found, labels=longest(found.labels))
    return found


def _split(item: LabelledArticle, labels: Iterable[Label]) -> Iterator[Label]:
    for label in labels:
        if len(label.pieces) == 1:
            yield label
            continue
        for piece in label.pieces:
            yield moved(label, item.article.text, (piece,), label.updated)


def longest(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Of labels that overlap, the longest; of equally long ones, the first; in their order."""
    order = sorted(labels, key=lambda label: (label.start - label.end, label.start))
    kept: list[Label] = []
    for label in order:
        span = Span(label.start, label.end)
        if not any(overlaps(span, Span(other.start, other.end)) for other in kept):
            kept.append(label)
    ids = {id(label) for label in kept}
    return tuple(label for label in labels if id(label) in ids)


def moved_labels(item: LabelledArticle, left: LabelledArticle) -> int:
    """How many labels stand elsewhere in the article as it is written."""
    there = {(label.id, piece) for label in item.labels for piece in label.pieces}
    return sum(
        any((label.id, piece) not in there for piece in label.pieces) for label in left.labels
    )


@dataclass(slots=True)
class Losses:
    """Counts what the articles that pass by lose in a format."""

    form: Format
    articles: int = 0
    labels: int = 0
    dropped: int = 0
    pieces: int = 0
    fields: int = 0
    notes: int = 0
    owners: set[str] = field(default_factory=set)
    answers: int = 0
    second_answers: int = 0
    answers_written: int = 0
    states: int = 0
    metadata: int = 0
    unlabelled: int = 0
    further: Counter[str] = field(default_factory=Counter)

    def count(self, item: LabelledArticle, left: LabelledArticle) -> None:
        """Count an article as it is, and as it is written."""
        carries = self.form.carries
        self.articles += 1
        self.labels += len(left.labels)
        split = 0
        for label in item.labels:
            if len(label.pieces) > 1 and carries.labels and not carries.pieces:
                self.pieces += 1
                split += len(label.pieces) - 1
            self.fields += bool(label.fields) and carries.labels and not carries.fields
            self.notes += bool(label.note) and carries.labels and not carries.notes
            self.owners.add(label.annotator_id)
        self.dropped += max(0, len(item.labels) + split - len(left.labels))
        self.answers += len(item.answers) - len(left.answers)
        self.answers_written += len(left.answers) + len(left.second_answers)
        self.second_answers += len(item.second_answers) - len(left.second_answers)
        self.states += item.state is not State.TODO and not carries.states
        known = item.article.metadata
        has_metadata = known.outlet or known.author or known.date or known.url or known.extra
        self.metadata += bool(has_metadata) and not carries.metadata
        self.unlabelled += not left.labels and not carries.unlabelled
        for loss in self.form.losses:
            self.further[loss.what] += loss.count(item, left)

    def sentences(self) -> tuple[str, ...]:
        """What is lost, a clause each; empty if nothing is."""
        carries, lost = self.form.carries, []
        if not carries.text:
            lost.append("the exact text of the articles")
        told = {loss.what for loss in self.form.losses if loss.left_out}
        if self.dropped > sum(self.further[what] for what in told):
            why = "" if carries.overlap or not carries.labels else " overlapping longer ones"
            lost.append(_many(self.dropped, f"label{{s}}{why}", "left out"))
        of_labels = (
            (self.pieces, "label{s} in several pieces", "split into one each"),
            (self.fields, "label{s} with fields", "written without them"),
            (self.notes, "label{s} with a note", "written without it"),
        )
        lost += [_many(*each) for each in of_labels if each[0]]
        if len(self.owners) > 1 and not carries.annotators:
            lost.append(f"whose the labels are ({len(self.owners)} annotators)")
        of_articles = (
            (self.answers, "answer{s} about articles", "left out"),
            (self.second_answers, "answer{s} given after the source was revealed", "left out"),
            (self.states, "article{s}", "written without their state"),
            (self.metadata, "article{s}", "written without outlet, date and such"),
            (self.unlabelled, "article{s} without a label", "left out"),
        )
        lost += [_many(*each) for each in of_articles if each[0]]
        if self.labels and not carries.history:
            lost.append("ids, times and codebook versions of labels")
        found = [(loss, self.further[loss.what]) for loss in self.form.losses]
        return (*lost, *(loss.clause(count) for loss, count in found if count))


def _many(count: int, what: str, done: str) -> str:
    return f"{count:,} {what.format(s='' if count == 1 else 's')} {done}"
