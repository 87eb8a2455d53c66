"""A report as rows, cells and notes in words: what the cards show."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.agreement.figure import Figure
from annotator.agreement.meaning import Measure, reading
from annotator.agreement.wording import meaning_of, name_of, why_of
from annotator.core.shares import percent
from annotator.gui.agreement.matrix import Cell
from annotator.gui.agreement.rows import FigureRow
from annotator.gui.article.layer import tag_looks

if TYPE_CHECKING:
    from annotator.project.agreement_report import AgreementReport, Parting

TAG_MEASURES = (
    Measure.ALPHA_U,
    Measure.ALPHA_TOKEN,
    Measure.F1_SOFT,
    Measure.F1_EXACT,
    Measure.ALPHA_KU,
    Measure.ALPHA_U_MARKED,
    Measure.ALPHA_CU,
    Measure.GAMMA,
    Measure.GAMMA_CAT,
)
PAIR_MEASURES = (
    Measure.F1_SOFT,
    Measure.F1_EXACT,
    Measure.ALPHA_U,
    Measure.ALPHA_TOKEN,
    Measure.ALPHA_U_MARKED,
    Measure.ALPHA_CU,
    Measure.GAMMA,
    Measure.GAMMA_CAT,
)
GAMMAS = (Measure.GAMMA, Measure.GAMMA_CAT)
"""What is measured only when it is asked for."""
_BETWEEN = "{low} – {high}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Agreement", text)


def short(value: float | None) -> str:
    """A figure as pages show it: two decimals, no zero before the point."""
    if value is None:
        return "–"
    text = f"{abs(value):.2f}"
    text = text.removeprefix("0")
    return f"−{text}" if value < 0 and text != ".00" else text


def between(figure: Figure) -> str:
    """The interval; where there is none for want of a figure or of articles, nothing."""
    if figure.low is None or figure.high is None:
        return ""
    return _BETWEEN.format(low=short(figure.low), high=short(figure.high))


def why(figure: Figure) -> str:
    """Why the figure or its interval is missing."""
    return why_of(figure.why) if figure.why is not None else ""


def spoken(name: str, measure: str, figure: Figure) -> str:
    """A figure in words, for a screen reader and a tool tip."""
    if figure.value is None:
        return _tr("{name}: {measure} is undefined. {why}").format(
            name=name, measure=measure, why=why(figure)
        )
    said = _tr("{name}: {measure} {value}").format(
        name=name, measure=measure, value=short(figure.value)
    )
    if figure.low is not None:
        ends = {"low": short(figure.low), "high": short(figure.high)}
        said += _tr(", 95 % interval {low} to {high}").format(**ends)
    counted = _tr(", 1 article") if figure.n == 1 else _tr(", {n} articles")
    return said + counted.format(n=f"{figure.n:,}")


def about_line(report: "AgreementReport") -> str:
    """Of whom and of what the figures are."""
    if report.complete < report.shared:
        articles = _tr("{n} articles two or more have finished")
    elif report.shared == 1:
        articles = _tr("1 article all have finished")
    else:
        articles = _tr("{n} articles all have finished")
    parts = [
        _tr("{n} annotators").format(n=len(report.spans.annotators)),
        articles.format(n=f"{report.shared:,}"),
        _tr("codebook v{n}").format(n=report.version),
    ]
    if report.withheld:
        parts.append(_tr("{n} not released yet").format(n=f"{report.withheld:,}"))
    return " · ".join(parts)


# ---------------------------------------------------------------------------- tags


def tag_rows(report: "AgreementReport", measure: Measure) -> list[FigureRow]:
    """All tags together, then each; what was not measured has no row."""
    from annotator.project.agreement_report import tag_figure
    from annotator.project.disputed_places import About

    looks = tag_looks(report.codebook)
    rows = []
    for key in ("", *report.spans.tags):
        figure = tag_figure(report, key, measure)
        if figure is None:
            continue
        name = report.tag_name(key) if key else _tr("All tags")
        other = Measure.ALPHA_U if measure is Measure.F1_SOFT else Measure.F1_SOFT
        beside = tag_figure(report, key, other)
        pieces = report.spans.tags[key].pieces if key else report.spans.pieces
        more = (
            f"{'α' if other is Measure.ALPHA_U else 'F1'} {short(beside.value)}" if beside else ""
        )
        told = spoken(name, name_of(measure), figure)
        told += _tr("; {n} marked").format(n=f"{pieces:,}")
        rows.append(
            FigureRow(
                name=name,
                spoken=told,
                share=figure.value,
                low=figure.low,
                high=figure.high,
                value=short(figure.value),
                between=between(figure) or why(figure),
                more=more,
                tip=f"{told}\n{meaning_of(reading(measure, figure))}",
                look=looks.get(key),
                about=About(tag=key),
            )
        )
    return rows


def tag_note(report: "AgreementReport") -> str:
    """What the figure over all tags amounts to, and which tag is weakest."""
    from annotator.project.mergers import merger_sentence

    # The published figures that it rests on stand in the rows' tool tips and in the report.
    whole = meaning_of(replace(reading(Measure.ALPHA_U, report.spans.alpha_u), sources=()))
    known = [
        (each.alpha_u.value, key)
        for key, each in report.spans.tags.items()
        if each.alpha_u.value is not None
    ]
    if len(known) > 1:
        _, key = min(known)
        weakest = _tr("{tag} is weakest: open it to see where they part.")
        whole += " " + weakest.format(tag=report.tag_name(key))
    merged = [merger_sentence(each, report.tag_name) for each in report.mergers]
    return " ".join([whole, *merged])


# ---------------------------------------------------------------------------- pairs


def pair_names(report: "AgreementReport") -> tuple[list[str], list[str]]:
    """The ids and the names of those who share articles."""
    ids = [each.id for each in report.people if each.id in report.spans.annotators]
    return ids, [report.names[each] for each in ids]


def pair_cells(report: "AgreementReport", measure: Measure | str) -> dict[tuple[int, int], Cell]:
    """The cells of the matrix for a measure, or for Cohen's kappa of the question of this key."""
    from annotator.project.disputed_places import About

    ids, names = pair_names(report)
    cells = {}
    for row, one in enumerate(ids):
        for column in range(row + 1, len(ids)):
            pair = (min(one, ids[column]), max(one, ids[column]))
            figure = pair_or_kappa(report, pair, measure)
            said = _tr("{one} and {other}").format(one=names[row], other=names[column])
            if figure is None:
                cells[row, column] = Cell("–", said)
                continue
            asked = not isinstance(measure, Measure)
            name = name_of(Measure.KAPPA if asked else Measure(measure))
            about = About(pair=pair, question=str(measure) if asked else "")
            told = spoken(said, name, figure)
            cells[row, column] = Cell(short(figure.value), told, figure.value, about)
    return cells


