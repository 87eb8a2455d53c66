"""The bars around the workspaces: top bar, rail, status bar."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.labels import shortened
from annotator.core.model import Annotator
from annotator.gui.hub.link import HubState
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import (
    ElidedLabel,
    IconButton,
    KeyCap,
    Progress,
    emptied,
    label,
    restyled,
)
from annotator.gui.widgets.dots import dot
from annotator.gui.widgets.icons import icon, pixmap

_MENTIONED = 4_000
"""Milliseconds that a passing sentence is shown."""


_AT_LENGTH = 760
"""From this width on, in pixels at 100 % text, it is said at length who annotates, and progress is
drawn beside its words."""


class TopBar(QFrame):
    """Menu, the project's name, who annotates, how much is done, the way to every command."""

    palette_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top-bar")
        self.menu_button = IconButton("more", self.tr("Menu (F10)"), 17)
        self._name = ElidedLabel("Annotator")
        restyled(self._name, level="strong")
        self._as = label(self.tr("Annotating as"), tone="muted")
        self.who = WhoButton()
        self._student = label("", tone="muted")
        self._progress = Progress(self.tr("Articles done"))
        self._done = label("", tone="muted")
        self.search = CommandField(self.tr("Search or run a command…"), "Ctrl K")
        self.search.clicked.connect(self.palette_asked)
        row = QHBoxLayout(self)
        theme = current_theme()
        row.setContentsMargins(theme.px(8), theme.px(5), theme.px(12), theme.px(5))
        row.setSpacing(theme.px(10))
        row.addWidget(self.menu_button)
        row.addWidget(self._name)
        row.addSpacing(theme.px(6))
        row.addWidget(self._as)
        row.addWidget(self.who)
        row.addWidget(self._student)
        row.addSpacing(theme.px(6))
        row.addWidget(self._progress, 1)
        row.addWidget(self._done)
        row.addStretch(2)
        row.addWidget(self.search)

    def show_project(self, name: str, who: Annotator | None, *, alone: bool = False) -> None:
        """Show the open project and who is at the desk, or with "" that there is none.

        `alone`: nobody else can be, as in a student's copy of a lesson; the bar is a calmer one.
        """
        self._name.setText(name or "Annotator")
        if who is not None:
            self.who.show_annotator(who)
            self._student.setText(shortened(who.name, 40))
        self.who.setVisible(bool(name) and not alone)
        self._done.setVisible(bool(name))
        self._suit(self.width())
        self._student.setVisible(bool(name) and alone)
        self.search.setVisible(not alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit(event.size().width())

    def _suit(self, width: int) -> None:
        """Be shorter where the project's name would have no room."""
        wide = width >= current_theme().px(_AT_LENGTH)
        self._as.setVisible(wide and not self.who.isHidden())
        self._progress.setVisible(wide and not self._done.isHidden())

    def show_done(self, done: int, total: int) -> None:
        """Show how many articles are done."""
        self._progress.show_done(done, total)
        self._done.setText(
            self.tr("{done} of {total} done").format(done=f"{done:,}", total=f"{total:,}")
        )


class WhoButton(QPushButton):
    """Who is at the desk, with their colour; pressed, it asks who is to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ""
        self.setProperty("kind", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the article
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_annotator(self, who: Annotator) -> None:
        """Show this annotator."""
        self._colour = who.colour
        shown = shortened(who.name, 28)
        self.setText(f" {shown} ▾".replace("&", "&&"))
        self.setToolTip(
            self.tr("{name} is at the desk; press to change that").format(name=who.name)
        )
        self.setAccessibleName(self.tr("Annotating as {name}").format(name=who.name))
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        side = current_theme().px(10)
        self.setIcon(dot(self._colour, self.devicePixelRatioF()))
        self.setIconSize(QSize(side, side))


class CommandField(QPushButton):
    """Looks like a search field and opens the command palette."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "command-field")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the article
        self.setAccessibleName(text)
        theme = current_theme()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(10), 0, theme.px(8), 0)
        self._row.addWidget(label(text, tone="muted"))
        self._row.addStretch(1)
        self._row.addWidget(KeyCap(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = current_theme()
        return QSize(max(theme.px(250), self._row.sizeHint().width()), theme.px(32))


class RailButton(QToolButton):
    """A workspace in the rail: icon above its title."""

    def __init__(self, name: str, title: str, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._drawing = drawing
        self.setProperty("role", "rail-item")
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._dress)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        theme = current_theme()
        colour = theme.tokens.accent if self.isChecked() else theme.tokens.text_muted
        size = theme.px(19)
        self.setIcon(icon(self._drawing, colour, size))
        self.setIconSize(QSize(size, size))


class Rail(QFrame):
    """The workspaces, top to bottom; `asked` carries the name of the one that was pressed."""

    asked = Signal(str)

    def __init__(
        self, entries: Iterable[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        theme = current_theme()
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(4), theme.px(8), theme.px(5), theme.px(8))
        box.setSpacing(theme.px(6))
        for name, title, drawing in entries:
            button = RailButton(name, title, drawing)
            button.clicked.connect(self._pressed)
            self._buttons[name] = button
            self._group.addButton(button)
            box.addWidget(button)
        box.addStretch(1)

    def choose(self, name: str) -> None:
        """Show which workspace is seen; "" for none."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._group.setExclusive(True)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.asked.emit(button.name)


class StatusBar(QFrame):
    """That all is saved, what the workspace says, and what to press next.

    `mentioned` comes when a sentence has been shown long enough.
    """

    mentioned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._sign = QLabel()
        self._saved = label("", level="small")
        self._hub = label("", level="small")
        self._words = ElidedLabel()
        restyled(self._words, tone="muted", level="small")
        self._key = QHBoxLayout()
        self._hint = label("", tone="muted", level="small")
        self._shown_key = ""
        self._mentioning = QTimer(self)
        self._mentioning.setSingleShot(True)
        self._mentioning.setInterval(_MENTIONED)
        self._mentioning.timeout.connect(self.mentioned)
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(3), theme.px(12), theme.px(3))
        row.setSpacing(theme.px(7))
        row.addWidget(self._sign)
        row.addWidget(self._saved)
        row.addWidget(self._hub)
        row.addSpacing(theme.px(12))
        row.addWidget(self._words, 1)
        row.addLayout(self._key)
        row.addWidget(self._hint)
        self.setMinimumHeight(theme.px(26))

    def show_saved(self, text: str, tone: str = "ok") -> None:
        """Show whether everything is saved; "" while no project is open."""
        self._saved.setText(text)
        restyled(self._saved, tone=tone)
        theme = current_theme()
        colour = theme.tokens.ok if tone == "ok" else theme.tokens.warn
        drawn = pixmap(
            "state-done" if tone == "ok" else "warning",
            colour,
            theme.px(12),
            self.devicePixelRatioF(),
        )
        self._sign.setPixmap(drawn)
        self._sign.setVisible(bool(text))

    def show_hub(self, state: HubState) -> None:
        """Show whether what was done here is on the hub too, if there is one."""
        if state.trouble:
            words, tone = self.tr("not synced"), "warn"
        elif state.paused:
            words, tone = self.tr("sync paused"), "muted"
        elif state.busy or state.waiting or not state.synced:
            words, tone = self.tr("to be synced"), "muted"
        else:
            words, tone = self.tr("synced"), "ok"
        self._hub.setText(f"· {words}")
        self._hub.setToolTip(state.trouble)
        restyled(self._hub, tone=tone)
        self._hub.setVisible(bool(state.address))

    def mention(self, sentence: str) -> None:
        """Show a sentence for some seconds in place of the workspace's words."""
        self._words.setText(sentence)
        self._mentioning.start()

    def show_status(self, parts: tuple[str, ...], key: str, hint: str) -> None:
        """Show the workspace's own words and what to press next."""
        if not self._mentioning.isActive():
            self._words.setText("      ".join(parts))
        self._hint.setText(hint)
        if key != self._shown_key:
            self._shown_key = key
            emptied(self._key)
            if key:
                self._key.addWidget(KeyCap(key))
