"""The article's view alone: what is painted, and what the mouse does to it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.core.labels import new_label
from annotator.core.model import Article, Label, Metadata, Span
from annotator.core.text import words
from annotator.gui.article.article_view import ArticleView
from annotator.gui.article.layer import TagLook
from annotator.gui.looks import dress
from annotator.gui.preferences import Preferences
from annotator.gui.theme import LanePattern, current_theme

LEFT = Qt.MouseButton.LeftButton
TEXT = """\
Ferry Sinks 😴

The brutal regime of the Margrave said no. It is a catastrophic blow, said Oda Brenneke, and \
nobody in the council of Port Velmar was there to hear it that night.

"""
ARTICLE = Article("a", TEXT * 40, 13, "", Metadata("a", title="Ferry Sinks"))
RED, BLUE = QColor(200, 0, 0), QColor(0, 0, 200)
LOOKS = {
    "red": TagLook(RED, QColor(255, 230, 230), LanePattern.SOLID, "Red tag"),
    "blue": TagLook(BLUE, QColor(230, 230, 255), LanePattern.SOLID, "Blue tag"),
}


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[ArticleView]:
    dress(Preferences(theme="light"))
    view = ArticleView()
    qtbot.addWidget(view)
    view.layer.looks = LOOKS
    view.resize(620, 420)
    view.show()
    view.show_article(ARTICLE)
    qtbot.waitExposed(view)
    yield view
    view.close()


def label(words_: str, tag: str = "red", *more: str) -> Label:
    pieces = []
    for each in (words_, *more):
        start = ARTICLE.text.index(each)
        pieces.append(Span(start, start + len(each)))
    return new_label(
        ARTICLE,
        tag,
        pieces,
        label_id=f"{tag} {words_}",
        annotator_id="me",
        codebook_version=1,
        now="",
    )


def place(view: ArticleView, words_: str) -> QRect:
    """Where the first such words are, with the lanes below them."""
    start = ARTICLE.text.index(words_)
    [rect] = view.rects(Span(start, start + len(words_)))
    return rect.toAlignedRect()


def colours(view: ArticleView, area: QRect) -> list[set[str]]:
    """The colours of each line of pixels of an area, top to bottom."""
    image: QImage = view.viewport().grab(area).toImage()
    return [
        {image.pixelColor(x, y).name() for x in range(image.width())} for y in range(image.height())
    ]


def lane_rows(view: ArticleView, area: QRect, colour: QColor) -> list[int]:
    below = QRect(area.left() + 2, area.bottom(), area.width() - 4, 14)
    return [y for y, found in enumerate(colours(view, below)) if colour.name() in found]


def test_labels_are_tinted_and_underlined_in_lanes(view: ArticleView) -> None:
    word = place(view, "regime")
    assert lane_rows(view, word, RED) == lane_rows(view, word, BLUE) == []
    view.put_label(label("brutal regime of", "red"))
    view.put_label(label("regime", "blue"))
    red, blue = lane_rows(view, word, RED), lane_rows(view, word, BLUE)
    assert blue
    assert red
    assert max(blue) < min(red)  # the shorter lies nearer to the words
    tints = set().union(*colours(view, word))
    assert LOOKS["blue"].tint.name() not in tints  # two tints are mixed
    assert LOOKS["red"].tint.name() in set().union(*colours(view, place(view, "brutal")))
    view.drop_label("blue regime")
    assert lane_rows(view, word, BLUE) == []
    assert min(lane_rows(view, word, RED)) < min(red)


def test_pieces_are_marked_and_what_lies_between_is_not(view: ArticleView) -> None:
    view.put_label(label("brutal", "red", "Margrave"))
    assert lane_rows(view, place(view, "brutal"), RED)
    assert lane_rows(view, place(view, "Margrave"), RED)
    assert not lane_rows(view, place(view, "regime"), RED)
    assert [found.id for found in view.layer.at(ARTICLE.text.index("Margrave"))] == ["red brutal"]
    assert view.layer.at(ARTICLE.text.index("regime")) == []


def test_a_label_over_several_paragraphs_is_seen_in_each(view: ArticleView) -> None:
    view.put_label(label(TEXT[:40]))
    assert view.layer.blocks_with_labels() >= {0, 2}
    assert lane_rows(view, place(view, "Sinks"), RED)
    assert lane_rows(view, place(view, "brutal"), RED)


def test_the_mouse_takes_hold_of_the_edges_of_the_selected_label(
    view: ArticleView, qtbot: QtBot
) -> None:
    view.put_label(label("regime"))
    view.set_active("red regime")
    rect, target = place(view, "regime"), place(view, "Margrave")
    with qtbot.waitSignal(view.reshaped) as shaped:
        QTest.mousePress(view.viewport(), LEFT, pos=QPoint(rect.right(), rect.center().y()))
        QTest.mouseMove(view.viewport(), target.center())
        QTest.mouseRelease(view.viewport(), LEFT, pos=target.center())
    [pieces] = shaped.args
    assert [ARTICLE.text[start:end] for start, end in pieces] == ["regime of the Margrave"]
    assert not view.textCursor().hasSelection()


def test_a_handle_dragged_past_the_other_edge_changes_nothing(
    view: ArticleView, qtbot: QtBot
) -> None:
    made = label("regime")
    view.put_label(made)
    view.set_active("red regime")
    rect, target = place(view, "regime"), place(view, "The")
    with qtbot.waitSignal(view.reshaped) as shaped:
        QTest.mousePress(view.viewport(), LEFT, pos=QPoint(rect.right(), rect.center().y()))
        QTest.mouseRelease(view.viewport(), LEFT, pos=target.center())
    assert shaped.args == [made.pieces]


def test_the_tip_names_the_tags_under_the_mouse(view: ArticleView) -> None:
    view.put_label(label("regime", "red"))
    view.put_label(label("brutal regime", "blue"))
    at = place(view, "regime").center()
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert QToolTip.text() == "Red tag\nBlue tag"
    QToolTip.hideText()


def test_scrolling_brings_any_place_into_sight(view: ArticleView) -> None:
    last = words(ARTICLE.text)[-1]
    view.scroll_to(last)
    [rect] = view.rects(last)
    assert view.viewport().rect().contains(rect.toAlignedRect())


def test_laid_out_anew_all_stays_where_it_was(view: ArticleView) -> None:
    view.put_label(label("regime"))
    view.set_active("red regime")
    view.select((Span(4, 9),))
    view.points += 4
    view.restyle(ARTICLE)
    assert view.active == "red regime"
    assert view.pieces == (Span(4, 9),)
    assert lane_rows(view, place(view, "regime"), RED)


def test_composed_letters_are_not_written_into_the_article(view: ArticleView) -> None:
    view.select((Span(4, 9),))
    before = view.document().toRawText()
    composed = QInputMethodEvent()
    composed.setCommitString("é")
    QApplication.sendEvent(view, composed)
    assert view.document().toRawText() == before


def test_what_find_has_found_is_marked_wherever_one_scrolls(view: ArticleView) -> None:
    found = [it for it in words(ARTICLE.text) if ARTICLE.text[it.start : it.end].isalpha()]
    view.set_passing(found)
    ground = current_theme().tokens.match.name()
    assert len(found) > 500
    for span in (found[1], found[-1]):
        view.scroll_to(span)
        assert ground in set().union(*colours(view, view.rects(span)[0].toAlignedRect()))
    view.set_passing(())
    assert ground not in set().union(*colours(view, view.rects(found[-1])[0].toAlignedRect()))


def test_backlight_dims_what_is_in_sight_at_once_and_the_rest_soon(
    view: ArticleView, qtbot: QtBot
) -> None:
    faint = QColor(190, 190, 190)
    view.put_label(label("regime"))

    def dimmed() -> list[bool]:
        blocks = (view.document().findBlockByNumber(n) for n in range(view.document().blockCount()))
        return [bool(it.layout().formats()) for it in blocks if it.text().strip()]

    view.layer.dimmed = faint
    view.restyle_labels()
    assert dimmed()[:2] == [True, True]
    qtbot.waitUntil(lambda: all(dimmed()), timeout=15_000)
    view.layer.dimmed = None
    view.restyle_labels()
    qtbot.waitUntil(lambda: not any(dimmed()), timeout=15_000)


def test_another_article_is_not_dimmed_for_the_one_before(view: ArticleView, qtbot: QtBot) -> None:
    view.layer.dimmed = QColor(190, 190, 190)
    view.restyle_labels()
    view.layer.dimmed = None
    view.show_article(Article("b", "One line.", 0, "", Metadata("b")))
    qtbot.wait(50)
    assert not view.document().begin().layout().formats()


def test_the_line_at_the_top_stays_there_in_other_letters_and_another_width(
    view: ArticleView,
) -> None:
    at = ARTICLE.text.index("Oda", 3_000)
    view.scroll_top_to(at)

    def is_at_the_top() -> bool:
        return abs(view.rects(Span(at, at + 1))[0].top()) < 20

    assert is_at_the_top()
    view.points += 4
    view.restyle(ARTICLE)
    assert is_at_the_top()
    for width in range(618, 418, -8):  # as somebody drags the window's edge
        view.resize(width, 420)
    assert is_at_the_top()
    view.points -= 4
    view.restyle(ARTICLE)
    view.resize(620, 420)
    assert is_at_the_top()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 400)
    assert view.top > at
    view.scroll_top_to(0)
    assert view.verticalScrollBar().value() == view.top == 0


def test_another_article_begins_at_its_top(view: ArticleView) -> None:
    view.scroll_top_to(3_000)
    view.show_article(Article("b", TEXT * 20, 13, "", Metadata("b")))
    assert view.top == 0
