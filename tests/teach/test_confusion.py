"""Which tags a class took for which, against figures worked out by hand."""

import pytest
from hypothesis import given

from annotator.core.model import Label, Span
from annotator.teach.classwork import Classwork
from annotator.teach.confusion import NOTHING, Confusion, confusion_of
from tests.teach.small_class import KEY, STUDENTS, classwork
from tests.teach.test_heat import CLASS, class_of


def confusion(work: Classwork) -> Confusion:
    found = confusion_of({work.article.id: work.feedback()}, ["loaded", "name", "unused"])
    assert found is not None
    return found


def test_every_place_is_in_one_cell() -> None:
    # Required are “Regime” (name) and “catastrophic failure” (loaded).
    # s1: both hit.  s2: Regime as loaded; catastrophic near; fumed beyond the key.
    # s3: Regime missed; “failure of nerve” as name; dismissed optional; Critics fumed beyond.
    # s4: Regime hit as name, and a second time as loaded; fighting, a decoy; the other missed.
    # s5: both missed.
    assert dict(confusion(classwork()).counts) == {
        ("name", "name"): 2,
        ("name", "loaded"): 1,
        ("name", NOTHING): 2,
        ("loaded", "loaded"): 3,
        ("loaded", "name"): 1,
        ("loaded", NOTHING): 2,
        (NOTHING, "loaded"): 4,
    }


def test_shares_are_of_the_places_where_the_key_has_the_tag() -> None:
    found = confusion(classwork())  # the optional place that s3 marked is the sixth of “loaded”
    assert (found.wanted("name"), found.wanted("loaded")) == (
        5,
        6,
    )
    assert found.share("name", "loaded") == pytest.approx(0.2)
    assert found.share("unused", "loaded") is None
    assert found.share("loaded", "unused") == 0.0


def test_what_is_mistaken_most_comes_first() -> None:
    assert confusion(classwork()).mistaken == [("loaded", "name", 1), ("name", "loaded", 1)]


def test_tags_stand_in_the_order_of_the_codebook() -> None:
    work = classwork()
    reckoned = {work.article.id: work.feedback()}
    assert confusion(work).tags == ("loaded", "name")
    found = confusion_of(reckoned, ["name"])
    assert found is not None
    assert found.tags == ("name", "loaded")


def test_fewer_than_three_are_not_shown() -> None:
    work = classwork(STUDENTS[:2])
    assert confusion_of({work.article.id: work.feedback()}) is None
    assert confusion_of({}) is None


@given(CLASS)
def test_the_cells_hold_all_places(marked: list[list[tuple[Span, str]]]) -> None:
    bare = class_of(marked)
    key: list[Label] = list(KEY)
    work = Classwork(bare.article, bare.labels, key)
    feedback = work.feedback()
    found = confusion_of({work.article.id: feedback})
    if found is not None:
        assert found.total == sum(len(it.points) for it in feedback.values())
        assert found.students == len(marked)
