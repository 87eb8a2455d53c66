"""The left of the page: the codebook's name, what to look at, the list, and what to do with it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.codebook_changes import Part
from annotator.gui.actions import BoundAction
from annotator.gui.choices import ChipRow
from annotator.gui.codebook.inputs import TitleInput
from annotator.gui.codebook.outline import OutlineRow, OutlineView
from annotator.gui.icons import RATIOS, pixmap
from annotator.gui.theme import current_theme
from annotator.gui.widgets import IconButton, label

ABOUT = "about"

_TITLE = "QPlainTextEdit:!hover:!focus { border-color: transparent; background: transparent; }"


class Side(QFrame):
    """Shows the codebook's outline and asks for changes; the page makes them."""

    asked = Signal(str)
    """The id of an action that a button asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.name = TitleInput(self.tr("Name of the codebook"))
        self.name.setStyleSheet(_TITLE)
        self.version = label("", tone="muted", level="small")
        self.fault = label("", tone="danger", level="small")
        self.parts = ChipRow(
            (
                (Part.TAGS, self.tr("Tags")),
                (Part.FIELDS, self.tr("Fields")),
                (Part.QUESTIONS, self.tr("Questions")),
                (ABOUT, self.tr("About")),
            )
        )
        self.list = OutlineView()
        self.words = label("", tone="muted")
        for words in (self.version, self.fault, self.words):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.tools = Tools()
        self.tools.asked.connect(self.asked)
        self._head, self._title = QVBoxLayout(), QVBoxLayout()
        self._title.addWidget(self.name)
        for widget in (self.fault, self.version, self.parts, self.words):
            self._head.addWidget(widget)
        self.fault.hide()
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._title)
        self._box.addLayout(self._head)
        self._box.addWidget(self.list, 1)
        self._rest = QWidget()
        self._box.addWidget(self._rest, 1)
        self._box.addWidget(self.tools)
        self._menu = QMenu(self)
        self.tools.more.clicked.connect(self._open_more)
        self._bound: tuple[BoundAction, ...] = ()
        self._menu.aboutToShow.connect(self._grey)
        self._menu.aboutToHide.connect(self._ungrey)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._dress()

    def offer(self, bound: Iterable[BoundAction]) -> None:
        """Offer these actions in the menu."""
        self._bound = tuple(bound)
        for item in self._bound:
            self._menu.addAction(item.qt)

    def say(self, fault: str) -> None:
        """Show what is wrong with the name, or nothing."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def show_rows(self, rows: tuple[OutlineRow, ...], key: str, words: str) -> None:
        """Show the list, or these words in its place."""
        self.list.show_rows(rows, key)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.list.setVisible(bool(rows))
        self._rest.setVisible(not rows)

    def _grey(self) -> None:
        for item in self._bound:
            item.qt.setEnabled(item.possible)
            item.qt.setVisible(item.possible or bool(item.action.keys))

    def _ungrey(self) -> None:
        # A greyed action would not hear its keys.
        for item in self._bound:
            item.qt.setEnabled(True)

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
        self.new = QPushButton()
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

    def suit(self, new: str, action_id: str, *, nests: bool, moves: bool) -> None:
        """Show the buttons that suit a part: what is new there, whether its rows move and nest."""
        self.new.setText(new)
        self.new.setProperty("action_id", action_id)
        self.new.setVisible(bool(new))
        for button in (self.up, self.down):
            button.setVisible(moves)
        for button in (self.outdent, self.indent):
            button.setVisible(nests)

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


class ArrowButton(QToolButton):
    """A tool button with an arrow turned clockwise by so many degrees."""

    def __init__(
        self, drawing: str, degrees: int, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drawing, self._degrees = drawing, degrees
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

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
