"""The Agreement page: measured beside the window, dropped when left, stale when labels change."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from coded_team import team, works
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.meaning import Measure
from annotator.codebooks import shipped_codebook
from annotator.core.model import Value
from annotator.core.work import Progress, Work, finish
from annotator.formats.exchange import Draft
from annotator.gui.agreement.figures import short
from annotator.gui.agreement.matrix import Cell, PairsModel, PairsTable
from annotator.gui.agreement.page import AgreementPage
from annotator.gui.agreement.rows import FigureModel, broken
from annotator.gui.agreement.sharing import save_table
from annotator.gui.app import application, make_window
from annotator.gui.dialogs.at_desk import AtDeskDialog
from annotator.gui.window import Window
from annotator.project import Project
from annotator.project.importing import add_drafts

Opened = Callable[..., AgreementPage]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the window at the Agreement of a project that three people are done with, or not."""
    windows: list[Window] = []

    def open_it(*, done: bool = True) -> AgreementPage:
        path = tmp_path / "Team.annot"
        project = Project.create(path, "Team", shipped_codebook("loaded-language"), "Ines")
        drafts = [Draft(f"The regime gave a horrific answer, no. {n}.") for n in range(5)]
        finish(add_drafts(project, drafts))
        desks = team(project, "Ada", "Ben")
        for number, article in enumerate(project.article_ids() if done else []):
            slant: dict[str, Value] = {"slant": 1 + number}
            for desk in desks:
                strong: dict[str, Value] = {"intensity": 1 + number}
                if desk is desks[2] and not number:
                    strong = {"intensity": 5}
                works(desk, article, [("regime", "contentious-label", strong)], slant)
            works(desks[0], article, [("horrific", "evaluative-word")])
        project.close()
        window = make_window(application(), tmp_path)
        windows.append(window)
        window.resize(1300, 900)
        window.show()
        window.session.open(path)
        qtbot.waitUntil(lambda: bool(asked(window)))
        asked(window)[0].accept()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.session.go_to_workspace("agreement")
        page = window.frame.page(AgreementPage)
        qtbot.waitUntil(lambda: page.report is not None and not page.measurer.waiting)
        return page

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()


def held(free: threading.Event) -> Work[None]:
    """Work that lasts until it is freed."""
    while not free.wait(0.005):
        yield Progress(0)


def asked(window: Window) -> list[AtDeskDialog]:
    """The question who is at the desk, while it is open."""
    return [each for each in window.findChildren(AtDeskDialog) if each.isVisible()]


def window_of(page: AgreementPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def names(page: AgreementPage) -> list[str]:
    return [row.name for row in page.overview.tags.figures.rows]


def test_figures_are_short_and_true_to_their_sign() -> None:
    assert [short(each) for each in (0.444, 1.0, 0.0, -0.116, -0.001, None)] == [
        *(".44", "1.00", ".00", "−.12", ".00", "–")
    ]


def test_tags_pairs_and_questions_are_there_with_their_figures(opened: Opened) -> None:
    page = opened()
    assert page.about.text() == "3 annotators · 5 articles all have finished · codebook v1"
    rows = {row.name: row for row in page.overview.tags.figures.rows}
    assert rows["Contentious label"].value == "1.00"
    assert "95 % interval" in rows["Evaluative word"].spoken
    assert rows["Praise word"].value == "–"
    assert rows["Praise word"].between.startswith("Nobody marked anything")
    assert page.overview.pairs.pairs.names == ("Ines", "Ada", "Ben")
    [slant, _] = page.overview.questions.figures.rows
    assert slant.name.endswith("(ordinal)")
    assert slant.value == "1.00"
    [tag, boundary, missed] = page.overview.parting.figures.rows
    assert (tag.more, boundary.more, missed.more) == ("0", "0", "10")


def test_fields_of_labels_are_shown_and_open_where_they_differ(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened()
    fields = page.overview.fields
    rows = {row.name: row for row in fields.figures.rows}
    intensity = rows["Intensity (ordinal)"]
    assert intensity.more == "raw .87 · 15 pairs"
    assert "Krippendorff's alpha (ordinal)" in intensity.spoken
    assert rows["Target (nominal)"].between == "No two labels that meet both have a value."
    fields.setFocus()
    fields.setCurrentIndex(fields.figures.index(0))
    qtbot.keyClick(fields, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.places.list.places.places) == 1, timeout=15_000)
    assert page.places.current is not None
    assert page.places.current.said[2] == ("Ben", "Contentious label “regime” · Intensity: 5")


def test_fields_can_be_seen_of_one_tag_and_copied(opened: Opened) -> None:
    page = opened()
    combo = page.overview.field_tag
    combo.setCurrentIndex(combo.findText("Contentious label"))
    combo.activated.emit(combo.currentIndex())
    names = [row.name for row in page.overview.fields.figures.rows]
    assert "Intensity (ordinal)" in names
    assert "Neutral wording (nominal)" not in names
    page.overview.fields.setFocus()
    page.bound["agreement-copy"].run()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][:6] == ["field", "tag", "level", "pairs", "given by one only", "measure"]
    assert ["intensity", "Contentious label", "ordinal", "15", "0", "raw", "0.8667"] in [
        line[:7] for line in lines
    ]


