"""The Lesson section: what the class is told, what articles are for, the way to the key, files."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.feedback import Counts
from annotator.core.lesson import FeedbackRule, Part
from annotator.core.model import AnnotatorKind, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.gui.teach.lesson_section import LessonSection
from annotator.gui.teach.page import TeachPage
from annotator.project import Project
from annotator.project.lesson import key_annotator, lesson_of
from annotator.sync.delivery import Edition
from annotator.sync.lessons import reading_lesson
from tests.gui.teach.conftest import Opened


def section_of(page: TeachPage) -> LessonSection:
    section = page.sections["lesson"]
    assert isinstance(section, LessonSection)
    return section


def test_a_project_that_is_no_lesson_becomes_one(project: Project, opened: Opened) -> None:
    page = opened(project)
    assert not page.is_lesson
    make = next(it for it in page.findChildren(QPushButton) if it.text() == "Make it a lesson")
    QTest.mouseClick(make, Qt.MouseButton.LeftButton)
    assert page.is_lesson
    assert section_of(page).isVisible()
    assert len(section_of(page).articles.rows) == 3
    page.session.undo()
    assert page.session.project.settings.lesson is None


def test_what_is_typed_is_saved_when_the_focus_goes_on(lesson: Project, opened: Opened) -> None:
    page = opened(lesson)
    section = section_of(page)
    section.instructions.setFocus()
    section.instructions.selectAll()
    QTest.keyClicks(section.instructions, "Mark what pushes.")
    section.goals.setFocus()
    assert lesson_of(page.session.project).instructions == "Mark what pushes."
    QTest.keyClicks(section.goals, "Tell loaded from plain")
    QTest.keyClick(section.goals, Qt.Key.Key_Return)
    QTest.keyClicks(section.goals, "Say how you know")
    section.name.setFocus()
    assert lesson_of(page.session.project).goals == ("Tell loaded from plain", "Say how you know")
    section.name.selectAll()
    QTest.keyClicks(section.name, "Spot the loaded word")
    QTest.keyClick(section.name, Qt.Key.Key_Return)
    assert page.session.project.settings.name == "Spot the loaded word"
    page.session.undo()
    assert page.session.project.settings.name != "Spot the loaded word"


def test_a_lesson_keeps_its_title_when_none_is_typed(
    lesson: Project, opened: Opened, qtbot: QtBot
) -> None:
    page = opened(lesson)
    section, name = section_of(page), page.session.project.settings.name
    section.name.setFocus()
    section.name.selectAll()
    QTest.keyClick(section.name, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(page.said):
        QTest.keyClick(section.name, Qt.Key.Key_Return)
    assert page.session.project.settings.name == section.name.text() == name


def test_an_article_gets_its_part(lesson: Project, opened: Opened) -> None:
    page = opened(lesson)
    card = section_of(page).articles
    first = card.rows[0].article_id
    chooser = card.parts[first]
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert lesson_of(page.session.project).part(first) is Part.BEFORE
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert first not in lesson_of(page.session.project).parts


def test_the_key_is_made_on_the_screen_where_all_labels_are_made(
    lesson: Project, opened: Opened
) -> None:
    page = opened(lesson)
    card = section_of(page).articles
    first = card.rows[0].article_id
    assert card.keys[first].text() == "Make key"
    QTest.mouseClick(card.keys[first], Qt.MouseButton.LeftButton)
    assert page.session.place.workspace == "annotate"
    assert page.session.place.article_id == first
    assert page.session.desk.annotator.kind is AnnotatorKind.KEY


def test_the_card_tells_what_the_key_has(lesson: Project, opened: Opened, qtbot: QtBot) -> None:
    desk = Desk(lesson, key_annotator(lesson))
    article = lesson.article(lesson.article_ids()[0])
    desk.tag(article, "loaded", [(Span(0, 3),)], note="It pushes.")
    desk.tag(article, "praise", [(Span(5, 8),)], fields={"counts": Counts.DECOY.value})
    page = opened(lesson)
    card = section_of(page).articles
    assert card.rows[0].counts == {Counts.REQUIRED: 1, Counts.DECOY: 1}
    said = [it.text() for it in card.findChildren(type(card._said[article.id]))]
    assert "1 required · 1 decoy · 1 without an explanation" in said
    assert card.keys[article.id].text() == "Open key"


def test_a_rule_says_what_it_protects(lesson: Project, opened: Opened, qtbot: QtBot) -> None:
    page = opened(lesson)
    section = section_of(page)
    assert "readable" in section.protects.text()
    row = section.feedback.row(FeedbackRule.NEVER).button
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert lesson_of(page.session.project).feedback is FeedbackRule.NEVER
    qtbot.waitUntil(lambda: "No key" in section.protects.text(), timeout=15_000)


def test_the_lesson_is_saved_for_students_without_notes_and_tells_the_code(
    lesson: Project, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(lesson, key_annotator(lesson))
    article = lesson.article(lesson.article_ids()[0])
    desk.tag(article, "loaded", [(Span(0, 3),)], note="It pushes.")
    page = opened(lesson)
    section = section_of(page)
    row = section.feedback.row(FeedbackRule.RELEASED).button
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    told: list[str] = []
    page.said.connect(told.append)
    path = tmp_path / "harbour.lesson"
    page.files.save(path, Edition.STUDENT)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    code = lesson_of(page.session.project).code
    assert code
    assert code in told[0]
    delivery = finish(reading_lesson(path))
    assert not delivery.records
    assert delivery.settings is not None
    assert delivery.settings.lesson is not None
    assert not delivery.settings.lesson.code
    qtbot.waitUntil(lambda: code in section.code.text(), timeout=15_000)