def pair_or_kappa(
    report: "AgreementReport", pair: tuple[str, str], measure: Measure | str
) -> Figure | None:
    """A pair's figure by a measure, or by Cohen's kappa of the question of this key."""
    from annotator.project.agreement_report import pair_figure

    if isinstance(measure, Measure):
        return pair_figure(report, pair, measure)
    asked = report.questions.get(measure)
    return asked.kappa.get(pair) if asked else None


def pair_note(report: "AgreementReport") -> str:
    """Who marks far more or fewer words than the others, if anyone does."""
    from annotator.agreement.quality import FlagKind

    for flag in report.flags:
        if flag.kind is FlagKind.RATE_FAR and flag.value and flag.usual:
            times = flag.value / flag.usual
            said = (
                _tr("{who} gives {times} times as many labels as the others.")
                if times > 1
                else _tr("{who} gives {times} of the labels that the others give.")
            )
            shown = f"{times:.1f}".removesuffix(".0") if times > 1 else percent(times)
            who = report.names.get(flag.annotator_id, "")
            look = _tr("Look at the first articles together.")
            return f"{said.format(who=who, times=shown)} {look}"
    return _tr("Every figure is that of one pair; open it to see where the two differ.")


# ---------------------------------------------------------------------------- disputes


def parting_rows(report: "AgreementReport") -> list[FigureRow]:
    """The disputes by what they are about."""
    from annotator.project.disputed_places import About

    counts = {kind.value: count for kind, count in report.parted.items()}
    total = sum(counts.values())
    kinds = (
        ("tag", _tr("Same words, other tag"), "violet"),
        ("boundary", _tr("Same tag, other boundary"), "teal"),
        ("missed", _tr("Marked by one only"), "red"),
    )
    rows = []
    for kind, name, colour in kinds:
        count = counts[kind]
        share = count / total if total else 0.0
        told = _tr("{name}: {count} of {total} differences").format(
            name=name, count=f"{count:,}", total=f"{total:,}"
        )
        rows.append(
            FigureRow(
                name=name,
                spoken=told,
                share=share,
                value=percent(share),
                more=f"{count:,}",
                colour=colour,
                about=About(kind=kind) if count else None,
            )
        )
    return rows


