"""The corpus as a whole: searched, looked through word by word, counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from annotator.core.concordance import Hit, by_left, by_right, hit_at, hits_in, places_of_labels
from annotator.core.duplicates import VERSION_OF, Sketch, pairing, sketch
from annotator.core.masking import is_masking, mask_for, title_for
from annotator.core.model import Metadata, Span
from annotator.core.query import fts, highlights, parsed
from annotator.core.spans import overlaps
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.sight import source_kept_back
from annotator.store.corpus import ArticleRow, LabelPlace, Sorting

MOST_HITS = 10_000
"""How many places are shown and sorted at once; what is beyond is told."""

_EVERY = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One line of a concordance: a place in its context, and the labels that lie on it.

    `same` is the label, if there is one, that stands on just this place.
    """

    hit: Hit
    title: str
    labels: tuple[LabelPlace, ...] = ()

    def tagged(self, tag: str) -> LabelPlace | None:
        """The label of this tag on just this place."""
        wanted = (self.hit.span,)
        return next((it for it in self.labels if it.tag == tag and it.pieces == wanted), None)


@dataclass(frozen=True, slots=True)
class Concordance:
    """Places in their order, in how many articles they are, and whether there were more."""

    places: tuple[Place, ...]
    articles: int
    cut: bool = False


def search(
    project: Project,
    line: str,
    sorting: Sorting = Sorting(),  # noqa: B008 - frozen
    *,
    whose: Sequence[str] = (),
    archived: bool = False,
) -> list[str]:
    """The ids of the articles that a search line finds; an empty line finds all.

    Raises AnnotatorError for a line that asks too much.
    """
    people = whose or [each.id for each in project.annotators()]
    return project.store.found(parsed(line), sorting, whose=people, archived=archived)


def searching(
    project: Project, line: str, sorting: Sorting, whose: Sequence[str], *, archived: bool = False
) -> Work[list[str]]:
    """`search` as work for another thread."""
    yield Progress(0, 1, line)
    return search(project, line, sorting, whose=whose, archived=archived)


def rows(project: Project, ids: Sequence[str], whose: Sequence[str]) -> list[ArticleRow]:
    """The lines of the table for these articles: labels of `whose`, everyone's states."""
    everyone = [each.id for each in project.annotators()]
    return project.store.article_rows(ids, whose, everyone)


def event_articles(project: Project, event: str) -> Work[list[str]]:
    """The ids of the articles on an event, oldest first; of those without one for ""."""
    yield Progress(0, 1, event)
    return project.store.ids_of_event(event)


def hits_of(project: Project, line: str, article_id: str, most: int = 3) -> list[Hit]:
    """The first places in an article that a search line is about, in their context."""
    words = highlights(parsed(line))
    if not words:
        return []
    article = project.article(article_id)
    return hits_in(article_id, article.text, words)[:most]


def concordance(
    project: Project,
    words: Sequence[str] = (),
    *,
    tag: str = "",
    whose: Sequence[str] = (),
    ignore_case: bool = True,
    sort: str = "",
    most: int = MOST_HITS,
    blind: bool = False,
) -> Work[Concordance]:
    """Every place of words or phrases, or of a tag's labels, in its context.

    `sort` is "left", "right" or "" for the order of the articles. A word that ends in an asterisk
    stands for all that begin so. If `blind`, the places are shown as `covered` has them.
    """
    people = whose or [each.id for each in project.annotators()]
    asked = [word.strip() for word in words if word.strip()]
    if tag:
        find = _labels_of(project, tag, people, most + 1)
        ids = list(find)
    else:
        ids = _articles_with(project, asked, people)
        find = {}
    places: list[Place] = []
    articles, cut = 0, False
    for number, (article_id, title, text) in enumerate(project.store.texts(ids)):
        if number % _EVERY == 0:
            yield Progress(number, len(ids), title)
        if tag:
            hits = _tag_hits(article_id, text, find[article_id])
        else:
            hits = hits_in(article_id, text, asked, ignore_case=ignore_case)
        if not hits:
            continue
        articles += 1
        there = project.store.labelled_places(article_id, people)
        shown = islice(hits, most - len(places))
        here = [Place(hit, title, _over(hit.span, there)) for hit in shown]
        places.extend(covered(project, here) if blind else here)
        if len(places) >= most:
            cut = len(hits) > most or number + 1 < len(ids)
            break
    key: dict[str, Callable[[Hit], object]] = {"left": by_left, "right": by_right}
    if sort in key:
        by = key[sort]
        places.sort(key=lambda place: by(place.hit))  # type: ignore[arg-type,return-value]
    return Concordance(tuple(places), articles, cut)


def _articles_with(project: Project, words: Sequence[str], people: Sequence[str]) -> list[str]:
    if not words:
        return []
    line = " OR ".join('"' + word.rstrip("*").replace('"', " ") + '"' for word in words)
    query = parsed(line)
    starred = any(word.endswith("*") for word in words)
    if query is None or starred or fts(query) is None:
        # What the index cannot look up (a beginning within a phrase, signs alone) is looked for.
        return project.store.found(None, whose=people)
    return project.store.found(query, whose=people)


def _labels_of(
    project: Project, tag: str, people: Sequence[str], most: int
) -> dict[str, list[LabelPlace]]:
    found: dict[str, list[LabelPlace]] = {}
    for place in project.store.places_tagged(tag, people, most):
        found.setdefault(place.article_id, []).append(place)
    return found


