"""What an annotator does to many articles or labels at once: each verb one step, as work.

Each gives how many records it changed; where that is none, nothing was written.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from annotator.clock import now
from annotator.core.duplicates import VERSION_OF
from annotator.core.edits import Edit
from annotator.core.giving import offered_tag
from annotator.core.labels import shortened
from annotator.core.model import PROPERTIES, Label, Metadata, Origin, Shelf, Span
from annotator.core.work import Progress, Work, following
from annotator.desk import Desk
from annotator.project.reviewing import reviewing

_Kept = TypeVar("_Kept", Metadata, Shelf)

# ---------------------------------------------------------------------------- labels


def tag(desk: Desk, tag_key: str, places: Iterable[tuple[str, Span]]) -> Work[int]:
    """Tag places, (article id, span) each, with labels of origin "bulk".

    A place that this annotator gave the same tag already is left alone. Raises AnnotatorError for
    an unknown tag.
    """
    chosen, moment = offered_tag(desk.project.codebook, tag_key), now()
    wanted: dict[str, list[Span]] = {}
    for article_id, span in places:
        wanted.setdefault(article_id, []).append(span)
    begun: list[Edit] = []
    made: list[Label] = []
    looked, count = 0, sum(map(len, wanted.values()))
    for article_id, spans in wanted.items():
        yield Progress(looked, 2 * count)
        article = desk.project.article(article_id)
        there = desk.project.label_places(article_id, desk.annotator.id)
        before = len(made)
        for span in spans:
            label = desk.new_label(chosen, article, (span,), moment, Origin.BULK)
            if (label.tag, label.pieces) not in there:
                there.add((label.tag, label.pieces))
                made.append(label)
        if len(made) > before:
            begun += desk.begun(article_id)
        looked += len(spans)
    if made:
        quote = shortened(made[0].quote)
        several = f" and the like in {len(made):,} places" if len(made) > 1 else ""
        title = f"Tag “{quote}”{several} as {chosen.name}"
        edits = [*begun, *(Edit(None, label) for label in made)]
        yield from following(desk.doing(title, edits), looked)
    return len(made)


def retag(desk: Desk, label_ids: Sequence[str], tag_key: str) -> Work[int]:
    """Give these labels another tag; the values of fields that it asks too are kept."""
    chosen, moment = offered_tag(desk.project.codebook, tag_key), now()
    labels = desk.project.records(Label, label_ids)
    edits = [
        Edit(
            label,
            replace(
                desk.retagged(label, chosen),
                updated=moment,
                codebook_version=desk.project.codebook_version,
            ),
        )
        for label in labels
        if label.tag != chosen.key
    ]
    return (yield from _written(desk, f"Retag {len(edits):,} labels as {chosen.name}", edits))


def give_successor(desk: Desk, tag_key: str, of: str = "") -> Work[int]:
    """Give the annotator's labels whose tag became this one, or `of` alone, this tag instead.

    A place that the annotator gave it already is left alone, to be decided on by hand.
    """
    chosen, who = offered_tag(desk.project.codebook, tag_key), desk.annotator.id
    there: dict[str, set[tuple[str, tuple[Span, ...]]]] = {}
    wanted: list[str] = []
    for it in (yield from reviewing(desk.project, who)):
        label = it.label
        if chosen in it.successors and of in ("", label.tag):
            if label.article_id not in there:
                there[label.article_id] = desk.project.label_places(label.article_id, who)
            if (chosen.key, label.pieces) not in there[label.article_id]:
                there[label.article_id].add((chosen.key, label.pieces))
                wanted.append(label.id)
    return (yield from retag(desk, wanted, tag_key))


def untag(desk: Desk, label_ids: Sequence[str]) -> Work[int]:
    """Remove these labels; raises AnnotatorError for a label of somebody else."""
    labels = desk.project.records(Label, label_ids)
    if labels:
        yield from desk.untagging(labels)
    return len(labels)


# ---------------------------------------------------------------------------- articles


def describe(desk: Desk, article_ids: Sequence[str], values: Mapping[str, str]) -> Work[int]:
    """Set these properties of articles; a name of no property is one of one's own.

    An empty value clears it.
    """
    lines = {name: " ".join(value.split()) for name, value in values.items()}
    named = {name: value for name, value in lines.items() if name in PROPERTIES}
    own = {name: value for name, value in lines.items() if name not in PROPERTIES}

    def described(known: Metadata) -> Metadata:
        extra = {name: value for name, value in {**known.extra, **own}.items() if value}
        return replace(known, **named, extra=extra)

    edits = _changes(desk.project.records(Metadata, article_ids), described)
    what = ", ".join(values).capitalize()
    return (yield from _written(desk, f"{what} of {_articles(len(edits))} changed", edits))


def archive(desk: Desk, article_ids: Sequence[str], *, archived: bool = True) -> Work[int]:
    """Put articles away, or take them back into the queue."""
    shelves = desk.project.records(Shelf, article_ids)
    edits = _changes(shelves, lambda shelf: replace(shelf, archived=archived))
    verb = "archived" if archived else "taken back from the archive"
    return (yield from _written(desk, f"{_articles(len(edits)).capitalize()} {verb}", edits))


def set_order(desk: Desk, article_ids: Sequence[str]) -> Work[int]:
    """Put these articles in this order, in the places that they have now."""
    shelves = desk.project.records(Shelf, article_ids)
    ranks = iter(sorted(shelf.rank for shelf in shelves))
    edits = _changes(shelves, lambda shelf: replace(shelf, rank=next(ranks)))
    return (yield from _written(desk, f"Order of {_articles(len(edits))} changed", edits))


def to_top(desk: Desk, article_ids: Sequence[str]) -> Work[int]:
    """Put these articles, in this order, before all others of the queue."""
    first = desk.project.records(Shelf, desk.project.article_ids()[:1])
    lowest = min((shelf.rank for shelf in first), default=0.0)
    ranks = iter(range(-len(article_ids), 0))
    edits = _changes(
        desk.project.records(Shelf, article_ids),
        lambda shelf: replace(shelf, rank=lowest + next(ranks)),
    )
    title = f"{_articles(len(edits)).capitalize()} moved to the top"
    return (yield from _written(desk, title, edits))


def settle_duplicates(
    desk: Desk, archived: Sequence[str], versions: Mapping[str, str]
) -> Work[int]:
    """Put some articles away, and link others as versions of those named."""
    shelves = desk.project.records(Shelf, list(dict.fromkeys(archived)))
    put_away = _changes(shelves, lambda shelf: replace(shelf, archived=True))
    linked = _changes(
        desk.project.records(Metadata, list(versions)),
        lambda known: replace(known, extra={**known.extra, VERSION_OF: versions[known.article_id]}),
    )
    title = f"Duplicates: {len(put_away):,} archived, {len(linked):,} linked as versions"
    return (yield from _written(desk, title, [*put_away, *linked]))


def _changes(records: Sequence[_Kept], change: Callable[[_Kept], _Kept]) -> list[Edit]:
    """The edits of those records that the change alters."""
    changed = ((before, change(before)) for before in records)
    return [Edit(before, after) for before, after in changed if after != before]


def _written(desk: Desk, title: str, edits: Sequence[Edit]) -> Work[int]:
    if edits:
        yield from desk.doing(title, edits)
    return len(edits)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
