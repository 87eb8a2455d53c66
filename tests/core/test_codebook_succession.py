"""Tags merged and split: no codebook becomes faulty, no tag is lost, and chains are followed."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.codebooks import codebook_toml, faults, parse_codebook
from annotator.core import codebook_changes as changes
from annotator.core.codebook_changes import Part
from annotator.core.codebook_succession import (
    can_go,
    can_take,
    dressed_parts,
    lacking_fields,
    merged_tag,
    part_named,
    split_tag,
)
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Field, Tag
from annotator.core.review import Change
from annotator.core.review import changes as changed
from annotator.records import as_json
from annotator.store.rows import codebook_from

FIELDS = (Field("intensity", "Intensity"), Field("target", "Target"))


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """Tags of which some stand inside others, are retired, or ask something."""
    tags: list[Tag] = []
    for number, key in enumerate("pqrstu"[: draw(st.integers(2, 6))]):
        tags.append(
            Tag(
                key,
                key.upper(),
                parent=draw(st.sampled_from(["", *(tag.key for tag in tags)])),
                retired=draw(st.booleans()),
                shortcut=draw(st.sampled_from(["", str(number + 1)])),
                fields=tuple(draw(st.sets(st.sampled_from(["intensity", "target"])))),
            )
        )
    return Codebook("book", "Book", fields=FIELDS, tags=tuple(tags))


def changed_once(draw: st.DrawFn, book: Codebook) -> Codebook:
    """The codebook after a merger, a split, or what else may be done to a tag; or as it was."""
    key = draw(st.sampled_from([tag.key for tag in book.tags]))
    kind = draw(st.sampled_from(["merge", "split", "retire", "restore", "delete", "rename"]))
    try:
        match kind:
            case "merge":
                into = draw(st.sampled_from([tag.key for tag in book.tags]))
                return merged_tag(book, key, into, with_fields=draw(st.booleans()))
            case "split":
                names = draw(st.lists(st.sampled_from(["Q", "R", "New", "Newer"]), max_size=3))
                return split_tag(book, key, parts_named(book, key, *names))
            case "retire":
                return changes.retired_tag(book, key)
            case "restore":
                return changes.restored_tag(book, key)
            case "delete" if len(book.tags) > 1:
                return changes.without_tag(book, key)
            case "rename" if book.tag("renamed") is None and (tag := book.tag(key)):
                return changes.replaced_tag(book, key, replace(tag, key="renamed"))
    except AnnotatorError:
        pass
    return book


def parts_named(book: Codebook, key: str, *names: str) -> list[Tag]:
    parts: list[Tag] = []
    for name in names:
        parts.append(part_named(book, key, name, parts))
    return dressed_parts(book, key, parts)


@given(codebooks(), st.data())
def test_no_chain_of_mergers_and_splits_makes_a_codebook_faulty(
    book: Codebook, data: st.DataObject
) -> None:
    for _ in range(8):
        book = changed_once(data.draw, book)
        assert faults(book) == []
        for tag in book.tags:
            ends = book.ends(tag.key)
            assert ends, "every tag ends somewhere"
            assert all(not end.became for end in ends)
            assert book.counts_as(tag.key) in {end.key for end in ends} | {tag.key}


@given(codebooks(), st.data())
def test_a_merger_retires_one_tag_and_changes_no_other_but_in_what_it_asks(
    book: Codebook, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from([tag.key for tag in book.tags]))
    takes = can_take(book, key)
    assume(takes)
    into = data.draw(st.sampled_from([tag.key for tag in takes]))
    lacking = lacking_fields(book, key, into)
    for with_fields in (False, True):
        after = merged_tag(book, key, into, with_fields=with_fields)
        assert [tag.key for tag in after.tags] == [tag.key for tag in book.tags]
        for old, new in zip(book.tags, after.tags, strict=True):
            if old.key == key:
                assert new == replace(old, retired=True, became=(into,))
            else:
                assert replace(new, fields=old.fields) == old
        kept = after.tag(into)
        assert kept is not None
        missing = [it for it in lacking if it.key not in kept.fields]
        assert missing == ([] if with_fields else list(lacking))


@given(codebooks(), st.data())
def test_what_is_brought_back_is_what_it_was(book: Codebook, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from([tag.key for tag in book.tags if not tag.retired] or [""]))
    takes = can_take(book, key)
    assume(takes)
    after = merged_tag(book, key, takes[0].key)
    assert changes.restored_tag(after, key) == book


@given(codebooks(), st.data())
def test_labels_of_every_other_tag_need_no_second_look(book: Codebook, data: st.DataObject) -> None:
    # Parts of a tag that was retired before are new to what it stands inside of.
    key = data.draw(st.sampled_from([tag.key for tag in book.offered] or [""]))
    takes = can_take(book, key)
    assume(takes)
    merged = merged_tag(book, key, takes[0].key, with_fields=True)
    parted = split_tag(book, key, parts_named(book, key, "New", "Newer"))
    for tag in book.tags:
        told = [changed(tag.key, book, after) for after in (merged, parted)]
        assert told == ([(Change.MERGED,), (Change.SPLIT,)] if tag.key == key else [(), ()])


@given(codebooks(), st.data())
def test_what_became_of_a_tag_is_kept_in_files(book: Codebook, data: st.DataObject) -> None:
    for _ in range(4):
        book = changed_once(data.draw, book)
    assert parse_codebook(codebook_toml(book)) == book
    assert codebook_from(as_json(book)) == book


def test_a_codebook_without_mergers_is_stored_as_it_was_before_there_were_any() -> None:
    book = Codebook("b", "B", tags=(Tag("p", 'says "became":[],'), Tag("q", "Q")))
    text = as_json(book)
    assert text.count("became") == 1
    assert codebook_from(text) == book


def test_the_parts_of_a_split_tag_stand_behind_it_and_take_over_its_looks() -> None:
    tags = (
        Tag("a", "A", shortcut="1"),
        Tag("loaded", "Loaded", colour="green", shortcut="5", fields=("target",), parent="a"),
        Tag("z", "Z", shortcut="2"),
    )
    book = Codebook("b", "B", fields=FIELDS, tags=tags)
    parts = parts_named(book, "loaded", "Insult", "z", "Mockery")
    after = split_tag(book, "loaded", parts)
    assert [tag.key for tag in after.tags] == ["a", "loaded", "insult", "mockery", "z"]
    insult, mockery = after.tag("insult"), after.tag("mockery")
    assert insult is not None
    assert mockery is not None
    assert (insult.colour, insult.shortcut, insult.fields, insult.parent) == (
        *("green", "5"),
        *(("target",), "a"),
    )
    assert (mockery.shortcut, mockery.parent) == ("3", "a")
    assert [tag.key for tag in after.successors("loaded")] == ["insult", "z", "mockery"]
    assert not can_go(after, "loaded")


def test_where_the_digits_are_taken_a_part_gets_a_free_letter() -> None:
    tags = tuple(Tag(f"t{number}", f"T{number}", shortcut=str(number)) for number in range(1, 10))
    book = Codebook("b", "B", tags=tags)
    parts = [Tag("x", "X"), Tag("y", "Y")]
    reserved = frozenset("abd")
    assert [it.shortcut for it in dressed_parts(book, "t3", parts, reserved)] == ["3", "c"]
    assert [it.shortcut for it in dressed_parts(book, "t3", parts)] == ["3", ""]


def test_a_codebook_that_lacks_a_merged_tag_keeps_what_it_became() -> None:
    book = Codebook("b", "B", tags=(Tag("p", "P"), Tag("q", "Q"), Tag("r", "R")))
    book = merged_tag(book, "p", "q")
    fresh = Codebook("c", "C", tags=(Tag("q", "Q"),))
    after = changes.kept_as_retired(fresh, book, {"p"})
    assert after.counts_as("p") == "q"
    assert faults(changes.kept_as_retired(replace(fresh, tags=(Tag("r", "R"),)), book, {"p"})) == []


@pytest.mark.parametrize(
    ("became", "retired", "told"),
    [
        (("q",), False, "must be retired"),
        (("nowhere",), True, "became an unknown tag"),
        (("p",), True, "became itself"),
    ],
)
def test_what_cannot_have_become_of_a_tag_is_a_fault(
    became: tuple[str, ...], retired: bool, told: str
) -> None:
    book = Codebook("b", "B", tags=(Tag("p", "P", became=became, retired=retired), Tag("q", "Q")))
    assert any(told in fault for fault in faults(book))


def test_a_field_keeps_its_place_in_the_codebook() -> None:
    book = Codebook("b", "B", fields=FIELDS, tags=(Tag("p", "P"), Tag("q", "Q")))
    assert changes.asked_items(merged_tag(book, "p", "q"), Part.FIELDS) == FIELDS
