"""Gold labels and answers: agreements accepted by a rule, differences decided one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.clock import new_id, now
from annotator.core import release
from annotator.core.adjudication import (
    AskedPlace,
    Place,
    Reading,
    Rule,
    agreed,
    agreed_value,
    asked,
    decisions_by_sources,
    is_unsettled,
    places,
)
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import new_label, shortened
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Article,
    Assignment,
    Decision,
    Label,
    Origin,
    Span,
    State,
    Value,
    Verdict,
)
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.team import add_annotator

ERRORS = ("missed", "overmarked", "boundary", "wrong-tag", "wrong-value", "unclear-codebook")
"""The kinds of mistake that a decision can name, as the field's error analyses tell them apart."""

_EVERY = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """An article with the work of all who are done with it, and what was decided so far.

    `people` are those annotators, in the order in which lanes show them; `gold_ids` are the
    annotators of kind gold, `gold` and `gold_answers` theirs. `decided` has the decisions by the
    `sources` of their places; `open_places` is what nobody has decided yet, questions last.
    """

    article: Article
    people: tuple[Annotator, ...]
    labels: tuple[Label, ...]
    gold: tuple[Label, ...]
    places: tuple[Place, ...]
    asked: tuple[AskedPlace, ...]
    decisions: tuple[Decision, ...]
    gold_ids: frozenset[str] = frozenset()
    gold_answers: tuple[Answer, ...] = ()
    decided: Mapping[tuple[str, ...], Decision] = field(init=False)
    open_places: tuple[Place | AskedPlace, ...] = field(init=False)

    def __post_init__(self) -> None:
        decided = decisions_by_sources(self.decisions)
        left = (it for it in self.everything if is_unsettled(decided.get(it.sources)))
        object.__setattr__(self, "decided", decided)
        object.__setattr__(self, "open_places", tuple(left))

    def is_whole(self, place: Place | AskedPlace) -> bool:
        """Whether it is about the whole article: a question, or labels of all of its text."""
        return isinstance(place, AskedPlace) or place.end - place.start == len(self.article.text)

    @property
    def everything(self) -> tuple[Place | AskedPlace, ...]:
        """All that can be decided, in the order of the text, questions last."""
        return (*self.places, *self.asked)

    def answer_of(self, decision: Decision) -> Answer | None:
        """The gold answer that a decision let stand."""
        return next((it for it in self.gold_answers if it.id in decision.gold), None)

    def after(self, edits: Iterable[Edit]) -> "Compared | None":
        """The same after these edits of gold and decisions.

        None where they touch what is compared, so that it must be read anew.
        """
        kept: dict[type, dict[str, Any]] = {
            Label: {it.id: it for it in self.gold},
            Answer: {it.id: it for it in self.gold_answers},
            Decision: {it.id: it for it in self.decisions},
        }
        compared_ids, gold_ids = {each.id for each in self.people}, set(self.gold_ids)
        for edit in edits:
            record = edit.record
            if isinstance(record, Annotator) and record.kind is AnnotatorKind.GOLD:
                gold_ids.add(record.id)
                continue
            if not isinstance(record, Label | Answer | Decision | Assignment):
                return None
            if record.article_id != self.article.id:
                continue
            if isinstance(record, Assignment) or record.annotator_id in compared_ids:
                return None
            if record.annotator_id in gold_ids:
                kept[type(record)].pop(record.id, None)
                if edit.after is not None:
                    kept[type(record)][record.id] = edit.after
        return replace(
            self,
            gold=tuple(kept[Label].values()),
            gold_answers=tuple(kept[Answer].values()),
            decisions=tuple(kept[Decision].values()),
            gold_ids=frozenset(gold_ids),
        )


# ---------------------------------------------------------------------------- what may be seen


def done_with(project: Project, article_id: str) -> list[Annotator]:
    """Those who annotate for comparison (persons and models) and are done with the article."""
    states = {it.annotator_id: it.state for it in project.store.assignments(article_id)}
    return [
        each
        for each in project.annotators()
        if each.kind in (AnnotatorKind.PERSON, AnnotatorKind.MODEL)
        and states.get(each.id) is State.DONE
    ]


def is_released(project: Project, article_id: str, today: str = "") -> bool:
    """Whether the article's labels may be shown to others than who made them.

    `today` is a date (ISO 8601); the present one if empty. Skipping counts as being done.
    """
    people = {it.id for it in project.annotators() if it.kind is AnnotatorKind.PERSON}
    theirs = project.store.assignments(article_id)
    return release.is_released(project.settings, theirs, people, today or now()[:10])


