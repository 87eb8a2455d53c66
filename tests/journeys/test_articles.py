"""An article as a whole: its state, its questions, its source, its history."""

from pathlib import Path

from user import User

DAM = "Regime Hides as Catastrophic Dam Flood Swallows Polvetz"
PLAIN = "Dam Gate Fails Above Polvetz; 31 Dead, 12 Missing"
ZEALOTS = "Anti-Car Zealots Ram Through War on Shoppers"


def test_done_asks_the_required_question_and_goes_on(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+Return")
    user.sees("Please answer first: How slanted is the article as a whole?")
    user.presses("4", "Ctrl+Return")
    user.sees_article(PLAIN)
    user.sees("1 of 6 done", "Done 1")
    states = user.in_file(sample, "SELECT state FROM assignments")
    assert states == [("done",)]
    assert user.in_file(sample, "SELECT question, value FROM answers") == [("slant", "4")]
    user.presses("Ctrl+Z")
    user.sees_article(DAM)
    user.sees("0 of 6 done")


def test_done_with_nothing_marked_is_not_the_same_as_not_looked_at(
    user: User, sample: Path
) -> None:
    user.starts(sample)
    user.presses("Q", "1", "Esc", "Ctrl+Return")
    user.sees_article(PLAIN)
    user.opens(DAM)
    rows = user.list_named("Articles")
    assert rows[0].endswith("508 words · Done")
    assert rows[2].endswith("455 words · To do")


def test_skipped_and_flagged_with_a_reason_and_filtered(user: User, sample: Path) -> None:
    user.starts(sample)
    user.answers("Paywalled", press="Ctrl+Shift+S")
    user.sees("Skipped: Paywalled", "Skipped 1")
    user.opens(PLAIN)
    user.answers("Ask Ines", press="Ctrl+Shift+F")
    user.sees("Flagged: Ask Ines")
    found = user.in_file(sample, "SELECT state, reason FROM assignments ORDER BY state")
    assert found == [("flagged", "Ask Ines"), ("skipped", "Paywalled")]
    user.clicks("Flagged 1")
    assert [row.split("\n")[0] for row in user.list_named("Articles")] == [PLAIN]
    user.clicks("To do 4")
    assert len(user.list_named("Articles")) == 4
    user.clicks("All 6")
    user.presses("Ctrl+PgDown")
    user.sees_article(ZEALOTS)
    user.presses("Ctrl+PgUp", "Ctrl+PgUp")
    user.sees_article(DAM)


def test_revealing_the_source_is_recorded(user: User, sample: Path) -> None:
    user.starts(sample)
    user.sees("Source hidden while you annotate · 13 March 2025 · News report")
    user.sees_no("Free Drevaska Today ·")
    user.clicks("Reveal")
    user.sees("Free Drevaska Today · ")
    revealed = user.in_file(sample, "SELECT revealed FROM visits WHERE revealed <> ''")
    assert len(revealed) == 1
    user.opens(PLAIN)
    user.sees("Source hidden while you annotate")
    user.quits()
    assert user.in_file(sample, "SELECT count(*) FROM visits") == [(2,)]


def test_questions_and_the_note_are_kept(user: User, sample: Path) -> None:
    user.starts(sample)
    user.clicks_tab("This article")
    user.clicks("How slanted is the article as a whole?: 5")
    user.fills("Whom does it favour?", "The Civic Union")
    user.clicks_tab("Notes")
    user.clicks("Note on this article")
    user.types("No siren is named.\nTwice.")
    user.opens(PLAIN)
    user.opens(DAM)
    assert user.reads("Note on this article") == "No siren is named.\nTwice."
    answers = user.in_file(sample, "SELECT question, value FROM answers ORDER BY question")
    assert answers == [("favours", '"The Civic Union"'), ("slant", "5")]
    notes = user.in_file(sample, "SELECT note FROM assignments")
    assert notes == [("No siren is named.\nTwice.",)]


def test_history_says_what_was_done_and_undo_goes_on_after_reopening(
    user: User, sample: Path
) -> None:
    user.starts(sample)
    user.selects("Regime")
    user.presses("1")
    user.selects("rotten")
    user.presses("2", "Del")
    user.clicks_tab("History")
    steps = user.list_named("History")
    assert [step.split("\n")[0] for step in steps[:3]] == [
        "Remove Evaluative word from “rotten”",
        "Tag “rotten” as Evaluative word",
        "Tag “Regime” as Contentious label",
    ]
    user.presses("Ctrl+Z", "Ctrl+Z")
    user.sees("Undo: Tag “rotten” as Evaluative word\n")
    steps = user.list_named("History")
    assert [step.split("\n")[0] for step in steps[:2]] == [
        "Undo: Tag “rotten” as Evaluative word",
        "Undo: Remove Evaluative word from “rotten”",
    ]
    user.presses("Ctrl+Y", "Ctrl+Y")
    user.quits()
    user.starts(sample)
    user.presses("Ctrl+Z")
    user.sees_label("rotten")
    user.presses("Ctrl+Z", "Ctrl+Z")
    user.sees_label("Regime", times=0)
    user.presses("Ctrl+Z")
    user.sees("There is nothing to undo.")
    user.presses("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    user.sees("There is nothing to redo.")
    user.sees_label("Regime")
    user.sees_label("rotten", times=0)


def test_a_key_pressed_in_the_queue_tags_nothing_in_the_article(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Shift+F6", "2")
    user.sees("Select words in the article first")
    assert user.labels_in_file(sample) == []


def test_quitting_waits_for_a_text_that_is_being_typed(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+I")
    user.types("The ferry stayed in port.")
    user.window.close()
    user.sees("The text you typed would be lost; cancel again to leave it.")
    assert user.window.isVisible()
    user.presses("Ctrl+Return")
    user.sees("1 article added.")
    user.quits()
    assert user.in_file(sample, "SELECT count(*) FROM articles") == [(7,)]


def test_going_on_by_keys_leaves_one_article_selected(user: User, sample: Path) -> None:
    user.starts(sample)
    user.presses("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgUp")
    user.sees_article(PLAIN)
    assert [row.split("\n")[0] for row in user.selected_rows("Articles")] == [PLAIN]
