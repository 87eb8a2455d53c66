"""A feedback sheet: what became of a student's labels, for that student to take home.

The lines that it names are those of the handout. Whatever the student wrote is shown as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.core.feedback import Counts, Feedback, Finding, Point, counts_as
from annotator.core.model import Article, Codebook, Label
from annotator.teach.handout import explained, lines_told, quoted, tag_name, written_fields
from annotator.teach.lines import Line, lines_of
from annotator.teach.paper import (
    Block,
    Heading,
    Paper,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
    Writing,
    plain,
    said,
)

FINDINGS = {
    Finding.HIT: "hit",
    Finding.NEAR: "nearly hit",
    Finding.OTHER_TAG: "with another tag",
    Finding.MISSED: "missed",
    Finding.EXTRA: "not in the key",
    Finding.DECOY: "a decoy",
    Finding.OPTIONAL: "optional",
}
"""What each is called, in the order in which they are counted."""

_SIGNS = {
    Finding.HIT: "✓",
    Finding.NEAR: "≈",
    Finding.OTHER_TAG: "≠",
    Finding.MISSED: "○",
    Finding.EXTRA: "+",
    Finding.DECOY: "!",
    Finding.OPTIONAL: "·",
}
_HOW_TO_READ = (
    "Lines are those of the handout. Soft F1 is 1 where all is as in the key, 0 where nothing is."
)
_MOST_SAID = 1_000
"""How many characters of what a student wrote to one label are printed."""


@dataclass(frozen=True, slots=True)
class ArticleFeedback:
    """What became of a student's labels on an article, which is as the student may see it.

    `experts` says how many made the key; `agreed`, by the id of a point's label (the key's, or the
    student's where the key has none), how many of them marked some of its words.
    """

    article: Article
    feedback: Feedback
    experts: int = 1
    agreed: Mapping[str, int] | None = None


def sheet(
    lesson: str,
    name: str,
    articles: Sequence[ArticleFeedback],
    codebook: Codebook,
    *,
    comment: str = "",
    grade: str = "",
) -> Paper:
    """The sheet of one student, who is called `name` on it."""
    blocks: list[Block] = [
        Heading(plain((said(lesson),)), 1),
        Paragraph((Run("Feedback for "), said(name, bold=True))),
    ]
    if grade.strip():
        blocks.append(Paragraph((Run("Grade\u00a0 "), said(grade.strip(), bold=True))))
    if comment.strip():
        blocks += [Heading("Comment"), Paragraph((said(comment.strip()),))]
    if not articles:
        blocks.append(Paragraph((Run("No article of this lesson is done yet."),)))
    for each in articles:
        blocks += _article(each, codebook)
    if articles:
        blocks.append(Paragraph((Run(_HOW_TO_READ),), small=True))
    if not comment.strip():
        blocks += [Heading("Notes"), Writing(3)]
    title = f"{plain((said(lesson),))} · {plain((said(name),))}"
    return Paper(title, (Part(tuple(blocks)),))


def _article(each: ArticleFeedback, codebook: Codebook) -> Iterator[Block]:
    feedback, lines = each.feedback, lines_of(each.article)
    yield Heading(plain((said(each.article.title),)), 2)
    yield Paragraph(
        (
            Run("Soft F1 "),
            Run(f"{feedback.f1:.2f}", bold=True),
            Run(f" · {counted(feedback)}"),
        )
    )
    if feedback.points:
        rows = tuple(_row(point, each, lines, codebook) for point in feedback.points)
        yield Table(rows, (0.17, 0.08, 0.33, 0.42), ("", "Line", "Words", "Why"))


def counted(feedback: Feedback) -> str:
    """How many places became what, in words."""
    names = {finding: name.removeprefix("a ") for finding, name in FINDINGS.items()}
    counts = [(feedback.count(finding), name) for finding, name in names.items()]
    told = ", ".join(f"{count} {name}" for count, name in counts if count)
    return told or "there was nothing to mark, and nothing is marked"


def _row(
    point: Point, each: ArticleFeedback, lines: Sequence[Line], codebook: Codebook
) -> tuple[Runs, ...]:
    label = point.key or point.mine
    assert label is not None  # noqa: S101 - a point is about one at least
    sign = Run(f"{_SIGNS[point.finding]} {FINDINGS[point.finding]}", bold=True)
    return (
        (sign,),
        (Run(lines_told(lines, label)),),
        _words(point, each.article.text, codebook),
        _why(point, each, codebook),
    )


def _words(point: Point, text: str, codebook: Codebook) -> Runs:
    """The quote with its tag; what the student marked below it where that is something else."""
    mine, key = point.mine, point.key
    shown = key or mine
    assert shown is not None  # noqa: S101 - as above
    runs = [*quoted(text, shown), Run("\n"), said(tag_name(codebook, shown.tag), bold=True)]
    if key is not None and mine is not None and not _alike(mine, key):
        runs += [Run("\nYou: ", faint=True), *quoted(text, mine), Run(" ")]
        runs.append(said(tag_name(codebook, mine.tag), bold=True))
    return tuple(runs)


def _alike(mine: Label, key: Label) -> bool:
    """Whether there is nothing to tell of the student's label beside the key's."""
    return (mine.tag, mine.quote) == (key.tag, key.quote)


def _why(point: Point, each: ArticleFeedback, codebook: Codebook) -> Runs:
    """The key's explanation, how the experts split, and what the student said."""
    parts: list[Runs] = []
    if point.key is not None:
        parts.append(explained(point.key, codebook))
    split = _split(point, each)
    if split:
        parts.append((Run(split, faint=True),))
    if point.mine is not None:
        parts += _told(point.mine, codebook)
    told = [part for part in parts if part]
    return tuple(run for number, part in enumerate(told) for run in _below(part, number))


def _below(part: Runs, number: int) -> Runs:
    return (Run("\n"), *part) if number else part


def _split(point: Point, each: ArticleFeedback) -> str:
    """How many experts marked the place; nothing where there was only one."""
    label = point.key or point.mine
    if label is None or each.experts < 2 or each.agreed is None:
        return ""
    if point.key is not None and counts_as(point.key) is Counts.DECOY:
        return ""
    return f"{each.agreed.get(label.id, 0)} of {each.experts} experts marked it."


def _told(mine: Label, codebook: Codebook) -> Iterator[Runs]:
    """The student's reason and what they put into the fields, a neutral wording among it."""
    if mine.note.strip():
        yield Run("Your reason: ", italic=True), said(_cut(mine.note))
    for name, text in written_fields(mine, codebook):
        yield said(f"Your “{name}”: ", italic=True), said(_cut(text))


def _cut(text: str) -> str:
    """A person's text with its lines, cut where it is very long."""
    text = text.strip()
    return text if len(text) <= _MOST_SAID else text[: _MOST_SAID - 1].rstrip() + "…"
