"""The values everything else is made of.

Every offset is a position in Unicode code points of an article's text; every time is an ISO 8601
string in UTC with milliseconds (`2026-03-14T09:26:53.589Z`); ids are UUIDs (version 7) as text.
Nothing here reads a clock, a file or a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotator.core.lesson import Lesson

Value = str | int | bool
"""What a Field or a Question holds: an option's key or free text, a scale's number, yes or no."""

QUOTE_CONTEXT = 32
"""How many code points on either side of its quote a label keeps, to find it again."""


class Span(NamedTuple):
    """The half-open interval `[start, end)` of an article's text, in code points."""

    start: int
    end: int


# ---------------------------------------------------------------------------- article


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; the part of it that may be corrected.

    `event` names what it reports on: articles with the same name tell the same event.
    """

    article_id: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    genre: str = ""
    event: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
"""What Metadata has a name of its own for; the rest is `extra`."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where an article stands in its project: by its rank, and whether it is put away.

    What is archived keeps its labels but is in nobody's queue.
    """

    article_id: str
    rank: float
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An immutable text with its metadata.

    `text[:headline_end]` is the headline (0 where there is none); a blank line, then the body.
    `sha256` is the hex digest of the text in UTF-8.
    """

    id: str
    text: str
    headline_end: int
    sha256: str
    metadata: Metadata

    @property
    def title(self) -> str:
        """The title that lists show."""
        return self.metadata.title


# ---------------------------------------------------------------------------- codebook


class Kind(StrEnum):
    """What sort of value a Field or a Question holds."""

    CHOICE = "choice"
    SCALE = "scale"
    YES_NO = "yes-no"
    TEXT = "text"


