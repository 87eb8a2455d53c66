"""The left of the page: the codebook's name, what to look at, the list, and what to do with it."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QFont, QIcon, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.codebook_changes import Part
from annotator.gui.actions import BoundAction
from annotator.gui.codebook.book import Book
from annotator.gui.codebook.outline import OutlineView, rows_of
from annotator.gui.codebook.places import keys_of
from annotator.gui.codebook.words import version_words
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import IconButton, label
from annotator.gui.widgets.choices import ChipRow
from annotator.gui.widgets.icons import RATIOS, pixmap
from annotator.gui.widgets.inputs import TitleInput

ABOUT = "about"
"""Stands for the codebook itself among its parts."""

NEW = {
    Part.TAGS: "codebook.new-tag",
    Part.FIELDS: "codebook.new-field",
    Part.QUESTIONS: "codebook.new-question",
}
"""The actions that make something new."""

_TITLE = "QPlainTextEdit:!hover:!focus { border-color: transparent; background: transparent; }"


class Side(QFrame):
    """Shows the codebook's outline and asks for changes; the page makes them."""

    asked = Signal(str)
    """The id of an action that a button asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.name = TitleInput(self.tr("Name of the codebook"), self)
        self.name.setStyleSheet(_TITLE)
        self.version = label("", tone="muted", level="small")
        self.fault = label("", tone="danger", level="small")
        self._names: dict[str, str] = {
            Part.TAGS: self.tr("Tags"),
            Part.FIELDS: self.tr("Fields"),
            Part.QUESTIONS: self.tr("Questions"),
            ABOUT: self.tr("About"),
        }
        self.parts = ChipRow(self._names.items(), self)
        self.list = OutlineView(self)
        self.words = label(
            self.tr(
                "The codebook says what to mark and how. It is kept in versions: each label "
                "remembers the one it was made with, so nothing changes under those there are."
            ),
            tone="muted",
        )
        self.tools = Tools(self)
        self.tools.asked.connect(self.asked)
        self._menu = QMenu(self)
        self.tools.more.clicked.connect(self._open_more)
        self._bound: tuple[BoundAction, ...] = ()
        self._menu.aboutToShow.connect(self._grey)
        self._menu.aboutToHide.connect(self._ungrey)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._arrange()
        self._dress()

    def _arrange(self) -> None:
        for words in (self.version, self.fault, self.words):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._head, self._title = QVBoxLayout(), QVBoxLayout()
        self._title.addWidget(self.name)
        for widget in (self.fault, self.version, self.parts, self.words):
            self._head.addWidget(widget)
        self.fault.hide()
        self.words.hide()
        # Or the chips would first ask for the height of a narrow column.
        self.parts.resize(current_theme().px(280), self.parts.height())
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._title)
        self._box.addLayout(self._head)
        self._box.addWidget(self.list, 1)
        self._rest = QWidget()
        self._box.addWidget(self._rest, 1)
        self._box.addWidget(self.tools)

    def offer(self, bound: Iterable[BoundAction]) -> None:
        """Offer these actions in the menu."""
        self._bound = tuple(bound)
        for item in self._bound:
            self._menu.addAction(item.qt)
        self.tools.explain({item.action.id: item.action.key for item in self._bound})

    def say(self, fault: str) -> None:
        """Show what is wrong with the name, or nothing."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def show_book(self, book: Book, part: Part | None, key: str) -> None:
        """Show this part of the codebook with this key chosen; None is the codebook itself."""
        codebook = book.codebook
        if not (self.name.pending and self.name.hasFocus()):
            self.name.show_value(codebook.name)
            self.say("")
        self.version.setText(version_words(book.version, book.usage.versions[book.version]))
        for each in Part:
            self.parts.set_count(each, len(keys_of(codebook, each)))
        self.parts.choose(part or ABOUT)
        rows = rows_of(codebook, part) if part is not None else ()
        self.list.nests = part is Part.TAGS
        self.list.setAccessibleName(self._names[part or ABOUT])
        self.list.show_rows(rows, key)
        self.list.setVisible(bool(rows))
        self._rest.setVisible(not rows)
        self.words.setVisible(part is None)
        self.tools.suit(part, several=len(rows) > 1)

    def _grey(self) -> None:
        for item in self._bound:
            item.qt.setEnabled(item.possible)
            item.qt.setVisible(item.possible or bool(item.action.keys))

    def _ungrey(self) -> None:
        # A greyed action would not hear its keys.
        for item in self._bound:
            item.qt.setEnabled(True)
            item.qt.setVisible(True)

    def _open_more(self) -> None:
        self._menu.popup(self.tools.more.mapToGlobal(QPoint()))

    def _open_menu(self, at: QPoint) -> None:
        self._menu.popup(self.list.viewport().mapToGlobal(at))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        font = look.ui_font(11.25)
        font.setWeight(QFont.Weight.Bold)
        self.name.setFont(font)
        # The words of an input stand inside its edge, its padding and its document's margin.
        inside = 1 + look.px(5) + round(self.name.document().documentMargin())
        self._title.setContentsMargins(look.px(16) - inside, look.px(10), look.px(8), 0)
        self._head.setContentsMargins(look.px(16), look.px(1), look.px(12), look.px(10))
        self._head.setSpacing(look.px(9))
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)


