"""The cards of the Agreement workspace, with what each shows of a report."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.agreement.meaning import Measure
from annotator.agreement.wording import name_of
from annotator.gui.agreement import figures, rated, tables
from annotator.gui.agreement.card import FigureCard
from annotator.gui.agreement.columns import CardColumns
from annotator.gui.agreement.course import CourseChart
from annotator.gui.agreement.matrix import PairsTable
from annotator.gui.agreement.rows import Columns, FigureList
from annotator.gui.widgets.basic import label
from annotator.gui.widgets.inputs import Combo

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport

_FEW = 2
_SHOWN = 8
_WIDE = ("questions", "fields", "standing", "flags")
"""The cards that take both columns."""


class Overview(CardColumns):
    """Shows a report; `opened` carries the places that a row, cell or point is about.

    `gamma_asked` comes when gamma is chosen and was not measured yet.
    """

    opened = Signal(object, str)
    gamma_asked = Signal()
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report: AgreementReport | None = None
        self._make_lists()
        self._make_cards()
        self.show_cards(self.cards, _WIDE)

    # ------------------------------------------------------------------ making

    def _make_lists(self) -> None:
        wide = Columns(name=480, bar=0, value=0, between=300, more=220, serif=True)
        self.tags = FigureList(self.tr("Marked words, by tag"), Columns())
        self.pairs = PairsTable(self.tr("Pairs of annotators"))
        self.questions = FigureList(
            self.tr("Questions"), Columns(name=340, bar=170, value=60, between=110, more=320)
        )
        self.fields = FigureList(
            self.tr("Fields of labels"), Columns(name=340, bar=170, value=60, between=110, more=320)
        )
        self.parting = FigureList(
            self.tr("Where they part"), Columns(name=360, bar=400, value=110, between=0, more=130)
        )
        self.words = FigureList(self.tr("Most disputed words"), wide)
        self.articles = FigureList(self.tr("Most disputed articles"), wide)
        self.course = CourseChart(self.tr("Agreement over time"))
        self.standing = FigureList(
            self.tr("Annotators"),
            Columns(name=240, bar=0, value=0, between=760, more=0, told=True),
        )
        self.flags = FigureList(
            self.tr("Worth a look"),
            Columns(name=340, bar=0, value=0, between=660, more=0, told=True),
        )
        for each in (
            *(self.tags, self.pairs, self.questions, self.fields, self.parting),
            *(self.words, self.articles, self.course, self.standing, self.flags),
        ):
            each.opened.connect(self.opened)

    def _make_cards(self) -> None:
        self.tag_measure = self._measures(self.tr("Measure of the tags"), figures.TAG_MEASURES)
        self.pair_measure = self._measures(self.tr("Measure of the pairs"), figures.PAIR_MEASURES)
        self.tag_measure.activated.connect(self._show_tags)
        self.pair_measure.activated.connect(self._show_pairs)
        self.field_tag = Combo(narrow=True)
        self.field_tag.setMinimumContentsLength(15)
        self.field_tag.setAccessibleName(self.tr("Fields of which tag"))
        self.field_tag.activated.connect(self._show_fields)
        self.course_by = Combo()
        self.course_by.setAccessibleName(self.tr("By what agreement is followed"))
        self.course_by.addItem(self.tr("By week"), "week")
        self.course_by.addItem(self.tr("By batch"), "batch")
        self.course_by.addItem(self.tr("By codebook version"), "version")
        self.course_by.activated.connect(self._show_course)
        self._few = label("", tone="muted")
        self._few.setWordWrap(True)
        self._few.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._followed = QWidget()
        followed = QVBoxLayout(self._followed)
        followed.setContentsMargins(0, 0, 0, 0)
        followed.addWidget(self.course)
        followed.addWidget(self._few)
        self.cards = {
            "tags": FigureCard(self.tr("Marked words, by tag"), self.tags, self.tag_measure),
            "pairs": FigureCard(self.tr("Pairs"), self.pairs, self.pair_measure),
            "questions": FigureCard(self.tr("Questions"), self.questions),
            "fields": FigureCard(self.tr("Fields of labels"), self.fields, self.field_tag),
            "parting": FigureCard(self.tr("Where they part"), self.parting),
            "course": FigureCard(self.tr("The course"), self._followed, self.course_by),
            "words": FigureCard(self.tr("Most disputed words"), self.words),
            "articles": FigureCard(self.tr("Most disputed articles"), self.articles),
            "standing": FigureCard(self.tr("Annotators"), self.standing),
            "flags": FigureCard(self.tr("Worth a look, by annotator"), self.flags),
        }
        for card in self.cards.values():
            card.said.connect(self.said)

    @staticmethod
    def _measures(name: str, measures: tuple[Measure, ...]) -> Combo:
        combo = Combo(narrow=True)  # the longest question must not make the whole card wide
        combo.setMinimumContentsLength(15)
        combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        combo.setAccessibleName(name)
        for measure in measures:
            combo.addItem(name_of(measure), measure.value)
        return combo

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.report is not None:
            self.show_report(self.report)

    # ------------------------------------------------------------------ showing

    def show_report(self, report: "AgreementReport") -> None:
        """Show this report in all cards."""
        self.report = report
        self._offer_kappas(report)
        self._show_tags()
        self._show_pairs()
        self.questions.show_rows(rated.question_rows(report))
        questions = self.cards["questions"]
        questions.say("", rated.question_note(report))
        questions.setVisible(bool(report.questions))
        self._offer_field_tags(report)
        self._show_fields()
        self.parting.show_rows(figures.parting_rows(report))
        self.cards["parting"].say(self.tr("of all differences"), figures.parting_note(report))
        self.words.show_rows(figures.word_rows(report)[:_SHOWN])
        self.articles.show_rows(figures.article_rows(report)[:_SHOWN])
        for key, some in (("words", report.words), ("articles", report.articles)):
            self.cards[key].say("", "" if some else self.tr("Nobody disagrees about any word."))
        self._show_course()
        self.standing.show_rows(figures.standing_rows(report))
        remark = self.tr("among the articles that anyone is done with")
        self.cards["standing"].say(remark, "")
        self.flags.show_rows(figures.flag_rows(report))
        flags = self.cards["flags"]
        flags.say("", "" if report.flags else self.tr("Nothing is odd in anyone’s work."))
        self.flags.setVisible(bool(report.flags))
        self._connect_tables(report)

    def _connect_tables(self, report: "AgreementReport") -> None:
        makers = {
            "tags": tables.tag_table,
            "pairs": tables.pair_table,
            "questions": tables.question_table,
            "fields": tables.field_table,
            "parting": tables.parting_table,
            "words": tables.word_table,
            "articles": tables.article_table,
            "course": tables.course_table,
            "standing": tables.standing_table,
            "flags": tables.flag_table,
        }
        for key, make in makers.items():
            self.cards[key].table = partial(make, report)

    def _offer_kappas(self, report: "AgreementReport") -> None:
        chosen = self.pair_measure.currentData()
        while self.pair_measure.count() > len(figures.PAIR_MEASURES):
            self.pair_measure.removeItem(self.pair_measure.count() - 1)
        for key in report.questions:
            name = self.tr("Cohen’s kappa: {question}").format(question=report.question_name(key))
            self.pair_measure.addItem(name, f"kappa:{key}")
        self.pair_measure.setCurrentIndex(max(0, self.pair_measure.findData(chosen)))

    def _offer_field_tags(self, report: "AgreementReport") -> None:
        chosen = self.field_tag.currentData()
        self.field_tag.clear()
        self.field_tag.addItem(self.tr("All tags"), "")
        for key in rated.field_tags(report):
            self.field_tag.addItem(report.tag_name(key), key)
        self.field_tag.setCurrentIndex(max(0, self.field_tag.findData(chosen)))

    def _show_fields(self) -> None:
        report = self.report
        if report is None:
            return
        self.fields.show_rows(rated.field_rows(report, str(self.field_tag.currentData())))
        card = self.cards["fields"]
        card.say(self.tr("of labels that meet"), rated.field_note(report))
        card.setVisible(bool(report.fields))

    def _show_tags(self) -> None:
        report = self.report
        if report is None:
            return
        measure = Measure(self.tag_measure.currentData())
        rows = figures.tag_rows(report, measure)
        card = self.cards["tags"]
        if measure in figures.GAMMAS and report.gamma is None:
            self.gamma_asked.emit()
            card.say("", self.tr("Gamma is being measured; this takes a while."))
            return
        self.tags.show_rows(rows)
        card.say(self.tr("95 % interval over articles"), figures.tag_note(report))

    def _show_pairs(self) -> None:
        report = self.report
        if report is None:
            return
        chosen = str(self.pair_measure.currentData())
        card = self.cards["pairs"]
        kappa = chosen.startswith("kappa:")
        measure: Measure | str = chosen.removeprefix("kappa:") if kappa else Measure(chosen)
        if measure in figures.GAMMAS and report.gamma is None:
            self.gamma_asked.emit()
            card.say("", self.tr("Gamma is being measured; this takes a while."))
            return
        _, names = figures.pair_names(report)
        self.pairs.show_cells(names, figures.pair_cells(report, measure))
        remark = "" if kappa else self.tr("all tags")
        card.say(remark, figures.pair_note(report))

    def leave_gamma(self) -> None:
        """Show other measures again where gamma was asked for and did not come."""
        for combo, show in (
            (self.tag_measure, self._show_tags),
            (self.pair_measure, self._show_pairs),
        ):
            if combo.currentData() in {each.value for each in figures.GAMMAS}:
                combo.setCurrentIndex(0)
                show()

    def _show_course(self) -> None:
        from annotator.project.agreement_report import Parting
        from annotator.project.before_after import change_sentence

        report = self.report
        if report is None:
            return
        parting = Parting(str(self.course_by.currentData()))
        points = figures.course_points(report, parting, Measure.ALPHA_U)
        self.course.show_points(points)
        few = len(points) < _FEW
        self._few.setText(
            self.tr(
                "All that is compared is of one week, batch or version; with a second one the "
                "course is shown here."
            )
        )
        self.course.setVisible(not few)
        self._few.setVisible(few)
        remark = name_of(Measure.ALPHA_U)
        note = change_sentence(report.change) if report.change is not None else ""
        self.cards["course"].say("" if few else remark, note)
