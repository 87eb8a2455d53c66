"""The settings: each change is seen at once."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from annotator.gui.dialogs.parts import Rows, Sentence, Sheet
from annotator.gui.preferences import Preferences
from annotator.gui.theme import current_theme
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.choices import Segmented
from annotator.gui.widgets.inputs import Combo, NumberInput

TEXT_SIZES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5)
"""The sizes of text that are offered, 1.0 being 100 %."""


class SettingsDialog(Sheet):
    """Shows the preferences; `changed` carries the new Preferences after each change."""

    changed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("", 640, parent)
        self.setWindowTitle(self.tr("Settings"))
        self.preferences = preferences
        self.theme = Segmented(
            (
                ("system", self.tr("System")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
            self.tr("Theme"),
        )
        self.high_contrast = QCheckBox(self.tr("High contrast"))
        self.colour_blind = QCheckBox(self.tr("Colours for the colour-blind"))
        self.text_size = Combo()
        for size in TEXT_SIZES:
            self.text_size.addItem(self.tr("{n} %").format(n=round(size * 100)), size)
        self.article_points = NumberInput(low=9, high=28)
        self.article_points.setSuffix(self.tr(" pt"))
        self.column = NumberInput(low=40, high=120, step=5)
        self.column.setSuffix(self.tr(" letters"))
        self.snapping = QCheckBox(self.tr("Snap to whole words"))
        self.backlight = QCheckBox(self.tr("Start with backlight"))
        self.still = QCheckBox(self.tr("No animation"))
        self._lay_out()
        self._show()
        self._shown = self._values()
        self._connect()
        self.cancel.hide()
        self.primary.setText(self.tr("Close"))
        self.theme.setFocus()

    def _lay_out(self) -> None:
        self.heading(self.tr("Settings"))
        self._heads: list[QLabel] = []
        self._sections = QVBoxLayout()
        self.page.box.addLayout(self._sections)
        self._add_look()
        self._add_article()
        self._add_annotating()
        self.page.box.addStretch(1)
        self._dress_sections()

    def _add_look(self) -> None:
        rows = self._section(self.tr("Look"))
        self._row(rows, self.tr("Theme"), self.theme, self.tr("System follows your computer."))
        self._row(
            rows,
            self.tr("Contrast"),
            self.high_contrast,
            self.tr("Stronger lines and text, in the light theme and in the dark one."),
        )
        self._row(
            rows,
            self.tr("Tag colours"),
            self.colour_blind,
            self.tr("Tags stay apart with any colour vision; line patterns tell them apart too."),
        )
        self._row(rows, self.tr("Text size"), self.text_size, self.tr("Of the whole program."))

    def _add_article(self) -> None:
        rows = self._section(self.tr("Article"))
        self._row(
            rows, self.tr("Type size"), self.article_points, self.tr("Of articles, at 100 % text.")
        )
        self._row(
            rows,
            self.tr("Column"),
            self.column,
            self.tr("How many letters a line has; about 70 are read most easily."),
        )

    def _add_annotating(self) -> None:
        rows = self._section(self.tr("Annotating"))
        self._row(
            rows,
            self.tr("Selecting"),
            self.snapping,
            self.tr("A selection takes in the words that it touches; hold Alt to do without."),
        )
        self._row(
            rows,
            self.tr("Backlight"),
            self.backlight,
            self.tr("Dims all but the labels; B turns it on and off."),
        )
        self._row(rows, self.tr("Motion"), self.still, self.tr("Nothing slides or fades."))

    def _dress_sections(self) -> None:
        look = current_theme()
        self._sections.setSpacing(look.px(8))
        for head in self._heads[1:]:
            head.setContentsMargins(0, look.px(10), 0, 0)

    def _section(self, title: str) -> Rows:
        self._heads.append(label(title, level="title"))
        self._sections.addWidget(self._heads[-1])
        rows = Rows()
        self._sections.addLayout(rows)
        return rows

    def _row(self, rows: Rows, name: str, field: QWidget, text: str) -> None:
        line = QHBoxLayout()
        line.addWidget(field)
        line.addStretch(1)
        below = Sentence(field)
        below.say(text)
        words = rows.add(name, line, below)
        words.setBuddy(field)
        if not field.accessibleName() and not isinstance(field, QCheckBox):
            field.setAccessibleName(name)

    def _show(self) -> None:
        now = self.preferences
        self.theme.set_value(now.theme)
        self.high_contrast.setChecked(now.high_contrast)
        self.colour_blind.setChecked(now.colour_blind)
        nearest = min(range(len(TEXT_SIZES)), key=lambda n: abs(TEXT_SIZES[n] - now.text_size))
        self.text_size.setCurrentIndex(nearest)
        self.article_points.setValue(round(now.article_points))
        self.column.setValue(now.column)
        self.snapping.setChecked(now.snapping)
        self.backlight.setChecked(now.backlight)
        self.still.setChecked(not now.animation)

    def _connect(self) -> None:
        self.theme.changed.connect(self._theme_chosen)
        self.text_size.currentIndexChanged.connect(self._take)
        for spin in (self.article_points, self.column):
            spin.valueChanged.connect(self._take)
        for tick in (
            self.high_contrast,
            self.colour_blind,
            self.snapping,
            self.backlight,
            self.still,
        ):
            tick.toggled.connect(self._take)

    def _theme_chosen(self, name: object) -> None:
        if name is None:  # there is always a theme: pressing the chosen one changes nothing
            self.theme.set_value(self.preferences.theme)
        else:
            self._take()

    def _values(self) -> dict[str, Any]:
        return {
            "theme": self.theme.value(),
            "high_contrast": self.high_contrast.isChecked(),
            "colour_blind": self.colour_blind.isChecked(),
            "text_size": self.text_size.currentData(),
            "article_points": float(self.article_points.value()),
            "column": self.column.value(),
            "snapping": self.snapping.isChecked(),
            "backlight": self.backlight.isChecked(),
            "animation": not self.still.isChecked(),
        }

    def _take(self) -> None:
        # Only what was changed here: a size from the file may lie between those that are offered.
        before, self._shown = self._shown, self._values()
        changes = {name: value for name, value in self._shown.items() if value != before[name]}
        if changes:
            self.preferences = replace(self.preferences, **changes)
            self.changed.emit(self.preferences)
        if "text_size" in changes:
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress_sections()