class Tools(QFrame):
    """The buttons below the list."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = {
            Part.TAGS: self.tr("New tag"),
            Part.FIELDS: self.tr("New field"),
            Part.QUESTIONS: self.tr("New question"),
        }
        self.new = QPushButton(self)
        self.new.clicked.connect(self._press)
        self.up = ArrowButton("arrow-right", 270, self.tr("Move up"))
        self.down = ArrowButton("arrow-right", 90, self.tr("Move down"))
        self.outdent = ArrowButton("arrow-left", 0, self.tr("Take out of the tag around it"))
        self.indent = ArrowButton("arrow-right", 0, self.tr("Put inside the tag above"))
        self.more = IconButton("more", self.tr("More"))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.new)
        self._row.addStretch(1)
        for button, action_id in (
            (self.up, "codebook.up"),
            (self.down, "codebook.down"),
            (self.outdent, "codebook.outdent"),
            (self.indent, "codebook.indent"),
        ):
            button.setProperty("action_id", action_id)
            button.clicked.connect(self._press)
            self._row.addWidget(button)
        self._row.addWidget(self.more)
        self._dress()

    def explain(self, keys: Mapping[str, str]) -> None:
        """Say in the tool tips which keys do the same."""
        for button in (self.up, self.down, self.outdent, self.indent):
            key = keys[str(button.property("action_id"))]
            button.setToolTip(f"{button.accessibleName()} ({key})")

    def suit(self, part: Part | None, *, several: bool) -> None:
        """Show the buttons for this part; what moves and nests takes several rows."""
        self.new.setVisible(part is not None)
        if part is not None:
            self.new.setText(self._new[part])
            self.new.setProperty("action_id", NEW[part])
        for button in (self.up, self.down):
            button.setVisible(several)
        for button in (self.outdent, self.indent):
            button.setVisible(several and part is Part.TAGS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _press(self) -> None:
        self.asked.emit(str(self.sender().property("action_id")))

    def _dress(self) -> None:
        look = current_theme()
        self._row.setContentsMargins(look.px(16), look.px(8), look.px(10), look.px(10))
        self._row.setSpacing(look.px(2))


class ArrowButton(IconButton):
    """A tool button with an arrow turned clockwise by so many degrees."""

    def __init__(
        self, drawing: str, degrees: int, text: str, parent: QWidget | None = None
    ) -> None:
        self._degrees = degrees
        super().__init__(drawing, text, parent=parent)

    def _dress(self) -> None:
        look = current_theme()
        size, turned = look.px(16), QIcon()
        turn = QTransform().rotate(self._degrees)
        for ratio in RATIOS:
            turned.addPixmap(
                pixmap(self._drawing, look.tokens.text_muted, size, ratio).transformed(turn)
            )
        self.setIcon(turned)
        self.setIconSize(QSize(size, size))
