"""A lesson on paper: its articles in numbered lines beside a margin, blank or with the key.

Both have the same lines. On the blank sheet nothing is marked and there is room to write; with the
key its words are underlined and numbered, each sort of place with a line of its own kind, and
explained below.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.core.feedback import COUNTS, Counts, counts_as
from annotator.core.labels import shortened, shown_value
from annotator.core.lesson import Lesson
from annotator.core.model import Article, Codebook, Kind, Label, Moment, Question, Span, Tag, Value
from annotator.core.spans import lanes
from annotator.core.text import sentences
from annotator.teach.lines import Line, in_print, line_at
from annotator.teach.paper import (
    Blanks,
    Block,
    Heading,
    Numbered,
    NumberedLine,
    Paper,
    Paragraph,
    Part,
    Run,
    Runs,
    Stroke,
    Table,
    Writing,
    plain,
    said,
    starred,
)

STROKES = {
    Counts.REQUIRED: Stroke.SOLID,
    Counts.ALTERNATIVE: Stroke.DASHED,
    Counts.OPTIONAL: Stroke.DOTTED,
    Counts.DECOY: Stroke.WAVY,
}
"""The line under words of the key, by what they count as."""
NAMES = {Counts(option.key): option.name for option in COUNTS.options}
"""What each is called."""

_FEW_TAGS = 6
_IN_LEGEND, _IN_QUOTE = 110, 120
_ROOM = {"definition": (2400, 300), "test": (1700, 240), "example": (1200, 140)}
"""How many characters all tags have on the page of the codebook, and how many one has at most."""
_LEAST = 40
_LINES_TO_WRITE = 4
_STUCK = "\u00a0"
_BOX, _BETWEEN = f"\u2610{_STUCK}", f"{_STUCK * 4} "
"""What is ticked, and what stands between two such; a choice is on one line."""


@dataclass(frozen=True, slots=True)
class HandoutArticle:
    """An article to print, as those who get it may see it.

    `lines` come from `teach.lines.lines_of`. `key` are the labels of the key in any order, and
    `answers` those of the key to questions, by their keys; without a key they are None and none.
    """

    article: Article
    lines: tuple[Line, ...]
    key: tuple[Label, ...] | None = None
    answers: Mapping[str, Value] | None = None


def handout(
    title: str,
    lesson: Lesson,
    codebook: Codebook,
    articles: Sequence[HandoutArticle],
    *,
    codebook_page: bool = False,
) -> Paper:
    """The sheet of a lesson: instructions, tags, the articles with their questions.

    An article that comes with a key shows it. The first stands below the instructions, each
    further one begins a page; so does the codebook.
    """
    parts: list[Part] = []
    with_key = any(each.key is not None for each in articles)
    for number, each in enumerate(articles, 1):
        blocks: list[Block] = []
        if number == 1:
            blocks += _opening(title, lesson, with_key=with_key)
            blocks += _legend(codebook, lesson, with_key=with_key)
        if len(articles) > 1:
            place = said(f"Article {number} of {len(articles)}", faint=True)
            blocks.append(Paragraph((place,), small=True))
        blocks += _article(each, lesson, codebook)
        parts.append(Part(tuple(blocks)))
    if codebook_page:
        parts.append(codebook_part(codebook))
    language = articles[0].article.metadata.language if articles else codebook.language
    return Paper(plain((said(title),)), tuple(parts), language)


# ---------------------------------------------------------------------------- before the article


def _opening(title: str, lesson: Lesson, *, with_key: bool) -> Iterator[Block]:
    yield Heading(plain((said(title),)), 1)
    if with_key:
        yield Paragraph((Run("With key", bold=True), Run(" · for the instructor")))
        return
    yield Blanks(("Name", "Date"))
    for paragraph in lesson.instructions.split("\n"):
        if paragraph.strip():
            yield Paragraph((said(paragraph.strip()),))
    if lesson.minutes > 0:
        minutes = "1 minute" if lesson.minutes == 1 else f"{lesson.minutes} minutes"
        yield Paragraph((Run(f"Time: about {minutes}.", faint=True),))


def _legend(codebook: Codebook, lesson: Lesson, *, with_key: bool) -> Iterator[Block]:
    """The tags with their keys on the keyboard, which are quicker to write than their names."""
    if with_key or not codebook.given:
        return
    yield Heading("What to mark")
    told = "Underline the words, and write the key of the tag beside them in the margin."
    if lesson.reason:
        told += " Add how you know."
    yield Paragraph((Run(told),))
    if len(codebook.given) <= _FEW_TAGS:
        rows = tuple((*_called(tag), _short(tag.definition, _IN_LEGEND)) for tag in codebook.given)
        yield Table(rows, (0.06, 0.28, 0.66))
        return
    named = [_called(tag) for tag in codebook.given]
    half = (len(named) + 1) // 2
    right = [*named[half:], ((), ())]
    yield Table(
        tuple((*left, *right[place]) for place, left in enumerate(named[:half])),
        (0.06, 0.44, 0.06, 0.44),
    )


def _called(tag: Tag) -> tuple[Runs, Runs]:
    """The key and the name of a tag; a dash for one that has no key."""
    return (said(tag.shortcut or "–", bold=True),), (said(tag.name or tag.key, bold=True),)


def _short(text: str, room: int) -> Runs:
    """As many sentences as there is room for, in characters, or as much of the first."""
    line = " ".join(text.split())
    if len(line) > room:
        ends = [sentence.end for sentence in sentences(line[: 4 * room])]
        line = line[: max((end for end in ends if end <= room), default=len(line))]
    return (said(shortened(line, room)),) if line else ()


# ---------------------------------------------------------------------------- the article


def _article(each: HandoutArticle, lesson: Lesson, codebook: Codebook) -> Iterator[Block]:
    article, blank = each.article, each.key is None
    asked = codebook.questions
    before = [it for it in asked if it.moment is Moment.BEFORE]
    if blank and before:
        yield Heading("Before you read")
        yield from _questions(before)
    if not article.headline_end:
        yield Heading(plain((said(article.title),)), 2)
    known = article.metadata
    source = [fact for fact in (known.outlet, known.author, known.date, known.url) if fact]
    places = _Places(article.text, each.key or ())
    yield Numbered(
        tuple(
            NumberedLine(it.number, places.runs(it.span), it.opens, it.headline, it.leftward)
            for it in each.lines
        ),
        margin="Notes",
    )
    if source:
        yield Paragraph((Run("Source: "), said(" · ".join(source))), small=True)
    if lesson.credit.strip():
        yield Paragraph((said(" ".join(lesson.credit.split())),), small=True)
    if blank and len(before) < len(asked):
        yield Heading("Questions")
        yield from _questions([it for it in asked if it.moment is not Moment.BEFORE])
    elif not blank:
        yield from _key(each, codebook)


def _questions(asked: Sequence[Question]) -> Iterator[Block]:
    for question in asked:
        runs = [said(question.name or question.key, bold=True)]
        if question.help:
            runs += [Run("\n"), said(question.help, italic=True)]
        if question.kind is Kind.TEXT:
            yield Paragraph(tuple(runs))
            yield Writing(_LINES_TO_WRITE)
        else:
            yield Paragraph((*runs, Run("\n"), said(_BETWEEN.join(_choices(question)))))


def _choices(question: Question) -> list[str]:
    """What may be ticked, with what the ends of a scale mean."""
    match question.kind:
        case Kind.YES_NO:
            return [f"{_BOX}yes", f"{_BOX}no"]
        case Kind.SCALE:
            steps = [f"{_BOX}{value}" for value in range(question.low, question.high + 1)]
            ends = (question.low_name, question.high_name)
            return [each for each in (ends[0], *steps, ends[1]) if each]
        case _:
            names = [" ".join(option.name.split()) for option in question.options]
            return [f"{_BOX}{name.replace(' ', _STUCK)}" for name in names]


# ---------------------------------------------------------------------------- the key


class _Places:
    """Where the labels of a key stand in the text, numbered as they come."""

    def __init__(self, text: str, key: Sequence[Label]) -> None:
        self.text = text
        self.key = sorted(key, key=lambda it: (it.start, it.end, it.id))
        found = [
            (_visible(text, piece), number)
            for number, label in enumerate(self.key, 1)
            for piece in label.pieces
        ]
        self.spans = [span for span, _ in found]
        self.numbers = [number for _, number in found]
        self.lanes = lanes(self.spans)

    def runs(self, line: Span) -> Runs:
        """A line with its lines under words, and a label's number where a piece of it ends."""
        edges = {edge for span in self.spans for edge in span if line.start < edge < line.end}
        runs: list[Run] = []
        for start, end in pairwise([line.start, *sorted(edges), line.end]):
            runs.append(Run(in_print(self.text[start:end]), strokes=self._strokes(start)))
            ending = [n for n, it in zip(self.numbers, self.spans, strict=True) if it.end == end]
            if ending:
                told, on = ", ".join(map(str, ending)), self._strokes(end, since=end - 1)
                runs.append(Run(told, bold=True, raised=True, strokes=on))
        return tuple(runs)

    def _strokes(self, position: int, since: int | None = None) -> tuple[Stroke | None, ...]:
        """The lines under a position, or those that have been there `since` an earlier one."""
        first = position if since is None else since
        over = [at for at, it in enumerate(self.spans) if it.start <= first and position < it.end]
        strokes: list[Stroke | None] = [None] * (
            1 + max((self.lanes[at] for at in over), default=-1)
        )
        for at in over:
            strokes[self.lanes[at]] = STROKES[counts_as(self.key[self.numbers[at] - 1])]
        return tuple(strokes)


