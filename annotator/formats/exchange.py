"""The values that pass between files and a project: drafts in, labelled articles out.

A reader turns a Source into Drafts, a writer turns LabelledArticles into a file or folder. Neither
knows where an article is kept. Every offset is a code point; a format that counts otherwise says so
in `Format.unit` and converts inside its own module, with `formats.offsets`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.adjudication import Provenance
from annotator.core.errors import AnnotatorError
from annotator.core.labels import label_fault, shortened
from annotator.core.model import (
    Answer,
    Article,
    Codebook,
    Decision,
    Label,
    Origin,
    Question,
    SecondAnswer,
    Span,
    State,
    Value,
    Verdict,
)
from annotator.core.model import Field as TagField
from annotator.core.text import canonical, headline_end, sha256
from annotator.formats.offsets import Unit
from annotator.formats.source import Source

_WHITE_SPACE = re.compile(r"[ \t-\r\x1c-\x1f\x85\u2028\u2029\ufeff]+")

LONGEST_TITLE = 80
"""How many code points of an article's first words stand for a title it does not have."""


# ---------------------------------------------------------------------------- what comes in


@dataclass(frozen=True, slots=True)
class DraftLabel:
    """A label as a file has it, on the draft's text: tag and annotator by their names there.

    `id`, `created`, `updated` and `codebook_version` are empty where the file does not say.
    """

    tag: str
    pieces: tuple[Span, ...]
    annotator: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    note: str = ""
    id: str = ""
    created: str = ""
    updated: str = ""
    origin: Origin = Origin.IMPORT


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """An answer about the whole article as a file has it."""

    question: str
    value: Value
    annotator: str = ""
    id: str = ""
    created: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class DraftDecision:
    """A decision about gold as a file has it: people by their names there, labels by their ids."""

    annotator: str
    by: str
    verdict: Verdict
    sources: tuple[str, ...]
    gold: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    question: str = ""
    reason: str = ""
    error: str = ""
    time: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as read from a file, its text canonical, not yet in a project.

    `text[:headline_end]` is the headline (0 where there is none), as in `Article`. `extra` holds
    what the file says beside the named properties. `where` is its place in the file, for reports.
    `second_answers` were given after the source was revealed (see `SecondAnswer`). `states` says
    how far each annotator, by name, is with it.
    """

    text: str
    headline_end: int = 0
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    genre: str = ""
    event: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    where: str = ""
    labels: tuple[DraftLabel, ...] = ()
    answers: tuple[DraftAnswer, ...] = ()
    second_answers: tuple[DraftAnswer, ...] = ()
    decisions: tuple[DraftDecision, ...] = ()
    states: Mapping[str, State] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a reader left out: its place in the file ("line 12") and why, as a clause."""

    where: str
    why: str


def _nothing(_text: str) -> Iterator[DraftLabel | Skipped]:
    return iter(())


@dataclass(frozen=True, slots=True)
class DraftElsewhere(Draft):
    """What a file says of an article that it only names, since its text is elsewhere: in a project.

    `name` is its id, a beginning of that, its exact title, or the SHA-256 of its text. Given the
    text, `place` gives the labels that the file has on it, and what cannot stand there.
    """

    name: str = ""
    place: Callable[[str], Iterator[DraftLabel | Skipped]] = _nothing

    def placed(self, text: str) -> Iterator[Draft | Skipped]:
        """What cannot stand on the text, then the draft on it."""
        labels = []
        for item in self.place(text):
            if isinstance(item, Skipped):
                yield item
            else:
                labels.append(item)
        yield Draft(
            text,
            headline_end=headline_end(text),
            title=self.title,
            where=self.where,
            labels=tuple(labels),
            answers=self.answers,
            second_answers=self.second_answers,
            states=self.states,
        )


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person said about a file before it is read.

    `columns` names, for each column of a table, the property it holds. `unit` is what the offsets
    count, where the file does not tell. `annotator` owns labels that name nobody. `settings` are
    those of one format, by name.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    unit: Unit | None = None
    annotator: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Source, ReadOptions], Iterator[Draft | Skipped]]
"""Reads a file or folder. Raises AnnotatorError with a clause that follows the file's name."""


def reader_of(read: Callable[[bytes, str], Iterator[Draft]]) -> Reader:
    """The reader for a format whose files are read whole, with the file's name."""

    def reader(source: Source, _options: ReadOptions) -> Iterator[Draft | Skipped]:
        yield from read(source.data(), source.name)

    return reader


# ---------------------------------------------------------------------------- what goes out


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One article with the labels and answers to be written.

    `second_answers` stand beside the answers, which were given without knowing the source. `state`
    is how far its annotator is with it, `states` each annotator by id; `annotators` gives the name
    for each annotator id; `gold` where gold labels and answers come from, by their id, and
    `decisions` all that was decided about it.
    """

    article: Article
    state: State = State.TODO
    labels: tuple[Label, ...] = ()
    answers: tuple[Answer, ...] = ()
    second_answers: tuple[SecondAnswer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    annotators: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)
    gold: Mapping[str, Provenance] = field(default_factory=dict)

    def name_of(self, annotator_id: str) -> str:
        """The name of an annotator; the id itself if the name is not known."""
        return self.annotators.get(annotator_id, annotator_id)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a writer has to know before the first article.

    `fields` are the keys of the fields that labels have: the columns of a format that has columns.
    `codebook` gives tags their names, colours and order. `unit` is what offsets shall count in a
    format that leaves the choice. `settings` are those of one format, by name. `gold` says whether
    there may be gold labels, whose provenance then has columns too.
    """

    fields: tuple[str, ...] = ()
    gold: bool = False
    codebook: Codebook | None = None
    unit: Unit | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def tag_keys(self) -> tuple[str, ...]:
        """The keys of the codebook's tags, in its order."""
        return tuple(tag.key for tag in self.codebook.tags) if self.codebook else ()

    def asked(self, key: str) -> TagField | Question | None:
        """The field or question of this key."""
        book = self.codebook
        return (book.field(key) or book.question(key)) if book else None


