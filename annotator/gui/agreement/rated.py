"""Agreement on what was rated, as rows and notes: questions about articles, fields of labels."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.agreement.meaning import Measure, reading, skewed
from annotator.agreement.wording import SKEWED, meaning_of, name_of
from annotator.core.shares import percent
from annotator.gui.agreement.figures import between, short, spoken, why
from annotator.gui.agreement.rows import FigureRow

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


# ---------------------------------------------------------------------------- questions


def question_rows(report: "AgreementReport") -> list[FigureRow]:
    """Alpha of each question with the level it was computed at, and the other measures."""
    from annotator.project.disputed_places import About

    rows = []
    for key, each in report.questions.items():
        name = report.question_name(key)
        alpha = each.alpha
        parts = [
            (_tr("raw"), each.raw),
            (_tr("Fleiss"), each.fleiss),
            ("AC1", each.ac1),
        ]
        beside = " · ".join(
            f"{what} {short(figure.value)}" for what, figure in parts if figure.value is not None
        )
        told = spoken(name, f"{name_of(Measure.ALPHA)} ({each.level.value})", alpha)
        given = {
            report.answer_name(key, value): figure.value
            for value, figure in each.prevalence.items()
            if figure.value is not None
        }
        shares = ", ".join(f"{answer} {percent(share)}" for answer, share in given.items())
        if given:
            most = max(given, key=given.__getitem__)
            often = _tr("most often “{answer}”, {share}")
            said = often.format(answer=most, share=percent(given[most]))
            beside = f"{beside} · {said}" if beside else said
        lines = [told, beside, _tr("Answers: {shares}").format(shares=shares) if shares else ""]
        lines.append(meaning_of(reading(Measure.ALPHA, alpha)))
        if skewed(each.prevalence.values()):
            lines.append(SKEWED)
        rows.append(
            FigureRow(
                name=f"{name} ({each.level.value})",
                spoken=". ".join(filter(None, lines)),
                share=alpha.value,
                low=alpha.low,
                high=alpha.high,
                value=short(alpha.value),
                between=between(alpha) or why(alpha),
                more=beside,
                tip="\n".join(filter(None, lines)),
                about=About(question=key) if each.items else None,
            )
        )
    return rows


def question_note(report: "AgreementReport") -> str:
    """Where prevalence makes alpha low; else what the bars show."""
    rare = [
        report.question_name(key)
        for key, each in report.questions.items()
        if each.items and skewed(each.prevalence.values())
    ]
    if rare:
        return f"{', '.join(rare)}: {SKEWED}"
    return _tr("Krippendorff’s alpha at the level that the codebook declares, 95 % interval.")


# ---------------------------------------------------------------------------- fields


def field_tags(report: "AgreementReport") -> list[str]:
    """The tags of which labels that meet hold anything, in the codebook's order."""
    held = {tag for each in report.fields.values() for tag in each.tags}
    known = [tag.key for tag in report.codebook.tags if tag.key in held]
    return [*known, *sorted(held.difference(known))]


def field_rows(report: "AgreementReport", tag: str) -> list[FigureRow]:
    """Alpha of each field that the tag asks (of all, for ""), with raw agreement and the pairs."""
    from annotator.project.agreement_report import field_figures
    from annotator.project.disputed_places import About

    rows = []
    for key, each in report.fields.items():
        found = field_figures(report, key, tag)
        if found is None:
            continue
        asked = report.codebook.field(key)
        name = asked.name if asked else key
        alpha = found.alpha
        pairs = _tr("1 pair") if found.pairs == 1 else _tr("{n} pairs")
        beside = pairs.format(n=f"{found.pairs:,}")
        if found.raw.value is not None:
            beside = f"{_tr('raw')} {short(found.raw.value)} · {beside}"
        if found.one_sided:
            alone = _tr("{n} given by one only").format(n=f"{found.one_sided:,}")
            beside = f"{beside} · {alone}"
        told = spoken(name, f"{name_of(Measure.ALPHA)} ({each.level.value})", alpha)
        tip = f"{told}\n{beside}\n{meaning_of(reading(Measure.ALPHA, alpha))}"
        rows.append(
            FigureRow(
                name=f"{name} ({each.level.value})",
                spoken=f"{told}. {beside}",
                share=alpha.value,
                low=alpha.low,
                high=alpha.high,
                value=short(alpha.value),
                between=between(alpha) or why(alpha),
                more=beside,
                tip=tip,
                about=About(field=key, tag=tag) if found.pairs else None,
            )
        )
    return rows


def field_note(report: "AgreementReport") -> str:
    """What is compared, and how."""
    if not any(each.whole.pairs for each in report.fields.values()):
        return _tr("No two labels with the same tag on the same words have their fields filled in.")
    return _tr(
        "Labels of two annotators with the same tag and words in common are compared as a pair; "
        "open a field to see where they differ."
    )
