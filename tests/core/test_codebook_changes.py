"""Changing a codebook never breaks it: no faults, no circles, nothing lost, order kept."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks import PALETTE, faults, shipped_codebook
from annotator.core import codebook_changes as changes
from annotator.core.codebook_changes import Part
from annotator.core.model import Codebook, Condition, Field, Kind, Option, Question, Tag

names = st.text(min_size=1, max_size=8).filter(str.strip)
YES_NO = (Field("quoted", "Quoted", Kind.YES_NO), Field("speaker", "Speaker"))


@st.composite
def asked(draw: st.DrawFn, kind: type[Field]) -> tuple[Field, ...]:
    """Fields or questions of which some wait for a yes-no one before them."""
    items: list[Field] = []
    for key in draw(st.lists(st.sampled_from("abcde"), unique=True)):
        item = kind(key, draw(names), draw(st.sampled_from([Kind.YES_NO, Kind.TEXT, Kind.SCALE])))
        earlier = [other.key for other in items if other.kind is Kind.YES_NO]
        if earlier and draw(st.booleans()):
            item = replace(
                item, when=Condition(draw(st.sampled_from(earlier)), draw(st.booleans()))
            )
        items.append(item)
    return tuple(items)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A sound codebook with nested tags, dependent fields and questions."""
    fields = draw(asked(Field))
    tags: list[Tag] = []
    keys = draw(st.lists(st.sampled_from("pqrstuvw"), unique=True))
    for number, key in enumerate(keys):
        tags.append(
            Tag(
                key,
                draw(names),
                shortcut=draw(st.sampled_from(["", str(number)])),
                # A condition points back, so the first few fields never miss what they wait for.
                fields=tuple(item.key for item in fields[: draw(st.integers(0, len(fields)))]),
                parent=draw(st.sampled_from(["", *keys[:number]])),
                retired=draw(st.booleans()),
            )
        )
    shuffled = tuple(draw(st.permutations(tags)))
    questions = tuple(item for item in draw(asked(Question)) if isinstance(item, Question))
    return Codebook("book", "Book", fields=fields, tags=shuffled, questions=questions)


def change(draw: st.DrawFn, book: Codebook) -> Codebook:
    """One change of any sort, of whatever the codebook has or has not."""
    tag = draw(st.sampled_from([*(tag.key for tag in book.tags), "unknown"]))
    other = draw(st.sampled_from([*(tag.key for tag in book.tags), ""]))
    part = draw(st.sampled_from([Part.FIELDS, Part.QUESTIONS]))
    items = changes.asked_items(book, part)
    item = draw(st.sampled_from([*(item.key for item in items), "unknown"]))
    field = draw(st.sampled_from([*(item.key for item in book.fields), "unknown"]))
    step = draw(st.sampled_from([-1, 1]))
    present = changes.asked_item(book, part, item)
    options = [
        lambda: changes.placed_tag(book, tag, other, draw(st.sampled_from(["", tag, other]))),
        lambda: changes.moved_tag(book, tag, step),
        lambda: changes.indented_tag(book, tag),
        lambda: changes.outdented_tag(book, tag),
        lambda: changes.retired_tag(book, tag),
        lambda: changes.restored_tag(book, tag),
        lambda: changes.without_tag(book, tag),
        lambda: changes.with_asking(book, tag, field, asks=draw(st.booleans())),
        lambda: with_new_tag(book, other),
        lambda: renamed(book, tag),
        lambda: changes.moved_item(book, part, item, step),
        lambda: changes.without_item(book, part, item),
        lambda: (
            changes.replaced_item(book, part, item, replace(present, key="new-key"))
            if present and not changes.asked_item(book, part, "new-key")
            else book
        ),
    ]
    return draw(st.sampled_from(options))()


def with_new_tag(book: Codebook, after: str) -> Codebook:
    key = changes.free_key("Näme!", {tag.key for tag in book.tags}, "tag")
    shortcut = changes.free_shortcut(book)
    colour = changes.free_colour(book, PALETTE)
    tag = Tag(key, "Näme!", shortcut=shortcut, colour=colour, parent=after)
    return changes.with_tag(book, tag, after)


def renamed(book: Codebook, key: str) -> Codebook:
    tag = book.tag(key)
    if tag is None or book.tag("renamed"):
        return book
    return changes.replaced_tag(book, key, replace(tag, key="renamed"))


@given(codebooks(), st.data())
def test_no_chain_of_changes_makes_a_sound_codebook_faulty(book: Codebook, data: st.DataObject):
    for _ in range(6):
        book = change(data.draw, book)
        assert faults(book) == []
        assert len(changes.outline(book)) == len(book.tags)


@given(codebooks(), st.data())
def test_moving_tags_about_loses_none_and_keeps_what_stands_inside(
    book: Codebook, data: st.DataObject
):
    key = data.draw(st.sampled_from([*(tag.key for tag in book.tags), "unknown"]))
    parent = data.draw(st.sampled_from(["", *(tag.key for tag in book.tags)]))
    for after in (
        changes.placed_tag(book, key, parent),
        changes.moved_tag(book, key, -1),
        changes.moved_tag(book, key, 1),
        changes.indented_tag(book, key),
        changes.outdented_tag(book, key),
    ):

        def plain(tags: tuple[Tag, ...]) -> list[Tag]:
            return sorted((replace(tag, parent="") for tag in tags), key=lambda tag: tag.key)

        assert plain(after.tags) == plain(book.tags)
        assert changes.branch(after, key) == changes.branch(book, key)
        others = [tag.key for tag, _ in changes.outline(after) if tag.key != key]
        inside = set(changes.branch(book, key))
        stayed = [item for item in others if item not in inside]
        assert stayed == [tag.key for tag, _ in changes.outline(book) if tag.key not in inside]


