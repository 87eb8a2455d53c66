"""Work beside the window: each end is told once, and tells whose it is."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.errors import AnnotatorError
from annotator.core.work import Progress, Work
from annotator.gui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Jobs of this test, stopped after it."""
    owner = QObject()
    found = Jobs(owner)
    yield found
    found.stop()
    QApplication.processEvents()


def held(free: threading.Event, result: str) -> Work[str]:
    """Work that lasts until it is freed."""
    while not free.wait(0.005):
        yield Progress(0)
    return result


def begun(jobs: Jobs) -> list[Job]:
    """The jobs in the order in which they begin, from now on."""
    found: list[Job] = []
    jobs.begun.connect(lambda _title, job: found.append(job))
    return found


def test_the_end_of_a_stopped_job_is_not_that_of_the_next(jobs: Jobs, qtbot: QtBot) -> None:
    never, free = threading.Event(), threading.Event()
    ended: list[Job] = []
    told: list[object] = []
    jobs.ended.connect(ended.append)
    both = begun(jobs)
    jobs.run_alone("First", lambda: held(never, "first"), told.append)
    jobs.stop()
    jobs.run_alone("Second", lambda: held(free, "second"), told.append)
    qtbot.waitUntil(lambda: ended == both[:1])
    assert told == []
    free.set()
    qtbot.waitUntil(lambda: ended == both)
    assert told == ["second"]


def test_what_fails_is_told_with_its_sentence_and_ends(jobs: Jobs, qtbot: QtBot) -> None:
    def fails() -> Work[None]:
        yield Progress(0)
        raise AnnotatorError("The disk is full; free some of it.")

    said: list[str] = []
    ended: list[Job] = []
    jobs.failed.connect(said.append)
    jobs.ended.connect(ended.append)
    jobs.run_alone("", fails, said.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(ended) == 1)
    assert said == ["The disk is full; free some of it."]