def articles_to_adjudicate(project: Project) -> list[str]:
    """The ids of the articles that are released and that two or more are done with, in order."""
    several = set(project.store.done_by_several())
    return [it for it in project.article_ids() if it in several and is_released(project, it)]


def compared(project: Project, article_id: str) -> Compared:
    """The article as Adjudicate shows it; raises AnnotatorError where it may not be seen yet.

    What is compared counts as the tag that its own was merged into, where it was.
    """
    article = project.article(article_id)
    if not is_released(project, article_id):
        raise AnnotatorError(
            f"“{shortened(article.title)}” is still being annotated; its labels are shown when "
            "everybody is done with it. The project's settings say when that is."
        )
    people = done_with(project, article_id)
    ids = [each.id for each in people]
    labels = project.labels(article_id)
    answers = project.answers(article_id)
    gold_ids = frozenset(it.id for it in project.annotators() if it.kind is AnnotatorKind.GOLD)
    book = project.codebook
    theirs = tuple(
        replace(label, tag=book.counts_as(label.tag))
        for label in labels
        if label.annotator_id in ids
    )
    return Compared(
        article=article,
        people=tuple(people),
        labels=theirs,
        gold=tuple(label for label in labels if label.annotator_id in gold_ids),
        places=tuple(places(theirs, ids, Span(0, len(article.text)))),
        asked=tuple(asked(project.codebook.questions, answers, ids)),
        decisions=tuple(project.store.decisions(article_id)),
        gold_ids=gold_ids,
        gold_answers=tuple(it for it in answers if it.annotator_id in gold_ids),
    )


def gold_annotator(project: Project) -> Annotator:
    """The annotator of kind gold; made if there is none."""
    for each in project.annotators():
        if each.kind is AnnotatorKind.GOLD:
            return each
    taken = {each.name.casefold() for each in project.annotators()}
    free = ("Gold", *(f"Gold {number}" for number in range(2, len(taken) + 3)))
    name = next(each for each in free if each.casefold() not in taken)
    return add_annotator(project, name, AnnotatorKind.GOLD)


# ---------------------------------------------------------------------------- deciding


