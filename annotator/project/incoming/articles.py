"""The articles that come from files: added, or found to be there already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from annotator.clock import is_id, new_id
from annotator.core.duplicates import VERSION_OF, NearIndex, Sketch, sketch
from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.core.model import PROPERTIES, Article, Metadata
from annotator.core.shares import percent
from annotator.core.text import sha256
from annotator.core.work import Progress, Work
from annotator.formats.exchange import Draft, DraftElsewhere
from annotator.project.door import Project
from annotator.project.import_values import ImportOptions, NearTwin, Twins
from annotator.project.incoming.left_out import LeftOut
from annotator.project.naming import article_id_of
from annotator.store.bulk import Bulk

_EVERY = 20
"""After how many texts the looking can be stopped."""


@dataclass(frozen=True, slots=True)
class Place:
    """The article on which a draft's labels come to stand; `joined` if it was there before."""

    article_id: str
    joined: bool


class IncomingArticles:
    """Finds for each draft its article: one that is there, or one that is added at the end.

    `ids` are those that were added, `joined` those that were there and got labels or answers,
    `near` the pairs that are nearly the same, `first_title` the title of the first one added.
    """

    def __init__(
        self, project: Project, bulk: Bulk, options: ImportOptions, left_out: LeftOut
    ) -> None:
        self._project = project
        self._bulk = bulk
        self._options = options
        self._left_out = left_out
        self._named: dict[str, str] = {}
        self._texts = _NearTexts(options.near) if options.near > 0 else None
        self.ids: list[str] = []
        self.joined: set[str] = set()
        self.near: list[NearTwin] = []
        self.first_title = ""

    def learn_texts(self) -> Work[None]:
        """Sketch the texts that are there, so that those nearly the same are found."""
        if self._texts is None:
            return
        ids = self._project.store.every_article_id()
        for number, (article_id, title, text) in enumerate(self._project.store.texts(ids)):
            self._texts.add(article_id, title, sketch(text))
            if number % _EVERY == 0:
                yield Progress(number, len(ids), "looking for texts that are nearly the same")

    def way_back(self) -> Callable[[], None]:
        """What takes this back to how it is now."""
        counts, first_title = (len(self.ids), len(self.near)), self.first_title
        named, joined = dict(self._named), set(self.joined)

        def back() -> None:
            if self._texts is not None:
                for article_id in self.ids[counts[0] :]:
                    self._texts.remove(article_id)
            del self.ids[counts[0] :]
            del self.near[counts[1] :]
            self._named, self.joined, self.first_title = named, joined, first_title

        return back

    # ------------------------------------------------------------------ its place

    def place_of(self, draft: Draft) -> Place | None:
        """The article of this text, added if it is new; None where the draft is left out."""
        digest = sha256(draft.text)
        twin = self._bulk.article_with(digest)
        if not twin:
            return self._unlike(draft, digest)
        ways = self._options.twins
        something = draft.labels or draft.answers or draft.second_answers
        if ways is Twins.SKIP or (ways is Twins.MERGE and not something):
            place = self._left_out.place_of(draft)
            self._left_out.leave(place, "the same text is in the project already")
            return None
        if ways is Twins.MERGE:
            self.joined.add(twin)
            return Place(twin, joined=True)
        return self._added(draft, digest, twin if ways is Twins.LINK else "")

    def place_elsewhere(self, draft: DraftElsewhere) -> Place | None:
        """The article that the draft names; None where there is none, or several."""
        article_id = self._named.get(draft.name)
        if article_id is None:
            self._bulk.write_held()
            try:
                article_id = article_id_of(self._project.store, draft.name)
            except AnnotatorError as error:
                self._left_out.leave(draft.where, str(error))
                return None
            self._named[draft.name] = article_id
        return Place(article_id, joined=True)

    def text_of(self, place: Place) -> str:
        """The text of an article that is there."""
        return self._project.article(place.article_id).text

    def _unlike(self, draft: Draft, digest: str) -> Place | None:
        """Add an article whose very text is not there, unless it is nearly the same as another."""
        if self._texts is None:
            return self._added(draft, digest, "")
        item = sketch(draft.text)
        found = self._texts.nearest(item)
        other = ""
        if found is not None:
            other, title, alike = found
            place = self._left_out.place_of(draft)
            self.near.append(NearTwin(draft.title or place, title, alike))
            if self._options.near_twins is Twins.SKIP:
                why = f"it is nearly the same ({percent(alike)}) as “{shortened(title)}”"
                self._left_out.leave(place, why)
                return None
        linked = other if self._options.near_twins is Twins.LINK else ""
        return self._added(draft, digest, linked, item)

    def _added(self, draft: Draft, digest: str, linked: str, item: Sketch | None = None) -> Place:
        """Add an article, as a version of another if it is `linked` to one."""
        article_id = draft.id if is_id(draft.id) else ""
        if not article_id or self._bulk.has_article(article_id):
            article_id = new_id()
        article = _article(draft, article_id, digest, self._options.metadata)
        if linked:
            extra = {**article.metadata.extra, VERSION_OF: linked}
            article = replace(article, metadata=replace(article.metadata, extra=extra))
        self._bulk.add_article(article)
        if self._texts is not None:
            self._texts.add(article_id, article.title, item or sketch(draft.text))
        self.ids.append(article_id)
        self.first_title = self.first_title or article.title
        return Place(article_id, joined=False)


class _NearTexts:
    """The sketches of texts with their titles, to be asked for one that is nearly the same."""

    def __init__(self, at_least: float) -> None:
        self._at_least = at_least
        self._index = NearIndex()
        self._titles: dict[str, str] = {}

    def add(self, article_id: str, title: str, item: Sketch) -> None:
        self._index.add(article_id, item)
        self._titles[article_id] = title

    def remove(self, article_id: str) -> None:
        self._index.remove(article_id)
        del self._titles[article_id]

    def nearest(self, item: Sketch) -> tuple[str, str, float] | None:
        """The id and title of the nearest text, and how much it resembles this one."""
        found = self._index.nearest(item, self._at_least)
        return None if found is None else (found[0], self._titles[found[0]], found[1])


def _article(draft: Draft, article_id: str, digest: str, metadata: Mapping[str, str]) -> Article:
    named = {name: metadata.get(name) or getattr(draft, name) for name in PROPERTIES}
    extra = {key: value for key, value in metadata.items() if key not in PROPERTIES}
    known = Metadata(article_id=article_id, extra={**draft.extra, **extra}, **named)
    return Article(article_id, draft.text, draft.headline_end, digest, known)
