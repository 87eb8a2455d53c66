"""The lessons that come with the program, each as a project of an instructor's own.

A lesson is a TOML file in `resources/lessons`, named by its id. It has `title`, `summary`, `level`,
`minutes`, `goals`, `feedback`, `reason`, `instructions`, `notes`, `credit` and `licence`. It says
which shipped `codebook` it takes and which of its `tags` and `fields` (all where nothing is said),
and asks `[[questions]]` of its own. `[[articles]]` have a `text` (headline, blank line, body), the
`part` of the lesson they are for, their metadata, and `[[articles.key]]`: a label's words as
`quote` (whole words, just as they stand there; `nth`, from 1, where they do so more than once), its
`tag` (else the first), what it `counts` as, the `note` that explains it, and `fields`. In `text`,
`instructions` and `notes` a blank line ends a paragraph, and a line break is a space.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from annotator.assets import asset
from annotator.clock import new_id, now
from annotator.codebooks import faults, shipped_codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Counts
from annotator.core.giving import offered_tag
from annotator.core.labels import fitting
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Assignment,
    Codebook,
    Origin,
    Question,
    Span,
    State,
    Value,
)
from annotator.core.text import canonical, headline_end, occurrences
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import Twins, add_drafts
from annotator.project.lesson import KEY
from annotator.project.team import free_colour

_BLANK_LINES = re.compile(r"\n\s*\n")


class Level(StrEnum):
    """Whom a lesson is for, those who come first first."""

    BEGINNERS = "beginners"
    PRACTISED = "practised"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class ReadyLesson:
    """What one wants to know of a lesson before choosing it; `summary` is one line.

    `minutes` is how long it takes with a class, `articles` how many it has, those for the checks
    and for trying again among them; `codebook` is the name of the codebook.
    """

    id: str
    title: str
    summary: str
    level: Level
    minutes: int
    goals: tuple[str, ...]
    feedback: FeedbackRule
    articles: int
    codebook: str


def ready_lessons() -> tuple[ReadyLesson, ...]:
    """The lessons that come with the program, those for beginners first."""
    written = {path.stem: _read(path) for path in asset("lessons").glob("*.toml")}
    names = {key: shipped_codebook(key).name for key in {it.codebook for it in written.values()}}
    found = [_told(ready_id, it, names[it.codebook]) for ready_id, it in written.items()]
    levels = list(Level)
    return tuple(sorted(found, key=lambda it: (levels.index(it.level), it.minutes, it.title)))


def make_ready_lesson(path: Path, ready_id: str, annotator: str = "") -> Project:
    """A new project at `path` that is the lesson of this id, with its key; undo leaves it whole.

    Raises AnnotatorError where there is no such lesson, a label of its key does not stand on its
    text, or there can be no project at `path`.
    """
    known = {it.stem: it for it in asset("lessons").glob("*.toml")}
    if ready_id not in known:
        listed = ", ".join(sorted(known))
        raise AnnotatorError(f"There is no ready lesson “{ready_id}”; there are {listed}.")
    return lesson_from(known[ready_id], path, annotator)


def lesson_from(toml: Path, path: Path, annotator: str = "") -> Project:
    """A new project at `path` that is the lesson of a TOML file; raises as `make_ready_lesson`."""
    written = _read(toml)
    codebook = _codebook(written)
    drafts = [_draft(written, it) for it in written.articles]
    places = [
        [_place(written, draft, it) for it in article.key]
        for draft, article in zip(drafts, written.articles, strict=True)
    ]
    project = Project.create(path, written.title, codebook, annotator)
    try:
        _fill(project, written, drafts, places)
    except BaseException:
        project.close()
        path.unlink(missing_ok=True)
        raise
    return project


# ---------------------------------------------------------------------------- the file


class _Key(msgspec.Struct, forbid_unknown_fields=True):
    """A label of the key."""

    quote: str
    note: str
    nth: int = 0
    tag: str = ""
    counts: Counts = Counts.REQUIRED
    fields: dict[str, Value] = {}


class _Article(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    outlet: str
    date: str
    event: str
    part: Part = Part.LESSON
    author: str = ""
    genre: str = "News report"
    key: list[_Key] = []


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """A lesson as its file has it."""

    title: str
    summary: str
    level: Level
    minutes: int
    goals: tuple[str, ...]
    feedback: FeedbackRule
    codebook: str
    credit: str
    licence: str
    instructions: str
    notes: str
    articles: list[_Article]
    reason: bool = False
    tags: tuple[str, ...] = ()
    fields: tuple[str, ...] | None = None
    questions: tuple[Question, ...] = ()


def _read(path: Path) -> _Written:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Written)
    except (OSError, ValueError) as error:  # a fault of TOML or of the table is a ValueError
        raise AnnotatorError(f"The lesson “{path.stem}” cannot be read: {error}.") from error


def _told(ready_id: str, written: _Written, codebook: str) -> ReadyLesson:
    return ReadyLesson(
        id=ready_id,
        title=written.title,
        summary=written.summary,
        level=written.level,
        minutes=written.minutes,
        goals=written.goals,
        feedback=written.feedback,
        articles=len(written.articles),
        codebook=codebook,
    )


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(each.split()) for each in _BLANK_LINES.split(text.strip()))


def _draft(written: _Written, article: _Article) -> Draft:
    text, _ = canonical(_paragraphs(article.text))
    end = headline_end(text)
    return Draft(
        text=text,
        headline_end=end,
        title=text[:end],
        outlet=article.outlet,
        author=article.author,
        date=article.date,
        language="en",
        genre=article.genre,
        event=article.event,
        extra={"credit": written.credit, "licence": written.licence},
    )


def _codebook(written: _Written) -> Codebook:
    """The shipped codebook with what the lesson takes of it."""
    whole = shipped_codebook(written.codebook)
    asked = {it.key for it in whole.fields} if written.fields is None else {*written.fields}
    chosen = written.tags or tuple(tag.key for tag in whole.tags)
    missing = {*chosen} - {tag.key for tag in whole.tags} | asked - {it.key for it in whole.fields}
    if missing:
        raise AnnotatorError(
            f"The lesson “{written.title}” takes {', '.join(sorted(missing))} of the codebook "
            f"“{whole.name}”, which has no such tag or field."
        )
    taken = replace(
        whole,
        tags=tuple(
            replace(tag, fields=tuple(key for key in tag.fields if key in asked))
            for tag in whole.tags
            if tag.key in chosen
        ),
        fields=tuple(it for it in whole.fields if it.key in asked),
        questions=written.questions,
    )
    if found := faults(taken):
        raise AnnotatorError(f"The codebook of the lesson “{written.title}” has faults. {found[0]}")
    return taken


def _place(written: _Written, draft: Draft, key: _Key) -> Span:
    """Where a label of the key stands."""
    found = occurrences(draft.text, key.quote, ignore_case=False)
    if 0 < key.nth <= len(found):
        return found[key.nth - 1]
    if len(found) == 1 and not key.nth:
        return found[0]
    where = f"In the lesson “{written.title}” the key’s words “{key.quote}” are"
    if not found:
        raise AnnotatorError(f"{where} not in “{draft.title}”; write them as they stand there.")
    raise AnnotatorError(
        f"{where} in “{draft.title}” {len(found)} times; say which with nth, from 1."
    )


# ---------------------------------------------------------------------------- the project


def _fill(
    project: Project, written: _Written, drafts: list[Draft], places: list[list[Span]]
) -> None:
    instructor = project.annotators()[0]
    key = Annotator(new_id(), KEY, AnnotatorKind.KEY, free_colour([instructor]))
    desk = Desk(project, key)
    ids = finish(add_drafts(project, drafts, annotator_id=instructor.id, twins=Twins.KEEP)).ids
    edits = [Edit(None, key), _settled(project, written, ids)]
    for article_id, article, spans in zip(ids, written.articles, places, strict=True):
        edits += _labelled(desk, article_id, article, spans)
        edits.append(Edit(None, Assignment(article_id, key.id, State.DONE, labelled=True)))
    project.keep(f"Ready lesson “{written.title}”", tuple(edits), instructor.id)


def _settled(project: Project, written: _Written, ids: tuple[str, ...]) -> Edit:
    lesson = Lesson(
        instructions=_paragraphs(written.instructions),
        goals=written.goals,
        notes=_paragraphs(written.notes),
        minutes=written.minutes,
        feedback=written.feedback,
        reason=written.reason,
        credit=f"{written.credit}; {written.licence}",
        parts={key: it.part for key, it in zip(ids, written.articles, strict=True)},
    )
    return Edit(project.settings, replace(project.settings, lesson=lesson))


def _labelled(desk: Desk, article_id: str, article: _Article, spans: list[Span]) -> list[Edit]:
    text, moment = desk.project.article(article_id), now()
    first = desk.project.codebook.tags[0].key
    edits = []
    for each, span in zip(article.key, spans, strict=True):
        given = {COUNTS.key: each.counts.value, **each.fields}
        try:
            tag = offered_tag(desk.project.codebook, each.tag or first)
            fields = {name: fitting(desk.field_of(tag, name), it) for name, it in given.items()}
        except AnnotatorError as error:
            title = desk.project.settings.name
            raise AnnotatorError(
                f"In the lesson “{title}” the key’s label on “{each.quote}” is faulty. {error}"
            ) from error
        made = desk.new_label(tag, text, (span,), moment, Origin.OWN, fields, each.note)
        edits.append(Edit(None, made))
    return edits
