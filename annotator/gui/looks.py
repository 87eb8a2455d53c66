"""How the program looks: what a person prefers, put on at once and kept."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.preferences import (
    Preferences,
    save_preferences,
    scaled,
    widened,
    with_paused,
    with_recent,
)
from annotator.gui.theme import apply_theme, current_theme, theme


class Looks(QObject):
    """The preferences now, and every way to change them.

    `changed` carries them when they were put on; `resized` comes in its place where all text is to
    have another size, which whoever hears it must put on.
    """

    changed = Signal(object)
    resized = Signal()

    def __init__(self, preferences: Preferences, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self.preferences = preferences
        self._folder = folder
        self._window = window

    def apply(self, preferences: object) -> None:
        """Take over changed preferences at once and keep them."""
        if not isinstance(preferences, Preferences):
            return
        before, self.preferences = self.preferences, preferences
        if preferences.text_size != before.text_size:
            self.resized.emit()
        else:
            dress(preferences)
            self.changed.emit(preferences)
        self._keep()

    def remember(self, project: Path) -> None:
        """Keep that this project was opened last."""
        if self.preferences.recent[:1] != (str(project),):
            self.preferences = with_recent(self.preferences, project)
            self._keep()

    def pause(self, project: Path, *, paused: bool) -> None:
        """Keep that this project is not, or is, synced with its hub by itself."""
        self.preferences = with_paused(self.preferences, project, paused=paused)
        self._keep()

    def _keep(self) -> None:
        save_preferences(self.preferences, self._folder)

    def open_settings(self) -> None:
        """Open the settings; each change is seen at once."""
        dialog = SettingsDialog(self.preferences, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.changed.connect(self.apply)
        dialog.open()

    def scale_text(self, by: int) -> None:
        """Make all text larger (1), smaller (-1), or as usual (0)."""
        self.apply(scaled(self.preferences, by))

    def widen_column(self, by: int) -> None:
        """Make the article's column so many characters wider."""
        self.apply(widened(self.preferences, by))

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        name = "light" if current_theme().tokens.dark else "dark"
        self.apply(replace(self.preferences, theme=name))


def dress(preferences: Preferences) -> None:
    """Give the program the look that is preferred."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    look = theme(
        preferences.theme,
        high_contrast=preferences.high_contrast,
        colour_blind=preferences.colour_blind,
        scale=preferences.text_size,
    )
    if look != current_theme() or not app.styleSheet():
        apply_theme(app, look)
    for effect in (
        Qt.UIEffect.UI_AnimateMenu,
        Qt.UIEffect.UI_AnimateCombo,
        Qt.UIEffect.UI_AnimateTooltip,
    ):
        QApplication.setEffectEnabled(effect, preferences.animation)
    app.setCursorFlashTime(1000 if preferences.animation else 0)