def parting_note(report: "AgreementReport") -> str:
    """How much of everything is agreed."""
    agreed, apart = report.split.agreed, len(report.split.disputes)
    if not agreed + apart:
        return _tr("Nobody marked anything yet.")
    return _tr("{agreed} of {all} places that a pair compared have equal words and tags.").format(
        agreed=f"{agreed:,}", all=f"{agreed + apart:,}"
    )


def word_rows(report: "AgreementReport") -> list[FigureRow]:
    """The most disputed words."""
    from annotator.project.disputed_places import About

    rows = []
    for each in report.words:
        places = _tr("1 place") if each.places == 1 else _tr("{n} places")
        counted = places.format(n=f"{each.places:,}")
        differ = _tr("{share} of pairs differ").format(share=percent(each.share))
        rows.append(
            FigureRow(
                name=f"“{each.form}”",
                spoken=f"“{each.form}”: {differ}, {counted}",
                between=differ,
                more=counted,
                about=About(form=each.form),
            )
        )
    return rows


def article_rows(report: "AgreementReport") -> list[FigureRow]:
    """The most disputed articles."""
    from annotator.project.disputed_places import About

    rows = []
    for each in report.articles:
        title = report.material.told[each.article_id].title
        differ = _tr("{share} of pairs differ").format(share=percent(each.share))
        words = _tr("1 word") if each.marked_words == 1 else _tr("{n} words")
        counted = words.format(n=f"{each.marked_words:,}")
        rows.append(
            FigureRow(
                name=title,
                spoken=f"{title}: {differ}, {counted}",
                between=differ,
                more=counted,
                about=About(articles=(each.article_id,)),
            )
        )
    return rows


# ---------------------------------------------------------------------------- course and quality


def course_points(
    report: "AgreementReport", parting: "Parting", measure: Measure
) -> list[FigureRow]:
    """A point for each week, batch or version."""
    from annotator.project.agreement_report import spans_figure
    from annotator.project.disputed_places import About

    points = []
    for each in report.course[parting]:
        figure = spans_figure(each.spans, measure) or Figure(None)
        points.append(
            FigureRow(
                name=each.name,
                spoken=spoken(each.name, name_of(measure), figure),
                share=figure.value,
                low=figure.low,
                high=figure.high,
                value=short(figure.value),
                about=About(part=(parting.value, each.name)),
            )
        )
    return points


def standing_rows(report: "AgreementReport") -> list[FigureRow]:
    """How many articles each annotator marked something in, nothing, is not done with, has not."""
    from annotator.project.disputed_places import About

    rows = []
    for each in report.people:
        it = report.standings[each.id]
        counts = (
            (it.marked, _tr("{n} done with something marked")),
            (it.marked_nothing, _tr("{n} done with nothing marked")),
            (it.undone, _tr("{n} not done")),
            (it.unassigned, _tr("{n} not assigned")),
        )
        told = " · ".join(words.format(n=f"{n:,}") for n, words in counts)
        rows.append(
            FigureRow(
                name=each.name,
                spoken=f"{each.name}: {told}",
                between=told,
                about=About(annotator=each.id),
            )
        )
    return rows


def flag_rows(report: "AgreementReport") -> list[FigureRow]:
    """What is worth a look, annotator by annotator."""
    from annotator.agreement.flag_wording import flag_head, flag_sentence
    from annotator.project.disputed_places import About

    def named(key: str) -> str:
        question = report.codebook.question(key)
        return question.name if question else report.tag_name(key)

    names = report.names
    rows = []
    for flag in sorted(report.flags, key=lambda it: names.get(it.annotator_id, "")):
        said = flag_sentence(flag, names, named)
        who = names.get(flag.annotator_id, flag.annotator_id)
        tag = flag.about if report.codebook.tag(flag.about) else ""
        about = (
            About(articles=flag.articles, whole=True)
            if flag.articles
            else About(annotator=flag.annotator_id, tag=tag)
        )
        rows.append(
            FigureRow(
                name=f"{who} · {flag_head(flag.kind)}",
                spoken=f"{who}: {said}",
                between=said,
                about=about,
            )
        )
    return rows