def _tag_hits(article_id: str, text: str, places: Sequence[LabelPlace]) -> list[Hit]:
    from annotator.core.model import Label

    labels = [
        Label(
            id=place.id,
            article_id=article_id,
            annotator_id=place.annotator_id,
            tag=place.tag,
            pieces=place.pieces,
            quote="",
            prefix="",
            suffix="",
            codebook_version=0,
            created="",
            updated="",
        )
        for place in places
    ]
    return places_of_labels(article_id, text, labels)


def _over(span: Span, labels: Sequence[LabelPlace]) -> tuple[LabelPlace, ...]:
    return tuple(label for label in labels if any(overlaps(piece, span) for piece in label.pieces))


def covered(project: Project, places: Sequence[Place]) -> list[Place]:
    """These places of one article as who annotates sees them.

    Mentions of the article's source are covered, if the project does that.
    """
    if not places or not is_masking(project.settings):
        return list(places)
    article = project.article(places[0].hit.article_id)
    known = project.records(Metadata, [article.id])[0]
    text = mask_for(project.settings, article.text, known).over(article.text)
    title = title_for(project.settings, known)
    hits = (hit_at(article.id, text, it.hit.span, label_id=it.hit.label_id) for it in places)
    return [replace(it, title=title, hit=hit) for it, hit in zip(places, hits, strict=True)]


def with_labels(project: Project, places: Sequence[Place], whose: Sequence[str]) -> list[Place]:
    """These places of one article with the labels that lie on them now."""
    if not places:
        return []
    there = project.store.labelled_places(places[0].hit.article_id, whose)
    return [replace(place, labels=_over(place.hit.span, there)) for place in places]


# ---------------------------------------------------------------------------- duplicates


@dataclass(frozen=True, slots=True)
class Twin:
    """Two articles whose texts are the same or nearly; the first came first.

    `resemblance` is an estimate, 0 to 1, that may be 1 for texts which are not quite the same.
    """

    first: str
    second: str
    resemblance: float
    same: bool = False


def duplicates(project: Project, at_least: float = 0.7) -> Work[list[Twin]]:
    """The pairs of articles whose texts are the same or nearly, the closest first.

    Those that are archived are not looked at, those that are linked as versions not named.
    """
    ids = project.article_ids()
    sketches: dict[str, Sketch] = {}
    same: dict[str, list[str]] = {}
    for number, (article_id, title, text) in enumerate(project.store.texts(ids)):
        if number % _EVERY == 0:
            yield Progress(number, len(ids), title)
        digest = sha256(text)
        same.setdefault(digest, []).append(article_id)
        if len(same[digest]) == 1:
            sketches[article_id] = sketch(text)
    near = yield from pairing(sketches, at_least)
    equal = [(group[0], other, 1.0) for group in same.values() for other in group[1:]]
    place = {article_id: number for number, article_id in enumerate(ids)}
    pairs: list[Twin] = []
    for number, (one, other, alike) in enumerate((*equal, *near)):
        first, second = sorted((one, other), key=place.__getitem__)
        pairs.append(Twin(first, second, alike, same=number < len(equal)))
    return [pair for pair in pairs if not _linked(project, pair)]


def _linked(project: Project, pair: Twin) -> bool:
    first, second = (project.article(each).metadata.extra for each in (pair.first, pair.second))
    return first.get(VERSION_OF) == pair.second or second.get(VERSION_OF) == pair.first


# ---------------------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Stats:
    """A project in figures."""

    totals: dict[str, int]
    outlets: list[tuple[str, int]] = field(default_factory=list)
    languages: list[tuple[str, int]] = field(default_factory=list)
    events: list[tuple[str, int]] = field(default_factory=list)
    tags: list[tuple[str, str, int]] = field(default_factory=list)
    states: dict[str, dict[str, int]] = field(default_factory=dict)


def stats(project: Project) -> Stats:
    """The project in figures; annotators by name.

    In a work copy they are of the one for whom it was made, and tell no outlets that are hidden.
    """
    mine = project.store.desk() if project.work_copy else ""
    names = {it.id: it.name for it in project.annotators() if mine in ("", it.id)}
    counts = [each for each in project.store.label_counts() if each[0] in names]
    return Stats(
        totals={**project.store.totals(), "labels": sum(n for _, _, n in counts)},
        outlets=[] if source_kept_back(project) else project.store.counts_by("outlet"),
        languages=project.store.counts_by("language"),
        events=project.store.events(),
        tags=[(names[who], tag, n) for who, tag, n in counts],
        states={
            name: {state.value: n for state, n in project.state_counts(who).items() if n}
            for who, name in names.items()
        },
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """What the corpus holds: articles, labels of those who may be seen, events, names of extras."""

    articles: int = 0
    archived: int = 0
    labels: int = 0
    events: tuple[tuple[str, int], ...] = ()
    without_event: int = 0
    extras: tuple[str, ...] = ()


def outline(project: Project, whose: Sequence[str]) -> Work[Outline]:
    """What the corpus holds, seen by these annotators."""
    yield Progress(0, 1)
    totals, events = project.store.totals(), project.store.events()
    return Outline(
        articles=totals["articles"],
        archived=totals["archived"],
        labels=sum(n for who, _, n in project.store.label_counts() if who in whose),
        events=tuple(events),
        without_event=totals["articles"] - sum(count for _, count in events),
        extras=tuple(project.store.extra_names()),
    )
