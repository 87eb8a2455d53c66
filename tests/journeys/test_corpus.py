"""The corpus as a lead works with it: found, sorted, described, put away, tagged, compared."""

from pathlib import Path

from eyes import middle
from hand import until
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTableView, QTextEdit
from user import MakeProject, User

TABLE = "Articles of the corpus"
PLACES = "Places in their context"
_LABELS = "SELECT count(*) FROM labels"
_STEPS = "SELECT count(*) FROM journal"


def titles(user: User) -> list[str]:
    return [row.partition(";")[0] for row in user.list_named(TABLE)]


def sees_titles(user: User, *wanted: str) -> None:
    def shown() -> bool:
        found = titles(user)
        pairs = zip(found, wanted, strict=False)
        return len(found) == len(wanted) and all(one.startswith(other) for one, other in pairs)

    assert until(shown), titles(user)


def clicks_head(user: User, name: str) -> None:
    table = user.finds(QTableView, TABLE)
    head, model = table.horizontalHeader(), table.model()
    place = next(
        n
        for n in range(model.columnCount())
        if model.headerData(n, Qt.Orientation.Horizontal) == name
    )
    x = head.sectionViewportPosition(place) + 20
    user.clicks_at(head.viewport(), QPoint(x, head.height() // 2))


def in_corpus(user: User, path: Path) -> None:
    user.starts(path)
    user.presses("Ctrl+2")
    user.finds(QTableView, TABLE)
    assert until(lambda: bool(titles(user)))


def test_articles_are_found_as_one_types_and_seen_in_context(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Ctrl+F")
    user.types('catastrophic OR "school table"')
    assert until(lambda: 0 < len(titles(user)) < 6), titles(user)
    user.presses("Ctrl+A")
    user.types("paranoid")
    sees_titles(user, "Regime Hides")
    user.sees("Articles 1", "1 place in “Regime Hides as Catastrophic Dam Flood Swallows Polvetz”")
    user.presses("Return")
    user.presses("Return")
    user.sees_article("Regime Hides")


def test_a_hit_is_opened_at_its_place(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("/")
    user.types("paranoid")
    user.clicks_row("paranoid", "Found in this article")
    user.presses("Return")
    user.sees_selected("paranoid")
    user.presses("2")
    user.sees_label("paranoid", tag="Evaluative word")


def test_what_asks_too_much_is_said_under_the_line(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Ctrl+F")
    user.pastes("🚢")
    user.sees("emoji cannot be searched for")
    user.presses("Ctrl+A")
    user.types("outlet:Courier")
    user.sees_no("emoji cannot be searched for")
    sees_titles(user, "Dam Gate")


def test_sorting_and_taking_it_over_as_the_order_of_the_queue(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    clicks_head(user, "Words")
    sees_titles(user, "Regime", "Anti-Car", "Dam Gate", "A Historic", "Council", "Parliament")
    user.sees("Sorted by Words")
    clicks_head(user, "Words")
    sees_titles(user, "Parliament", "Council", "A Historic", "Dam Gate", "Anti-Car", "Regime")
    user.clicks("Use as the queue’s order")
    user.sees("In the queue’s order")
    user.presses("Ctrl+1")
    assert until(lambda: user.list_named("Articles")[0].startswith("Parliament"))
    user.presses("Ctrl+Z")
    sees_titles(user, "Regime", "Dam Gate", "Anti-Car", "Council", "A Historic", "Parliament")


def test_articles_are_moved_by_keys(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Down", "Alt+Up")
    sees_titles(user, "Dam Gate", "Regime", "Anti-Car", "Council", "A Historic", "Parliament")
    user.presses("Alt+Down", "Alt+Down")
    sees_titles(user, "Regime", "Anti-Car", "Dam Gate", "Council", "A Historic", "Parliament")
    user.presses("Down", "Down", "Down", "Alt+Home")
    sees_titles(user, "Parliament", "Regime", "Anti-Car", "Dam Gate", "Council", "A Historic")
    user.presses("Ctrl+Z")
    sees_titles(user, "Regime", "Anti-Car", "Dam Gate", "Council", "A Historic", "Parliament")


def test_a_value_is_edited_in_its_cell_and_undone(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Right", "F2")
    user.types("The Harbour Post")
    user.presses("Return")
    assert until(lambda: "The Harbour Post" in user.list_named(TABLE)[0])
    told = user.in_file(sample, "SELECT count(*) FROM articles WHERE outlet = 'The Harbour Post'")
    assert told == [(1,)]
    user.presses("Ctrl+Z")
    assert until(lambda: "Free Drevaska Today" in user.list_named(TABLE)[0])
    user.presses("F2", "Esc")
    assert "Free Drevaska Today" in user.list_named(TABLE)[0]


def test_a_property_of_ones_own_for_several_articles(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    before = user.in_file(sample, _STEPS)[0][0]
    user.presses("Shift+Down", "Shift+Down", "Ctrl+D")
    user.fills("Property", "desk")
    user.fills("Value", "Foreign")
    user.presses("Ctrl+Return")
    found = "SELECT count(*) FROM articles WHERE extra ->> 'desk' = 'Foreign'"
    assert until(lambda: user.in_file(sample, found) == [(3,)])
    assert user.in_file(sample, _STEPS)[0][0] == before + 1
    user.presses("Ctrl+F")
    user.types("desk:Foreign")
    sees_titles(user, "Regime", "Dam Gate", "Anti-Car")


def test_articles_are_archived_and_taken_back(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Shift+Down", "Del")
    sees_titles(user, "Anti-Car", "Council", "A Historic", "Parliament")
    user.sees("0 of 4 done")
    user.clicks("Show archived")
    assert until(lambda: "archived" in user.list_named(TABLE)[0])
    user.clicks_row("Regime", TABLE)
    user.clicks("Take back")
    assert until(lambda: "archived" not in user.list_named(TABLE)[0])
    user.sees("0 of 5 done")
    user.presses("Ctrl+Z", "Ctrl+Z")
    user.sees("0 of 6 done")


def test_columns_are_chosen_and_remembered(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    with user.meanwhile(lambda: user.presses("Down", "Down", "Down", "Return")):
        user.presses("Ctrl+Shift+C")
    assert until(lambda: "Date" not in user.list_named(TABLE)[0]), user.list_named(TABLE)[0]
    user.quits()
    in_corpus(user, sample)
    assert until(lambda: "Date" not in user.list_named(TABLE)[0])


def test_places_are_ticked_and_tagged_in_one_step(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    before = user.in_file(sample, _STEPS)[0][0]
    user.presses("Alt+2")
    user.types("regime | catastrophic")
    user.sees("Concordance 13", "13 places in 2 articles")
    user.presses("Return", "Space")
    user.sees("Tag 1 ticked as")
    user.presses("Ctrl+Shift+A")
    user.sees("Tag 13 ticked as")
    user.presses("Ctrl+Return")
    assert until(lambda: user.in_file(sample, _LABELS) == [(13,)])
    assert user.in_file(sample, _STEPS)[0][0] == before + 1
    assert user.in_file(sample, "SELECT DISTINCT origin FROM labels") == [("bulk",)]
    assert until(lambda: all("[" in row for row in user.list_named(PLACES)))
    user.presses("Ctrl+Z")
    assert user.in_file(sample, _LABELS) == [(0,)]
    assert until(lambda: not any("[" in row for row in user.list_named(PLACES)))


def test_many_places_are_tagged_turned_back_and_tagged_again(user: User, made: MakeProject) -> None:
    path = made(*(f"Number {n}.\n\n" + "The regime said no. " * 40 for n in range(60)))
    in_corpus(user, path)
    before = user.in_file(path, _STEPS)[0][0]
    user.presses("Alt+2")
    user.types("regime")
    user.sees("2,400 places in 60 articles")
    user.presses("Return", "Ctrl+Shift+A")
    user.sees("Tag 2,400 ticked as")
    user.presses("Ctrl+Return")
    user.sees("Tag 0 ticked as", "2,400 labels of yours")
    assert user.in_file(path, "SELECT origin, count(*) FROM labels") == [("bulk", 2400)]
    assert until(lambda: all("[" in row for row in user.list_named(PLACES)))
    for key, labels in (("Ctrl+Z", 0), ("Ctrl+Shift+Z", 2400), ("Ctrl+Z", 0)):
        user.presses(key)
        user.sees(f" · {labels:,} labels of yours")
        assert user.in_file(path, _LABELS) == [(labels,)]
        user.finds(QTableView, PLACES)
        assert until(lambda: bool(user.list_named(PLACES)))
    assert user.in_file(path, _STEPS)[0][0] == before + 4
    user.presses("Ctrl+1", "Alt+4")
    user.sees("Undo: Tag “regime” and the like in 2,400 places as Contentious label")


def test_labels_of_a_tag_are_looked_through_and_removed(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Alt+2")
    user.types("regime")
    user.sees("places in 2 articles")
    user.presses("Return", "Ctrl+Shift+A", "Ctrl+Return", "Ctrl+Shift+U")
    user.sees("Tag 0 ticked as")
    user.clicks("What to show in context")
    user.presses("Down", "Return")
    user.sees("Labels of Contentious label in context")
    user.clicks_row("", PLACES)
    user.presses("Space")
    user.sees("Untag 1")
    before = user.in_file(sample, _LABELS)[0][0]
    user.clicks("Untag 1")
    assert until(lambda: user.in_file(sample, _LABELS) == [(before - 1,)])


def test_a_place_is_opened_in_its_article(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Alt+2")
    user.types("siren*")
    user.sees("places in 2 articles")
    user.clicks_row("Dam Gate", PLACES)
    user.presses("Return")
    user.sees_article("Dam Gate")
    user.sees_selected_in("siren")


def test_an_event_is_read_side_by_side_and_tagged_in_both(user: User, sample: Path) -> None:
    in_corpus(user, sample)
    user.presses("Alt+3")
    user.clicks_row("Tolvash Dam flood", "Events")
    for number, word in enumerate(("horrific", "spillway"), 1):
        view = user.finds(QTextEdit, f"Article {number}")
        assert until(lambda view=view, word=word: word in view.toPlainText())
        user.clicks_at(view.viewport(), middle(view, word), double=True)
        user.presses("1")
    quotes = "SELECT quote FROM labels ORDER BY quote"
    assert until(lambda: user.in_file(sample, quotes) == [("horrific",), ("spillway",)])
    user.presses("Ctrl+Z")
    assert user.in_file(sample, quotes) == [("horrific",)]
    assert user.finds(QTextEdit, "Article 2").isVisible()


def test_articles_are_put_into_an_event(user: User, made: MakeProject) -> None:
    path = made("One tells it so.", "Two tells it thus.", "Three is about something else.")
    in_corpus(user, path)
    user.presses("Shift+Down", "Ctrl+G")
    user.types("Harbour talks")
    user.presses("Ctrl+Return")
    user.presses("Alt+3")
    assert until(
        lambda: (
            user.list_named("Events")
            == ["Harbour talks, 2 articles", "Articles without an event, 1 article"]
        )
    )
    user.sees("One tells it so.", "Two tells it thus.")


def test_an_empty_project_says_what_to_do(user: User, made: MakeProject) -> None:
    user.starts(made())
    user.presses("Ctrl+2")
    user.sees("No articles yet")
    user.presses("Alt+2")
    user.sees("Words in their context")
    user.presses("Alt+3")
    user.sees("No events yet")


def test_a_group_of_tags_is_chosen_in_two_steps_side_by_side(user: User, made: MakeProject) -> None:
    path = made("One tells it so.", "Two tells it thus.", codebook="semeval-2023")
    user.starts(path)
    user.presses("Ctrl+2", "Alt+3")
    view = user.finds(QTextEdit, "Article 2")
    assert until(lambda: "thus" in view.toPlainText())
    user.clicks_at(view.viewport(), middle(view, "thus"), double=True)
    user.presses("1", "2")
    assert until(lambda: user.in_file(path, "SELECT quote FROM labels") == [("thus",)])


def test_duplicates_are_looked_for_seen_side_by_side_and_settled(
    user: User, made: MakeProject
) -> None:
    wire = "The regime sank the beloved ferry that carried four generations of islanders to school."
    path = made(wire, wire + " Nobody asked.", "Rain fell on the pier.")
    in_corpus(user, path)
    user.presses("Ctrl+Shift+D")
    user.sees("Duplicates", "1 pair.", "Nobody asked.")
    user.clicks("Archive the second")
    user.sees("1 article is archived.")
    user.presses("Ctrl+Return")
    assert until(lambda: len(titles(user)) == 2), titles(user)
    user.presses("Ctrl+Shift+D")
    user.sees("No two articles are the same, or nearly.")
    user.presses("Ctrl+Z")
    assert until(lambda: len(titles(user)) == 3), titles(user)
