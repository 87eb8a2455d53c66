"""Gold by votes in the window: counted beforehand, written as one step, told, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.aggregation import Tie
from annotator.core.model import Origin, Span, State
from annotator.desk import Desk
from annotator.gui.adjudicate.confusion import err_rows
from annotator.gui.adjudicate.page import AdjudicatePage
from annotator.gui.adjudicate.votes_sheet import VotesSheet
from annotator.gui.app import application, make_window
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.widgets.panels import Bar
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.aggregating import Method, Rule
from annotator.project.measuring import Choice
from annotator.project.team import Sharing, add_annotator, assign
from annotator.sample import make_sample

MARKED = (("Regime", "contentious-label", 3), ("hapless", "evaluative-word", 2), ("rotten", "", 1))
"""Words of the first article, their tag, and how many of the three mark them."""
SLANTS = (5, 4, 4), (2, 3, 5)
"""What the three answer about the first two articles."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    window = make_window(application(), tmp_path)
    window.resize(1300, 900)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def page(window: Window, tmp_path: Path, qtbot: QtBot) -> AdjudicatePage:
    """The workspace on two articles that three are done with."""
    project = make_sample(tmp_path / "Team.annot", "Ines")
    people = [project.annotators()[0], *(add_annotator(project, it) for it in ("Tom", "Cleo"))]
    first, second = (project.article(it) for it in project.article_ids()[:2])
    for number, who in enumerate(people):
        desk = Desk(project, who)
        for words, tag, count in MARKED:
            if number < count:
                at = first.text.index(words)
                desk.tag(first, tag or "evaluative-word", [[Span(at, at + len(words))]])
        for article, slants in zip((first, second), SLANTS, strict=True):
            desk.answer(article.id, "slant", slants[number])
            desk.set_state(article.id, State.DONE)
    window.session.take(project)
    QApplication.processEvents()
    for asked in window.findChildren(AtDeskDialog):
        asked.accept()
    window.activateWindow()
    window.session.go_to_workspace("adjudicate")
    page = window.frame.page(AdjudicatePage)
    qtbot.waitUntil(lambda: page.found is not None)
    return page


def asked(page: AdjudicatePage, qtbot: QtBot) -> VotesSheet:
    """The sheet, opened by its key, once it has counted."""
    qtbot.waitUntil(page.view.hasFocus)
    qtbot.keyClick(page.view, Qt.Key.Key_V)
    [sheet] = [it for it in page.findChildren(VotesSheet) if it.isVisible()]
    counted(sheet, qtbot)
    return sheet


def counted(sheet: VotesSheet, qtbot: QtBot) -> str:
    """What the sheet says when it has counted."""
    qtbot.waitUntil(lambda: "Counting" not in sheet.remark.text())
    return sheet.preview.text()


def said_in(window: Window) -> str:
    return " ".join(bar.text() for bar in window.findChildren(Bar) if bar.isVisible())


def gold(project: Project) -> list[tuple[str, Origin]]:
    first = project.article_ids()[0]
    people = {it.id for it in project.annotators() if it.name == "Gold"}
    return [(it.quote, it.origin) for who in people for it in project.labels(first, who)]


