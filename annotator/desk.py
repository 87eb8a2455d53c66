"""What an annotator does to articles: each verb makes the edits of one step, for the one door."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.clock import new_id, now
from annotator.core.duplicates import VERSION_OF
from annotator.core.edits import Edit, Step
from annotator.core.errors import AnnotatorError
from annotator.core.labels import fitting, moved, new_label, same_place, scoped, shortened
from annotator.core.model import (
    Annotator,
    Answer,
    Article,
    Assignment,
    Field,
    Label,
    Origin,
    Scope,
    Span,
    State,
    Tag,
    Value,
)
from annotator.core.quotation import in_quotation, speaker
from annotator.project import Project

Pieces = Sequence[Span]


class Desk:
    """An annotator at work in a project; sees and changes only their own labels and answers."""

    def __init__(self, project: Project, annotator: Annotator) -> None:
        self.project = project
        self.annotator = annotator

    def _do(self, title: str, edits: Iterable[Edit]) -> Step:
        return self.project.do(title, *edits, annotator_id=self.annotator.id)

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
        tag = self.offered_tag(tag_key)
        given = self._fitting(tag, fields or {})
        made: dict[Pieces, Label] = {}
        for pieces in places:
            label = new_label(
                article,
                tag.key,
                scoped(article.text, pieces, tag.scope),
                label_id=new_id(),
                annotator_id=self.annotator.id,
                codebook_version=self.project.codebook_version,
                now=now(),
                origin=origin,
            )
            if label.pieces not in made and not self._has_alike(label):
                filled = self._filled(tag, article, label, given)
                made[label.pieces] = replace(label, fields=filled, note=note)
        labels = list(made.values())
        if labels:
            quote = shortened(labels[0].quote)
            several = f" in {len(labels)} places" if len(labels) > 1 else ""
            title = f"Tag “{quote}”{several} as {tag.name}"
            self._do(title, [*self._begun(article.id), *(Edit(None, label) for label in labels)])
        return labels

    def tag_places(self, tag_key: str, places: Sequence[tuple[str, Pieces]]) -> list[Label]:
        """Tag places in any articles, (article id, pieces) each, in one step of origin "bulk".

        A place that this annotator gave the same tag already is left alone. Raises AnnotatorError
        for an unknown tag.
        """
        tag, moment = self.offered_tag(tag_key), now()
        made: dict[tuple[str, Pieces], Label] = {}
        for article_id, pieces in places:
            article = self.project.article(article_id)
            label = new_label(
                article,
                tag.key,
                scoped(article.text, pieces, tag.scope),
                label_id=new_id(),
                annotator_id=self.annotator.id,
                codebook_version=self.project.codebook_version,
                now=moment,
                origin=Origin.BULK,
            )
            if (article_id, label.pieces) not in made and not self._has_alike(label):
                fields = self._filled(tag, article, label, {})
                made[article_id, label.pieces] = replace(label, fields=fields)
        labels = list(made.values())
        if labels:
            begun = {label.article_id: self._begun(label.article_id) for label in labels}
            quote = shortened(labels[0].quote)
            title = f"Tag “{quote}” and the like in {len(labels):,} places as {tag.name}"
            if len(labels) == 1:
                title = f"Tag “{quote}” as {tag.name}"
            edits = [edit for first in begun.values() for edit in first]
            self._do(title, [*edits, *(Edit(None, label) for label in labels)])
        return labels

    def retag_all(self, labels: Sequence[Label], tag_key: str) -> list[Label]:
        """Give these labels another tag in one step; fields that the new tag asks too are kept."""
        tag, moment = self.offered_tag(tag_key), now()
        changed = [label for label in labels if label.tag != tag.key]
        after = [
            replace(
                label,
                tag=tag.key,
                fields={key: value for key, value in label.fields.items() if key in tag.fields},
                updated=moment,
                codebook_version=self.project.codebook_version,
            )
            for label in changed
        ]
        if after:
            title = f"Retag {len(after):,} labels as {tag.name}"
            self._do(title, map(Edit, changed, after))
        return after

    def _has_alike(self, label: Label) -> bool:
        near = self.project.labels_starting_at(
            label.article_id, self.annotator.id, label.tag, label.start
        )
        return same_place(near, label.tag, label.pieces) is not None

    def tags_given_to(self, words: str) -> dict[str, int]:
        """How often this annotator gave each tag to just these words, in any article."""
        return self.project.tags_given_to(words, self.annotator.id)

    def offered_tag(self, key: str) -> Tag:
        """The tag with this key, if it may still be given; raises AnnotatorError otherwise."""
        tag = self.project.codebook.tag(key)
        if tag is None:
            known = ", ".join(item.key for item in self.project.codebook.given)
            raise AnnotatorError(f"The codebook has no tag “{key}”; it has {known}.")
        if tag.group:
            inside = ", ".join(item.key for item in self.project.codebook.inside(key)) or "none"
            raise AnnotatorError(
                f"{tag.name} is a group of tags and no tag itself; give one inside it: {inside}."
            )
        if tag.retired:
            raise AnnotatorError(
                f"The tag {tag.name} is retired; its labels stay, new ones cannot be."
            )
        return tag

    def _fitting(self, tag: Tag, fields: Mapping[str, Value]) -> dict[str, Value]:
        return {key: fitting(self.field_of(tag, key), value) for key, value in fields.items()}

    def field_of(self, tag: Tag, key: str) -> Field:
        """The field of this key that the tag asks; raises AnnotatorError if it asks none such."""
        for field in self.project.codebook.fields_of(tag):
            if field.key == key:
                return field
        known = ", ".join(tag.fields) or "none"
        raise AnnotatorError(f"The tag {tag.name} asks no field “{key}”; it asks: {known}.")

    def _filled(
        self, tag: Tag, article: Article, label: Label, given: Mapping[str, Value]
    ) -> dict[str, Value]:
        """The values given, and what is detected of the rest as far as it is asked then."""
        values = dict(given)
        span = Span(label.start, label.end)
        for field in self.project.codebook.fields_of(tag):
            waits = field.when is not None and values.get(field.when.field) != field.when.value
            if field.key in values or waits:
                continue
            if field.detect == "quotation":
                values[field.key] = in_quotation(article.text, span)
            elif field.detect == "speaker" and in_quotation(article.text, span):
                name = speaker(article.text, span)
                if name:
                    values[field.key] = name
        return values

    def _begun(self, article_id: str) -> list[Edit]:
        before = self.project.stored_assignment(article_id, self.annotator.id)
        current = before or Assignment(article_id, self.annotator.id)
        if current.state is not State.TODO:
            return []
        return [Edit(before, replace(current, state=State.IN_PROGRESS))]

    def untag(self, labels: Sequence[Label]) -> Step:
        """Remove labels, all in one step; raises AnnotatorError for a label of somebody else."""
        if any(label.annotator_id != self.annotator.id for label in labels):
            raise AnnotatorError(
                f"That label is not {self.annotator.name}’s, so it was not removed; "
                "only who made a label may remove it."
            )
        name = self._tag_name(labels[0])
        title = (
            f"Remove {name} from “{shortened(labels[0].quote)}”"
            if len(labels) == 1
            else f"Remove {len(labels)} labels"
        )
        return self._do(title, [Edit(label, None) for label in labels])

    def retag(self, label: Label, tag_key: str) -> Label:
        """Give a label another tag; values of fields that the new tag asks too are kept."""
        tag = self.offered_tag(tag_key)
        fields = {key: value for key, value in label.fields.items() if key in tag.fields}
        title = f"Retag “{shortened(label.quote)}” as {tag.name}"
        return self._change(title, label, replace(label, tag=tag.key, fields=fields))

    def move(self, article: Article, label: Label, pieces: Pieces) -> Label:
        """Put a label on other pieces of its text; its tag's scope widens them."""
        tag = self.project.codebook.tag(label.tag)
        scope = tag.scope if tag is not None else Scope.WORDS
        after = moved(label, article.text, scoped(article.text, pieces, scope), now())
        title = f"Resize {self._tag_name(label)} to “{shortened(after.quote)}”"
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
        title = f"{field.name} of “{shortened(label.quote)}”: {shown}"
        return self._change(title, label, replace(label, fields=fields))

    def set_note(self, label: Label, note: str) -> Label:
        """Write the note of a label."""
        return self._change(f"Note on “{shortened(label.quote)}”", label, replace(label, note=note))

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

    # ------------------------------------------------------------------ the article

    def answer(self, article_id: str, question_key: str, value: Value | None) -> Step | None:
        """Answer a question about the article, or take the answer back with None."""
        question = self.project.codebook.question(question_key)
        if question is None:
            raise AnnotatorError(f"The codebook has no question “{question_key}”.")
        mine = self.project.answers(article_id, self.annotator.id)
        before = next((item for item in mine if item.question == question_key), None)
        if value is None or value == "":
            if before is None:
                return None
            return self._do(f"{question.name}: empty", [Edit(before, None)])
        value = fitting(question, value)
        if before is not None and before.value == value and type(before.value) is type(value):
            return None
        version, moment = self.project.codebook_version, now()
        after = (
            replace(before, value=value, codebook_version=version, updated=moment)
            if before
            else Answer(
                id=new_id(),
                article_id=article_id,
                annotator_id=self.annotator.id,
                question=question_key,
                value=value,
                codebook_version=version,
                created=moment,
                updated=moment,
            )
        )
        title = f"{question.name}: {shortened(str(value), 24)}"
        return self._do(title, [*self._begun(article_id), Edit(before, after)])

    def set_state(self, article_id: str, state: State, reason: str = "") -> Step | None:
        """Say how far this annotator is with the article, and why if it is skipped or flagged."""
        current = self.project.assignment(article_id, self.annotator.id)
        after = replace(current, state=state, reason=reason)
        if after == current:
            return None
        title = f"“{shortened(self.project.article(article_id).title)}”: {_STATES[state]}"
        before = self.project.stored_assignment(article_id, self.annotator.id)
        return self._do(title, [Edit(before, after)])

    def set_article_note(self, article_id: str, note: str) -> Step | None:
        """Write this annotator's note on the article."""
        current = self.project.assignment(article_id, self.annotator.id)
        if current.note == note:
            return None
        title = f"Note on “{shortened(self.project.article(article_id).title)}”"
        before = self.project.stored_assignment(article_id, self.annotator.id)
        return self._do(title, [Edit(before, replace(current, note=note))])

    # ------------------------------------------------------------------ the corpus

    def describe(self, article_ids: Sequence[str], values: Mapping[str, str]) -> Step | None:
        """Set these properties of articles, in one step; a name of no property is one of one's own.

        An empty value clears it.
        """
        lines = {name: " ".join(value.split()) for name, value in values.items()}
        edits = []
        for article_id in article_ids:
            before = self.project.article(article_id).metadata
            named = {name: value for name, value in lines.items() if name in PROPERTIES}
            extra = {**before.extra, **{k: v for k, v in lines.items() if k not in PROPERTIES}}
            kept = {name: value for name, value in extra.items() if value}
            after = replace(before, **named, extra=kept)
            if after != before:
                edits.append(Edit(before, after))
        if not edits:
            return None
        what = ", ".join(values)
        return self._do(f"{what.capitalize()} of {_articles(len(edits))} changed", edits)

    def archive(self, article_ids: Sequence[str], *, archived: bool = True) -> Step | None:
        """Put articles away, or take them back into the queue, in one step."""
        edits = []
        for article_id in article_ids:
            before = self.project.store.shelf(article_id)
            if before.archived != archived:
                edits.append(Edit(before, replace(before, archived=archived)))
        if not edits:
            return None
        verb = "archived" if archived else "taken back from the archive"
        return self._do(f"{_articles(len(edits)).capitalize()} {verb}", edits)

    def settle_duplicates(
        self, archived: Sequence[str], versions: Mapping[str, str]
    ) -> Step | None:
        """Put some articles away, and link others as versions of those named, in one step."""
        edits = []
        for article_id in dict.fromkeys(archived):
            shelf = self.project.store.shelf(article_id)
            if not shelf.archived:
                edits.append(Edit(shelf, replace(shelf, archived=True)))
        put_away = len(edits)
        for article_id, other in versions.items():
            known = self.project.article(article_id).metadata
            linked = replace(known, extra={**known.extra, VERSION_OF: other})
            if linked != known:
                edits.append(Edit(known, linked))
        told = f"{put_away:,} archived, {len(edits) - put_away:,} linked as versions"
        return self._do(f"Duplicates: {told}", edits) if edits else None

    def set_order(self, article_ids: Sequence[str]) -> Step | None:
        """Put these articles in this order, in the places that they have now; in one step."""
        shelves = [self.project.store.shelf(article_id) for article_id in article_ids]
        ranks = sorted(shelf.rank for shelf in shelves)
        edits = [
            Edit(shelf, replace(shelf, rank=rank))
            for shelf, rank in zip(shelves, ranks, strict=True)
            if shelf.rank != rank
        ]
        return self._do(f"Order of {_articles(len(edits))} changed", edits) if edits else None

    def to_top(self, article_ids: Sequence[str]) -> Step | None:
        """Put these articles, in this order, before all others of the queue; in one step."""
        first = self.project.article_ids()[:1]
        if not article_ids or not first:
            return None
        rank = self.project.store.shelf(first[0]).rank - len(article_ids)
        edits = []
        for number, article_id in enumerate(article_ids):
            before = self.project.store.shelf(article_id)
            edits.append(Edit(before, replace(before, rank=rank + number)))
        return self._do(f"{_articles(len(edits)).capitalize()} moved to the top", edits)


PROPERTIES = ("title", "outlet", "author", "date", "url", "language", "genre", "event")
"""The properties of an article that have a name of their own."""


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"


def _types(fields: Mapping[str, Value]) -> dict[str, type]:
    return {key: type(value) for key, value in fields.items()}


_STATES = {
    State.TODO: "to do",
    State.IN_PROGRESS: "in progress",
    State.DONE: "done",
    State.SKIPPED: "skipped",
    State.FLAGGED: "flagged",
}
