"""Records after the steps of several copies: the same everywhere, and disagreements named."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.edits import Edit, Step, StepKind, identity
from annotator.core.model import Answer, Assignment, Label, Record, Span, State
from annotator.core.replay import replayed

LABEL = Label(
    id="l1",
    article_id="a1",
    annotator_id="ines",
    tag="loaded",
    pieces=(Span(0, 6),),
    quote="Regime",
    prefix="",
    suffix=" walks",
    codebook_version=1,
    created="2026-03-14T09:26:53.589Z",
    updated="2026-03-14T09:26:53.589Z",
)
THING = identity(LABEL)
STRONG, WEAK = (replace(LABEL, fields={"intensity": number}) for number in (5, 1))


def step(
    device: str,
    clock: int,
    before: Record | None,
    after: Record | None,
    kind: StepKind = StepKind.DO,
    target: str = "",
) -> Step:
    edits = () if before is None and after is None else (Edit(before, after),)
    return Step(
        f"{device}{clock}", device, clock, "ines", "", "a change", edits, kind, target, clock
    )


def test_changes_one_after_the_other_leave_the_last() -> None:
    found = replayed(THING, [step("desk", 1, None, LABEL), step("desk", 2, LABEL, STRONG)])
    assert (found.record, found.versions) == (STRONG, ())


def test_two_copies_that_change_the_same_version_disagree_and_the_later_stands() -> None:
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 3, LABEL, WEAK),
    ]
    found = replayed(THING, steps)
    assert found.record == WEAK
    assert [version.record for version in found.versions] == [STRONG, WEAK]
    assert [version.step and version.step.id for version in found.versions] == ["desk2", "laptop3"]


def test_a_copy_that_works_on_without_knowing_of_the_other_still_disagrees() -> None:
    noted = replace(WEAK, note="sure")
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 3, LABEL, WEAK),
        step("laptop", 4, WEAK, noted),
    ]
    assert [version.record for version in replayed(THING, steps).versions] == [STRONG, noted]


def test_three_copies_give_three_versions() -> None:
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 2, LABEL, WEAK),
        step("tablet", 3, LABEL, None),
    ]
    found = replayed(THING, steps)
    assert found.record is None
    assert [version.record for version in found.versions] == [STRONG, WEAK, None]


def test_a_decision_settles_it_and_later_work_goes_on_from_there() -> None:
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 3, LABEL, WEAK),
        step("lead", 4, WEAK, STRONG, StepKind.DECIDE, THING),
        step("desk", 5, STRONG, replace(STRONG, note="so be it")),
    ]
    found = replayed(THING, steps)
    assert (found.record, found.versions) == (replace(STRONG, note="so be it"), ())


def test_a_decision_for_what_stands_needs_no_edit() -> None:
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 3, LABEL, WEAK),
        step("lead", 4, None, None, StepKind.DECIDE, THING),
    ]
    found = replayed(THING, steps)
    assert (found.record, found.versions) == (WEAK, ())


def test_the_same_change_made_twice_is_no_disagreement() -> None:
    later = replace(STRONG, updated="2026-03-15T00:00:00.000Z")
    steps = [
        step("desk", 1, None, LABEL),
        step("desk", 2, LABEL, STRONG),
        step("laptop", 3, LABEL, later),
    ]
    found = replayed(THING, steps)
    assert (found.record, found.versions) == (later, ())


def test_the_same_answer_given_on_two_machines_is_one_answer() -> None:
    desk = Answer("x1", "a1", "ines", "slant", 2, 1, "2026", "2026")
    laptop = replace(desk, id="x2", created="2027", updated="2027")
    assert identity(desk) == identity(laptop)
    steps = [step("desk", 1, None, desk), step("laptop", 1, None, laptop)]
    found = replayed(identity(desk), steps)
    assert (found.record, found.versions) == (laptop, ())
    other = replace(laptop, value=-2)
    steps = [step("desk", 1, None, desk), step("laptop", 1, None, other)]
    assert len(replayed(identity(desk), steps).versions) == 2


def test_a_lead_who_assigns_and_an_annotator_who_works_change_different_fields() -> None:
    placed = Assignment("a1", "ines", place=3, batch="pilot")
    steps = [
        step("lead", 1, None, placed),
        step("lead", 2, placed, replace(placed, place=9)),
        step("desk", 3, placed, replace(placed, state=State.DONE)),
    ]
    found = replayed(identity(placed), steps)
    assert found.record == replace(placed, place=9, state=State.DONE)
    assert not found.versions


def test_an_undone_first_change_leaves_what_others_did_to_it() -> None:
    begun = Assignment("a1", "ines", State.IN_PROGRESS)
    steps = [
        step("desk", 1, None, begun),
        step("lead", 1, None, Assignment("a1", "ines", place=3)),
        step("desk", 2, begun, None),
    ]
    assert replayed(identity(begun), steps).record == Assignment("a1", "ines", place=3)
    assert replayed(identity(begun), [steps[0], steps[2]]).record is None


VERSIONS: list[Label | None] = [None, LABEL, STRONG, WEAK, replace(LABEL, note="why?")]


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """What up to three copies did, each going on from its own last version."""
    found = []
    for device in draw(st.sets(st.sampled_from(["desk", "laptop", "tablet"]), min_size=1)):
        clock, current = 1, LABEL if device != "desk" else None
        for after in draw(st.lists(st.sampled_from(VERSIONS), max_size=5)):
            if after != current:
                found.append(step(device, clock, current, after))
                current, clock = after, clock + draw(st.integers(1, 3))
    return found


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_steps_arrive_does_not_matter(steps: list[Step], random: object) -> None:
    shuffled = list(steps)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replayed(THING, shuffled) == replayed(THING, steps)


@given(histories())
def test_what_stands_is_one_of_the_versions_and_no_last_word_is_lost(steps: list[Step]) -> None:
    found = replayed(THING, steps)
    if found.versions:
        assert found.versions[-1].record == found.record
    last = {each.device: each.edits[0].after for each in sorted(steps, key=lambda it: it.order)}
    standing = [version.record for version in found.versions] or [found.record]
    if steps:
        assert found.record in last.values()
        first = min(steps, key=lambda it: it.order).edits[0].before
        # A copy whose last version another one changed further has nothing left to say.
        changed = [edit.before for each in steps for edit in each.edits]
        assert all(
            record in standing or record in changed or record == first for record in last.values()
        )
