"""How each annotator seems to err, as Dawid and Skene's method estimates it: a table to look at."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from annotator.agreement.dawid_skene import Confusion, Hit, hits
from annotator.core.model import Question, Value
from annotator.core.shares import percent
from annotator.gui.adjudicate.options import named_value, translated
from annotator.gui.widgets.text_table import TextRow, TextTable

_SEEN = 1e-4
"""What is less likely than this is an artefact of the estimate."""
_SHARE = 2
"""The column of the share."""

Said = Callable[[Value], str]


def err_rows(
    confusion: Confusion, names: Mapping[str, str], question: Question | None
) -> list[TextRow]:
    """A row for each annotator and true value: how often just that is given, and what instead.

    About a question, or, without one, about whether words have a tag.
    """
    said = _of_words if question is None else _of(question)
    told = sorted(hits(confusion), key=lambda it: names.get(it.annotator_id, ""))
    return [_row(each, names.get(each.annotator_id, each.annotator_id), said) for each in told]


def _row(hit: Hit, name: str, said: Said) -> TextRow:
    likely = ((value, share) for value, share in hit.instead if share >= _SEEN)
    instead = ", ".join(f"{said(value)} ({percent(share)})" for value, share in likely) or "–"
    true, share = said(hit.true), percent(hit.share)
    spoken = translated("{name}: where {true} is true, gives it {share}; instead {instead}")
    return TextRow(
        (name, true, share, instead),
        spoken.format(name=name, true=true, share=share, instead=instead),
    )


def _of_words(value: Value) -> str:
    return translated("marked") if value else translated("not marked")


def _of(question: Question) -> Said:
    return lambda value: named_value(question, value)


def confusion_table(parent: QWidget | None = None) -> TextTable:
    """The table that these rows are shown in."""
    heads = (
        translated("Annotator"),
        translated("True is"),
        translated("Gives it"),
        translated("Instead"),
    )
    return TextTable(translated("How each annotator seems to err"), heads, _SHARE, parent)
