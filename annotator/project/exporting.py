"""A project into files: what is chosen, checked, written, read back, and told."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, State
from annotator.core.work import Work
from annotator.formats.exchange import Format, LabelledArticle, WriteOptions
from annotator.formats.losses import Losses
from annotator.formats.writing import Written, losses_of, written
from annotator.project.door import Project


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a project goes out; what is empty chooses all.

    `articles` are ids; `annotators`, `tags` keys; `states` those over all annotators chosen;
    `where` asks for these values of metadata, by name; `gold` only for labels of gold. Articles
    stay in though none of their labels do.
    """

    articles: tuple[str, ...] | None = None
    annotators: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    gold: bool = False


def selected(project: Project, choice: Selection) -> Iterator[LabelledArticle]:
    """The articles that are chosen, each with the labels and answers that are."""
    people = project.annotators()
    names = {each.id: each.name for each in people}
    wanted = set(choice.annotators)
    if choice.gold:
        wanted = {each.id for each in people if each.kind is AnnotatorKind.GOLD}
        if not wanted:
            raise AnnotatorError(
                "This project has no gold labels yet; adjudicate first, or export without --gold."
            )
    only = next(iter(wanted)) if len(wanted) == 1 else None
    ids = choice.articles if choice.articles is not None else project.article_ids()
    for article_id in ids:
        item = project.labelled_by(article_id, only, names)
        if choice.states and item.state not in choice.states:
            continue
        if choice.where and not _has(item, choice.where):
            continue
        yield _narrowed(item, wanted, choice.tags)


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
    states = {who: state for who, state in item.states.items() if not people or who in people}
    return replace(item, labels=labels, answers=answers, states=states)


def write_options(project: Project, options: WriteOptions) -> WriteOptions:
    """The options, with what the project knows: its codebook and the fields that labels have."""
    fields = tuple(project.store.label_fields())
    return replace(options, fields=fields, codebook=project.codebook)


def export(
    project: Project,
    form: Format,
    path: Path,
    choice: Selection = Selection(),
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Work[Written]:
    """Write what is chosen; every quote is compared with its text first, every label read back.

    On any failure the file is as it was before.
    """
    total = len(choice.articles) if choice.articles is not None else len(project.article_ids())
    known = write_options(project, options)
    result: Written = yield from written(path, form, selected(project, choice), known, total=total)
    return result


def export_losses(
    project: Project,
    form: Format,
    choice: Selection = Selection(),
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Work[Losses]:
    """What the format would lose of what is chosen; nothing is written."""
    known = write_options(project, options)
    result: Losses = yield from losses_of(selected(project, choice), form, known)
    return result


# ---------------------------------------------------------------------------- splits

PARTS = ("train", "dev", "test")


def split(
    project: Project,
    ids: Sequence[str],
    shares: Sequence[int],
    seed: int,
    *,
    by_event: bool = True,
) -> dict[str, tuple[str, ...]]:
    """The articles parted at random into train, dev and test in these shares (80, 10, 10).

    Articles on one event stay together if `by_event`, so that no part has seen another's news. The
    same seed gives the same parts, whatever order the articles come in.
    """
    if not 2 <= len(shares) <= len(PARTS) or sum(shares) <= 0 or min(shares) < 0:
        raise AnnotatorError("A split is two or three whole numbers, like 80/10/10.")
    groups: dict[str, list[str]] = {}
    for article_id in ids:
        event = project.article(article_id).metadata.event if by_event else ""
        groups.setdefault(f"event {event}" if event else article_id, []).append(article_id)
    order = sorted(groups)
    random.Random(seed).shuffle(order)  # noqa: S311 - a draw that can be repeated
    parts: dict[str, list[str]] = {name: [] for name in PARTS[: len(shares)]}
    for key in order:
        # Each group goes where most is wanting of what the share asks for.
        wanting = {
            name: share / sum(shares) * len(ids) - len(parts[name])
            for (name, share) in zip(parts, shares, strict=True)
        }
        parts[max(wanting, key=lambda name: wanting[name])] += groups[key]
    return {name: tuple(found) for name, found in parts.items()}
