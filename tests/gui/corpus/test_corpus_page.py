"""The Corpus page where much is at stake: long work, large orders, other annotators' labels."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator import bulk
from annotator.codebooks import shipped_codebook
from annotator.core.model import Origin, Span
from annotator.core.work import Work, finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.gui.app import application, make_window
from annotator.gui.article.layer import tag_looks
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.store.corpus import Sorting

Opened = Callable[[int], Window]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window at the Corpus of a project with so many articles."""
    windows: list[Window] = []

    def open_with(count: int) -> Window:
        path = tmp_path / "Many.annot"
        project = Project.create(path, "Many", shipped_codebook("loaded-language"), "Ines")
        drafts = [
            Draft(f"The regime said no, for the {n}th time.", title=f"Title {n:05}", date="2024")
            for n in range(count)
        ]
        finish(add_drafts(project, drafts))
        project.close()
        window = make_window(application(), tmp_path)
        windows.append(window)
        window.resize(1200, 800)
        window.show()
        window.session.open(path)
        window.session.go_to_workspace("corpus")
        qtbot.waitUntil(lambda: window.frame.page(CorpusPage).articles.count == count)
        return window

    yield open_with
    for window in windows:
        window.close()
        window.deleteLater()


def test_many_articles_are_changed_beside_the_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened(300)
    page = window.frame.page(CorpusPage)
    page.table.selectAll()
    page.deeds.describe("genre", "Opinion")
    assert window.resting
    qtbot.waitUntil(lambda: not window.resting)
    project = window.session.project
    assert {project.article(each).metadata.genre for each in project.article_ids()} == {"Opinion"}
    assert len(project.history(limit=1)[0][1].edits) == 300
    window.undo()
    assert window.resting
    qtbot.waitUntil(lambda: not window.resting)
    assert project.article(project.article_ids()[7]).metadata.genre == ""


def test_many_places_are_tagged_beside_the_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened(260)
    page = window.frame.page(CorpusPage)
    page.views.go_to("concordance")
    page.concordance.show_words("regime")
    page.concordance.tick_all()
    qtbot.waitUntil(lambda: page.concordance.count == 260)
    page.concordance.tick_all()
    assert len(page.concordance.foot.to_tag()) == 260
    page.bound["places-tag"].run()
    qtbot.waitUntil(lambda: not window.resting)
    project = window.session.project
    labels = [label for each in project.article_ids() for label in project.labels(each)]
    assert len(labels) == 260
    assert {label.origin for label in labels} == {Origin.BULK}
    qtbot.waitUntil(lambda: all(place.labels for place in page.concordance.list.places.places))
    window.undo()
    assert page.isVisible()
    qtbot.waitUntil(lambda: not any(it.labels for it in page.concordance.list.places.places))


def test_places_take_over_the_colours_of_another_theme(opened: Opened, qtbot: QtBot) -> None:
    window = opened(2)
    places = window.frame.page(CorpusPage).concordance.list.places
    window.looks.apply(replace(window.looks.preferences, theme="light"))
    light = dict(places.looks)
    window.looks.apply(replace(window.looks.preferences, theme="dark"))
    qtbot.waitUntil(lambda: dict(places.looks) != light)
    dark = tag_looks(window.session.project.codebook)
    assert dict(places.looks) == dark


def test_there_is_nothing_to_tick_until_places_are_found(opened: Opened, qtbot: QtBot) -> None:
    window = opened(3)
    page = window.frame.page(CorpusPage)
    page.views.go_to("concordance")

    def ticks() -> set[str]:
        return {it.text() for it in page.findChildren(QPushButton) if it.isVisible()}

    assert not {"Tick all", "Tick untagged", "Tick none"} & ticks()
    page.concordance.show_words("regime")
    qtbot.waitUntil(lambda: page.concordance.count == 3)
    qtbot.waitUntil(lambda: {"Tick all", "Tick untagged", "Tick none"} <= ticks())
    page.concordance.show_words("nowhere at all")
    qtbot.waitUntil(lambda: page.concordance.count == 0)
    assert "Tick all" not in ticks()


def test_a_long_step_can_be_cancelled_and_leaves_nothing(opened: Opened, qtbot: QtBot) -> None:
    window = opened(260)
    ids = window.session.project.article_ids()
    may_go_on = threading.Event()

    def slowly(desk: Desk) -> Work[object]:
        work = bulk.tag(desk, "contentious-label", [(each, Span(4, 10)) for each in ids])
        for done in work:
            yield done
            if done.done > 400:  # the labels of the first 140 articles are written
                may_go_on.wait()

    window.steps.write("Tagging", 260, slowly)
    assert window.resting
    bar = window.frame.job_bar
    qtbot.waitUntil(bar.isVisible)
    [cancel] = bar.findChildren(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    may_go_on.set()
    qtbot.waitUntil(lambda: not window.resting and not bar.isVisible())
    project = window.session.project
    assert not any(project.labels(each) for each in ids)
    assert project.next_undo() is None
    window.steps.write("Tagging", 1, lambda desk: bulk.archive(desk, ids[:1]))
    assert project.article_ids() == ids[1:]


def test_all_places_are_ticked_those_still_to_come_as_well(opened: Opened, qtbot: QtBot) -> None:
    window = opened(450)
    view = window.frame.page(CorpusPage).concordance
    window.frame.page(CorpusPage).views.go_to("concordance")
    view.show_words("regime")
    qtbot.waitUntil(lambda: bool(view.count))
    view.tick_all()
    qtbot.waitUntil(lambda: len(view.ticked()) == 450)


def test_a_large_order_is_asked_about_first(opened: Opened, qtbot: QtBot) -> None:
    window = opened(1_100)
    page, project = window.frame.page(CorpusPage), window.session.project
    before = project.article_ids()
    page.articles.sort(Sorting("title", descending=True))
    qtbot.waitUntil(lambda: list(page.table.articles.ids) == before[::-1])
    page.bound["corpus-use-order"].run()
    assert "1,100 articles" in page.bar.text()
    assert page.bar.isVisible()
    assert project.article_ids() == before
    page.bar.acted.emit()
    qtbot.waitUntil(lambda: project.article_ids() == before[::-1])
    qtbot.waitUntil(lambda: not window.resting)
    assert page.table.sorting == Sorting()


def test_annotators_stay_blind_to_each_other(opened: Opened, qtbot: QtBot) -> None:
    window = opened(3)
    page, project = window.frame.page(CorpusPage), window.session.project
    other = Desk(project, project.annotator_named("Tom", make=True))
    article = project.article(project.article_ids()[0])
    other.tag(article, "contentious-label", [(Span(4, 10),)])
    page.views.go_to("concordance")
    page.concordance.show_words("regime")
    qtbot.waitUntil(lambda: page.concordance.count == 3)
    assert not any(place.labels for place in page.concordance.list.places.places)
    page.views.go_to("articles")
    row = page.table.articles.row(0)
    assert row is not None
    assert (row.labels, row.tags) == (0, {})
    page.articles.search("tag:contentious-label")
    qtbot.waitUntil(lambda: page.articles.count == 0)


def test_another_text_size_keeps_the_columns(opened: Opened, qtbot: QtBot) -> None:
    window = opened(3)
    window.frame.page(CorpusPage).table.toggle_column("author")
    window.looks.scale_text(1)
    qtbot.waitUntil(lambda: window.frame.page(CorpusPage).articles.count == 3)
    assert "author" in window.frame.page(CorpusPage).table.chosen.keys
    assert window.frame.page(CorpusPage).isVisible()