class Adjudicator:
    """Somebody who decides, in one project; each decision is one step, undone like any other."""

    def __init__(self, project: Project, by: Annotator) -> None:
        self.project = project
        self.by = by
        self.gold = gold_annotator(project)

    def accept_agreed(self, article_ids: Sequence[str], rule: Rule) -> Work[Step | None]:
        """Let what is agreed on by the rule stand, in all these articles, in one step.

        Places that somebody decided already stay as they are; None if there is nothing to accept.
        """
        edits: list[Edit] = []
        count = 0
        for number, article_id in enumerate(article_ids):
            if number % _EVERY == 0:
                yield Progress(number, len(article_ids), "comparing")
            found = compared(self.project, article_id)
            decided = found.decided
            for place in found.everything:
                if place.sources in decided:  # if only to be talked about
                    continue
                made = self._agreed_edits(found, place, rule)
                edits += made
                count += bool(made)
        if not edits:
            return None
        title = "1 agreement accepted" if count == 1 else f"{count:,} agreements accepted"
        return (yield from self.project.doing(title, edits, self.by.id))

    def _agreed_edits(self, found: Compared, place: Place | AskedPlace, rule: Rule) -> list[Edit]:
        if isinstance(place, AskedPlace):
            value = agreed_value(place, rule)
            return [] if value is None else self._answered(found, place, value[0], Verdict.AGREED)
        readings = agreed(place, rule)
        return [] if readings is None else self._read(found, place, readings, Verdict.AGREED)

    def accept(
        self,
        found: Compared,
        place: Place,
        readings: Sequence[Reading],
        *,
        reason: str = "",
        error: str = "",
    ) -> Step:
        """Let these readings of a place stand; with none, that nothing is to be marked there."""
        verdict = Verdict.ACCEPTED if readings else Verdict.NOTHING
        edits = self._read(found, place, readings, verdict, reason, error)
        what = f"“{self._quote(found, place)}”"
        title = f"Accept a reading of {what}" if readings else f"Nothing at {what}"
        return self._do(title, edits)

    def edit(
        self,
        found: Compared,
        place: Place,
        tag: str,
        pieces: Sequence[Span],
        *,
        reason: str = "",
        error: str = "",
    ) -> Step:
        """Let a label stand that nobody gave; raises AnnotatorError for an unfit tag or place."""
        if self.project.codebook.tag(tag) is None:
            raise AnnotatorError(f"The codebook has no tag “{tag}”.")
        reading = Reading(tag, tuple(pieces), ())
        edits = self._read(found, place, [reading], Verdict.EDITED, reason, error)
        return self._do(f"Another reading of “{self._quote(found, place)}”", edits)

    def answer(
        self, found: Compared, place: AskedPlace, value: Value, *, reason: str = "", error: str = ""
    ) -> Step:
        """Let this answer to a question stand."""
        verdict = (
            Verdict.ACCEPTED
            if any(type(it) is type(value) and it == value for it, _ in place.values)
            else Verdict.EDITED
        )
        edits = self._answered(found, place, value, verdict, reason, error)
        return self._do(f"{place.question.name}: decided", edits)

    def discuss(self, found: Compared, place: Place | AskedPlace, *, reason: str = "") -> Step:
        """Leave a place open, to be talked about."""
        edits = self._decided(found, place, Verdict.DISCUSS, (), reason, "")
        return self._do("To be discussed", edits)

    def _do(self, title: str, edits: Iterable[Edit]) -> Step:
        return self.project.do(title, *edits, annotator_id=self.by.id)

    def _quote(self, found: Compared, place: Place) -> str:
        return shortened(found.article.text[place.start : place.end])

    # ------------------------------------------------------------------ edits

    def _read(
        self,
        found: Compared,
        place: Place,
        readings: Sequence[Reading],
        verdict: Verdict,
        reason: str = "",
        error: str = "",
    ) -> list[Edit]:
        """What makes these readings the gold labels of the place, instead of those it has."""
        moment = now()
        made = [
            replace(
                new_label(
                    found.article,
                    reading.tag,
                    reading.pieces,
                    label_id=new_id(),
                    annotator_id=self.gold.id,
                    codebook_version=self.project.codebook_version,
                    now=moment,
                    origin=Origin.ADJUDICATED,
                ),
                fields=reading.fields,
            )
            for reading in readings
        ]
        gone = [Edit(label, None) for label in self._gold_of(found, place)]
        decided = self._decided(
            found, place, verdict, tuple(label.id for label in made), reason, error
        )
        return [*gone, *(Edit(None, label) for label in made), *decided]

    def _gold_of(self, found: Compared, place: Place) -> list[Label]:
        """The gold labels that an earlier decision about this place left."""
        ids = {each for it in self._earlier(found, place) for each in it.gold}
        return [label for label in found.gold if label.id in ids]

    def _earlier(self, found: Compared, place: Place | AskedPlace) -> list[Decision]:
        """Decisions about some of these labels, also from before others were added."""
        sources = set(place.sources)
        return [it for it in found.decisions if sources & set(it.sources)]

    def _answered(
        self,
        found: Compared,
        place: AskedPlace,
        value: Value,
        verdict: Verdict,
        reason: str = "",
        error: str = "",
    ) -> list[Edit]:
        moment, key = now(), place.question.key
        mine = self.project.answers(found.article.id, self.gold.id)
        before = next((it for it in mine if it.question == key), None)
        after = Answer(
            id=before.id if before else new_id(),
            article_id=found.article.id,
            annotator_id=self.gold.id,
            question=key,
            value=value,
            codebook_version=self.project.codebook_version,
            created=before.created if before else moment,
            updated=moment,
        )
        decided = self._decided(found, place, verdict, (after.id,), reason, error)
        return [Edit(before, after), *decided]

    def _decided(
        self,
        found: Compared,
        place: Place | AskedPlace,
        verdict: Verdict,
        gold: tuple[str, ...],
        reason: str,
        error: str,
    ) -> list[Edit]:
        start, end, question = (
            (0, 0, place.question.key)
            if isinstance(place, AskedPlace)
            else (place.start, place.end, "")
        )
        made = Decision(
            id=new_id(),
            article_id=found.article.id,
            annotator_id=self.gold.id,
            by=self.by.id,
            start=start,
            end=end,
            verdict=verdict,
            sources=place.sources,
            gold=gold,
            question=question,
            reason=" ".join(reason.split()),
            error=error,
            time=now(),
        )
        return [*(Edit(it, None) for it in self._earlier(found, place)), Edit(None, made)]
