"""A report as tables: what is copied and saved of each card, with every digit that is known."""

from typing import TYPE_CHECKING

from annotator.agreement.figure import Figure
from annotator.agreement.meaning import Measure
from annotator.gui.agreement.figures import (
    PAIR_MEASURES,
    TAG_MEASURES,
    flag_rows,
    pair_or_kappa,
    why,
)

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport

Table = list[list[str]]
"""A head and rows of cells."""

_HEAD = ("value", "low", "high", "n", "why")


def tag_table(report: "AgreementReport") -> Table:
    """Every measure of every tag, a row each."""
    from annotator.project.agreement_report import tag_figure

    table = [["tag", "measure", *_HEAD]]
    for key in ("", *report.spans.tags):
        for measure in TAG_MEASURES:
            figure = tag_figure(report, key, measure)
            if figure is not None:
                name = report.tag_name(key) if key else "all tags"
                table.append([name, measure.value, *_cells(figure)])
    return table


def pair_table(report: "AgreementReport") -> Table:
    """Every measure of every pair, and kappas."""
    table = [["annotator", "annotator", "measure", *_HEAD]]
    names = report.names
    for pair in report.pairs:
        for measure in PAIR_MEASURES:
            figure = pair_or_kappa(report, pair, measure)
            if figure is not None:
                who = [names[each] for each in pair]
                table.append([*who, measure.value, *_cells(figure)])
    for key, asked in report.questions.items():
        for pair, figure in asked.kappa.items():
            who = [names[each] for each in pair]
            table.append([*who, f"kappa: {key}", *_cells(figure)])
    return table


def question_table(report: "AgreementReport") -> Table:
    """Every measure of every question."""
    table = [["question", "level", "measure", *_HEAD]]
    for key, each in report.questions.items():
        measured = (
            (Measure.ALPHA, each.alpha),
            (Measure.RAW, each.raw),
            (Measure.FLEISS, each.fleiss),
            (Measure.AC1, each.ac1),
        )
        level = each.level.value
        table += [[key, level, measure.value, *_cells(it)] for measure, it in measured]
        table += [
            [key, level, f"prevalence: {value}", *_cells(it)]
            for value, it in each.prevalence.items()
        ]
    return table


def field_table(report: "AgreementReport") -> Table:
    """Every field, of all tags and of each, with how many pairs of labels are compared."""
    table = [["field", "tag", "level", "pairs", "given by one only", "measure", *_HEAD]]
    for key, each in report.fields.items():
        for tag, part in {"": each.whole, **each.tags}.items():
            name = report.tag_name(tag) if tag else "all tags"
            about = [key, name, each.level.value, str(part.pairs), str(part.one_sided)]
            for measure, figure in ((Measure.ALPHA, part.alpha), (Measure.RAW, part.raw)):
                table.append([*about, measure.value, *_cells(figure)])
    return table


def parting_table(report: "AgreementReport") -> Table:
    """How many places are agreed, and the disputes by what they are about."""
    table = [["what", "places"], ["agreed", str(report.split.agreed)]]
    return [*table, *([kind.value, str(count)] for kind, count in report.parted.items())]


def word_table(report: "AgreementReport") -> Table:
    """The most disputed words."""
    head = ["word", "places", "share of pairs that differ"]
    return [head, *([it.form, str(it.places), f"{it.share:.4f}"] for it in report.words)]


def article_table(report: "AgreementReport") -> Table:
    """The most disputed articles."""
    told = report.material.told
    return [
        ["article", "words that anyone marked", "share of pairs that differ"],
        *(
            [told[it.article_id].title, str(it.marked_words), f"{it.share:.4f}"]
            for it in report.articles
        ),
    ]


def course_table(report: "AgreementReport") -> Table:
    """Every point with the measures of all tags."""
    from annotator.project.agreement_report import spans_figure

    table = [["by", "name", "measure", *_HEAD]]
    for parting, points in report.course.items():
        for each in points:
            for measure in (Measure.ALPHA_U, Measure.ALPHA_TOKEN, Measure.F1_SOFT):
                figure = spans_figure(each.spans, measure)
                if figure is not None:
                    table.append([parting.value, each.name, measure.value, *_cells(figure)])
    return table


def standing_table(report: "AgreementReport") -> Table:
    """How many articles stand how with each annotator."""
    table = [["annotator", "done, marked", "done, nothing marked", "not done", "not assigned"]]
    for each in report.people:
        it = report.standings[each.id]
        counts = (it.marked, it.marked_nothing, it.undone, it.unassigned)
        table.append([each.name, *map(str, counts)])
    return table


def flag_table(report: "AgreementReport") -> Table:
    """The same as a table."""
    rows = flag_rows(report)
    return [["annotator and kind", "what"], *([row.name, row.between] for row in rows)]


def _cells(figure: Figure) -> list[str]:
    ends = (figure.value, figure.low, figure.high)
    return [*("" if it is None else f"{it:.4f}" for it in ends), str(figure.n), why(figure)]
