"""The codebook workspace as a person uses it: real clicks and keys on a real project."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.codebooks import faults, read_codebook, shipped_codebook, write_codebook
from annotator.core.codebook_changes import Part, outline
from annotator.core.model import Codebook, Condition, Kind, Level, Option, Span, Tag
from annotator.gui.codebook.commands import ACTIONS
from annotator.gui.codebook.exchange import ReplaceDialog
from annotator.gui.codebook.field_editor import FieldEditor
from annotator.gui.codebook.page import CodebookPage
from annotator.gui.codebook.question_editor import QuestionEditor
from annotator.gui.codebook.tag_editor import TagEditor
from annotator.gui.hub.link import HubLink
from annotator.gui.jobs import Jobs
from annotator.gui.looks import Looks
from annotator.gui.preferences import Preferences
from annotator.gui.session import Session
from annotator.gui.steps import Steps
from annotator.gui.theme import apply_theme, theme
from annotator.gui.workspace import Services
from annotator.project import Project

Key, Button, Held = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
NBSP = " "


class User:
    """Someone at the codebook page: looks at it, clicks and types."""

    def __init__(self, page: CodebookPage, session: Session) -> None:
        self.page, self.session = page, session
        self.sentences: list[str] = []
        page.said.connect(self.sentences.append)

    # ---- what they see

    @property
    def book(self) -> Codebook:
        return self.session.project.codebook

    @property
    def tags(self) -> TagEditor:
        editor = self.page.editors.editor(Part.TAGS)
        assert isinstance(editor, TagEditor)
        return editor

    @property
    def fields(self) -> FieldEditor:
        editor = self.page.editors.editor(Part.FIELDS)
        assert isinstance(editor, FieldEditor)
        return editor

    @property
    def questions(self) -> QuestionEditor:
        editor = self.page.editors.editor(Part.QUESTIONS)
        assert isinstance(editor, QuestionEditor)
        return editor

    def tree(self) -> list[tuple[str, int]]:
        return [(tag.name, depth) for tag, depth in outline(self.book)]

    def tag(self, key: str) -> Tag:
        tag = self.book.tag(key)
        assert tag is not None
        return tag

    def fault(self) -> str:
        return next(
            (row.fault for row in self.page.editors.editor(self.page.part).rows if row.fault), ""
        )

    def steps(self) -> list[str]:
        return [step.title for _, step in self.session.project.history()]

    def labels(self) -> int:
        return sum(
            len(self.session.project.labels(it)) for it in self.session.project.article_ids()
        )

    # ---- what they do

    def goes_to(self, part: str) -> None:
        chip = next(
            button
            for button in self.page.side.parts.findChildren(QPushButton)
            if button.property("chip_key") == part
        )
        QTest.mouseClick(chip, Button.LeftButton)

    def row(self, name: str) -> QPoint:
        view = self.page.side.list
        model = view.model()
        index = next(
            model.index(i, 0) for i in range(model.rowCount()) if model.index(i, 0).data() == name
        )
        return view.visualRect(index).center()

    def clicks_row(self, name: str) -> None:
        QTest.mouseClick(self.page.side.list.viewport(), Button.LeftButton, pos=self.row(name))

    def clicks(self, text: str) -> None:
        button = next(
            item
            for item in self.page.findChildren(QAbstractButton)
            if item.isVisible() and (item.text() == text or item.accessibleName() == text)
        )
        QTest.mouseClick(button, Button.LeftButton)

    def presses(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)

    def writes(self, text: str) -> None:
        """Type into what has the focus; QTest itself types ASCII alone."""
        widget = QApplication.focusWidget()
        assert widget is not None
        for char in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Held.NoModifier, char))

    def types(self, widget: QWidget, text: str) -> None:
        """Put the caret into an input, replace all there is, and leave it with Tab."""
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self.presses(Key.Key_A, Held.ControlModifier)
        self.presses(Key.Key_Delete)
        first, *others = text.split("\n")
        self.writes(first)
        for line in others:
            self.presses(Key.Key_Return)
            self.writes(line)
        self.presses(Key.Key_Tab)

    def drags(self, name: str, onto: str, share: float) -> None:
        """Drag a row onto another: 0 its upper edge, 0.5 its middle, 1 its lower edge."""
        view = self.page.side.list
        start, end = self.row(name), self.row(onto)
        height = view.visualRect(view.indexAt(end)).height()
        end.setY(end.y() + round((share - 0.5) * (height - 2)))
        QTest.mousePress(view.viewport(), Button.LeftButton, pos=start)
        for at in (start + QPoint(0, 15), (start + end) / 2, end):
            QTest.mouseMove(view.viewport(), at)
        QTest.mouseRelease(view.viewport(), Button.LeftButton, pos=end)


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    session = Session()
    session.take(project)
    yield session
    session.close()


@pytest.fixture(scope="module", autouse=True)
def _look(qapp: QApplication) -> None:
    apply_theme(qapp, theme("light"))


@pytest.fixture
def user(session: Session, qtbot: QtBot, tmp_path: Path) -> User:
    jobs = Jobs(session)
    owner = QWidget()
    qtbot.addWidget(owner)
    hub = HubLink(session, Looks(Preferences(), tmp_path, owner), lambda: None, owner)
    steps = Steps(session, jobs, session)
    lent = Services(session, steps, jobs, jobs, Preferences(), hub, reserved=frozenset({"o", "/"}))
    page = CodebookPage(lent, ACTIONS)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.enter()
    return User(page, session)


# ---------------------------------------------------------------------------- tags


def test_a_new_tag_is_named_at_once_and_gets_its_key_from_the_name(user: User):
    user.clicks_row("Praise")
    user.presses(Key.Key_T, Held.ControlModifier)
    user.writes("Appel à la peur")
    user.presses(Key.Key_Return)
    tag = user.tag("appel-a-la-peur")
    assert user.tree()[1:3] == [("Praise", 0), ("Appel à la peur", 0)]
    assert (tag.shortcut, tag.fields) == ("4", user.tag("praise").fields)
    user.types(user.tags.name, "Fear")
    assert user.tag("appel-a-la-peur").name == "Fear"
    for _ in range(3):
        user.session.undo()
    assert user.tree()[1:3] == [("Praise", 0), ("Plain tag", 0)]


def test_every_text_of_a_tag_is_one_step_when_the_focus_leaves(user: User):
    before = len(user.steps())
    user.clicks_row("Praise")
    user.types(user.tags.definition, "Words of\nadmiration")
    user.types(user.tags.test, "Would the other side print it?")
    user.types(user.tags.examples, "A *visionary* plan\n\nHer *brave* stand")
    user.types(user.tags.counter_examples, "The medal for bravery")
    tag = user.tag("praise")
    assert tag.definition == "Words of\nadmiration"
    assert tag.test == "Would the other side print it?"
    assert tag.examples == ("A *visionary* plan", "Her *brave* stand")
    assert tag.counter_examples == ("The medal for bravery",)
    assert len(user.steps()) == before + 4
    assert "Definition of “Praise”" in user.steps()


def test_marked_words_are_shown_bold_and_underlined(user: User):
    user.clicks_row("Praise")
    user.types(user.tags.examples, "🚢 A *visionary* plan")
    layout = user.tags.examples.document().firstBlock().layout()
    marked = [
        (item.start, item.length)
        for item in layout.formats()
        if item.format.fontWeight() == QFont.Weight.Bold and item.format.fontUnderline()
    ]
    assert marked == [(len("🚢 A *") + 1, len("visionary"))]


def test_texts_that_qt_would_alter_stay_as_they_are(user: User):
    odd = replace(
        user.tag("praise"), definition=f"a{NBSP}b\u2028c\r\nd", examples=("one\ntwo", " three ")
    )
    book = replace(user.book, tags=(odd, *user.book.tags[2:]))
    assert user.page.write("Odd", book)
    user.clicks_row("Praise")
    user.tags.definition.setFocus()
    user.tags.examples.setFocus()
    user.clicks_row("Plain tag")
    assert user.book == book
    user.clicks_row("Praise")
    user.tags.examples.setFocus()
    user.presses(Key.Key_Home, Held.ControlModifier)
    user.writes("x")
    user.page.leave()
    assert user.tag("praise").examples == ("xone\ntwo", "three")
    user.tags.definition.setFocus()
    user.presses(Key.Key_End, Held.ControlModifier)
    user.writes("e")
    user.page.leave()
    assert user.tag("praise").definition.startswith(f"a{NBSP}b")


def test_recolour_with_the_mouse_and_with_keys(user: User):
    user.clicks_row("Praise")
    user.clicks("Teal")
    assert user.tag("praise").colour == "teal"
    user.presses(Key.Key_Right)
    user.presses(Key.Key_Space)
    assert user.tag("praise").colour == "green"
    user.session.undo()
    assert user.tag("praise").colour == "teal"
    assert user.tags.colour.value() == "teal"


def test_a_colour_of_its_own_is_shown_and_kept(user: User):
    own = replace(user.tag("praise"), colour="#12abef")
    user.page.write("Own", replace(user.book, tags=(user.book.tags[0], own)))
    user.clicks_row("Praise")
    assert user.tags.colour.value() == "#12abef"
    user.clicks("Red")
    assert user.tag("praise").colour == "red"


def test_order_and_nesting_by_keys_keep_the_choice_and_come_back_with_undo(user: User):
    before = user.book
    user.clicks_row("Praise")
    user.presses(Key.Key_Right, Held.AltModifier)
    assert user.tree()[:2] == [("Loaded word", 0), ("Praise", 1)]
    user.presses(Key.Key_Left, Held.AltModifier)
    user.presses(Key.Key_Down, Held.AltModifier)
    assert [name for name, _ in user.tree()[:3]] == ["Loaded word", "Plain tag", "Praise"]
    user.presses(Key.Key_Up, Held.AltModifier)
    assert user.page.side.list.key() == "praise"
    assert user.book == before
    for _ in range(4):
        user.session.undo()
    assert user.book == before


def test_rows_are_dragged_between_and_onto_others(user: User):
    user.drags("Plain tag", onto="Loaded word", share=0.5)
    assert user.tree()[:3] == [("Loaded word", 0), ("Plain tag", 1), ("Praise", 0)]
    user.drags("Praise", onto="Plain tag", share=0)
    assert user.tree()[:3] == [("Loaded word", 0), ("Praise", 1), ("Plain tag", 1)]
    user.drags("Loaded word", onto="Praise", share=0.5)
    assert user.tree()[0] == ("Loaded word", 0)
    user.drags("Praise", onto="Old tag", share=1)
    assert user.tree()[-1] == ("Praise", 0)
    user.goes_to(Part.QUESTIONS)
    user.drags("Summary", onto="Slant", share=0)
    assert user.book.questions[0].name == "Summary"


def test_a_tag_inside_another_and_what_a_screen_reader_says_of_it(user: User):
    user.clicks_row("Praise")
    user.clicks("New tag inside")
    user.writes("Hero words")
    user.presses(Key.Key_Return)
    assert user.tag("hero-words").parent == "praise"
    model = user.page.side.list.model()
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Hero words, shortcut 4, inside Praise, level 2"


def test_retire_and_bring_back(user: User):
    user.clicks_row("Praise")
    user.clicks("Retire")
    assert user.tag("praise").retired
    user.clicks_row("Plain tag")
    user.tags.shortcut.setFocus()
    user.presses(Key.Key_2)
    assert user.tag("plain").shortcut == "2"
    user.clicks_row("Praise")
    user.clicks("Bring back")
    assert (user.tag("praise").retired, user.tag("praise").shortcut) == (False, "")


def test_fields_are_ticked_with_what_they_wait_for(user: User):
    user.clicks_row("Praise")
    QTest.mouseClick(user.tags.asks.tick("whose"), Button.LeftButton, pos=QPoint(8, 8))
    assert user.tag("praise").fields == ("intensity", "quoted", "whose", "sure", "target")
    QTest.mouseClick(user.tags.asks.tick("quoted"), Button.LeftButton, pos=QPoint(8, 8))
    assert user.tag("praise").fields == ("intensity", "sure", "target")


# ---------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("key", "told"),
    [(Key.Key_1, "“1” gives “Loaded word” already"), (Key.Key_O, "“o” is a key of the program")],
)
def test_a_taken_key_is_told_at_once_and_nothing_is_written(user: User, key: Qt.Key, told: str):
    user.clicks_row("Praise")
    user.tags.shortcut.setFocus()
    before = user.steps()
    user.presses(key)
    assert user.fault().startswith(told)
    assert user.steps() == before
    user.presses(Key.Key_P)
    assert (user.fault(), user.tag("praise").shortcut) == ("", "p")
    user.presses(Key.Key_Delete)
    assert user.tag("praise").shortcut == ""


def test_a_fault_keeps_what_was_typed_and_escape_takes_it_back(user: User):
    user.clicks_row("Praise")
    user.types(user.tags.name, "")
    assert "has no name" in user.fault()
    assert user.tag("praise").name == "Praise"
    user.types(user.tags.test, "Another question")
    assert user.tag("praise").test == "Another question"
    assert (user.tags.name.text(), bool(user.fault())) == ("", True)
    user.tags.name.setFocus()
    user.presses(Key.Key_Escape)
    assert (user.tags.name.text(), user.fault()) == ("Praise", "")
    user.types(user.tags.name, "")
    user.clicks_row("Plain tag")
    assert "has no name" in user.sentences[-1]


def test_a_key_in_files_stays_once_there_are_labels(user: User):
    article = user.session.project.article(user.session.project.article_ids()[0])
    user.clicks_row("Praise")
    user.types(user.tags.lasting, "praising")
    assert user.page.chosen(Part.TAGS) == "praising"
    user.session.desk.tag(article, "praising", [[Span(4, 10)]])
    assert user.tags.lasting.isReadOnly()
    user.types(user.tags.lasting, "other")
    user.types(user.tags.name, "Applause")
    assert user.tag("praising").name == "Applause"
    assert user.session.project.labels(article.id)[0].tag == "praising"


def test_a_tag_with_labels_is_not_deleted_but_may_be_retired(user: User):
    article = user.session.project.article(user.session.project.article_ids()[0])
    user.session.desk.tag(article, "praise", [[Span(4, 10)]])
    user.clicks_row("Praise")
    user.page.side.list.setFocus()
    user.presses(Key.Key_Delete)
    assert user.page.notice.bar.isVisible()
    user.clicks("Retire it")
    assert user.tag("praise").retired
    user.session.desk.untag(user.session.project.labels(article.id))
    user.clicks_row("Praise")
    user.page.side.list.setFocus()
    user.presses(Key.Key_Delete)
    assert user.book.tag("praise") is None
    user.session.undo()
    assert user.page.side.list.key() == "praise"


# ---------------------------------------------------------------------------- fields, questions


def test_a_field_of_each_kind(user: User):
    user.goes_to(Part.FIELDS)
    user.clicks("New field")
    user.writes("How sure")
    user.presses(Key.Key_Return)
    editor = user.fields
    chooses(editor.kind, "Choice")
    assert "one a line" in user.fault()
    user.types(editor.options, "Not sure\nSure")
    field = user.book.field("how-sure")
    assert field is not None
    assert field.kind is Kind.CHOICE
    assert field.options == (Option("not-sure", "Not sure"), Option("sure", "Sure"))
    assert user.fault() == ""
    chooses(editor.level, "In an order")
    chooses(editor.kind, "Scale")
    editor.high.number_input.setFocus()
    user.presses(Key.Key_A, Held.ControlModifier)
    user.writes("3")
    user.types(editor.high.name_input, "extreme")
    field = user.book.field("how-sure")
    assert field is not None
    assert (field.kind, field.low, field.high, field.high_name) == (Kind.SCALE, 1, 3, "extreme")
    assert (field.level, field.options) == (Level.ORDINAL, ())


def test_a_field_waits_for_another_of_any_kind(user: User):
    user.goes_to(Part.FIELDS)
    user.clicks_row("Target")
    editor = user.fields
    chooses(editor.when.other, "Only if “Sure?”")
    chooses(editor.when.choice, "Unsure")
    assert user.book.field("target").when == Condition("sure", "no")  # type: ignore[union-attr]
    chooses(editor.when.other, "Only if “Whose”")
    assert "Write the answer" in user.fault()
    user.types(editor.when.text, "the mayor")
    assert "does not ask that" in user.fault()
    chooses(editor.when.other, "Always")
    assert user.book.field("target").when is None  # type: ignore[union-attr]
    assert user.fault() == ""


def test_values_that_labels_hold_cannot_be_taken_from_under_them(user: User):
    article = user.session.project.article(user.session.project.article_ids()[0])
    user.session.desk.tag(article, "praise", [[Span(4, 10)]], fields={"intensity": 5, "sure": "no"})
    before = user.book
    user.goes_to(Part.FIELDS)
    user.clicks_row("Intensity")
    user.fields.high.number_input.setFocus()
    user.presses(Key.Key_A, Held.ControlModifier)
    user.writes("4")
    user.page.settle()
    assert "1 label holds “5”" in user.fault()
    user.clicks_row("Sure?")
    user.types(user.fields.options, "Sure")
    assert "1 label holds “Unsure”" in user.fault()
    assert user.book == before
    user.types(user.fields.options, "Sure\nDoubtful")
    assert user.book.field("sure").options[1] == Option("no", "Doubtful")  # type: ignore[union-attr]
    user.clicks("Delete")
    assert user.page.notice.bar.isVisible()
    assert user.book.field("sure") is not None


def test_questions_are_required_and_reordered(user: User):
    user.goes_to(Part.QUESTIONS)
    user.clicks_row("Genre")
    QTest.mouseClick(user.questions.required, Button.LeftButton, pos=QPoint(8, 8))
    user.page.side.list.setFocus()
    user.presses(Key.Key_Up, Held.AltModifier)
    assert [item.key for item in user.book.questions] == ["slant", "genre", "sides", "summary"]
    assert user.book.questions[1].required
    user.clicks("Delete")
    assert [item.key for item in user.book.questions] == ["slant", "sides", "summary"]
    user.clicks("New question")
    assert user.book.questions[2].name == "New question"


def test_the_wheel_scrolls_the_page_and_changes_nothing(user: User):
    user.goes_to(Part.FIELDS)
    before = user.book
    for widget in (user.fields.kind, user.fields.low.number_input):
        at = QPointF(5, 5)
        event = QWheelEvent(
            at, at, QPoint(), QPoint(0, -120), Button.NoButton, Held.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,  # noqa: FBT003 - Qt takes it so alone
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
    user.page.settle()
    assert user.book == before


# ---------------------------------------------------------------------------- the whole codebook


def test_the_name_of_the_codebook_and_what_is_said_of_it(user: User):
    user.types(user.page.side.name, "Words of the harbour")
    assert user.book.name == "Words of the harbour"
    user.types(user.page.side.name, "")
    assert "no name" in user.page.side.fault.text()
    user.goes_to("about")
    about = user.page.editors.editor(None)
    user.types(about.rows[0].input, "What to mark.")
    assert user.book.description == "What to mark."


def test_undo_from_elsewhere_shows_what_it_undid(user: User):
    user.clicks_row("Praise")
    user.types(user.tags.name, "Applause")
    user.goes_to(Part.QUESTIONS)
    user.session.undo()
    assert (user.page.part, user.page.side.list.key()) == (Part.TAGS, "praise")
    assert user.tags.name.text() == "Praise"
    user.session.redo()
    assert user.tags.name.text() == "Applause"


def test_undo_in_an_input_turns_back_typing_first_and_is_then_the_projects(user: User):
    user.clicks_row("Praise")
    name = user.tags.name
    name.setFocus()
    user.writes("s")
    user.presses(Key.Key_Z, Held.ControlModifier)
    assert (name.text(), name.isUndoAvailable()) == ("Praise", False)
    user.writes("s")
    user.presses(Key.Key_End)
    user.writes("!")
    user.presses(Key.Key_Return)
    assert user.tag("praise").name == "sPraise!"
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), user.page)
    undo.activated.connect(user.session.undo)
    user.presses(Key.Key_Z, Held.ControlModifier)
    assert (user.tag("praise").name, name.text()) == ("Praise", "Praise")


def test_what_is_being_typed_is_saved_on_leaving_and_before_a_command(user: User):
    user.clicks_row("Praise")
    user.tags.definition.setFocus()
    user.writes("Admiring")
    user.page.leave()
    assert user.tag("praise").definition == "Admiring"
    user.tags.name.setFocus()
    user.presses(Key.Key_End)
    user.writes("s")
    user.presses(Key.Key_T, Held.ControlModifier)
    assert user.tag("praise").name == "Praises"
    assert user.tree()[2] == ("New tag", 0)


def test_a_codebook_goes_out_to_toml_and_comes_back(user: User, tmp_path: Path):
    user.page.bound["codebook.save-file"].run()
    dialog = user.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(tmp_path / "out.toml"))
    dialog.accept()
    before = user.book
    assert read_codebook(tmp_path / "out.toml") == before
    user.clicks_row("Plain tag")
    user.presses(Key.Key_Delete)
    replaces(user, tmp_path / "out.toml")
    assert user.book == before
    assert not user.page.notice.bar.isVisible()


def test_a_replacement_keeps_tags_with_labels_as_retired(user: User, tmp_path: Path):
    article = user.session.project.article(user.session.project.article_ids()[0])
    user.session.desk.tag(article, "praise", [[Span(4, 10)]], fields={"intensity": 5})
    write_codebook(shipped_codebook("recasens"), tmp_path / "in.toml")
    told = replaces(user, tmp_path / "in.toml")
    assert "Praise (1 label)" in told
    assert "Loaded word, Plain tag, Old tag" in told
    assert user.tag("praise").retired
    assert faults(user.book) == []
    assert user.labels() == 1
    user.session.undo()
    assert not user.tag("praise").retired


def test_a_faulty_file_is_told_and_replaces_nothing(user: User, tmp_path: Path):
    (tmp_path / "bad.toml").write_text("name = 3", "utf-8")
    before = user.book
    user.page.bound["codebook.read-file"].run()
    dialog = user.page.findChild(ReplaceDialog)
    assert dialog is not None
    dialog.read(str(tmp_path / "bad.toml"))
    assert "bad.toml" in dialog.told()
    assert not dialog.primary.isEnabled()
    dialog.reject()
    assert user.book == before


def test_an_empty_codebook_and_no_project_say_what_to_do(user: User, tmp_path: Path):
    user.session.take(Project.create(tmp_path / "empty.annot", "Empty", Codebook("e", "Empty")))
    user.page.enter()
    assert QApplication.focusWidget() is user.page.side.tools.new
    user.presses(Key.Key_Space)
    assert user.tree() == [("New tag", 0)]
    user.session.close()
    assert user.page.status() == ()
    user.page.leave()


def test_every_control_has_a_name_and_the_keyboard_reaches_them_in_order(user: User):
    user.clicks_row("Praise")
    user.page.side.name.setFocus()
    reached: list[QWidget] = []
    while (widget := QApplication.focusWidget()) not in reached:
        assert widget is not None
        assert (
            widget.accessibleName() or getattr(widget, "text", str)() or widget.window() is widget
        )
        reached.append(widget)
        user.presses(Key.Key_Tab)
    order = [
        user.page.side.list,
        user.page.side.tools.new,
        user.tags.name,
        user.tags.shortcut,
        user.tags.colour.focusProxy(),
        user.tags.definition,
        user.tags.test,
        user.tags.examples,
        user.tags.counter_examples,
        user.tags.asks.tick("intensity"),
        user.tags.asks.tick("target"),
        user.tags.lasting,
        user.tags.retired,
    ]
    places = [reached.index(widget) for widget in order]
    assert places == sorted(places)


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, theme("light"))


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_fits_a_small_window(user: User, qapp: QApplication, scale: float):
    long = replace(user.tag("praise"), name="A name that goes on and on " * 6)
    user.page.write("Long", replace(user.book, name="A long name " * 9, tags=(long,)))
    apply_theme(qapp, theme("dark", scale=scale))
    user.page.resize(1100, 700)
    QApplication.processEvents()
    for part in (*Part, "about"):
        user.goes_to(part)
        QApplication.processEvents()
        column = user.page.editors.editor(user.page.part)
        assert (user.page.width(), user.page.height()) == (1100, 700)
        assert column.mapTo(user.page, QPoint(column.width(), 0)).x() <= 1100


def test_the_outline_is_a_proper_model(user: User, qtmodeltester: ModelTester):
    qtmodeltester.check(user.page.side.list.model())


def test_the_focus_stays_in_the_outline_from_part_to_part(user: User):
    for part in (*Part, None, Part.TAGS):
        user.page.side.list.setFocus()
        user.page.choose(part)
        QApplication.processEvents()
        assert QApplication.activeWindow() is user.page
        assert QApplication.focusWidget() is user.page.side.list or part is None


# ---------------------------------------------------------------------------- small helpers


def chooses(combo: QWidget, text: str) -> None:
    """Choose an entry of a combo box as a person does: with the keyboard."""
    found = combo.findText(text)  # type: ignore[attr-defined]
    assert found >= 0
    combo.setFocus()
    while combo.currentIndex() < found:  # type: ignore[attr-defined]
        QTest.keyClick(combo, Key.Key_Down)
    while combo.currentIndex() > found:  # type: ignore[attr-defined]
        QTest.keyClick(combo, Key.Key_Up)


def replaces(user: User, path: Path) -> str:
    """Replace the codebook by the one in a file; what the dialog said before."""
    user.page.bound["codebook.read-file"].run()
    dialog = user.page.findChild(ReplaceDialog)
    assert dialog is not None
    dialog.read(str(path))
    told = dialog.told()
    QTest.mouseClick(dialog.primary, Button.LeftButton)
    return told
