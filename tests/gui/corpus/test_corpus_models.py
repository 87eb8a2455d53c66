"""The lists of the Corpus workspace keep Qt's rules, read rows late, and tell what they hold."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator import bulk
from annotator.core.edits import Edit
from annotator.core.model import State
from annotator.core.text import occurrences
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.gui.corpus.columns import Chosen, Column, Known, columns_of, initials_of, offered
from annotator.gui.corpus.concordance import words_in
from annotator.gui.corpus.events import EventsModel
from annotator.gui.corpus.table_model import ArticleModel, shown_date
from annotator.gui.places import PlacesModel
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.corpus import concordance, outline, search
from annotator.project.importing import add_drafts
from annotator.store.corpus import Sorting

Watched = Callable[[QAbstractItemModel], None]
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    session = Session()
    session.take(project)
    yield session
    session.close()


@pytest.fixture
def watched(qtmodeltester: ModelTester) -> Iterator[Watched]:
    kept: list[QAbstractItemModelTester] = []

    def watch(model: QAbstractItemModel) -> None:
        how = QAbstractItemModelTester.FailureReportingMode.Warning
        kept.append(QAbstractItemModelTester(model, how))
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]

    yield watch
    kept.clear()


def known(session: Session) -> Known:
    project = session.project
    found = finish(outline(project, [session.desk.annotator.id]))
    return Known(project.codebook, project.annotators(), found.extras)


def shown(model: QAbstractItemModel, row: int) -> list[Any]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_the_table_shows_own_labels_and_everyones_states(
    session: Session, watched: Watched, qtbot: QtBot
) -> None:
    project, ids = session.project, session.project.article_ids()
    other = Desk(project, project.annotator_named("Tom Okoro", make=True))
    text = project.article(ids[0]).text
    session.desk.tag(project.article(ids[0]), "loaded", [occurrences(text, "regime")[:1]])
    other.tag(project.article(ids[0]), "praise", [occurrences(text, "ferry")[:1]])
    other.set_state(ids[1], State.DONE)
    model = ArticleModel(session)
    watched(model)
    model.show_columns(Chosen(["title", "labels", "tag:praise", "states"]).columns(known(session)))
    model.show_ids(ids)
    assert shown(model, 0)[1:] == ["1", "0", "", ""]
    said = model.index(1, 0).data(_ACCESSIBLE)
    assert "Ines: To do" in said
    assert "Tom Okoro: Done" in said
    finish(bulk.describe(session.desk, ids[:1], {"title": "Another title"}))
    model.refresh(ids[:1])
    assert shown(model, 0)[0] == "Another title"
    model.show_ids(())
    assert model.rowCount() == 0


def test_a_cell_says_what_was_typed_in_it(session: Session, qtbot: QtBot) -> None:
    ids = session.project.article_ids()
    model = ArticleModel(session)
    model.show_columns(Chosen(["title", "words", "date"]).columns(known(session)))
    model.show_ids(ids)
    told: list[tuple[str, str, str]] = []
    model.edited.connect(lambda *what: told.append(what))
    assert model.setData(model.index(0, 2), " 2024-03-14 ")
    assert not model.setData(model.index(0, 1), "900")
    assert not model.setData(model.index(0, 0), model.index(0, 0).data())
    assert told == [(ids[0], "date", "2024-03-14")]


def test_rows_are_read_as_they_are_shown(session: Session, qtbot: QtBot) -> None:
    finish(
        add_drafts(session.project, [Draft(f"Text {n}", title=f"Title {n}") for n in range(3_000)])
    )
    model = ArticleModel(session)
    model.show_columns(Chosen(["title"]).columns(known(session)))
    model.show_ids(session.project.article_ids())
    for row in (0, 2_500, 3_002, 1_001, 3):
        assert shown(model, row)[0]
    assert shown(model, 3_002) == ["Title 2999"]


def test_places_are_ticked_and_stay_so(session: Session, watched: Watched, qtbot: QtBot) -> None:
    model = PlacesModel()
    watched(model)
    found = finish(concordance(session.project, ["regime", "ferry"]))
    model.show_places(found.places)
    assert len(found.places) > 2
    model.tick([0, 2])
    first = model.ticked[0]
    model.show_places(found.places[::-1])
    assert model.count_ticked == 2
    assert model.ticked[-1] == first
    model.show_places(found.places[1:])
    assert model.count_ticked == 1
    assert model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert model.is_ticked(0)
    model.tick_only(())
    assert model.ticked == []
    assert found.places[1].hit.keyword in model.index(0).data(_ACCESSIBLE)


def test_the_events(watched: Watched, qtbot: QtBot) -> None:
    model = EventsModel()
    watched(model)
    model.show_events([("Ferry", 2), ("", 1)])
    assert model.index(0).data(_ACCESSIBLE) == "Ferry, 2 articles"
    assert model.index(1).data(_ACCESSIBLE) == "Articles without an event, 1 article"
    model.show_events(())
    assert model.rowCount() == 0


# ---------------------------------------------------------------------------- columns


def test_columns_that_a_project_does_not_have_are_left_out(session: Session) -> None:
    ids = session.project.article_ids()
    finish(bulk.describe(session.desk, ids[:1], {"desk": "Foreign"}))
    chosen = Chosen(["extra:desk", "extra:page", "tag:loaded", "tag:gone", "title", "junk"])
    assert [each.key for each in chosen.columns(known(session))] == [
        "extra:desk",
        "tag:loaded",
        "title",
    ]
    assert [each.key for each in Chosen([]).columns(known(session))] == ["title"]
    groups = dict(offered(known(session)))
    assert ("extra:desk", "desk") in groups["Further metadata"]
    assert ("tag:loaded", "Loaded word") in groups["Labels of a tag"]


def test_what_each_column_sorts_by(session: Session) -> None:
    who = session.desk.annotator.id
    for key, sorting in (
        ("title", Sorting("title")),
        ("tag:loaded", Sorting("labels", tag="loaded")),
        ("states", Sorting(who)),
    ):
        (column,) = columns_of(key, known(session))
        assert column.sorting(descending=False) == sorting
        assert column.sorts(sorting)
    assert not Column("words", "", "").edits
    assert Column("extra:desk", "", "").edits == "desk"


def test_signs_of_annotators_are_told_apart() -> None:
    assert initials_of(["Annotator A", "Ines", "Adam Aho", ""]) == ["AA", "I", "AA2", "?"]


def test_dates_as_one_reads_them() -> None:
    assert shown_date("2024-03-04") == "4 Mar 2024"
    assert [shown_date(it) for it in ("2024-03", "", "spring", "2024-13-40")] == [
        "2024-03",
        "",
        "spring",
        "2024-13-40",
    ]


def test_words_of_a_line() -> None:
    assert words_in(' regime | "hard line" || vot* ') == ["regime", "hard line", "vot*"]
    assert words_in(" | ") == []


# ---------------------------------------------------------------------------- what is asked


def test_sorted_by_a_tag_and_by_another_annotators_state(session: Session) -> None:
    project, mine, ids = session.project, session.desk.annotator.id, session.project.article_ids()
    other = Desk(project, project.annotator_named("Tom", make=True))
    other.set_state(ids[2], State.DONE)
    article = project.article(ids[1])
    session.desk.tag(article, "praise", [occurrences(article.text, "ferry")[:1]])
    by_tag = search(project, "", Sorting("labels", descending=True, tag="praise"), whose=[mine])
    assert by_tag == [ids[1], ids[0], ids[2]]
    by_state = search(project, "", Sorting(other.annotator.id, descending=True), whose=[mine])
    assert by_state[0] == ids[2]


def test_to_the_top_in_one_step(session: Session) -> None:
    ids = session.project.article_ids()
    finish(bulk.to_top(session.desk, ids[1:]))
    assert session.project.article_ids() == [*ids[1:], ids[0]]
    session.project.undo()
    assert session.project.article_ids() == ids


def test_the_outline_counts_what_one_may_see(session: Session) -> None:
    project, ids = session.project, session.project.article_ids()
    other = Desk(project, project.annotator_named("Tom", make=True))
    article = project.article(ids[0])
    other.tag(article, "praise", [occurrences(article.text, "ferry")[:1]])
    finish(bulk.describe(session.desk, ids[:2], {"event": "Ferry", "desk": "x"}))
    found = finish(outline(project, [session.desk.annotator.id]))
    assert (found.articles, found.labels, found.without_event) == (3, 0, 1)
    assert (found.events, found.extras) == ((("Ferry", 2),), ("desk",))


# ---------------------------------------------------------------------------- what is covered


@pytest.fixture
def covering(session: Session) -> Session:
    """The project covers mentions; the title of its first article names the outlet."""
    project = session.project
    bulk_described = {"title": "Harbour Herald on the ferry", "outlet": "Harbour Herald"}
    for name, value in bulk_described.items():
        finish(bulk.describe(session.desk, project.article_ids()[:1], {name: value}))
    after = replace(project.settings, outlet_masked=True)
    project.do("Covered", Edit(project.settings, after))
    return session


def test_a_covered_title_is_read_covered_and_edited_as_it_is(covering: Session) -> None:
    model = ArticleModel(covering)
    model.show_columns(Chosen(["title", "outlet"]).columns(known(covering)))
    model.show_ids(covering.project.article_ids())
    assert shown(model, 0) == ["••••••• •••••• on the ferry", "Harbour Herald"]
    assert model.title_of(0) == "••••••• •••••• on the ferry"
    assert "Harbour" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 0).data(Qt.ItemDataRole.EditRole) == "Harbour Herald on the ferry"
    settings = covering.project.settings
    covering.project.do("Shown", Edit(settings, replace(settings, outlet_masked=False)))
    model.refresh_all()
    assert shown(model, 0)[0] == "Harbour Herald on the ferry"


def test_a_work_copy_keeps_where_articles_come_from(covering: Session) -> None:
    covering.project.store.make_work_copy(covering.desk.annotator.id)
    covering.project.read_again()
    model = ArticleModel(covering)
    model.show_columns(Chosen(["title", "outlet", "date", "genre"]).columns(known(covering)))
    model.show_ids(covering.project.article_ids())
    assert shown(model, 0)[1] == "hidden"
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    row = model.row(0)
    assert row is not None
    assert model.facts(row).startswith("Source hidden · ")


def test_a_concordance_for_who_annotates_covers_titles_and_texts(covering: Session) -> None:
    project = covering.project
    [mine] = finish(
        add_drafts(
            project,
            [
                Draft(
                    "The Velmar Lantern says so.",
                    title="Velmar Lantern",
                    outlet="The Velmar Lantern",
                )
            ],
        )
    ).ids
    [place] = finish(concordance(project, ["says"], blind=True)).places
    assert (place.title, place.hit.left) == ("•••••• •••••••", "The •••••• ••••••• ")
    assert place.hit.span == finish(concordance(project, ["says"])).places[0].hit.span
    [plain] = finish(concordance(project, ["says"])).places
    assert (plain.hit.article_id, plain.hit.left) == (mine, "The Velmar Lantern ")
