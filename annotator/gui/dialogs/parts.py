"""What the dialogs are built of: a sheet with its buttons, aligned rows, choices, sentences."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import ElidedLabel, label, restyled


def cap_text(key: str) -> str:
    """A portable key (`Ctrl+Shift+Z`) as its cap shows it on this system (`Ctrl Shift Z`)."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
    return re.sub(r"\+(?=.)", " ", native).replace("Return", "Enter")


def aside_button(text: str, name: str) -> QPushButton:
    """A button of a dialog that Enter presses only where it has the focus; `name` says it whole."""
    button = QPushButton(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setAutoDefault(False)
    return button


def room_on_screen(widget: QWidget) -> QRect:
    """The part of the screen that windows may use, where the widget or its window is."""
    # Not QWidget.screen(): PySide makes the widget the parent of the screen it gives, and when
    # Python collects the widget, the screen goes with it.
    window = widget if widget.isVisible() else widget.parentWidget() or widget
    centre = window.window().frameGeometry().center()
    screen = QGuiApplication.screenAt(centre) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


class Sentence(QLabel):
    """A line under a field that says what is wrong or what will happen; it keeps its room."""

    def __init__(self, about: QWidget | None = None) -> None:
        super().__init__()
        self._about = about
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("level", "small")
        self.say("")

    def say(self, text: str, tone: str = "muted") -> None:
        """Show a sentence in this tone, and tell it to whoever listens to the field."""
        self.setText(text)
        restyled(self, tone=tone)
        if self._about is not None:
            self._about.setAccessibleDescription(text)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self.fontMetrics().height()))


class PathLabel(ElidedLabel):
    """A file's path; where there is no room its first folders give way to "…", never its name."""

    def shown_text(self) -> str:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        parts = Path(self.text()).parts
        shown = self.text()
        for skipped in range(1, len(parts)):
            if metrics.horizontalAdvance(shown) <= room:
                break
            shown = str(Path("…", *parts[skipped:]))
        return metrics.elidedText(shown, Qt.TextElideMode.ElideMiddle, room)


class Rows(QGridLayout):
    """Fields below each other with their names in a column at the left."""

    def __init__(self, name_width: int = 104) -> None:
        super().__init__()
        self._name_width = name_width
        self._gaps: list[int] = []
        self._high: list[QLabel] = []
        self.setColumnStretch(1, 1)
        self.dress()

    def dress(self) -> None:
        """Take over the theme's lengths."""
        look = current_theme()
        self.setHorizontalSpacing(look.px(14))
        self.setVerticalSpacing(look.px(3))
        self.setColumnMinimumWidth(0, look.px(self._name_width))
        for row in self._gaps:
            self.setRowMinimumHeight(row, look.px(7))
        for words in self._high:
            words.setContentsMargins(0, look.px(7), 0, 0)

    def add(
        self,
        name: str,
        field: QWidget | QLayout,
        below: QWidget | None = None,
        *,
        high: bool = False,
    ) -> QLabel:
        """Add a field with its name, and what stands below it; `high` is one of many lines."""
        row = self.rowCount()
        if row > 1:
            self._gaps.append(row)
            row += 1
        words = label(name, tone="muted")
        if high:
            self._high.append(words)
        side = Qt.AlignmentFlag.AlignTop if high else Qt.AlignmentFlag.AlignVCenter
        self.addWidget(words, row, 0, side)
        if isinstance(field, QWidget):
            words.setBuddy(field)
            # A label or a button is read out as what it says.
            if not field.accessibleName() and not isinstance(field, QAbstractButton | QLabel):
                field.setAccessibleName(name)
            self.addWidget(field, row, 1)
        else:
            self.addLayout(field, row, 1)
        if below is not None:
            self.addWidget(below, row + 1, 1)
        self.dress()
        return words


class Radio(QRadioButton):
    """A radio button whose text ends in an ellipsis where there is no room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - current_theme().px(32)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(self._whole if shown != self._whole else "")


class Choice(QFrame):
    """One of a few to choose from: a radio button, a remark at its right, a line of explanation."""

    def __init__(self, key: str, title: str, note: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._title = title
        self.button = Radio(title)
        self.button.setAccessibleName(f"{title}, {note}" if note else title)
        self.button.setAccessibleDescription(text)
        self.button.toggled.connect(self._dress)
        self._note = label(note, tone="muted")
        self._text = label(text, tone="muted", level="small")
        self._text.setWordWrap(True)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self.button, 0, 0)
        self._grid.addWidget(self._note, 0, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self._text, 1, 0, 1, 2)
        self._text.setVisible(bool(text))
        self._grid.setColumnStretch(0, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._dress()

    def set_note(self, note: str) -> None:
        """Show another remark at the right."""
        self._note.setText(note)
        self.button.setAccessibleName(f"{self._title}, {note}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.button.isEnabled():
            self.button.click()
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._lay_out()

    def _dress(self) -> None:
        wanted = "sunken" if self.button.isChecked() else "panel"
        if self.property("role") != wanted:
            restyled(self, role=wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        look = current_theme()
        self._grid.setContentsMargins(look.px(8), look.px(5), look.px(12), look.px(7))
        self._grid.setVerticalSpacing(look.px(1))
        self._text.setContentsMargins(look.px(24), 0, 0, 0)


class Choices(QWidget):
    """Several to choose one from; `changed` carries the key of the one that the person chose."""

    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: dict[str, Choice] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggled)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def add(self, key: str, title: str, note: str = "", text: str = "") -> Choice:
        """Add one more; the first is chosen until another is."""
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = Choice(key, title, note, text, self)
            self._group.addButton(row.button)
            self._box.addWidget(row)
            if len(self._rows) == 1:
                row.button.setChecked(True)
        return row

    def current(self) -> str:
        """The key of what is chosen."""
        return next((key for key, row in self._rows.items() if row.button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose the one with this key."""
        self._rows[key].button.setChecked(True)

    def row(self, key: str) -> Choice:
        """The row with this key."""
        return self._rows[key]

    def _toggled(self, _button: object, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._rows[self.current()].button)
            self.changed.emit(self.current())


