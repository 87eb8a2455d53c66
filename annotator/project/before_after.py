"""Agreement before and after the codebook's last change: on the same articles, as they stood."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.agreement.codings import Codings
from annotator.agreement.meaning import Measure
from annotator.agreement.resampling import Resampling
from annotator.agreement.spans import SpanAgreement, span_agreement
from annotator.agreement.values import CodedArticle, Piece
from annotator.agreement.wording import name_of, shown_figure
from annotator.core.edits import Edit
from annotator.core.model import Label
from annotator.core.work import Progress, Work
from annotator.project.door import Project
from annotator.project.measuring import Material

_AT_ONCE = 200
"""So many steps are read at once."""


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """All tags together on the articles of which labels were looked at again since the last change.

    `version` is the codebook's version since then. Before, labels count as what they were given,
    among all that was there; after, those of a merged tag count as what it became.
    """

    version: int
    before: SpanAgreement
    after: SpanAgreement


@dataclass(slots=True)
class Past:
    """Labels as they were before version `version`, by id; and where old ones were looked at."""

    version: int
    labels: dict[str, Label | None] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)

    def tags(self) -> dict[str, str]:
        """The tag that each of these labels had, by the label's id."""
        return {key: label.tag for key, label in self.labels.items() if label is not None}

    def turn_back(self, edit: Edit) -> None:
        """Take back an edit; the newer ones were taken back already."""
        old, new = edit.before, edit.after
        label = old if isinstance(old, Label) else new
        if not isinstance(label, Label):
            return
        if isinstance(new, Label) and new.codebook_version != self.version:
            return  # made with an older codebook, and handed in since
        self.labels[label.id] = old if isinstance(old, Label) else None
        if isinstance(old, Label) and old.codebook_version != self.version:
            self.again.add(label.article_id)


def past_of(project: Project) -> Work[Past]:
    """The labels as they were before the codebook's last change."""
    past = Past(project.codebook_version)
    before = project.store.last_line() + 1
    while True:
        yield Progress(0, 1, "Looking back")
        steps = project.store.steps_on_older_work(past.version, before, _AT_ONCE)
        for line, step in steps:
            for edit in reversed(step.edits):
                past.turn_back(edit)
            before = line
        if len(steps) < _AT_ONCE:
            break
    for article_id in past.again:
        for label in project.labels(article_id):
            if label.codebook_version == past.version:
                past.labels.setdefault(label.id, None)  # it is new since
    return past


def before_after(found: Material, past: Past, resampling: Resampling) -> BeforeAfter | None:
    """What the codebook's last change made of agreement; None if no label was looked at since."""
    articles = [article for article in found.shared if article.id in past.again]
    if not articles:
        return None
    by_article: dict[str, list[Label]] = {}
    for label in past.labels.values():
        if label is not None:
            by_article.setdefault(label.article_id, []).append(label)
    before = [_as_before(it, found, past, by_article.get(it.id, ())) for it in articles]
    return BeforeAfter(
        past.version,
        span_agreement(Codings.of(before), resampling, by_tag=False),
        span_agreement(Codings.of(articles), resampling, by_tag=False),
    )


def change_sentence(change: BeforeAfter) -> str:
    """In words: how agreement was before the last change of the codebook, and how it is now."""
    count = change.after.articles
    where = "the article" if count == 1 else f"the {count:,} articles"
    return (
        f"Codebook version {change.version}, on {where} looked at again since: "
        f"{name_of(Measure.ALPHA_U)} was {shown_figure(change.before.alpha_u)} before "
        f"and is {shown_figure(change.after.alpha_u)} now."
    )


def _as_before(
    article: CodedArticle, found: Material, past: Past, labels: Iterable[Label]
) -> CodedArticle:
    """The article with what was marked then, by those who are done with it now."""
    codings: dict[str, list[Piece]] = {
        who: [
            piece._replace(tag=found.given_as.get(piece.label_id, piece.tag))
            for piece in pieces
            if piece.label_id not in past.labels
        ]
        for who, pieces in article.codings.items()
    }
    for label in labels:
        if label.annotator_id in codings:
            codings[label.annotator_id] += [
                Piece(it.start, it.end, label.tag, label.id) for it in label.pieces
            ]
    return replace(article, codings=codings)
