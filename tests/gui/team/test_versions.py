"""Versions side by side: what each says, and a mark on what differs."""

from dataclasses import replace

from annotator.core.model import Assignment, Codebook, Label, Record, Span, State
from annotator.gui.team.versions import compared_versions

LABEL = Label(
    id="l",
    article_id="a",
    annotator_id="ada",
    tag="loaded",
    pieces=(Span(4, 10),),
    quote="regime",
    prefix="the ",
    suffix=" fell",
    codebook_version=1,
    created="2026-03-14T09:26:53.589Z",
    updated="2026-03-14T09:26:53.589Z",
    fields={"intensity": 4},
)


def told(codebook: Codebook, *records: Record | None) -> list[list[tuple[str, bool]]]:
    """The lines of each version, and whether each is marked."""
    found = compared_versions(records, codebook)
    return [[(fact.words, fact.differs) for fact in facts] for facts in found]


def test_what_differs_is_marked_and_the_rest_is_not(codebook: Codebook) -> None:
    first, second = told(codebook, LABEL, replace(LABEL, fields={"intensity": 2}))
    [intensity] = [it.name for it in codebook.fields if it.key == "intensity"]
    assert (f"{intensity}: 4", True) in first
    assert (f"{intensity}: 2", True) in second
    assert ("“regime”", False) in first
    assert sum(differs for _, differs in first) == 1


def test_what_one_version_lacks_stands_there_as_a_dash(codebook: Codebook) -> None:
    with_note, without = told(codebook, replace(LABEL, note="why?"), LABEL)
    assert ("Note: why?", True) in with_note
    assert ("Note: –", True) in without


def test_another_place_of_the_same_words_is_told(codebook: Codebook) -> None:
    here, there = told(codebook, LABEL, replace(LABEL, pieces=(Span(40, 46),)))
    assert ("Characters: 4–10", True) in here
    assert ("Characters: 40–46", True) in there
    same, _ = told(codebook, LABEL, replace(LABEL, note="why?"))
    assert not any("Characters" in words for words, _ in same)


def test_a_removed_version_differs_as_a_whole(codebook: Codebook) -> None:
    kept, removed = told(codebook, LABEL, None)
    assert removed == [("Removed", True)]
    assert kept[0] == ("“regime”", True)
    assert not any(differs for _, differs in kept[1:])


def test_states_of_an_article_are_told_apart(codebook: Codebook) -> None:
    done = Assignment("a", "ada", State.DONE, place=1, batch="main")
    skipped = replace(done, state=State.SKIPPED, reason="a table only")
    first, second = told(codebook, done, skipped)
    assert first == [("Done", True), ("Reason: –", True)]
    assert second == [("Skipped", True), ("Reason: a table only", True)]
