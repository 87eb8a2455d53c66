"""Articles shared out: evenly, together, in an order of one's own, and the same every time."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.assigning import queued, shared_out, withdrawn
from annotator.core.model import Assignment, State

people = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6, unique=True)
articles = st.integers(0, 60).map(lambda count: [f"article {number}" for number in range(count)])


@given(articles, people, st.integers(1, 6), st.integers(0, 9))
def test_each_article_goes_to_as_many_and_each_annotator_gets_as_many(
    ids: list[str], who: list[str], wanted: int, seed: int
) -> None:
    count = min(wanted, len(who))
    queues = shared_out(ids, who, count, seed)
    given_to = Counter(article for queue in queues.values() for article in queue)
    assert given_to == dict.fromkeys(ids, count)
    assert all(len(set(queue)) == len(queue) for queue in queues.values())
    sizes = [len(queue) for queue in queues.values()]
    assert max(sizes) - min(sizes) <= 1


def test_every_two_annotators_share_about_as_many_articles() -> None:
    queues = shared_out([f"article {number}" for number in range(120)], "abcd", 2, seed=7)
    shared = [len(set(queues[one]) & set(queues[other])) for one, other in combinations("abcd", 2)]
    assert sum(shared) == 120
    assert max(shared) - min(shared) <= 2


@given(articles, people, st.integers(0, 9))
def test_a_seed_gives_the_same_queues_whatever_the_order_of_what_is_given(
    ids: list[str], who: list[str], seed: int
) -> None:
    assert shared_out(ids[::-1], who[::-1], 1, seed) == shared_out(ids, who, 1, seed)


def test_annotators_work_in_different_orders_and_another_seed_gives_others() -> None:
    ids = [f"article {number}" for number in range(30)]
    queues = shared_out(ids, ["ines", "tomas"], 2, seed=1)
    assert queues["ines"] != queues["tomas"]
    assert queues != shared_out(ids, ["ines", "tomas"], 2, seed=2)


def test_who_has_much_already_gets_less() -> None:
    ids = [f"article {number}" for number in range(10)]
    queues = shared_out(ids, ["ines", "tomas"], 1, seed=1, load={"ines": 6})
    assert (len(queues["ines"]), len(queues["tomas"])) == (2, 8)


@pytest.mark.parametrize("per_article", [0, 3])
def test_more_annotators_than_there_are_cannot_be_chosen(per_article: int) -> None:
    with pytest.raises(ValueError, match="cannot be chosen"):
        shared_out(["article"], ["ines", "tomas"], per_article, seed=1)


def test_new_articles_go_to_the_end_of_a_queue_and_what_was_done_is_kept() -> None:
    known = [
        Assignment("a", "ines", State.DONE, place=1, batch="pilot"),
        Assignment("b", "ines", State.IN_PROGRESS),
    ]
    assert queued(known, ["c", "b", "a"], "ines", "main") == [
        (None, Assignment("c", "ines", place=2, batch="main")),
        (known[1], Assignment("b", "ines", State.IN_PROGRESS, place=3, batch="main")),
    ]


def test_an_article_taken_out_of_a_queue_keeps_what_was_said_of_it() -> None:
    placed = Assignment("a", "ines", place=1, batch="pilot")
    assert withdrawn(placed) is None
    done = Assignment("a", "ines", State.SKIPPED, "a table only", place=1, batch="pilot")
    assert withdrawn(done) == Assignment("a", "ines", State.SKIPPED, "a table only")
