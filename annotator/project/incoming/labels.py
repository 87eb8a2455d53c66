"""The labels that come from files, each where it stands on its article's text."""

from collections.abc import Mapping

from annotator.clock import is_id, new_id
from annotator.core.labels import pieces_fault, shortened
from annotator.core.model import QUOTE_CONTEXT, Label, Value
from annotator.formats.exchange import Draft, DraftLabel
from annotator.project.fitting import fitting_value
from annotator.project.incoming.articles import Place
from annotator.project.incoming.book import OpenBook
from annotator.project.incoming.left_out import LeftOut
from annotator.project.incoming.people import IncomingPeople
from annotator.store.bulk import Bulk


class IncomingLabels:
    """Adds labels that stand on the text and whose tag is known.

    A label that its annotator has in that very place already is passed over.
    """

    def __init__(
        self, bulk: Bulk, book: OpenBook, people: IncomingPeople, left_out: LeftOut, time: str
    ) -> None:
        self._bulk = bulk
        self._book = book
        self._people = people
        self._left_out = left_out
        self._time = time

    def add(self, draft: Draft, place: Place, came: dict[str, str]) -> int:
        """Add the draft's labels; how many. `came` gets, by their ids there, those here."""
        there: Mapping[tuple[str, str, str], str] = {}
        if place.joined and draft.labels:
            there = self._bulk.labels_on(place.article_id)
        made: list[Label] = []
        own = [label.id for label in draft.labels if is_id(label.id)]
        free = set(own) - self._bulk.label_ids(own) if own else set()
        # All tags first: the codebook is then written once, however many of them are new.
        keys = [self._tag(draft, label) for label in draft.labels]
        for label, key in zip(draft.labels, keys, strict=True):
            if not key:
                continue
            who = self._people.id_of(label.annotator)
            known = there.get((who, key, _pieces_json(label))) if there else None
            if known:
                came[label.id] = known
                continue
            label_id = label.id if label.id in free else new_id()
            free.discard(label_id)
            came[label.id] = label_id
            made.append(self._label(draft, place.article_id, label, label_id, key, who))
        self._bulk.add_labels(made)
        return len(made)

    def _tag(self, draft: Draft, label: DraftLabel) -> str:
        """The key of the label's tag; "" where the label is left out."""
        fault = pieces_fault(draft.text, label.pieces)
        if fault:
            self._leave(draft, f"label “{label.tag}”", fault)
            return ""
        key = self._book.tag(label.tag)
        if not key:
            why = f"the codebook has no tag “{label.tag}”"
            self._leave(draft, _named(draft, label), why)
        return key

    def _label(
        self, draft: Draft, article_id: str, label: DraftLabel, label_id: str, key: str, who: str
    ) -> Label:
        text, start, end = draft.text, label.pieces[0].start, label.pieces[-1].end
        fields = self._fields(draft, label, key) if label.fields else {}
        return Label(
            id=label_id,
            article_id=article_id,
            annotator_id=who,
            tag=key,
            pieces=label.pieces,
            quote=text[start:end],
            prefix=text[max(0, start - QUOTE_CONTEXT) : start],
            suffix=text[end : end + QUOTE_CONTEXT],
            codebook_version=self._book.used(),
            created=label.created or self._time,
            updated=label.updated or label.created or self._time,
            fields=fields,
            note=label.note,
            origin=label.origin,
        )

    def _fields(self, draft: Draft, label: DraftLabel, tag: str) -> dict[str, Value]:
        held: dict[str, Value] = {}
        for name, value in label.fields.items():
            asked = self._book.field(tag, name, value)
            fitting = fitting_value(asked, value)
            if fitting is not None:
                held[asked.key] = fitting
            else:
                why = f"{asked.name} cannot be “{shortened(str(value))}”"
                self._leave(draft, _named(draft, label), why)
        return held

    def _leave(self, draft: Draft, what: str, why: str) -> None:
        self._left_out.leave(f"{self._left_out.place_of(draft)}, {what}", why)


def _pieces_json(label: DraftLabel) -> str:
    return f"[{','.join(f'[{start},{end}]' for start, end in label.pieces)}]"


def _named(draft: Draft, label: DraftLabel) -> str:
    start, end = label.pieces[0].start, label.pieces[-1].end
    return f"label “{shortened(draft.text[start:end])}”"
