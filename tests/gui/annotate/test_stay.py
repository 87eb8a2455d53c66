"""Time at an article: counted in front of someone, kept, and added up over visits."""

from PySide6.QtWidgets import QWidget
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
