"""What an annotator does to an article: each verb makes the edits of one step, for the one door.

What is done to many articles or labels at once is in `bulk`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotator.clock import new_id, now
from annotator.core.asking import Asking, asking
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Feedback
from annotator.core.giving import filled, offered_tag
from annotator.core.labels import (
    fitting,
    moved,
    new_label,
    same_place,
    scoped,
    shortened,
    words_of,
)
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Answer,
    Article,
    Assignment,
    Field,
    Label,
    Moment,
    Origin,
    Question,
    Scope,
    SecondAnswer,
    Span,
    State,
    Tag,
    Value,
)
from annotator.core.work import Work, finish
from annotator.project import Project
from annotator.project.training import Standing, keep_attempt, standing, train_again

Pieces = Sequence[Span]


class Desk:
    """An annotator at work in a project; sees and changes only their own labels and answers."""

    def __init__(self, project: Project, annotator: Annotator) -> None:
        self.project = project
        self.annotator = annotator

    def doing(self, title: str, edits: Iterable[Edit]) -> Work[Step]:
        """Write the edits as one step of this annotator, as work."""
        changes = tuple(edits)
        self._see_that_they_are_open(changes)
        return self.project.doing(title, changes, self.annotator.id)

    def _see_that_they_are_open(self, edits: Iterable[Edit]) -> None:
        """Nobody works on other articles, wherever they stand, until the training is passed."""
        said = (edit.record for edit in edits)
        worked_on = {it.article_id for it in said if isinstance(it, Label | Answer | SecondAnswer)}
        if worked_on and (training := self._shut_in()) and worked_on - training:
            raise AnnotatorError(
                "The training comes first: other articles open once it is passed. "
                "Nothing was changed."
            )

    def _do(self, title: str, edits: Iterable[Edit]) -> Step:
        return finish(self.doing(title, edits))

    # ------------------------------------------------------------------ labels

    def labels(self, article_id: str) -> list[Label]:
        """This annotator's labels on the article, in the order of the text."""
        return self.project.labels(article_id, self.annotator.id)

    def tag(
        self,
        article: Article,
        tag_key: str,
        places: Sequence[Pieces],
        *,
        fields: Mapping[str, Value] | None = None,
        note: str = "",
        origin: Origin = Origin.OWN,
    ) -> list[Label]:
        """Tag each of the places (the pieces of one label) in one step; gives the labels made.

        A place that this annotator gave the same tag already is left alone. Fields that the
        codebook can detect are filled in. Raises AnnotatorError for an unknown tag or unfit value.
        """
        tag = offered_tag(self.project.codebook, tag_key)
        given, moment = self._fitting(tag, fields or {}), now()
        made: dict[Pieces, Label] = {}
        for pieces in places:
            label = self.new_label(tag, article, pieces, moment, origin, given, note)
            if label.pieces not in made and not self._has_alike(label):
                made[label.pieces] = label
        labels = list(made.values())
        if labels:
            quote = shortened(words_of(labels[0]))
            several = f" in {len(labels)} places" if len(labels) > 1 else ""
            title = f"Tag “{quote}”{several} as {tag.name}"
            self._do(title, [*self.begun(article.id), *(Edit(None, label) for label in labels)])
        return labels

    def new_label(
        self,
        tag: Tag,
        article: Article,
        pieces: Pieces,
        moment: str,
        origin: Origin,
        given: Mapping[str, Value] = MappingProxyType({}),
        note: str = "",
    ) -> Label:
        """A label of this annotator that is not written yet, with what the codebook can detect."""
        placed = scoped(article.text, pieces, tag.scope)
        whole = Span(placed[0].start, placed[-1].end) if placed else Span(0, 0)
        return new_label(
            article,
            tag.key,
            placed,
            label_id=new_id(),
            annotator_id=self.annotator.id,
            codebook_version=self.project.codebook_version,
            now=moment,
            origin=origin,
            fields=filled(self.project.codebook.fields_of(tag), article.text, whole, given),
            note=note,
        )

    def _has_alike(self, label: Label) -> bool:
        near = self.project.labels_starting_at(
            label.article_id, self.annotator.id, label.tag, label.start
        )
        return same_place(near, label.tag, label.pieces) is not None

    def tags_given_to(self, words: str) -> dict[str, int]:
        """How often this annotator gave each tag to just these words, in any article."""
        return self.project.tags_given_to(words, self.annotator.id)

    def _fitting(self, tag: Tag, fields: Mapping[str, Value]) -> dict[str, Value]:
        return {key: fitting(self.field_of(tag, key), value) for key, value in fields.items()}

    def field_of(self, tag: Tag, key: str) -> Field:
        """The field of this key that the tag asks; raises AnnotatorError if it asks none such."""
        fields = self.fields_of(tag)
        for field in fields:
            if field.key == key:
                return field
        known = ", ".join(field.key for field in fields) or "none"
        raise AnnotatorError(f"The tag {tag.name} asks no field “{key}”; it asks: {known}.")

    def fields_of(self, tag: Tag) -> tuple[Field, ...]:
        """What this annotator may say of a label of the tag; a key also what it counts as."""
        fields = self.project.codebook.fields_of(tag)
        return (COUNTS, *fields) if self.annotator.kind is AnnotatorKind.KEY else fields

    def begun(self, article_id: str) -> list[Edit]:
        """What begins the article for this annotator, if it is still to do."""
        before = self.project.stored_assignment(article_id, self.annotator.id)
        current = before or Assignment(article_id, self.annotator.id)
        if current.state is not State.TODO:
            return []
        return [Edit(before, replace(current, state=State.IN_PROGRESS))]

    def untag(self, labels: Sequence[Label]) -> Step:
        """Remove labels, all in one step; raises AnnotatorError for a label of somebody else."""
        return finish(self.untagging(labels))

    def untagging(self, labels: Sequence[Label]) -> Work[Step]:
        """`untag` as work."""
        if any(label.annotator_id != self.annotator.id for label in labels):
            raise AnnotatorError(
                f"That label is not {self.annotator.name}’s, so it was not removed; "
                "only who made a label may remove it."
            )
        name = self._tag_name(labels[0])
        title = (
            f"Remove {name} from “{shortened(words_of(labels[0]))}”"
            if len(labels) == 1
            else f"Remove {len(labels):,} labels"
        )
        return (yield from self.doing(title, (Edit(label, None) for label in labels)))

    def retag(self, label: Label, tag_key: str) -> Label:
        """Give a label another tag; values of fields that the new tag asks too are kept."""
        tag = offered_tag(self.project.codebook, tag_key)
        title = f"Retag “{shortened(words_of(label))}” as {tag.name}"
        return self._change(title, label, self.retagged(label, tag))

    def retagged(self, label: Label, tag: Tag) -> Label:
        """The label with another tag, and with the values that this one asks for too."""
        asked = {field.key for field in self.fields_of(tag)}
        fields = {key: value for key, value in label.fields.items() if key in asked}
        return replace(label, tag=tag.key, fields=fields)

    def move(self, article: Article, label: Label, pieces: Pieces) -> Label:
        """Put a label on other pieces of its text; its tag's scope widens them."""
        tag = self.project.codebook.tag(label.tag)
        scope = tag.scope if tag is not None else Scope.WORDS
        after = moved(label, article.text, scoped(article.text, pieces, scope), now())
        title = f"Resize {self._tag_name(label)} to “{shortened(words_of(after))}”"
        return self._change(title, label, after)

    def set_field(self, label: Label, key: str, value: Value | None) -> Label:
        """Set the value of a field, or clear it with None; raises AnnotatorError if it is unfit."""
        tag = self.project.codebook.tag(label.tag)
        if tag is None:
            raise AnnotatorError(f"The codebook has no tag “{label.tag}” any more.")
        field = self.field_of(tag, key)
        fields = {name: kept for name, kept in label.fields.items() if name != key}
        if value is not None and value != "":
            fields[key] = fitting(field, value)
        shown = shortened(str(fields.get(key, "empty")), 24)
        title = f"{field.name} of “{shortened(words_of(label))}”: {shown}"
        return self._change(title, label, replace(label, fields=fields))

    def set_note(self, label: Label, note: str) -> Label:
        """Write the note of a label."""
        return self._change(
            f"Note on “{shortened(words_of(label))}”", label, replace(label, note=note)
        )

    def _change(self, title: str, before: Label, after: Label) -> Label:
        same = replace(after, updated=before.updated) == before
        # Python takes True for 1, which a field that became a scale must not.
        if same and _types(after.fields) == _types(before.fields):
            return before
        after = replace(after, updated=now(), codebook_version=self.project.codebook_version)
        self._do(title, [Edit(before, after)])
        return after

    def _tag_name(self, label: Label) -> str:
        tag = self.project.codebook.tag(label.tag)
        return tag.name if tag else label.tag

    # ------------------------------------------------------------------ the queue

    @property
    def standing(self) -> Standing:
        """How far this annotator is with the training."""
        return standing(self.project, self.annotator.id)

    def article_ids(self, states: Sequence[State] = ()) -> list[str]:
        """The ids of the articles in this annotator's queue, in these states, if any are given.

        Until the training is passed, that is the training alone.
        """
        ids = self.project.article_ids(self.annotator.id, states)
        training = self._shut_in()
        return [each for each in ids if each in training] if training else ids

    def left_at(self) -> str:
        """The id of the article this annotator came to last, or the first of the queue; "" if none.

        Whoever comes back goes on where they were.
        """
        ids, last = self.article_ids(), self.project.store.last_visited(self.annotator.id)
        return last if last in ids else next(iter(ids), "")

    def state_counts(self) -> dict[State, int]:
        """How many articles of `article_ids` are in each state."""
        if not self._shut_in():
            return self.project.state_counts(self.annotator.id)
        return {state: len(self.article_ids((state,))) for state in State}

    def done(self, article_id: str) -> Feedback | None:
        """Say that the article is done; in training, what the key says, which is kept for good."""
        before = self.project.assignment(article_id, self.annotator.id).state
        self.set_state(article_id, State.DONE)
        if before is State.DONE:
            return None
        return keep_attempt(self.project, article_id, self.annotator.id)

    def train_again(self) -> Step | None:
        """Begin the training anew."""
        return train_again(self.project, self.annotator.id)

    def is_shut(self, article_id: str) -> bool:
        """Whether the article is closed to this annotator until the training is passed."""
        training = self._shut_in()
        return bool(training) and article_id not in training

    def _shut_in(self) -> set[str]:
        """The articles of a training that is not passed yet."""
        now = self.standing
        return set() if now.passed else set(now.articles)

    # ------------------------------------------------------------------ the article

    def answer(self, article_id: str, question_key: str, value: Value | None) -> Step | None:
        """Answer a question about the article, or take the answer back with None."""
        mine = self.project.answers(article_id, self.annotator.id)
        return self._answer(Answer, mine, article_id, self.question(question_key), value)

    def answer_again(self, article_id: str, question_key: str, value: Value | None) -> Step | None:
        """Answer a question once more, now that the source is known; the first answer stays."""
        mine = self.project.second_answers(article_id, self.annotator.id)
        return self._answer(SecondAnswer, mine, article_id, self.question(question_key), value)

    def question(self, key: str) -> Question:
        """The question of this key; raises AnnotatorError if the codebook has none such."""
        question = self.project.codebook.question(key)
        if question is None:
            known = ", ".join(item.key for item in self.project.codebook.questions) or "none"
            raise AnnotatorError(f"The codebook has no question “{key}”; it has {known}.")
        return question

    def _answer(
        self,
        kind: type[Answer] | type[SecondAnswer],
        mine: Sequence[Answer] | Sequence[SecondAnswer],
        article_id: str,
        question: Question,
        value: Value | None,
    ) -> Step | None:
        name = question.name if kind is Answer else f"{question.name} (once more)"
        before = next((item for item in mine if item.question == question.key), None)
        if value is None or value == "":
            return self._do(f"{name}: empty", [Edit(before, None)]) if before else None
        value = fitting(question, value)
        if before is not None and before.value == value and type(before.value) is type(value):
            return None
        version, moment = self.project.codebook_version, now()
        after = (
            replace(before, value=value, codebook_version=version, updated=moment)
            if before
            else kind(
                id=new_id(),
                article_id=article_id,
                annotator_id=self.annotator.id,
                question=question.key,
                value=value,
                codebook_version=version,
                created=moment,
                updated=moment,
            )
        )
        title = f"{name}: {shortened(str(value), 24)}"
        return self._do(title, [*self.begun(article_id), Edit(before, after)])

    def set_state(self, article_id: str, state: State, reason: str = "") -> Step | None:
        """Say how far this annotator is with the article, and why if it is skipped or flagged."""
        return self._say(article_id, _STATES[state], state=state, reason=reason)

    def asking(self, article_id: str) -> Asking:
        """What this annotator is asked about the article now."""
        project, who = self.project, self.annotator.id
        revealed = project.settings.second_rating and any(
            visit.revealed for visit in project.visits(article_id, who)
        )
        prior = any(it.moment is Moment.BEFORE for it in project.codebook.questions)
        person = self.annotator.kind is AnnotatorKind.PERSON
        return asking(
            project.codebook,
            project.answers(article_id, who),
            project.assignment(article_id, who),
            begun=not (prior and person) or bool(self.labels(article_id)),
            again=project.second_answers(article_id, who) if revealed else None,
        )

    def set_labelled(self, article_id: str, *, labelled: bool) -> Step | None:
        """Say that the labels are all there, or that they are not yet."""
        said = "the labels are all there" if labelled else "labels are missing"
        return self._say(article_id, said, labelled=labelled)

    def leave_unasked(self, article_id: str, reason: str) -> Step | None:
        """Leave out the questions before the text, and say why."""
        return self._say(article_id, f"not asked before ({reason})", unasked=reason)

    def _say(self, article_id: str, said: str, **changes: object) -> Step | None:
        before = self.project.stored_assignment(article_id, self.annotator.id)
        current = before or Assignment(article_id, self.annotator.id)
        after = replace(current, **changes)  # type: ignore[arg-type]
        if after == current:
            return None
        title = f"“{shortened(self.project.article(article_id).title)}”: {said}"
        return self._do(title, [Edit(before, after)])

    def set_article_note(self, article_id: str, note: str) -> Step | None:
        """Write this annotator's note on the article."""
        current = self.project.assignment(article_id, self.annotator.id)
        if current.note == note:
            return None
        title = f"Note on “{shortened(self.project.article(article_id).title)}”"
        before = self.project.stored_assignment(article_id, self.annotator.id)
        return self._do(title, [Edit(before, replace(current, note=note))])


def _types(fields: Mapping[str, Value]) -> dict[str, type]:
    return {key: type(value) for key, value in fields.items()}


_STATES = {
    State.TODO: "to do",
    State.IN_PROGRESS: "in progress",
    State.DONE: "done",
    State.SKIPPED: "skipped",
    State.FLAGGED: "flagged",
}
