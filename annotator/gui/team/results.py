"""How everyone did against the key, as a table: in training, and on gold items in the stream."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from annotator.gui.widgets.text_table import TextRow, TextTable
from annotator.project.training import TrainingResult

_F1 = 2
"""The column of the figure."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Results", text)


def _heads() -> tuple[str, ...]:
    return _tr("Name"), _tr("Training"), _tr("F1"), _tr("Gold items")


def results_table(parent: QWidget | None = None) -> TextTable:
    """The table that the results are shown in."""
    return TextTable(_tr("Results of training"), _heads(), _F1, parent)


def result_rows(results: Iterable[TrainingResult]) -> list[TextRow]:
    """A row for each person: how far with the training, how well, and the gold items."""
    return [_row(each) for each in results]


def _row(result: TrainingResult) -> TextRow:
    standing = result.standing
    f1 = "–" if standing.f1 is None else f"{standing.f1:.2f}"
    gold = "–"
    if result.gold:
        words = _tr("{failed} of {all} failed")
        gold = words.format(failed=f"{result.gold_failed:,}", all=f"{result.gold:,}")
    cells = (result.annotator.name, _training(result), f1, gold)
    said = (f"{head}: {cell}" for head, cell in zip(_heads()[1:], cells[1:], strict=True))
    return TextRow(cells, "; ".join([cells[0], *said]))


def _training(result: TrainingResult) -> str:
    standing = result.standing
    if not standing.articles:
        return "–"
    if not standing.finished:
        words = _tr("{done} of {all} done")
        return words.format(done=f"{standing.done:,}", all=f"{len(standing.articles):,}")
    said = _tr("passed") if standing.passed else _tr("not passed")
    if standing.attempts > len(standing.articles):
        tries = _tr("{said} · {n} attempts")
        said = tries.format(said=said, n=f"{standing.attempts:,}")
    return said
