"""Agreement before and after tags are merged: on each as it was given, and on all as one.

Labels of a merged tag count as what it was merged into, whether or not their annotators have looked
at them again. What they were given is kept beside, so that both can be told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.agreement.codings import Codings
from annotator.agreement.meaning import Measure
from annotator.agreement.resampling import NO_INTERVALS, Resampling
from annotator.agreement.spans import TagAgreement, span_agreement
from annotator.agreement.values import CodedArticle, Piece
from annotator.agreement.wording import name_of, shown_figure
from annotator.core.model import Codebook
from annotator.core.work import Progress, Work
from annotator.project.before_after import Past
from annotator.project.door import Project
from annotator.project.measuring import Material, material


@dataclass(frozen=True, slots=True)
class Merger:
    """How far annotators agree on the tag `into`, apart from those merged into it, and together.

    `apart` holds the tags as they were given, by key, `into` first. Of `articles` that two or more
    are done with.
    """

    into: str
    articles: int
    apart: Mapping[str, TagAgreement]
    together: TagAgreement

    @property
    def gone(self) -> tuple[str, ...]:
        """The keys of the tags that were merged into it."""
        return tuple(key for key in self.apart if key != self.into)


def mergers(
    found: Material, past: Past, codebook: Codebook, resampling: Resampling
) -> tuple[Merger, ...]:
    """Of each tag that labels of others count as, in the codebook's order.

    What annotators gave the new tag since the codebook's last change is apart as it was before.
    """
    given = {**found.given_as, **past.tags()}
    gone = {key for key in given.values() if codebook.counts_as(key) != key}
    if not gone:
        return ()

    def as_given(piece: Piece) -> str:
        key = given.get(piece.label_id, piece.tag)
        return key if codebook.counts_as(key) == piece.tag else piece.tag

    articles = [_retold(it, as_given) for it in found.shared]
    gone &= {it.tag for each in articles for pieces in each.codings.values() for it in pieces}
    by_end: dict[str, list[str]] = {}
    for tag in codebook.tags:
        if tag.key in gone:
            by_end.setdefault(codebook.counts_as(tag.key), []).append(tag.key)
    return tuple(
        _merger(articles, by_end[tag.key], tag.key, resampling)
        for tag in codebook.tags
        if tag.key in by_end
    )


def if_merged(project: Project, key: str, into: str) -> Work[Merger]:
    """What merging a tag into another would make of agreement, without intervals."""
    found = yield from material(project)
    yield Progress(0, 1, "Comparing labels")
    return _merger(found.shared, [key], into, NO_INTERVALS)


def merger_sentence(merger: Merger, named: Callable[[str], str]) -> str:
    """In words: what counts as what, and alpha of each apart and of all together."""
    gone = _listed([f"“{named(key)}”" for key in merger.gone])
    return f"Labels of {gone} count as “{named(merger.into)}”. {figures_sentence(merger, named)}"


def figures_sentence(merger: Merger, named: Callable[[str], str]) -> str:
    """Alpha of each tag apart and of all together, in words."""
    if not merger.articles:
        return (
            "How far annotators agree is not known: no article that two of them are done with is "
            "released yet."
        )
    each = [f"{named(key)} {shown_figure(it.alpha_u)}" for key, it in merger.apart.items()]
    one = shown_figure(merger.together.alpha_u)
    return f"{name_of(Measure.ALPHA_U)}: {_listed(each)} apart, {one} as one tag."


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _merger(
    articles: Sequence[CodedArticle], gone: Sequence[str], into: str, resampling: Resampling
) -> Merger:
    one = [_retold(it, lambda piece: into if piece.tag in gone else piece.tag) for it in articles]
    apart = _by_tag(articles, [into, *gone], resampling)
    return Merger(into, len(articles), apart, _by_tag(one, [into], resampling)[into])


def _by_tag(
    articles: Iterable[CodedArticle], keys: Sequence[str], resampling: Resampling
) -> Mapping[str, TagAgreement]:
    # Among all tags, since one of the figures looks at the others.
    every = list(articles)
    others = {it.tag for each in every for pieces in each.codings.values() for it in pieces}
    found = span_agreement(Codings.of(every, [*keys, *sorted(others)]), resampling).tags
    return {key: found[key] for key in keys}


def _retold(article: CodedArticle, tag_of: Callable[[Piece], str]) -> CodedArticle:
    """The article with other tags on its pieces."""
    codings = {
        who: [piece._replace(tag=tag_of(piece)) for piece in pieces]
        for who, pieces in article.codings.items()
    }
    return replace(article, codings=codings)
