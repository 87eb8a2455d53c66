"""Every list's model keeps the rules of Qt's models, at rest and while it changes."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.core.model import State
from annotator.core.text import words
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.gui.annotate.history_panel import HistoryModel
from annotator.gui.annotate.labels_panel import LabelsModel
from annotator.gui.annotate.queue import QueuePanel
from annotator.gui.annotate.queue_rows import QueueModel
from annotator.gui.dialogs.entries import Entry, EntryModel
from annotator.gui.dialogs.palette import Row, RowModel
from annotator.gui.session import Session
from annotator.gui.team.results import result_rows, results_table
from annotator.gui.team.ticks import TickModel
from annotator.gui.widgets.choices import Chip
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.training import results


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    session = Session()
    session.take(project)
    yield session
    session.close()


Watched = Callable[[QAbstractItemModel], None]


@pytest.fixture
def watched(qtmodeltester: ModelTester) -> Iterator[Watched]:
    """Watches a model from now on; a broken rule is a Qt warning, which fails the test."""
    kept: list[QAbstractItemModelTester] = []

    def watch(model: QAbstractItemModel) -> None:
        how = QAbstractItemModelTester.FailureReportingMode.Warning
        kept.append(QAbstractItemModelTester(model, how))
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]

    yield watch
    kept.clear()


def test_the_labels(session: Session, watched: Watched) -> None:
    article = session.article
    assert article is not None
    model = LabelsModel()
    model.show_labels([], [0], article.headline_end)
    watched(model)
    some = words(article.text)[:8]
    made = [session.desk.tag(article, "loaded", [(span,)])[0] for span in (*some[4:], *some[:4])]
    for label in made:
        model.put(label)
    assert [label.quote for label in model.labels] == [article.text[a:b] for a, b in some]
    for label in made[:3]:
        noted = session.desk.set_note(label, "Noted")
        model.put(noted)
        model.put(session.desk.move(article, noted, (some[7],)))
    for label in made:
        model.drop(label.id)
    model.drop("unknown")
    assert model.rowCount() == 0


def test_the_queue(session: Session, watched: Watched, qtbot: QtBot) -> None:
    panel = QueuePanel(session)
    qtbot.addWidget(panel)
    panel.reload()
    watched(panel.model)
    ids = session.project.article_ids()
    for article_id, state in zip(ids, (State.DONE, State.FLAGGED, State.SKIPPED), strict=True):
        step = session.desk.set_state(article_id, state, "why")
        assert step is not None
        panel.changed(step)
    shown = [panel.model.entry(row).state for row in range(panel.model.rowCount())]
    assert shown == [State.DONE, State.FLAGGED, State.SKIPPED]
    finish(add_drafts(session.project, [Draft("Another.", title="Another")]))
    panel.reload()
    assert panel.model.rowCount() == 4
    counts = {it.accessibleName() for it in panel.chips.findChildren(Chip)}
    assert {"All 4", "Done 1"} <= counts
    panel.model.show_ids(())
    assert panel.model.rowCount() == 0


def test_a_thousand_articles_are_read_as_they_are_shown(session: Session, qtbot: QtBot) -> None:
    finish(
        add_drafts(session.project, [Draft(f"Text {n}", title=f"Title {n}") for n in range(1_000)])
    )
    model = QueueModel(session)
    model.show_ids(session.project.article_ids())
    for row in (0, 500, 1_002, 501, 3):
        assert model.index(row, 0).data() == model.entry(row).title
    assert model.entry(1_002).title == "Title 999"


def test_the_history(session: Session, watched: Watched) -> None:
    article = session.article
    assert article is not None
    model = HistoryModel(session)
    model.reload()
    watched(model)
    for span in words(article.text)[:5]:
        session.desk.tag(article, "loaded", [(span,)])
        model.newest()
    session.undo()
    session.undo()
    model.newest()  # two steps came since
    model.newest()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert told == [step.title for _, step in session.project.history()]
    for _ in range(30):
        session.undo()
        session.redo()
    model.newest()
    model.more()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert told == [step.title for _, step in session.project.history()]


def test_long_histories_come_in_pages(session: Session, watched: Watched) -> None:
    article = session.article
    assert article is not None
    span = words(article.text)[0]
    session.desk.tag(article, "loaded", [(span,)])
    for _ in range(110):
        session.undo()
        session.redo()
    model = HistoryModel(session)
    model.reload()
    watched(model)
    first = model.rowCount()
    model.more()
    model.more()
    whole = [step.title for _, step in session.project.history(limit=1_000)]
    assert first < len(whole) == model.rowCount()
    assert [model.index(row, 0).data() for row in range(len(whole))] == whole


def test_the_entries_to_be_added(watched: Watched) -> None:
    model = EntryModel()
    watched(model)
    model.append([Entry(model.new_key(), Draft(f"Text {n}"), 2, f"{n}.txt") for n in range(6)])
    model.put(2, Entry(model.new_key(), Draft(""), fault="cannot be read"))
    model.remove([0, 1, 4])
    model.put_all([entry.described("outlet", "The Lantern") for entry in model.entries])
    assert [entry.draft.outlet for entry in model.entries] == ["The Lantern"] * 3
    model.remove(range(3))
    assert model.rowCount() == 0


def test_the_palette(watched: Watched, qtbot: QtBot) -> None:
    model = RowModel()
    watched(model)
    model.show_rows([Row("Undo", "Edit", "Ctrl Z"), Row("Redo", "Edit")])
    model.show_rows([])
    assert model.rowCount(QModelIndex()) == 0


def test_the_articles_to_tick(session: Session, watched: Watched, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    model = TickModel(owner)
    watched(model)
    ids = session.project.article_ids()
    model.offer(session.project.queue_entries(ids, None), ids[:1])
    tick = Qt.ItemDataRole.CheckStateRole
    assert model.setData(model.index(1), Qt.CheckState.Checked, tick)
    assert model.ticked() == tuple(ids[:2])
    model.find("no such title")
    assert model.rowCount() == 0
    model.tick_shown(ticked=False)
    assert model.ticked() == tuple(ids[:2])  # only what is shown is touched
    model.find("")
    model.offer((), ids)
    assert model.ticked() == ()


def test_the_results_of_training(session: Session, watched: Watched, qtbot: QtBot) -> None:
    table = results_table()
    qtbot.addWidget(table)
    model = table.rows
    watched(model)
    table.show_rows(result_rows(results(session.project)))
    assert model.rowCount() == 1
    assert model.index(0, 1).data() == "–"
    table.show_rows(())
    assert model.rowCount() == 0
