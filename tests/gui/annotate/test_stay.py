"""Time at an article: counted in front of someone, kept, and added up over visits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.desk import Desk
from annotator.gui.annotate.stay import Stay
from annotator.project import Project


def test_time_counts_while_the_article_is_in_front(
    project: Project, desk: Desk, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    stay = Stay(window)
    [first, second, *_] = project.article_ids()
    stay.begin(desk, first)
    with qtbot.waitSignal(stay.ticked):
        assert stay.milliseconds == 0
    counted = stay.milliseconds
    assert 900 < counted < 2_100
    stay.begin(desk, second)
    assert stay.milliseconds == 0
    window.hide()
    with qtbot.assertNotEmitted(stay.ticked, wait=1_100):
        pass
    window.show()
    stay.begin(desk, first)
    assert stay.milliseconds == counted
    stay.end()
    assert [visit.milliseconds for visit in project.visits(first, desk.annotator.id)] == [
        counted,
        0,
    ]
    assert len(project.visits(second, desk.annotator.id)) == 1


def test_time_stops_when_nobody_touches_key_or_mouse(
    project: Project, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.gui.annotate.stay.IDLE", 1_500)
    window = QLineEdit()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    stay = Stay(window)
    stay.begin(desk, project.article_ids()[0])
    qtbot.wait(1_600)
    with qtbot.assertNotEmitted(stay.ticked, wait=2_100):
        pass
    idle = stay.milliseconds

    def counts_again() -> bool:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)  # as the window system does
        return stay.milliseconds > idle

    qtbot.waitUntil(counts_again, timeout=15_000)
    stay.end()
