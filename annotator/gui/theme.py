"""The look: colours and sizes read from resources/themes, made into a palette and one style sheet.

Lengths in the code are logical pixels at 100 % text; `Theme.px` scales them. A point is 4/3 of such
a pixel on every system, so that sizes agree between them.
"""

import re
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from string import Template

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.assets import asset
from annotator.gui.colours import legible, mixed

BODY = 13
"""The height of the interface's text, in pixels at 100 %."""

SERIF = ("Charter", "Georgia", "Source Serif 4", "Noto Serif", "DejaVu Serif")
TAG_COLOURS = (
    "red",
    "amber",
    "violet",
    "teal",
    "green",
    "magenta",
    "blue",
    "brown",
    "olive",
    "slate",
)
"""The names of the palette, in the order in which new tags take them."""

_PROPERTY = "annotator_theme"


class LanePattern(Enum):
    """How a tag's line is drawn, so that a tag is never told by colour alone."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"
    DASH_DOT = "dash-dot"
    WAVE = "wave"


def lane_pattern(index: int) -> LanePattern:
    """The pattern of the tag at this position (from 0) of its codebook; the patterns take turns."""
    return tuple(LanePattern)[index % len(LanePattern)]


@dataclass(frozen=True, slots=True)
class TagColour:
    """A colour of the palette: `colour` for lines and swatches, `tint` for behind the words."""

    colour: QColor
    tint: QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, by what they are for.

    Text may be drawn in `text` and `text_muted` on every surface; in `accent`, `ok`, `warn` and
    `danger` on `surface`, `window`, `paper`, `raised` and their own soft ground; in `accent_text`
    on `accent`. `text_faint` is for disabled controls and ornament alone.
    """

    dark: bool
    window: QColor
    surface: QColor
    raised: QColor
    sunken: QColor
    paper: QColor
    hover: QColor
    line: QColor
    edge: QColor
    text: QColor
    text_muted: QColor
    text_faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_text: QColor
    accent_soft: QColor
    focus: QColor
    selection: QColor
    match: QColor
    ok: QColor
    warn: QColor
    danger: QColor
    ok_soft: QColor
    warn_soft: QColor
    danger_soft: QColor
    shadow: QColor
    scrim: QColor
    tags: dict[str, TagColour]
    tags_colour_blind: dict[str, TagColour]


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the whole program; `scale` is the size of its text (1.0 is 100 %)."""

    tokens: Tokens
    high_contrast: bool = False
    colour_blind: bool = False
    scale: float = 1.0

    def px(self, length: float) -> int:
        """A length at 100 % text, in pixels of this theme; never under one."""
        return max(1, round(length * self.scale))

    def palette(self) -> QPalette:
        """The colours for what the style sheet does not reach."""
        colours = self.tokens
        role = QPalette.ColorRole
        palette = QPalette(colours.text, colours.window)
        for name, colour in (
            (role.Window, colours.window),
            (role.WindowText, colours.text),
            (role.Base, colours.surface),
            (role.AlternateBase, colours.sunken),
            (role.Text, colours.text),
            (role.PlaceholderText, colours.text_muted),
            (role.Button, colours.surface),
            (role.ButtonText, colours.text),
            (role.BrightText, colours.danger),
            (role.Highlight, colours.selection),
            (role.HighlightedText, colours.text),
            (role.Accent, colours.accent),
            (role.Link, colours.accent),
            (role.LinkVisited, colours.accent),
            (role.ToolTipBase, colours.raised),
            (role.ToolTipText, colours.text),
            (role.Light, colours.raised),
            (role.Midlight, colours.hover),
            (role.Mid, colours.edge),
            (role.Dark, colours.edge),
            (role.Shadow, colours.line),
        ):
            palette.setColor(name, colour)
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, name, colours.text_faint)
        return palette

    def style_sheet(self) -> str:
        """The style sheet of the whole program: resources/themes/app.qss with this theme's values.

        In that file `$name` is a colour of `Tokens`, `12u` a length that grows with the text (and
        `12u-1` one pixel less), `$glyphs` the folder of the small marks, `$ink` and
        `$ink_on_accent` their colouring.
        """
        values = {
            item.name: _css(value)
            for item in fields(Tokens)
            if isinstance(value := getattr(self.tokens, item.name), QColor)
        }
        values["glyphs"] = asset("themes", "glyphs").as_posix()
        values["ink"] = "light" if self.tokens.dark else "dark"
        values["ink_on_accent"] = "dark" if self.tokens.dark else "light"
        values["serif"] = ", ".join(f'"{name}"' for name in _installed(SERIF)) or "serif"
        sheet = Template(asset("themes", "app.qss").read_text("utf-8")).substitute(values)
        return re.sub(r"\b(\d+(?:\.\d+)?)u([+-]\d+)?\b", self._length, sheet)

    def ui_font(self, points: float | None = None) -> QFont:
        """The interface's font, in its usual size or in `points` at 100 % text."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(self.px(BODY if points is None else points * 4 / 3))
        return font

    def article_font(self, points: float = 13.0) -> QFont:
        """The serif that articles are read in, in `points` at 100 % text."""
        font = QFont([*_installed(SERIF), "serif"])
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPixelSize(self.px(points * 4 / 3))
        return font

    def key_font(self, pixels: float = 10.5) -> QFont:
        """The fixed-width font of key caps, in pixels at 100 % text."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self.px(pixels))
        return font

    def tag_colour(self, colour: str) -> QColor:
        """The colour of a tag's line and swatch, at least 3:1 on paper (4.5:1 at high contrast).

        `colour` is a name of the palette or `#rrggbb`; what is neither is shown as slate.
        """
        return self._tag(colour).colour

    def tag_tint(self, colour: str) -> QColor:
        """The ground behind a tag's words, pale enough to read them; as `tag_colour`."""
        return self._tag(colour).tint

    def _length(self, hit: re.Match[str]) -> str:
        return f"{max(0, self.px(float(hit[1])) + int(hit[2] or 0))}px"

    def _tag(self, colour: str) -> TagColour:
        names = self.tokens.tags_colour_blind if self.colour_blind else self.tokens.tags
        if colour in names:
            return names[colour]
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
            return names["slate"]
        paper = self.tokens.paper
        strong = legible(QColor(colour), paper, 4.5 if self.high_contrast else 3.0)
        return TagColour(strong, mixed(paper, strong, 0.2 if self.tokens.dark else 0.14))