def test_what_would_become_gold_is_said_with_every_choice(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    sheet = asked(page, qtbot)
    assert sheet.preview.text() == "2 gold labels and 1 gold answer from 2 articles."
    assert not sheet.batch.isVisible()
    assert sheet.besides.text() == "1 answer stays open: the votes are equal, or too few."
    sheet.ties.setCurrentIndex(sheet.ties.findData(Tie.LOWEST))
    assert counted(sheet, qtbot) == "2 gold labels and 2 gold answers from 2 articles."
    sheet.methods.choose(Method.VOTES)
    sheet.votes.setValue(1)
    assert counted(sheet, qtbot) == "3 gold labels and 2 gold answers from 2 articles."
    sheet.labels.click()
    assert counted(sheet, qtbot) == "2 gold answers from 2 articles."
    sheet.labels.click()
    sheet.answers.click()
    assert counted(sheet, qtbot) == "3 gold labels from 2 articles."
    sheet.line.setText("Regime Hides")
    assert counted(sheet, qtbot) == "3 gold labels from 1 article."
    assert gold(page.session.project) == []


def test_what_cannot_be_counted_says_why_and_makes_nothing(
    page: AdjudicatePage, qtbot: QtBot
) -> None:
    sheet = asked(page, qtbot)
    sheet.line.setText("no such words anywhere")
    assert "no votes to count" in counted(sheet, qtbot)
    assert not sheet.primary.isEnabled()
    sheet.line.clear()
    sheet.labels.click()
    sheet.answers.click()
    assert "choose one of them" in counted(sheet, qtbot)
    assert not sheet.primary.isEnabled()


def test_gold_is_made_in_one_step_told_and_taken_back(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    sheet = asked(page, qtbot)
    qtbot.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "2 gold labels and 1 gold answer by votes." in said_in(window))
    project = window.session.project
    assert sorted(gold(project)) == [
        ("Regime", Origin.AGGREGATED),
        ("hapless", Origin.AGGREGATED),
    ]
    assert project.history(limit=1)[0][1].title == "2 gold labels and 1 answer by votes"
    qtbot.waitUntil(lambda: [row.open for row in page.articles.model.rows] == [1, 1])
    window.undo()
    qtbot.waitUntil(lambda: gold(window.session.project) == [])
    qtbot.waitUntil(lambda: [row.open for row in page.articles.model.rows] == [4, 1])


def test_what_is_so_already_is_said_and_other_votes_take_its_place(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    page.votes.make(Rule(), Choice())
    qtbot.waitUntil(lambda: "by votes" in said_in(window))
    qtbot.waitUntil(lambda: page.found is not None)
    sheet = asked(page, qtbot)
    assert sheet.preview.text() == "What the votes in 2 articles give is gold already."
    assert not sheet.primary.isEnabled()
    sheet.methods.choose(Method.VOTES)
    counted(sheet, qtbot)
    assert "take the place of what earlier votes made: 2 labels, 1 answer." in sheet.besides.text()
    assert sheet.primary.isEnabled()


def test_a_person_decides_anew_about_what_votes_decided(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    page.votes.make(Rule(), Choice())
    qtbot.waitUntil(lambda: "by votes" in said_in(window))
    qtbot.waitUntil(lambda: page.found is not None and bool(page.found.gold))
    found = page.found
    assert found is not None
    page.walk.to(next(it for it in found.places if "Regime" in found.article.text[it.start :][:6]))
    assert page.card._state.text() == "By votes: majority, 100\u00a0% of 3: Contentious label"
    assert page.card.because == ("", "")
    page.deciding.accept_nothing()
    assert [quote for quote, _ in gold(window.session.project)] == ["hapless"]


def test_of_a_place_that_votes_decided_in_part_is_said_what_is_gold(
    page: AdjudicatePage, window: Window, qtbot: QtBot
) -> None:
    project = window.session.project
    first = project.article(project.article_ids()[0])
    tom = Desk(project, next(it for it in project.annotators() if it.name == "Tom"))
    at = first.text.index("Regime")
    tom.tag(first, "dramatic-noun", [[Span(at, at + len("Regime"))]])
    page.votes.make(Rule(), Choice())
    qtbot.waitUntil(lambda: "by votes" in said_in(window))
    qtbot.waitUntil(lambda: page.found is not None and bool(page.found.gold))
    assert page.found is not None
    place = next(it for it in page.found.places if it.start == at)
    assert place in page.found.open_places
    page.walk.to(place)
    assert page.card._state.text() == "By votes: majority, 100\u00a0% of 3: Contentious label"


def test_dawid_and_skene_show_how_each_errs(page: AdjudicatePage, qtbot: QtBot) -> None:
    sheet = asked(page, qtbot)
    assert not sheet.errs.isVisible()
    sheet.methods.choose(Method.DAWID_SKENE)
    counted(sheet, qtbot)
    assert sheet.errs.isVisible()
    assert not sheet.ties.isEnabled()
    names = [sheet.about.itemText(at) for at in range(sheet.about.count())]
    assert names[:2] == ["Contentious label", "Evaluative word"]
    model = sheet.table.model()
    QAbstractItemModelTester(model)
    column = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert column == ["Cleo", "Cleo", "Ines", "Ines", "Tom", "Tom"]
    spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Cleo: where marked is true, gives it 100\u00a0%; instead –"
    sheet.about.setCurrentIndex(names.index("How slanted is the article as a whole?"))
    assert model.index(0, 1).data().isdecimal()
    sheet.methods.choose(Method.MAJORITY)
    counted(sheet, qtbot)
    assert not sheet.errs.isVisible()


def test_the_votes_of_some_are_counted_alone(page: AdjudicatePage, qtbot: QtBot) -> None:
    sheet = asked(page, qtbot)
    people = {it.name: it.id for it in page.session.project.annotators()}
    sheet.who.pick(people["Tom"], people["Cleo"])
    counted(sheet, qtbot)
    assert sheet.choice.annotators == (people["Tom"], people["Cleo"])
    assert sheet.preview.text() == "1 gold label and 1 gold answer from 2 articles."


def test_a_batch_can_be_chosen_where_there_are_any(page: AdjudicatePage, qtbot: QtBot) -> None:
    project = page.session.project
    third = project.article_ids()[2]
    people = [it for it in project.annotators() if it.name != "Gold"]
    ids = tuple(it.id for it in people)
    assign(project, [third], Sharing(ids, per_article=3, batch="pilot"))
    for who in people:
        Desk(project, who).answer(third, "slant", 2)
        Desk(project, who).set_state(third, State.DONE)
    sheet = asked(page, qtbot)
    assert sheet.batch.isVisible()
    sheet.batch.setCurrentText("pilot")
    assert counted(sheet, qtbot) == "0 gold labels and 1 gold answer from 1 article."


def test_a_confusion_is_told_in_full_with_the_likeliest_first() -> None:
    rows = err_rows({"a": {True: {False: 0.25, True: 0.75}}}, {"a": "Ada"}, None)
    assert [row.cells for row in rows] == [("Ada", "marked", "75\u00a0%", "not marked (25\u00a0%)")]