class Level(StrEnum):
    """The level of measurement, which decides the figure that agreement may use."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only where the field named `field` holds `value`."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class Field:
    """A typed property that a Tag asks of each Label.

    `low` and `high` bound a scale (both included); `options` are a choice's.
    `detect` names what may fill it in beforehand: "quotation", "speaker" or nothing.
    """

    key: str
    name: str
    kind: Kind = Kind.TEXT
    options: tuple[Option, ...] = ()
    low: int = 1
    high: int = 5
    low_name: str = ""
    high_name: str = ""
    help: str = ""
    level: Level | None = None
    when: Condition | None = None
    detect: str = ""

    @property
    def measured(self) -> Level:
        """The declared level of measurement, or the one its kind implies."""
        if self.level is not None:
            return self.level
        return Level.ORDINAL if self.kind is Kind.SCALE else Level.NOMINAL


class Moment(StrEnum):
    """When a Question is asked, seen from reading and labelling the article."""

    ANY = "any"
    """Whenever the annotator likes."""
    BEFORE = "before"
    """Before the text is shown: what someone feels or knows beforehand."""
    AFTER = "after"
    """Once the annotator says that the labels are all there: a judgement of the whole."""


@dataclass(frozen=True, slots=True)
class Question(Field):
    """What the codebook asks about a whole article, and at which `moment`."""

    required: bool = False
    moment: Moment = Moment.ANY


class Scope(StrEnum):
    """What a label of a Tag stands on."""

    WORDS = "words"
    SENTENCE = "sentence"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Tag:
    """One category of the codebook.

    `key` is its lasting name in files; `shortcut` the key on the keyboard; `colour` a name of the
    palette or `#rrggbb`; `fields` the keys of the Fields it asks; `parent` the tag above, by key.
    `scope` widens what was selected to whole sentences or the whole article. A `group` only holds
    the tags inside it: it is chosen first, and then one of them.
    In examples, asterisks stand around the words that the tag marks. `became` has the keys of the
    tags that took a retired one's place: one it was merged into, or several it was split into.
    """

    key: str
    name: str
    definition: str = ""
    test: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    colour: str = "red"
    shortcut: str = ""
    fields: tuple[str, ...] = ()
    parent: str = ""
    retired: bool = False
    scope: Scope = Scope.WORDS
    group: bool = False
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The set of Tags and Questions that a project annotates with.

    Its version is not part of it: the store numbers each content that labels were made with.
    """

    id: str
    name: str
    description: str = ""
    source: str = ""
    language: str = ""
    fields: tuple[Field, ...] = ()
    tags: tuple[Tag, ...] = ()
    questions: tuple[Question, ...] = ()

    def tag(self, key: str) -> Tag | None:
        """The tag with this key."""
        return next((tag for tag in self.tags if tag.key == key), None)

    def field(self, key: str) -> Field | None:
        """The field with this key."""
        return next((item for item in self.fields if item.key == key), None)

    def question(self, key: str) -> Question | None:
        """The question with this key."""
        return next((item for item in self.questions if item.key == key), None)

    def fields_of(self, tag: Tag) -> tuple[Field, ...]:
        """The fields that a tag asks, in the codebook's order."""
        return tuple(item for item in self.fields if item.key in tag.fields)

    @property
    def offered(self) -> tuple[Tag, ...]:
        """The tags to choose from now, groups too: all but the retired."""
        return tuple(tag for tag in self.tags if not tag.retired)

    @property
    def given(self) -> tuple[Tag, ...]:
        """The tags that a label may be given now: those on offer that are no groups."""
        return tuple(tag for tag in self.offered if not tag.group)

    def inside(self, key: str) -> tuple[Tag, ...]:
        """The tags on offer directly inside this one."""
        return tuple(tag for tag in self.offered if tag.parent == key)

    def ends(self, key: str) -> tuple[Tag, ...]:
        """What became of a tag in the end, through all mergers and splits; itself if nothing did.

        Empty for an unknown tag.
        """
        found: dict[str, Tag] = {}
        waiting, seen = [key], set[str]()
        while waiting:
            tag = self.tag(waiting.pop())
            if tag is None or tag.key in seen:
                continue
            seen.add(tag.key)
            if tag.became:
                waiting += reversed(tag.became)
            else:
                found[tag.key] = tag
        return tuple(found.values())

    def successors(self, key: str) -> tuple[Tag, ...]:
        """The tags that a label of this one may be given in its place; none where nothing became.

        They are on offer, and no groups.
        """
        tag = self.tag(key)
        if tag is None or not tag.became:
            return ()
        return tuple(end for end in self.ends(key) if not end.retired and not end.group)

    def counts_as(self, key: str) -> str:
        """The key of the tag that labels of this one are compared as: what it was merged into.

        Labels of a tag that was split count as its own until each is decided.
        """
        ends = self.ends(key)
        return ends[0].key if len(ends) == 1 else key

    def in_group(self, tag: Tag) -> bool:
        """Whether a group stands above this tag."""
        seen, above = {tag.key}, self.tag(tag.parent)
        while above is not None and above.key not in seen:
            if above.group:
                return True
            seen.add(above.key)
            above = self.tag(above.parent)
        return False


# ---------------------------------------------------------------------------- people and their work