class _Inside(QFrame):
    """What scrolls; without room it is as high as its width asks for, and no higher."""

    def minimumSizeHint(self) -> QSize:
        layout, usual = self.layout(), super().minimumSizeHint()
        hangs_on_width = layout is not None and layout.hasHeightForWidth()
        return QSize(usual.width(), 0 if hangs_on_width else usual.height())


class Page(QScrollArea):
    """A page that scrolls where it does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = self._inside = _Inside()
        inside.setProperty("role", "panel")
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inside)

    def least_width(self) -> int:
        """How wide the page must be to need no scrolling to the side, in pixels."""
        return self._inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()

    def height_for(self, width: int) -> int:
        """How high the page would like to be at this width, in pixels."""
        if self.box.hasHeightForWidth():
            return self.box.totalHeightForWidth(width)
        return self.box.totalSizeHint().height()


class Sheet(QDialog):
    """A dialog: a page that scrolls if it must, and at its foot the buttons, the primary one last.

    `wide` is its width at 100 % text. Ctrl+Enter presses the primary button from wherever the
    focus is.
    """

    def __init__(self, title: str, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._wide = wide
        self.page = Page()
        self.primary = QPushButton()
        self.primary.setProperty("kind", "primary")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.remark = Sentence()
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self.page, 1)
        self._foot = QHBoxLayout()
        # Added empty: PySide makes a Python twin of each item of a layout that is added, which
        # outlives the item when its widget is taken out (see `_buttons_last`), and is then taken
        # for whatever comes to lie at the same address.
        self._whole.addLayout(self._foot)
        self._foot.addWidget(self.remark, 1)
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.primary)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_primary)
        self._dress()

    def settle(self) -> None:
        """Take over what is still being typed; Ctrl+Enter does this first."""

    def _press_primary(self) -> None:
        self.settle()
        self.primary.click()

    def heading(self, text: str) -> None:
        """Put a heading on the page."""
        self.page.box.addWidget(label(text, level="heading"))

    def best_size(self, height: int) -> QSize:
        """The sheet's size for a page of this height in pixels, as far as the screen has it."""
        look = current_theme()
        room = room_on_screen(self)
        sides = self._whole.contentsMargins()
        rest = sides.top() + sides.bottom() + self._foot.sizeHint().height() + self._whole.spacing()
        width = min(look.px(self._wide), room.width() - look.px(16))
        return QSize(width, min(height + rest, room.height() - look.px(40)))

    def fit(self) -> None:
        """Take the size that the page asks for, as far as the screen has it."""
        sides = self._whole.contentsMargins()
        width = self.best_size(0).width() - sides.left() - sides.right()
        self.resize(self.best_size(self.page.height_for(width)))
        self.stay_on_screen()

    def stay_on_screen(self) -> None:
        """Move so that the sheet's foot and right side are not beyond the screen's edge."""
        room, place = room_on_screen(self), self.frameGeometry()
        if self.isVisible() and not room.contains(place):
            left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
            top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
            self.move(left, top)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.fit()  # only now the style sheet has reached every label
            self._buttons_last()

    def _buttons_last(self) -> None:
        """Let the Tab key come to the buttons after everything else."""
        # A widget that comes to a window goes to the end of its chain. Walking the chain is no way:
        # nextInFocusChain() has PySide take each widget for the owner of the next, the dialog for
        # its last child's, and Python's garbage collector then takes the dialog off the screen.
        focused = self.focusWidget()
        for button in (self.cancel, self.primary):
            hidden = button.isHidden()
            button.setParent(None)
            self._foot.addWidget(button)
            button.setHidden(hidden)
        if focused in (self.cancel, self.primary):
            focused.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        look = current_theme()
        self._whole.setContentsMargins(look.px(22), look.px(18), look.px(22), look.px(16))
        self._whole.setSpacing(look.px(14))
        self._foot.setSpacing(look.px(10))
        self.page.box.setSpacing(look.px(12))
        for rows in self.findChildren(Rows):
            rows.dress()