def _key(each: HandoutArticle, codebook: Codebook) -> Iterator[Block]:
    """What the numbers mean, and what the key answers."""
    text, key = each.article.text, _Places(each.article.text, each.key or ()).key
    yield Heading("Key")
    if key:
        sorts = [sort for sort in Counts if sort in map(counts_as, key)]
        legend = [
            (
                Run(NAMES[sort], strokes=(STROKES[sort],)),
                Run(f" ({STROKES[sort]} line){_STUCK * 3} "),
            )
            for sort in sorts
        ]
        yield Paragraph(tuple(run for pair in legend for run in pair))
        yield Table(
            tuple(
                (
                    (Run(str(number), bold=True),),
                    (Run(lines_told(each.lines, label)),),
                    (
                        *quoted(text, label),
                        Run("\n"),
                        said(tag_name(codebook, label.tag), bold=True),
                        Run(f" · {NAMES[counts_as(label)]}"),
                    ),
                    explained(label, codebook),
                )
                for number, label in enumerate(key, 1)
            ),
            (0.06, 0.1, 0.36, 0.48),
            ("No.", "Line", "Words", "Why"),
        )
    else:
        yield Paragraph((Run("There is nothing to mark in this article."),))
    for question in codebook.questions:
        value = (each.answers or {}).get(question.key, "")
        if value != "":
            shown = said(shown_value(question, value))
            yield Paragraph(
                (said(question.name or question.key, bold=True), Run(f"{_STUCK} "), shown)
            )


