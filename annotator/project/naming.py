"""Articles of a project that a file names, without holding their texts."""

from collections.abc import Iterator

from annotator.core.errors import AnnotatorError
from annotator.core.labels import shortened
from annotator.formats.exchange import Draft, DraftElsewhere, Skipped
from annotator.store import Store

_SHA256 = 64


def article_id_of(store: Store, name: str) -> str:
    """The id of the article with this id, a unique beginning of it, exact title, or SHA-256.

    Raises AnnotatorError, as a clause, where there is none or more than one.
    """
    found = store.article_ids_like(name) if name else []
    if not found and len(name) == _SHA256:
        found = [it for it in (store.article_with(name.lower()),) if it]
    if not found:
        raise AnnotatorError(f"the project has no article “{shortened(name)}”")
    if len(found) > 1:
        raise AnnotatorError(f"{len(found)} articles of the project are called “{shortened(name)}”")
    return found[0]


def placed_in(store: Store, item: Draft | Skipped) -> Iterator[Draft | Skipped]:
    """The draft on the text of the article that it names, after what cannot stand there."""
    if not isinstance(item, DraftElsewhere):
        yield item
        return
    try:
        article = store.article(article_id_of(store, item.name))
    except AnnotatorError as error:
        yield Skipped(item.where, str(error))
        return
    if article is not None:
        yield from item.placed(article.text)