class AnnotatorKind(StrEnum):
    """Who an Annotator is."""

    PERSON = "person"
    KEY = "key"
    MODEL = "model"
    GOLD = "gold"


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person (or the instructor's key, or a model, or Gold) who owns Labels and Answers."""

    id: str
    name: str
    kind: AnnotatorKind = AnnotatorKind.PERSON
    colour: str = "blue"


class Origin(StrEnum):
    """How a label came to be."""

    OWN = "own"
    BULK = "bulk"
    IMPORT = "import"
    ADJUDICATED = "adjudicated"
    AGGREGATED = "aggregated"


@dataclass(frozen=True, slots=True)
class Label:
    """One annotator's use of a Tag on one or more Spans of an article.

    `pieces` are sorted and apart. `quote` is the text from the first piece's start to the last
    piece's end, so `text[start:end] == quote` always; `prefix` and `suffix` are up to
    `QUOTE_CONTEXT` code points on either side.
    """

    id: str
    article_id: str
    annotator_id: str
    tag: str
    pieces: tuple[Span, ...]
    quote: str
    prefix: str
    suffix: str
    codebook_version: int
    created: str
    updated: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    note: str = ""
    origin: Origin = Origin.OWN

    @property
    def start(self) -> int:
        """Where the first piece starts."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Answer:
    """One annotator's reply to a Question about an article."""

    id: str
    article_id: str
    annotator_id: str
    question: str
    value: Value
    codebook_version: int
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class SecondAnswer:
    """What an annotator says to a Question once more, after the article's source was revealed.

    It stands beside the Answer, which stays what was said without knowing; whatever compares
    annotators reads Answers alone.
    """

    id: str
    article_id: str
    annotator_id: str
    question: str
    value: Value
    codebook_version: int
    created: str
    updated: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """How an annotator did on an article of the training, each time they said done.

    `f1` is soft F1 against the key (0 to 1); the others count places, see `core.feedback`.
    """

    id: str
    article_id: str
    annotator_id: str
    time: str
    f1: float
    hit: int = 0
    near: int = 0
    other_tag: int = 0
    missed: int = 0
    extra: int = 0


class State(StrEnum):
    """How far an annotator is with an article; only a person says done."""

    TODO = "todo"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An article in an annotator's queue: its state, why it was skipped or flagged, and a note.

    `place` is where it stands in that queue, from 1; 0 where it was never assigned but worked on
    all the same. `batch` names the articles that were assigned together. `labelled`: the annotator
    said that the labels are all there, so that the questions after them are asked. `unasked` is why
    the questions before the text were left out.
    """

    article_id: str
    annotator_id: str
    state: State = State.TODO
    reason: str = ""
    note: str = ""
    place: int = 0
    batch: str = ""
    labelled: bool = False
    unasked: str = ""


class Release(StrEnum):
    """From when on an article's labels are shown to others than who made them."""

    BOTH = "both"
    """As soon as all who were to annotate the article are done with it."""
    DEADLINE = "deadline"
    """From the deadline on, whoever is done."""
    OPEN = "open"
    """Always."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the project decides for everyone who works in it.

    `source_hidden` keeps outlet, author, date and address from annotators; `outlet_masked` covers
    the outlet's name in the text as well. `deadline` is a date (ISO 8601, `2026-03-14`).
    `second_rating` asks the required questions once more when the source was revealed. `pass_mark`
    is the soft F1 (0 to 1) that opens the queue after training. `questionnaire` has annotators
    asked about themselves, once. `lesson` is what makes the project a lesson; None for all others.
    """

    name: str
    source_hidden: bool = True
    outlet_masked: bool = False
    release: Release = Release.BOTH
    deadline: str = ""
    second_rating: bool = False
    pass_mark: float = 0.7
    questionnaire: bool = False
    lesson: Lesson | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of an annotator at an article: a fact, not a change, so it is never undone.

    `milliseconds` counts only while the article was in front and someone was active;
    `revealed` is when its source was first shown, or empty.
    """

    id: str
    article_id: str
    annotator_id: str
    started: str
    milliseconds: int = 0
    revealed: str = ""


class Verdict(StrEnum):
    """What was decided about a place where annotators' work was compared."""

    AGREED = "agreed"
    """They agreed, by the rule that was chosen."""
    ACCEPTED = "accepted"
    """What some of them said stands."""
    NOTHING = "nothing"
    """Nothing stands there."""
    EDITED = "edited"
    """Something stands that none of them said."""
    DISCUSS = "discuss"
    """Nothing yet: it is to be talked about."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Where gold labels or a gold answer come from: what was compared, and what was decided.

    `annotator_id` is that of gold, `by` whoever decided. `start` and `end` bound the place (0 and 0
    for a question), `question` is the key of the question, or empty. `sources` are the ids of the
    labels or answers that were compared, `gold` of those that stand; `error` the kind of mistake.
    """

    id: str
    article_id: str
    annotator_id: str
    by: str
    start: int
    end: int
    verdict: Verdict
    sources: tuple[str, ...]
    gold: tuple[str, ...] = ()
    question: str = ""
    reason: str = ""
    error: str = ""
    time: str = ""


OwnRecord = Label | Answer | SecondAnswer | Attempt | Decision | Assignment
"""The records that are an annotator's own work."""

Record = (
    Label
    | Answer
    | SecondAnswer
    | Attempt
    | Decision
    | Assignment
    | Metadata
    | Shelf
    | Annotator
    | Codebook
    | Settings
)
"""What an Edit can change."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One line of an annotator's queue: what the list shows of an article."""

    id: str
    title: str
    outlet: str
    date: str
    genre: str
    words: int
    labels: int
    state: State
    reason: str