Writer = Callable[[Iterable[LabelledArticle], Path, WriteOptions], Iterator[None]]
"""Writes the articles to a path that is not there yet, a file or (`Format.folder`) a folder.

A generator that yields after each article: there the work can be stopped, and its progress shown.
What it is given was `verified` and is `reduced` to what the format holds.
"""


@dataclass(frozen=True, slots=True)
class Carries:
    """What a file of a format can hold of a labelled article; what is False is lost.

    `text`: the article's text, to the letter. `labels` at all; `overlap`: labels that overlap;
    `pieces`: one label in several pieces (else it becomes a label for each piece); `fields` and
    `notes` of labels; `annotators`: whose a label is; `answers` about the article;
    `second_answers`, given after its source was revealed and never mixed with the first; `states`;
    `metadata`: title, outlet and the like; `history`: ids, times, versions; `unlabelled`: articles
    that have no label.
    """

    text: bool = True
    labels: bool = True
    overlap: bool = True
    pieces: bool = True
    fields: bool = True
    notes: bool = True
    annotators: bool = True
    answers: bool = True
    second_answers: bool = False
    states: bool = True
    metadata: bool = True
    history: bool = True
    unlabelled: bool = True


SPANS_ALONE = Carries(
    pieces=False,
    fields=False,
    notes=False,
    annotators=False,
    answers=False,
    states=False,
    metadata=False,
    history=False,
)
"""Texts and one set of labels in one piece, as the files of shared tasks hold them."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format may lose beyond what it does not carry, and of how much in an article.

    `what` and `done` make the clause, as in "3 labels with white space at an end" "trimmed"; `{s}`
    in `what` is for more than one. `count` is given an article as it is and as it is written.
    `left_out` says that the things counted are the labels that are missing there.
    """

    what: str
    done: str
    count: Callable[[LabelledArticle, LabelledArticle], int]
    left_out: bool = False

    def clause(self, count: int) -> str:
        """The clause with this number."""
        return f"{count:,} {self.what.format(s='' if count == 1 else 's')} {self.done}"


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: what it is called, how it is read and written, and what it can hold.

    `extensions` are lower case with their dot; `folder`: a written file is a folder of files.
    `sniff` tells whether a file (or folder) with such an extension is of this format; without it
    the extension decides. `unit` is what its offsets count, or "none"; `units` are what those of a
    file may count, `writes_in` what those of a written one can be made to count. `carries` is what
    a written file holds; `fit` further changes articles to what it can hold, as `losses` count.
    `check` reads a written file back where `read` cannot. `needs` is the extra (`pip install
    annotator[EXTRA]`) without which it does not work. `about` is a sentence for the documentation.
    `kind` groups the menus: "text", "table", "labelled", "dataset", "reading".
    """

    id: str
    name: str
    extensions: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    sniff: Callable[[Source], bool] | None = None
    folder: bool = False
    unit: str = Unit.CODE_POINTS.value
    units: tuple[Unit, ...] = ()
    writes_in: tuple[Unit, ...] = ()
    carries: Carries = Carries()
    fit: Callable[[LabelledArticle, WriteOptions], LabelledArticle] | None = None
    losses: tuple[Loss, ...] = ()
    check: Reader | None = None
    needs: str = ""
    about: str = ""
    kind: str = "labelled"


# ---------------------------------------------------------------------------- helpers


def verified(item: LabelledArticle) -> LabelledArticle:
    """The same article, once its text and every label on it have been checked.

    Raises AnnotatorError naming the article, and the label if it is one, where the text does not
    have its SHA-256, a label belongs to another article, a piece is outside the text, out of order
    or overlapping, or `text[start:end]` is not the quote.
    """
    article = item.article
    name = f"Article “{shortened(article.title) or article.id}”"
    if sha256(article.text) != article.sha256:
        raise AnnotatorError(
            f"{name} was not written: its text has changed since it was imported; "
            "open a backup of the project."
        )
    for label in item.labels:
        fault = label_fault(label, article.text)
        if label.article_id != article.id:
            fault = f"Label {label.id}: it belongs to another article."
        if fault:
            raise AnnotatorError(
                f"{name} was not written: {fault} Remove that label or open a backup."
            )
    return item


def one_line(value: str) -> str:
    """The value without line breaks: each run of white space, but no-break spaces, is one space."""
    return _WHITE_SPACE.sub(" ", value).strip(" ")


def headlined(headline: str, body: str) -> tuple[str, int]:
    """The canonical text of a headline, a blank line and a body, and where the headline ends."""
    head = canonical(one_line(headline))[0]
    rest = canonical(body)[0].lstrip("\ufeff\n").rstrip("\n")
    if not head:
        return rest, 0
    return f"{head}\n\n{rest}" if rest else head, len(head)


def title_of(text: str, headline_end: int, name: str) -> str:
    """The headline; or the text's first words, cut at a word's end; or the file's name."""
    if headline_end:
        return one_line(text[:headline_end])
    words = one_line(text.lstrip()[: 4 * LONGEST_TITLE])
    if len(words) <= LONGEST_TITLE:
        return words or name
    whole_words = words[:LONGEST_TITLE].rpartition(" ")[0]
    return (whole_words or words[: LONGEST_TITLE - 1]).rstrip(" ,;:–—-") + "…"
