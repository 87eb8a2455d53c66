"""A project into files: what is chosen, checked, written, read back, and told."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind
from annotator.core.work import Work
from annotator.formats.exchange import Format, WriteOptions
from annotator.formats.losses import Losses
from annotator.formats.writing import Written, losses_of, written
from annotator.project.card import write_card
from annotator.project.door import Project
from annotator.project.selecting import EVERYTHING, Selection, selected


def write_options(project: Project, options: WriteOptions) -> WriteOptions:
    """The options, with what the project knows: its codebook, the fields of labels, gold."""
    fields = tuple(project.store.label_fields())
    gold = any(each.kind is AnnotatorKind.GOLD for each in project.annotators())
    return replace(options, fields=fields, codebook=project.codebook, gold=gold)


def export(
    project: Project,
    form: Format,
    path: Path,
    choice: Selection = EVERYTHING,
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
    choice: Selection = EVERYTHING,
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
) -> Work[Losses]:
    """What the format would lose of what is chosen; nothing is written."""
    known = write_options(project, options)
    result: Losses = yield from losses_of(selected(project, choice), form, known)
    return result


# ---------------------------------------------------------------------------- splits

PARTS = ("train", "dev", "test")


def split_ids(
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


def parts_of(
    project: Project, choice: Selection, target: Path, shares: str, seed: int = 1
) -> dict[Path, Selection]:
    """The files to write, each with what goes into it: one, or `NAME-train` and so on.

    `shares` is "" or whole numbers like "80/10/10"; raises AnnotatorError for anything else.
    """
    if not shares:
        return {target: choice}
    numbers = [part.strip() for part in shares.split("/")]
    if not all(part.isdigit() for part in numbers):
        raise AnnotatorError(f"“{shares}” is no split; write two or three numbers, like 80/10/10.")
    ids = [item.article.id for item in selected(project, choice)]
    parts = split_ids(project, ids, [int(part) for part in numbers], seed)
    return {
        target.with_name(f"{target.stem}-{name}{target.suffix}"): replace(choice, articles=found)
        for name, found in parts.items()
    }


def export_parts(
    project: Project,
    form: Format,
    target: Path,
    choice: Selection,
    options: WriteOptions = WriteOptions(),  # noqa: B008 - frozen
    *,
    split: str = "",
    seed: int = 1,
    card: bool = False,
) -> Work[dict[Path, Written]]:
    """Write what is chosen in one file or in the parts of a split, with a card beside them."""
    done: dict[Path, Written] = {}
    for path, part in parts_of(project, choice, target, split, seed).items():
        done[path] = yield from export(project, form, path, part, options)
    if card:
        write_card(project, choice, target)
    return done
