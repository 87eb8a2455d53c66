"""The Class section: the heat of an article, the places worth talking about, the way to them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.gui.teach.class_section import BOTH, CLASS, KEY, ClassSection
from annotator.gui.teach.page import TeachPage
from tests.gui.teach.a_class import DRAMA, NAME
from tests.gui.teach.conftest import MakeClass


@pytest.fixture
def shown(class_of: MakeClass, qtbot: QtBot) -> ClassSection:
    """The section, when the class of five has been read."""
    return section_of(class_of(), qtbot)


def section_of(page: TeachPage, qtbot: QtBot) -> ClassSection:
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    section = page.sections["class"]
    assert isinstance(section, ClassSection)
    qtbot.waitUntil(lambda: section.found is not None)
    return section


def warmth(section: ClassSection) -> dict[str, int]:
    """How warm each word is, in percent; words that nobody marked are left out."""
    text = section.text.text
    return {
        text[it.span.start : it.span.end]: round(100 * it.share)
        for it in section.text.layer.words
        if it.share
    }


def lines(section: ClassSection) -> list[str]:
    return section.sentence.text().splitlines()


def test_each_word_is_as_warm_as_the_share_that_marked_it(shown: ClassSection) -> None:
    assert warmth(shown) == {
        "Regime": 60,
        "catastrophic": 60,
        "failure": 20,
        "dismissed": 20,
        "fighting": 20,
        "Critics": 20,
        "fumed": 40,
    }
    assert "5 handed in" in shown.about()


def test_a_tag_is_shown_alone(shown: ClassSection) -> None:
    names = [shown.tags.itemText(at) for at in range(shown.tags.count())]
    assert names == ["All tags", "Judging name", "Dramatic word"]
    shown.tags.setFocus()
    QTest.keyClick(shown.tags, Qt.Key.Key_Down)
    assert shown.tags.value() == NAME
    assert warmth(shown) == {"Regime": 40}
    QTest.keyClick(shown.tags, Qt.Key.Key_Down)
    assert shown.tags.value() == DRAMA
    assert warmth(shown)["Regime"] == 20


def test_the_key_stands_beside_the_class_or_alone(shown: ClassSection) -> None:
    page = shown.window()
    assert not shown.text.layer.labels
    QTest.keyClick(page, Qt.Key.Key_K)
    assert shown.view.value() == BOTH
    assert len(shown.text.layer.labels) == 4
    assert warmth(shown)
    shown.show_view(KEY)
    assert not warmth(shown)
    assert len(shown.text.layer.labels) == 4
    QTest.keyClick(page, Qt.Key.Key_K)
    QTest.keyClick(page, Qt.Key.Key_K)
    assert shown.view.value() == CLASS


def test_the_cards_have_what_is_worth_talking_about(shown: ClassSection) -> None:
    spoken = [[row.accessibleName() for row in card.rows] for card in shown.talking.cards]
    assert spoken[1:] == [[], ["“fighting”, 20\u00a0%"]]
    assert "“Regime”, 60\u00a0%" in spoken[0]
    assert "“catastrophic failure”, 60\u00a0%" in spoken[0]
    [decoy] = shown.talking.decoyed.rows
    assert decoy.accessibleDescription() == "A sad fact, no loaded word."


def test_a_place_says_what_the_class_did_and_what_the_key_says(shown: ClassSection) -> None:
    [decoy] = shown.talking.decoyed.rows
    QTest.mouseClick(decoy, Qt.MouseButton.LeftButton)
    assert lines(shown) == [
        "“fighting”  1 of 5 marked it: Dramatic word 1",
        "Key: not to be marked. A sad fact, no loaded word.",
    ]
    assert [shown.text.text[it.start : it.end] for it in shown.text.place] == ["fighting"]
    assert decoy.isChecked()


def test_n_and_p_go_from_place_to_place_and_round(shown: ClassSection) -> None:
    order = [it.quote for it in shown.talking.disputed.places]
    assert len(order) > 1
    seen = []
    for _ in range(len(order) + 1):
        QTest.keyClick(shown.window(), Qt.Key.Key_N)
        assert shown.talking.place is not None
        seen.append(shown.talking.place.quote)
    assert seen == [*order, order[0]]
    QTest.keyClick(shown.window(), Qt.Key.Key_P)
    assert shown.talking.place is not None
    assert shown.talking.place.quote == order[-1]


def test_before_a_place_is_chosen_the_agreement_is_said(shown: ClassSection, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "soft F1" in shown.sentence.text())


def test_another_article_is_chosen_by_keyboard(shown: ClassSection, qtbot: QtBot) -> None:
    QTest.keyClick(shown.window(), Qt.Key.Key_N)
    shown.articles.setFocus()
    QTest.keyClick(shown.articles, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown.text.text.startswith("Ministers decline"))
    assert not warmth(shown)
    assert shown.talking.place is None


def test_fewer_than_three_are_not_shown(class_of: MakeClass, qtbot: QtBot) -> None:
    page = class_of(2)
    section = section_of(page, qtbot)
    qtbot.waitUntil(section.few.isVisible)
    assert section.about() == "2 handed in"
    assert section.articles.isVisible()
    assert not section.text.isVisible()
    assert not section.project_button.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_F5)
    assert section.wall.projector is None


def test_where_nobody_handed_in_it_says_what_to_do(class_of: MakeClass, qtbot: QtBot) -> None:
    section = section_of(class_of(0), qtbot)
    qtbot.waitUntil(section.nobody.isVisible)


def test_until_the_class_is_read_it_says_so(class_of: MakeClass) -> None:
    page = class_of()
    page.show_section("class")
    section = page.sections["class"]
    assert isinstance(section, ClassSection)
    assert section.found is None
    assert section.waiting.isVisible()
