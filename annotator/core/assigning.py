"""Who annotates what: articles shared out among annotators, evenly and in an order of one's own.

Every draw comes from a seed, so that the same wish gives the same queues on every machine.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.core.model import Assignment, State


def shared_out(
    article_ids: Sequence[str],
    annotator_ids: Sequence[str],
    per_article: int,
    seed: int,
    load: Mapping[str, int] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The articles of each annotator, in the order to work in; each article goes to `per_article`.

    All annotators get as many, and every two of them share as many, as near as that can be; `load`
    says how many articles each has already. Each queue is in a random order of its own, against
    effects of order. Raises ValueError if there are fewer annotators than `per_article`, or none.
    """
    if not 1 <= per_article <= len(annotator_ids):
        raise ValueError(f"{per_article} of {len(annotator_ids)} annotators cannot be chosen")
    draw = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    articles = sorted(article_ids)
    draw.shuffle(articles)
    people = sorted(annotator_ids)
    loads = Counter({who: (load or {}).get(who, 0) for who in people})
    together: Counter[tuple[str, str]] = Counter()
    queues: dict[str, list[str]] = {who: [] for who in people}
    for article_id in articles:
        chosen: list[str] = []
        for _ in range(per_article):
            free = [who for who in people if who not in chosen]
            luck = {who: draw.random() for who in free}
            chosen.append(
                min(
                    free,
                    key=lambda who: (
                        loads[who],
                        sum(together[_pair(who, other)] for other in chosen),
                        luck[who],
                    ),
                )
            )
            loads[chosen[-1]] += 1
        together.update(_pair(*two) for two in combinations(chosen, 2))
        for who in chosen:
            queues[who].append(article_id)
    for who, queue in queues.items():
        random.Random(f"{seed}:{who}").shuffle(queue)  # noqa: S311
    return {who: tuple(queues[who]) for who in annotator_ids}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def queued(
    known: Sequence[Assignment], articles: Sequence[str], annotator_id: str, batch: str
) -> list[tuple[Assignment | None, Assignment]]:
    """What changes when articles go to the end of an annotator's queue: before and after of each.

    `known` are the annotator's assignments; an article that has its place already keeps it.
    """
    there = {each.article_id: each for each in known}
    place = max((each.place for each in known), default=0)
    found: list[tuple[Assignment | None, Assignment]] = []
    for article_id in articles:
        before = there.get(article_id)
        if before is not None and before.place:
            continue
        place += 1
        blank = before or Assignment(article_id, annotator_id)
        found.append((before, replace(blank, place=place, batch=batch)))
    return found


def withdrawn(assignment: Assignment) -> Assignment | None:
    """The assignment once the article is out of the queue; None if nothing was done with it."""
    rest = replace(assignment, place=0, batch="")
    untouched = rest.state is State.TODO and not rest.reason and not rest.note
    return None if untouched else rest