def theme(
    name: str = "system",
    *,
    dark: bool | None = None,
    high_contrast: bool = False,
    colour_blind: bool = False,
    scale: float = 1.0,
) -> Theme:
    """The theme for these settings; `name` is "light", "dark" or "system".

    With "system", `dark` says which one the system wants; None asks Qt. `scale` is the size of the
    text: 1.0, 1.25, 2.0. Raises AnnotatorError if the program's own files are missing.
    """
    if name != "system":
        dark = name == "dark"
    elif dark is None:
        dark = system_is_dark()
    base = "dark" if dark else "light"
    file = asset("themes", f"high-contrast-{base}.toml" if high_contrast else f"{base}.toml")
    tokens = msgspec.toml.decode(file.read_bytes(), type=Tokens, dec_hook=_colour)
    return Theme(tokens, high_contrast, colour_blind, scale)


def system_is_dark() -> bool:
    """Whether the system asks programs to be dark; needs the QGuiApplication."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def apply_theme(app: QApplication, look: Theme) -> None:
    """Give the whole program this look; every widget then gets a StyleChange event and repaints."""
    app.setProperty(_PROPERTY, look)
    if not app.styleSheet():  # later the style is Qt's own for sheets, over this one
        app.setStyle("Fusion")
    app.setPalette(look.palette())
    app.setFont(look.ui_font())
    app.setStyleSheet(look.style_sheet())


def current_theme() -> Theme:
    """The theme last applied; the light one before any was."""
    app = QCoreApplication.instance()
    look = app.property(_PROPERTY) if app is not None else None
    return look if isinstance(look, Theme) else theme("light")


@cache
def _installed(families: tuple[str, ...]) -> tuple[str, ...]:
    # Asking for a family that is missing makes Qt search long for it, and warn on some systems.
    return tuple(name for name in families if QFontDatabase.hasFamily(name))


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


def _colour(_kind: type, value: object) -> QColor:
    colour = QColor.fromString(str(value))
    if not colour.isValid():
        raise ValueError(f"{value} is not a colour.")
    return colour