def tag_name(codebook: Codebook, key: str) -> str:
    """What the tag is called; its key where the codebook has it no more."""
    tag = codebook.tag(key)
    return (tag and tag.name) or key


def quoted(text: str, label: Label) -> Runs:
    """The words of a label in quotation marks, cut where they are many."""
    pieces = (shortened(text[piece.start : piece.end], _IN_QUOTE) for piece in label.pieces)
    return Run("“"), said(" … ".join(pieces)), Run("”")


def lines_told(lines: Sequence[Line], label: Label) -> str:
    """The line that a label stands on, or the first and the last: `12–13`."""
    first, last = line_at(lines, label.start), line_at(lines, label.end - 1)
    return str(first) if first == last else f"{first}–{last}"


def explained(label: Label, codebook: Codebook) -> Runs:
    """The note of a label, and what was written into its fields, a neutral wording among it."""
    parts = [said(label.note.strip())] if label.note.strip() else []
    for name, text in written_fields(label, codebook):
        parts += [Run("\n")] if parts else []
        parts += [said(f"{name}: ", italic=True), said(text)]
    return tuple(parts)


def written_fields(label: Label, codebook: Codebook) -> Iterator[tuple[str, str]]:
    """The names of a label's fields that hold words of whoever made it, with the words."""
    for key, value in label.fields.items():
        asked = codebook.field(key)
        if asked and asked.kind is Kind.TEXT and not asked.detect and str(value).strip():
            yield asked.name or key, str(value).strip()


def _visible(text: str, span: Span) -> Span:
    """The span without white space at its ends; as it is if it has nothing else."""
    words = text[span.start : span.end]
    shown = words.strip()
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(shown)) if shown else span


# ---------------------------------------------------------------------------- the codebook


def codebook_part(codebook: Codebook) -> Part:
    """The codebook on one page: each tag's definition in short, its test, and one example."""
    tags = codebook.offered
    room = {
        what: max(_LEAST, min(most, whole // max(1, len(tags))))
        for what, (whole, most) in _ROOM.items()
    }
    rows = tuple(
        (
            (said(tag.shortcut, bold=True),),
            (said(tag.name or tag.key, bold=True),),
            _short(tag.definition, room["definition"]),
            _short(tag.test, room["test"]),
            _example(tag, room["example"]),
        )
        for tag in tags
    )
    blocks: list[Block] = [Heading(plain((said(codebook.name),)), 1)]
    head = ("Key", "Tag", "What it is", "Ask yourself", "Example")
    blocks.append(Table(rows, (0.06, 0.21, 0.3, 0.23, 0.2), head))
    if codebook.source.strip():
        source = said(" ".join(codebook.source.split()))
        blocks.append(Paragraph((Run("Codebook: "), source), small=True))
    return Part(tuple(blocks), one_page=True)


def _example(tag: Tag, room: int) -> Runs:
    """The shortest example, cut where there is no room for it."""
    shown = shortened(min(tag.examples, key=len, default=""), room)
    return starred(shown + "*" * (shown.count("*") % 2))  # what was marked stays marked
