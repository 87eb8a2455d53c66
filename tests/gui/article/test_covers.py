"""Covered names in the article: nowhere to be read, and nothing moves when they are shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from annotator.core.masking import mask_of
from annotator.core.model import Article, Metadata, Span
from annotator.gui.article.article_view import ArticleView
from annotator.gui.looks import dress
from annotator.gui.preferences import Preferences

HEAD = "What The Velmar Lantern 🙂 asks"
BODY = (
    "“Velmar Lantern” people were there, the Lantern’s Mara Quill, @VelmarLantern; nobody in the "
    "council of Port Velmar would tell the VELMAR LANTERN. “Quill wrote it,” said Bo. "
)
ARTICLE = Article(
    "a",
    f"{HEAD}\n\n{BODY * 6}",
    len(HEAD),
    "",
    Metadata("a", outlet="The Velmar Lantern", author="Mara Quill"),
)
MASK = mask_of(ARTICLE.text, ARTICLE.metadata)


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ArticleView]:
    dress(Preferences(theme="light"))
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(620, 900)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()


def places(view: ArticleView) -> list[float]:
    """Where each sign that is not covered stands, x and y by turns."""
    text = ARTICLE.text
    seen = (
        Span(at, at + 1)
        for at in range(len(text))
        if not text[at].isspace() and not any(a <= at < b for a, b in MASK.spans)
    )
    corners = [view.rects(span)[0].topLeft() for span in seen]
    return [each for corner in corners for each in (corner.x(), corner.y())]


@pytest.mark.parametrize("points", [9.0, 13.0, 17.5])
def test_nothing_moves_when_names_are_covered_or_shown(view: ArticleView, points: float) -> None:
    view.points = points
    view.show_article(ARTICLE)
    before = places(view)
    view.restyle(ARTICLE, MASK)
    assert places(view) == pytest.approx(before, abs=0.05)


def test_a_covered_name_is_nowhere_in_what_qt_knows(view: ArticleView) -> None:
    view.show_article(ARTICLE, MASK)
    spoken = QAccessible.queryAccessibleInterface(view)
    reader = spoken.textInterface()
    view.select([Span(0, len(ARTICLE.text))])
    copied = view.createMimeDataFromSelection().text()
    for said in (view.toPlainText(), reader.text(0, reader.characterCount()), copied):
        assert "council of Port Velmar" in said
        assert not any(name in said.casefold() for name in ("lantern", "quill"))


def test_covered_names_are_painted_over(view: ArticleView) -> None:
    view.show_article(ARTICLE, MASK)
    place = view.rects(MASK.spans[0])[0].toAlignedRect()
    image = view.viewport().grab(place).toImage()
    middle = {image.pixelColor(x, image.height() // 2).name() for x in range(4, image.width() - 4)}
    assert len(middle) == 1


def test_offsets_are_those_of_the_text(view: ArticleView) -> None:
    view.show_article(ARTICLE, MASK)
    place = ARTICLE.text.index("asks")
    view.select([Span(place, place + 4)])
    assert view.textCursor().selectedText() == "asks"
    assert view.selected == Span(place, place + 4)