def test_who_is_not_done_and_who_marked_nothing_are_told_apart(opened: Opened) -> None:
    page = opened()
    rows = {row.name: row for row in page.overview.standing.figures.rows}
    assert rows["Ada"].between == (
        "5 done with something marked · 0 done with nothing marked · 0 not done · 0 not assigned"
    )
    table = page.overview.cards["standing"].table()
    assert table[1:] == [[name, "5", "0", "0", "0"] for name in ("Ines", "Ada", "Ben")]


def test_measures_of_all_tags_alone_have_one_row(opened: Opened) -> None:
    page = opened()
    combo = page.overview.tag_measure
    combo.setCurrentIndex(combo.findData(Measure.ALPHA_U_MARKED.value))
    combo.activated.emit(combo.currentIndex())
    [row] = page.overview.tags.figures.rows
    assert (row.name, row.value != "–") == ("All tags", True)


def test_another_measure_shows_other_figures(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    combo = page.overview.tag_measure
    before = [row.spoken for row in page.overview.tags.figures.rows]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    assert combo.currentData() == Measure.F1_SOFT.value
    assert [row.spoken for row in page.overview.tags.figures.rows] != before


def test_gamma_comes_when_it_is_asked_for(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    combo = page.overview.tag_measure
    combo.setCurrentIndex(combo.findData(Measure.GAMMA.value))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: page.report is not None and page.report.gamma is not None)
    rows = {row.name: row.value for row in page.overview.tags.figures.rows}
    assert rows["Contentious label"] == "1.00"


def test_enter_opens_the_places_of_a_row_and_escape_leads_back(
    opened: Opened, qtbot: QtBot
) -> None:
    page = opened()
    rows = page.overview.tags
    rows.setFocus()
    rows.setCurrentIndex(rows.figures.index(names(page).index("Evaluative word")))
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert page.in_places
    qtbot.waitUntil(lambda: len(page.places.list.places.places) == 5)
    assert page.places.current is not None
    assert page.places.current.said == (
        ("Ines", "Evaluative word “horrific”"),
        ("Ada", ""),
        ("Ben", ""),
    )
    qtbot.keyClick(page.places.list, Qt.Key.Key_Escape)
    assert not page.in_places


def test_a_click_on_a_pair_opens_where_the_two_differ(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    table = page.overview.pairs
    middle = table.visualRect(table.pairs.index(0, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert page.places.head.text() == "Ines and Ada"
    qtbot.waitUntil(lambda: len(page.places.list.places.places) == 5)


def test_a_pair_is_reached_by_keys(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    table = page.overview.pairs
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.places.head.text() == "Ines and Ben"


def test_a_place_is_opened_in_its_article(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    rows = page.overview.tags
    rows.setFocus()
    rows.setCurrentIndex(rows.figures.index(names(page).index("Evaluative word")))
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.places.list.places.places))
    qtbot.keyClick(page.places.list, Qt.Key.Key_Return)
    place = page.session.place
    assert (place.workspace, place.article_id) == (
        "annotate",
        page.session.project.article_ids()[0],
    )


def test_without_shared_articles_the_page_says_what_to_do(opened: Opened) -> None:
    page = opened(done=False)
    assert page.nothing.isVisible()
    assert not page.write.isEnabled()


def test_labels_that_change_elsewhere_make_it_measure_anew(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    before = page.report
    window = window_of(page)
    window.session.go_to_workspace("annotate")
    article = page.session.project.article_ids()[0]
    [label, *_] = page.session.desk.labels(article)
    page.session.desk.untag([label])
    assert page.report is before
    window.session.go_to_workspace("agreement")
    qtbot.waitUntil(lambda: page.report is not before)
    report = page.report
    assert report is not None
    assert before is not None
    assert report.labels == before.labels - 1


def test_labels_that_change_under_the_page_mark_it_stale(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    before = page.report
    window_of(page).undo()  # goes where the label was
    window_of(page).session.go_to_workspace("agreement")
    qtbot.waitUntil(lambda: page.report is not before)
    page.session.desk.set_article_note(page.session.project.article_ids()[0], "odd")
    assert page.bar.isVisible()
    assert page.bar.text() == "Labels have changed since this was measured."
    now = page.report
    page.bound["agreement-measure"].run()
    qtbot.waitUntil(lambda: page.report is not now)
    assert not page.bar.isVisible()


def test_leaving_drops_what_is_being_measured(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    before = page.report
    page.measure()
    window_of(page).session.go_to_workspace("annotate")
    qtbot.wait(200)
    assert page.report is before
    window_of(page).session.go_to_workspace("agreement")
    qtbot.waitUntil(lambda: page.report is not before)


def test_measuring_that_is_cancelled_can_be_begun_again(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    window, free = page.window(), threading.Event()
    assert isinstance(window, Window)
    # What is asked before keeps the measuring from being over at once.
    window.lookups.run("", window.session.project, lambda _: held(free))
    page.measure()
    job = page.measurer.job
    assert job is not None
    job.cancel()
    free.set()
    qtbot.waitUntil(page.stopped.isVisible)
    page.stopped.acted.emit()
    qtbot.waitUntil(page.overview.isVisible)


def test_whom_and_what_to_compare_can_be_chosen(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    people = page.scope.people
    assert people is not None
    ids = {each.name: each.id for each in page.session.project.annotators()}
    people.pick(ids["Ada"], ids["Ben"])
    qtbot.waitUntil(lambda: page.report is not None and len(page.report.people) == 2)
    assert page.overview.pairs.pairs.names == ("Ada", "Ben")
    page.scope.query.setFocus()
    qtbot.keyClicks(page.scope.query, '"no 3"')
    qtbot.keyClick(page.scope.query, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.report is not None and page.report.shared == 1)


def test_figures_are_copied_as_a_table(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    page.overview.pairs.setFocus()
    page.bound["agreement-copy"].run()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "annotator",
        "annotator",
        "measure",
        "value",
        "low",
        "high",
        "n",
        "why",
    ]
    assert any(line.startswith("Ines\tAda\tf1_soft\t") for line in lines)
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<tr><td>Ines</td><td>Ada</td><td>f1_soft</td>" in html


def test_figures_are_saved_as_csv_png_svg_and_pdf(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    card = page.overview.cards["tags"]
    QApplication.processEvents()  # everything has its place
    save_table(card.table(), tmp_path / "tags.csv")
    saved = (tmp_path / "tags.csv").read_text("utf-8-sig")
    assert saved.startswith("tag,measure,value,low,high,n,why\n")
    assert "Contentious label,alpha_u,1.0000" in saved
    card.draw_into(tmp_path / "tags.png")
    image = QImage(str(tmp_path / "tags.png"))
    assert image.width() == 2 * card.width()
    card.draw_into(tmp_path / "tags.svg")
    drawn = (tmp_path / "tags.svg").read_text("utf-8")
    assert "Contentious label" in drawn  # text, not only lines
    assert "· Unitizing alpha (2016), 95 % interval over articles" in drawn
    assert card.more.isVisible()
    card.draw_into(tmp_path / "tags.pdf")
    assert (tmp_path / "tags.pdf").read_bytes().startswith(b"%PDF")


def test_a_saved_table_runs_no_formula_and_keeps_its_figures(tmp_path: Path) -> None:
    save_table([["=1+1", "-0.1200", "-dash"]], tmp_path / "odd.csv")
    assert (tmp_path / "odd.csv").read_text("utf-8-sig") == "'=1+1,-0.1200,'-dash\n"


def test_kappas_of_a_question_are_shown_by_pair(opened: Opened) -> None:
    page = opened()
    combo = page.overview.pair_measure
    combo.setCurrentIndex(combo.findData("kappa:slant"))
    combo.activated.emit(combo.currentIndex())
    cell = page.overview.pairs.pairs.cell(page.overview.pairs.pairs.index(2, 0))
    assert cell is not None
    assert (cell.value, cell.spoken.startswith("Ines and Ben: Cohen's kappa")) == ("1.00", True)
    assert cell.about is not None
    assert cell.about.question == "slant"


def test_the_course_is_walked_through_by_keys(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    chart = page.overview.course
    assert len(chart.points) == 1
    point = chart.points[0]
    chart.show_points([point, point, point])
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current == 1
    assert point.spoken in chart.accessibleName()
    with qtbot.waitSignal(chart.opened):
        qtbot.keyClick(chart, Qt.Key.Key_Return)


def test_a_narrow_page_has_one_column(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    window_of(page).resize(700, 800)
    QApplication.processEvents()
    tags, pairs = page.overview.cards["tags"], page.overview.cards["pairs"]
    assert tags.mapTo(page, QPoint()).x() == pairs.mapTo(page, QPoint()).x()


def test_the_models_hold_to_qts_rules(opened: Opened) -> None:
    page = opened()
    kind = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (page.overview.tags.figures, page.overview.pairs.pairs):
        assert isinstance(model, FigureModel | PairsModel)
        tester = QAbstractItemModelTester(model, kind)
        assert page.report is not None
        page.overview.show_report(page.report)
        del tester


def test_words_without_room_wrap_and_only_the_third_line_is_cut(opened: Opened) -> None:
    metrics = QFontMetrics(opened().font())
    wide = metrics.horizontalAdvance("two annotators")
    assert broken("No two annotators", metrics, wide) == ["No two", "annotators"]
    assert broken("short", metrics, wide) == ["short"]
    lines = broken("one two three four five six seven eight nine ten eleven", metrics, wide)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= wide for line in lines)


def test_a_list_is_as_high_as_its_wrapped_rows(opened: Opened, qtbot: QtBot) -> None:
    page = opened()
    qtbot.waitUntil(lambda: page.report is not None and page.overview.isVisible())
    questions = page.overview.questions
    high = questions.height()
    page.window().resize(700, 900)
    qtbot.waitUntil(lambda: questions.height() > high)


def test_long_names_of_many_are_numbered_across_and_short_ones_are_not(qtbot: QtBot) -> None:
    table = PairsTable("Pairs")
    qtbot.addWidget(table)
    table.resize(560, 400)
    table.show_cells(["Ada", "Ben"], {(0, 1): Cell(".5", "Ada and Ben", 0.5)})
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    assert table.pairs.headerData(1, across) == "Ben"
    names = [f"Anna-Maria Hohenlohe {n}" for n in range(8)]
    table.show_cells(names, {})
    assert [table.pairs.headerData(n, across) for n in (0, 7)] == ["1", "8"]
    assert table.pairs.headerData(7, down) == f"8  {names[7]}"
    assert table.pairs.headerData(7, across, Qt.ItemDataRole.ToolTipRole) == names[7]
    assert table.verticalHeader().width() < table.width() / 2
