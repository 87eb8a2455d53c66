"""The themes: contrast as WCAG counts it, colours told apart, a style sheet that Qt accepts."""

import math
import re
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.assets import asset
from annotator.core.errors import AnnotatorError
from annotator.gui.colours import contrast
from annotator.gui.theme import (
    TAG_COLOURS,
    LanePattern,
    Theme,
    apply_theme,
    current_theme,
    lane_pattern,
    theme,
)
from annotator.gui.widgets.icons import icon

LOOKS = [
    pytest.param(name, high, id=f"{name}{'-high-contrast' if high else ''}")
    for name, high in product(("light", "dark"), (False, True))
]
ON_EVERY_SURFACE = (
    *("window", "surface", "raised", "sunken", "paper", "hover", "accent_soft"),
    *("selection", "match", "ok_soft", "warn_soft", "danger_soft"),
)
ON_PLAIN_SURFACES = ("window", "surface", "raised", "paper")

# Machado, Oliveira, Fernandes (2009), severity 1.0, for linear RGB.
SIGHT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The program, undressed again after the test."""
    usual = qapp.font()
    yield qapp
    apply_theme(qapp, theme("light"))
    qapp.setStyleSheet("")
    qapp.setFont(usual)


def seen(colour: QColor, sight: str) -> tuple[float, float, float]:
    """A colour in OKLab (Ottosson 2020), as an eye of this sight sees it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in SIGHT[sight]
    )
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    # The lightest grey that passes AA on white, in WebAIM's and the W3C's examples.
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_every_text_can_be_read_where_it_may_stand(name: str, high: bool) -> None:
    colours = theme(name, high_contrast=high).tokens
    grounds = [(text, ground) for text in ("text", "text_muted") for ground in ON_EVERY_SURFACE]
    grounds += product(("accent", "ok", "warn", "danger"), ON_PLAIN_SURFACES)
    grounds += [("accent", "accent_soft"), ("accent_text", "accent"), ("surface", "text")]
    grounds += [("accent_text", "accent_hover")]
    grounds += [(tone, f"{tone}_soft") for tone in ("ok", "warn", "danger")]
    need = 7 if high else 4.5
    poor = {
        (text, ground): round(ratio, 2)
        for text, ground in grounds
        if (ratio := contrast(getattr(colours, text), getattr(colours, ground))) < need
    }
    assert not poor


@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_the_focus_ring_and_controls_stand_out(name: str, high: bool) -> None:
    colours = theme(name, high_contrast=high).tokens
    for ground in ON_PLAIN_SURFACES:
        assert contrast(colours.focus, getattr(colours, ground)) >= 3
        if high:
            assert contrast(colours.edge, getattr(colours, ground)) >= 3
            assert contrast(colours.line, getattr(colours, ground)) >= 3


@pytest.mark.parametrize("colour_blind", [False, True])
@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_lanes_are_seen_on_paper_and_words_read_on_tints(
    name: str, high: bool, colour_blind: bool
) -> None:
    look = theme(name, high_contrast=high, colour_blind=colour_blind)
    for colour in TAG_COLOURS:
        assert contrast(look.tag_colour(colour), look.tokens.paper) >= (4.5 if high else 3), colour
        assert contrast(look.tokens.text, look.tag_tint(colour)) >= (7 if high else 4.5), colour
        assert look.tag_tint(colour) != look.tokens.paper


EVERY_LOOK = [
    theme(name, high_contrast=high) for name, high in product(("light", "dark"), (False, True))
]


@given(st.sampled_from(EVERY_LOOK), st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_any_colour_of_a_codebook_becomes_legible(look: Theme, colour: str) -> None:
    high = look.high_contrast
    assert contrast(look.tag_colour(colour), look.tokens.paper) >= (4.5 if high else 3)
    assert contrast(look.tokens.text, look.tag_tint(colour)) >= (7 if high else 4.5)


def test_a_legible_colour_is_left_alone_and_nonsense_is_slate() -> None:
    look = theme("light")
    assert look.tag_colour("#8a2be2").name() == "#8a2be2"
    for nonsense in ("", "puce", "#12", "red; background: url(x)"):
        assert look.tag_colour(nonsense) == look.tag_colour("slate")


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_the_colour_blind_palette_stays_apart(name: str, high: bool, sight: str) -> None:
    look = theme(name, high_contrast=high, colour_blind=True)
    for first, second in combinations(TAG_COLOURS, 2):
        apart = math.dist(seen(look.tag_colour(first), sight), seen(look.tag_colour(second), sight))
        # 0.02 is about the least difference that is seen at all between two large patches.
        assert apart >= 0.06, (first, second)


def test_no_two_of_thirty_tags_share_colour_and_pattern() -> None:
    given_to = [(TAG_COLOURS[index % len(TAG_COLOURS)], lane_pattern(index)) for index in range(30)]
    assert len(set(given_to)) == 30
    assert {pattern for _, pattern in given_to[:6]} == set(LanePattern)


@pytest.mark.parametrize("scale", [1.25, 2.0])
@pytest.mark.parametrize(("name", "high"), LOOKS)
def test_qt_accepts_the_style_sheet(
    qtbot: QtBot, dressed: QApplication, name: str, high: bool, scale: float
) -> None:
    look = theme(name, high_contrast=high, scale=scale)
    apply_theme(dressed, look)  # a sheet that Qt cannot parse is a warning, and so a failure
    sheet = look.style_sheet()
    assert current_theme() is look
    assert "$" not in sheet
    assert not re.search(r"\d[up]\b(?!x)", sheet)
    pictures = [Path(path) for path in re.findall(r'url\("([^"]+)"\)', sheet)]
    assert pictures
    assert all(path.is_file() for path in pictures)
    assert dressed.font().pixelSize() == round(13 * scale)
    widget = QWidget()
    qtbot.addWidget(widget)
    assert widget.palette().window().color() == look.tokens.window


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    red = QColor("#ff0000")
    names = [path.stem for path in asset("icons").glob("*.svg")]
    assert len(names) >= 45
    for name in names:
        image = icon(name, red, 24).pixmap(QSize(24, 24), 2.0).toImage()
        assert image.width() == 48
        inked = [
            colour
            for x, y in product(range(48), repeat=2)
            if (colour := image.pixelColor(x, y)).alpha() > 200
        ]
        assert len(inked) > 20, name
        assert all(colour.red() > 250 and colour.green() < 5 for colour in inked), name


def test_an_icon_that_is_not_there_is_an_error_in_words(qapp: QApplication) -> None:
    with pytest.raises(AnnotatorError, match="unicorn"):
        icon("unicorn", QColor("black"))
