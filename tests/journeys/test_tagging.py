"""Labels: overlapping, in pieces, gone through, changed, described."""

from pathlib import Path

from user import MakeProject, User

TEXT = """\
Regime Snubs Ferry Truce

The brutal regime of the Margrave said no. “It is a catastrophic blow,” said Oda Brenneke, 71.

A so-called inquiry into the catastrophic night follows."""


def test_overlapping_nested_and_equal_labels(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.drags_over("brutal", "Margrave")
    user.presses("1")
    user.drags_over("The", "regime")
    user.presses("2")
    user.selects("regime")
    user.presses("3", "4")
    expected = [
        ("The brutal regime", "evaluative-word"),
        ("brutal regime of the Margrave", "contentious-label"),
        ("regime", "reporting-verb"),
        ("regime", "dramatic-verb"),
    ]
    user.sees_label("regime", tag="Dramatic verb")
    assert [label[:2] for label in user.labels_in_file(path)] == expected

    # A click takes the shortest, clicks again and O go through all of them.
    user.clicks_word("regime")
    chosen = {user.chosen_label()}
    for _ in range(3):
        user.clicks_word("regime")
        chosen.add(user.chosen_label())
    assert len(chosen) == 4
    for _ in range(4):
        user.presses("O")
        chosen.discard(user.chosen_label())
    assert not chosen


def test_a_label_in_two_pieces_with_the_mouse(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("brutal")
    user.drags_over("said no", holding="Ctrl")
    user.presses("2")
    user.sees_label("brutal … said no", tag="Evaluative word")
    user.sees("2 pieces")
    pieces = user.in_file(path, "SELECT pieces FROM labels")[0][0]
    assert _words(pieces) == ["brutal", "said no"]


def test_a_label_in_two_pieces_by_keys(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.presses("Right", "Right")
    user.sees_selected("Snubs")
    user.presses("P", "Right")
    user.sees_selected("Truce")
    user.presses("4")
    assert _words(user.in_file(path, "SELECT pieces FROM labels")[0][0]) == ["Snubs", "Truce"]


def _words(pieces: str) -> list[str]:
    return [TEXT[start:end] for start, end in eval(pieces)]  # noqa: S307 - our own numbers


def test_from_label_to_label_with_the_list_in_step(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    for word, key in (("brutal", "2"), ("Regime", "1"), ("inquiry", "3")):
        user.selects(word)
        user.presses(key)
    user.presses("Esc", "Tab")
    for word in ("inquiry", "Regime", "brutal", "inquiry", "Regime"):
        user.sees_chosen_label(word)
        user.presses("Tab")
    user.presses("Shift+Tab", "Shift+Tab")
    user.sees_chosen_label("inquiry")
    user.clicks_row("brutal", "Labels of this article")
    user.presses("Esc", "Esc")
    user.sees("No label is selected.")


def test_retagged_described_noted_and_deleted_by_keys(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("inquiry")
    user.presses("1", "Esc", "Tab", "5")
    user.sees_label("inquiry", tag="Hedge or intensifier")
    user.presses("F", "4", "Tab")
    user.types("the inquiry")
    user.presses("Tab")
    user.types("probe")
    user.presses("Tab", "Right", "Esc", "N")
    user.types("Scare words")
    user.presses("Esc")
    found = user.in_file(path, "SELECT fields, note FROM labels")
    assert found == [
        (
            '{"intensity":4,"neutral":"probe","quoted":true,"target":"the inquiry"}',
            "Scare words",
        )
    ]
    user.presses("Del")
    user.sees_label("inquiry", times=0)
    user.presses("Ctrl+Z")
    user.sees_label("inquiry")


def test_the_quotation_is_filled_in_beforehand(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("catastrophic", nth=1)
    user.presses("2")
    user.sees("Speaker")
    filled = user.fields_in_file(path, "catastrophic")
    assert filled == {"quoted": True, "speaker": "Oda Brenneke"}
    user.selects("so-called")
    user.presses("5")
    user.sees_no("Speaker")
    assert user.fields_in_file(path, "so-called") == {"quoted": False}


def test_tag_all_alike_leaves_out_what_is_not_ticked(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("catastrophic", nth=1)
    user.presses("2", "A")
    user.sees("Tag 1 ticked", "One step in the history")
    user.presses("Esc")
    user.selects("Regime")
    user.presses("1", "A")
    user.clicks_tick("brutal regime")
    user.sees("Tag 0 ticked")
    user.clicks_tick("brutal regime")
    user.clicks("Tag 1 ticked")
    user.sees_label("regime", tag="Contentious label")
    assert len(user.labels_in_file(path)) == 3
    user.presses("A")
    user.sees("“regime” is tagged everywhere already.")


def test_all_alike_can_be_tagged_before_any_tag_was_given(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.selects("Regime")
    user.presses("A")
    user.sees("Tag 2 ticked")
    user.presses("Return")
    user.sees_label("regime")


def test_enter_gives_the_last_tag_again(user: User, sample: Path) -> None:
    user.starts(sample)
    user.selects("Catastrophic")
    user.presses("2")
    user.selects("rotten")
    user.presses("Return")
    user.sees_label("rotten", tag="Evaluative word")


def test_backlight_dims_all_but_the_labels(user: User, made: MakeProject) -> None:
    user.starts(made(TEXT))
    user.selects("brutal")
    user.presses("2", "Esc", "Esc")
    before = user.darkest_over("brutal"), user.darkest_over("Margrave")
    user.presses("B")
    dimmed = user.darkest_over("brutal"), user.darkest_over("Margrave")
    assert dimmed[0] == before[0]
    assert dimmed[1] > before[1] + 50
    user.presses("B")
    assert (user.darkest_over("brutal"), user.darkest_over("Margrave")) == before


def test_the_panels_work_with_the_mouse_too(user: User, made: MakeProject) -> None:
    path = made(TEXT * 20)
    user.starts(path)
    user.selects("brutal")
    user.clicks("Evaluative word, key 2, 0 labels")
    user.sees_label("brutal", tag="Evaluative word")
    user.selects("Margrave", nth=19)
    user.presses("1", "Esc", "Esc")
    user.clicks_share_of("Labels in the whole article", 0.05)
    user.sees_chosen_label("brutal")
    user.clicks("Evaluative word, key 2, 1 label")
    user.clicks("Delete this label (Del)")
    user.sees_label("brutal", times=0)
    user.clicks_row("Margrave", "Labels of this article")
    user.clicks("Praise word, key 7, 0 labels")
    user.sees_label("Margrave", tag="Praise word")


def test_nothing_typed_quickly_is_lost(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("inquiry")
    user.presses("1", "F", "3", "Tab")
    for text in ("the court", "hearing"):
        user.types(text)
        user.presses("Tab")
    user.presses("N")
    user.presses("Esc", "N")
    user.types("first")
    user.selects("brutal")  # what was typed belongs to the label it was typed for
    user.presses("2")
    stored = user.in_file(path, "SELECT quote, note FROM labels ORDER BY start")
    assert stored == [("brutal", ""), ("inquiry", "first")]
    fields = user.fields_in_file(path, "inquiry")
    assert (fields["target"], fields["neutral"]) == ("the court", "hearing")


def test_a_group_is_chosen_first_and_then_one_of_its_tags(user: User, made: MakeProject) -> None:
    path = made("The plan is backed by everyone.\n\nA fee, then ruin.", codebook="semeval-2023")
    user.starts(path)
    user.selects("everyone")
    user.sees_bar_of_tags("Justification … (2)", "Simplification … (3)")
    user.presses("2")
    user.sees_bar_of_tags("Appeal to popularity (3)", "Appeal to values (4)")
    user.sees("Justification: which one?")
    user.presses("3")
    user.sees_label("everyone", tag="Appeal to popularity")
    user.selects("ruin")
    user.presses("3")
    user.sees("Simplification: which one?")
    user.presses("Esc")
    user.sees_bar_of_tags("Justification … (2)")
    user.sees_no("which one?")
    assert len(user.labels_in_file(path)) == 1


def test_a_target_that_was_written_before_is_chosen(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("brutal")
    user.presses("2")
    user.fills("Target", "the Margrave’s men")
    user.presses("Esc")
    user.selects("Snubs")
    user.presses("2")
    user.clicks("Target")
    user.types("m")
    user.sees("the Margrave’s men")
    user.presses("Down", "Return", "Esc")
    assert user.fields_in_file(path, "Snubs")["target"] == "the Margrave’s men"
    user.selects("inquiry")
    user.presses("2", "F", "Tab", "Down")
    user.sees("the Margrave’s men")
    user.presses("Down", "Return", "Esc")
    assert user.fields_in_file(path, "inquiry")["target"] == "the Margrave’s men"


def test_what_is_typed_at_once_goes_to_the_label_just_made(user: User, made: MakeProject) -> None:
    path = made(TEXT)
    user.starts(path)
    user.selects("brutal")
    user.presses("2")
    user.fills("Target", "men")
    for quote in ("Snubs", "inquiry"):
        user.selects(quote)
        user.presses("2")
        user.clicks("Target")  # sooner than the panels have followed the article
        user.types("x")
        user.presses("Return")
        assert user.fields_in_file(path, quote)["target"] == "x"
    assert user.fields_in_file(path, "brutal")["target"] == "men"
