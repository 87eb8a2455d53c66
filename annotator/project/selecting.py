"""Which articles and labels of a project are meant: by state, annotator, tag, metadata."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.core.adjudication import provenance
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Answer, Label, State
from annotator.formats.exchange import LabelledArticle
from annotator.project.adjudicating import done_with
from annotator.project.door import Project
from annotator.project.sight import kept_back


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a project goes out; what is empty chooses all.

    `articles` are ids; `annotators`, `tags` keys; `states` those over all annotators chosen;
    `where` asks for these values of metadata, by name; `gold` only for labels of gold; `seen_by`
    leaves out the work of others, gold apart, that this annotator (an id) may not see yet.
    Articles stay in though none of their labels do.
    """

    articles: tuple[str, ...] | None = None
    annotators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    gold: bool = False
    seen_by: str = ""


EVERYTHING = Selection()


def selected(project: Project, choice: Selection) -> Iterator[LabelledArticle]:
    """The articles that are chosen, each with the labels and answers that are."""
    people = project.annotators()
    wanted = set(choice.annotators)
    gold = {each.id for each in people if each.kind is AnnotatorKind.GOLD}
    if choice.gold:
        wanted = gold
        if not wanted:
            raise AnnotatorError(
                "This project has no gold labels yet; adjudicate first, or export without --gold."
            )
    only = next(iter(wanted)) if len(wanted) == 1 else None
    ids = choice.articles if choice.articles is not None else project.article_ids()
    hidden = kept_back(project) if choice.seen_by else frozenset[str]()
    for item in project.labelled_articles(ids, only):
        if item.article.id in hidden:
            item = _narrowed(item, {choice.seen_by, *gold}, ())  # noqa: PLW2901 - as it may be seen
        if choice.states and item.state not in choice.states:
            continue
        if choice.where and not _has(item, choice.where):
            continue
        found = _narrowed(item, wanted, choice.tags)
        yield _with_gold(project, found, gold & wanted if wanted else gold)


def _with_gold(project: Project, item: LabelledArticle, gold: set[str]) -> LabelledArticle:
    """The article with where its gold comes from, and the decisions that what goes out is about."""
    article_id = item.article.id
    decisions = project.store.decisions(article_id) if gold else []
    everything: list[Label | Answer] = [*item.labels, *item.answers]
    mine = [it for it in everything if it.annotator_id in gold]
    if not mine and not decisions:
        return item
    origins = provenance(
        mine,
        project.labels(article_id),
        project.answers(article_id),
        [each.id for each in done_with(project, article_id)],
        decisions,
    )
    ids = {it.id for it in everything}
    told = (it for it in decisions if it.annotator_id in gold and ids & {*it.gold, *it.sources})
    return replace(item, gold=origins, decisions=tuple(told))


def _has(item: LabelledArticle, where: Mapping[str, str]) -> bool:
    known = item.article.metadata
    return all(
        getattr(known, name, None) == value or known.extra.get(name) == value
        for name, value in where.items()
    )


def _narrowed(item: LabelledArticle, people: set[str], tags: Sequence[str]) -> LabelledArticle:
    if not people and not tags:
        return item
    labels = tuple(
        label
        for label in item.labels
        if (not people or label.annotator_id in people) and (not tags or label.tag in tags)
    )
    answers = tuple(it for it in item.answers if not people or it.annotator_id in people)
    second = tuple(it for it in item.second_answers if not people or it.annotator_id in people)
    states = {who: state for who, state in item.states.items() if not people or who in people}
    return replace(item, labels=labels, answers=answers, second_answers=second, states=states)