@given(codebooks(), st.data())
def test_down_and_up_and_in_and_out_lead_back(book: Codebook, data: st.DataObject):
    book = replace(book, tags=tuple(placed.tag for placed in changes.outline(book)))
    for tag in book.tags:
        down = changes.moved_tag(book, tag.key, 1)
        assert down == book or changes.moved_tag(down, tag.key, -1) == book
        inside = changes.indented_tag(book, tag.key)
        assert inside == book or changes.outdented_tag(inside, tag.key) == book


def test_a_tag_cannot_go_inside_itself():
    book = shipped_codebook("recasens")
    assert changes.placed_tag(book, "framing-bias", "one-sided-term") is book
    assert changes.branch(book, "framing-bias") == (
        "framing-bias",
        "subjective-intensifier",
        "one-sided-term",
    )


def test_a_new_tag_stands_behind_all_that_is_inside_the_one_before_it():
    book = shipped_codebook("recasens")
    after = changes.with_tag(book, Tag("new", "New"), after="framing-bias")
    assert [tag.key for tag in after.tags].index("new") == 3


def test_what_a_removed_tag_held_moves_up():
    after = changes.without_tag(shipped_codebook("recasens"), "framing-bias")
    assert [(tag.key, depth) for tag, depth in changes.outline(after)][:3] == [
        ("subjective-intensifier", 0),
        ("one-sided-term", 0),
        ("epistemological-bias", 0),
    ]


def test_a_dependent_field_brings_what_it_waits_for_and_goes_with_it():
    waits = replace(YES_NO[1], when=Condition("quoted", value=True))
    book = Codebook("b", "B", fields=(YES_NO[0], waits), tags=(Tag("t", "T"),))
    both = changes.with_asking(book, "t", "speaker", asks=True)
    assert both.tags[0].fields == ("quoted", "speaker")
    assert changes.with_asking(both, "t", "quoted", asks=False).tags[0].fields == ()


def test_a_tag_brought_back_gives_way_to_who_has_its_shortcut_now():
    book = Codebook("b", "B", tags=(Tag("a", "A", shortcut="1", retired=True), Tag("b", "B")))
    free = changes.restored_tag(book, "a")
    assert free.tags[0].shortcut == "1"
    taken = changes.replaced_tag(book, "b", replace(book.tags[1], shortcut="1"))
    assert changes.restored_tag(taken, "a").tags[0].shortcut == ""


@given(codebooks(), codebooks(), st.data())
def test_another_codebook_keeps_every_tag_that_has_labels(
    current: Codebook, fresh: Codebook, data: st.DataObject
):
    keys = [tag.key for tag in current.tags]
    labelled = data.draw(st.sets(st.sampled_from(keys)) if keys else st.just(set()))
    after = changes.kept_as_retired(fresh, current, labelled)
    assert faults(after) == []
    assert after.tags[: len(fresh.tags)] == fresh.tags
    kept = after.tags[len(fresh.tags) :]
    assert {tag.key for tag in kept} == labelled - {tag.key for tag in fresh.tags}
    assert all(tag.retired for tag in kept)
    for tag in kept:
        before = current.tag(tag.key)
        assert before is not None
        assert set(before.fields) <= set(tag.fields)


def test_options_keep_the_keys_that_labels_hold():
    before = (Option("unsure", "Unsure"), Option("sure", "Sure"))
    assert changes.options_named(["Sure", "Unsure"], before) == (before[1], before[0])
    assert changes.options_named(["Unsure", "Certain"], before, {"sure"}) == (
        before[0],
        Option("sure", "Certain"),
    )
    assert changes.options_named(["Unsure", "Certain"], before)[1] == Option("certain", "Certain")
    three = changes.options_named(["Unsure", "Sure", "Sure", "да"], before)
    assert [option.key for option in three] == ["unsure", "sure", "sure-2", "да"]


@given(st.lists(names, max_size=6), st.lists(names, max_size=6, unique=True), st.data())
def test_options_always_have_keys_of_their_own(
    fresh: list[str], old: list[str], data: st.DataObject
):
    before = changes.options_named(old, ())
    held = data.draw(st.sets(st.sampled_from([option.key for option in before] or ["none"])))
    after = changes.options_named(fresh, before, held)
    assert [option.name for option in after] == fresh
    assert len({option.key for option in after}) == len(after)
    assert faults(Codebook("b", "B", fields=(Field("f", "F", Kind.CHOICE, after),))) == [] or (
        not after
    )


def test_only_the_first_naming_of_something_new_makes_its_key():
    key = changes.fresh_key(Part.TAGS, ["new-tag"])
    assert key == "new-tag-2"
    first = changes.named(Tag(key, "New tag"), "Appel à la peur", ["appel-a-la-peur"])
    assert (first.key, first.name) == ("appel-a-la-peur-2", "Appel à la peur")
    assert changes.named(first, "Fear", []).key == first.key
    assert changes.named(Tag("new-deal", "New deal"), "Deal", []).key == "new-deal"
    assert changes.named(Question("new-question", "?"), "Кто?", ["question"]).key == "question-2"


@given(names, st.sets(st.sampled_from(["tag", "tag-2", "a"])))
def test_a_free_key_is_a_key_and_free(name: str, taken: set[str]):
    key = changes.free_key(name, taken, "tag")
    assert key not in taken
    assert faults(Codebook("b", "B", tags=(Tag(key, "T"),))) == []
