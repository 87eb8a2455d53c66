"""The agreement report: one HTML page with what an appendix of a paper needs.

It has no script and takes nothing from the network; every word of the project is escaped. The
order: who and what was compared, tags, pairs, questions, fields of labels, where they part, the
course, quality, how the measures are defined, what they do not say.
"""

from collections.abc import Iterable, Sequence
from html import escape

from annotator.agreement.disputes import DisputeKind
from annotator.agreement.figure import Figure
from annotator.agreement.flag_wording import flag_sentence
from annotator.agreement.meaning import Measure, reading, skewed
from annotator.agreement.wording import (
    EXPERTS_TOO,
    FIELDS,
    SKEWED,
    definition_of,
    meaning_of,
    name_of,
    why_of,
)
from annotator.core.shares import percent
from annotator.project.agreement_report import (
    AgreementReport,
    Parting,
    pair_figure,
    spans_figure,
    tag_figure,
)
from annotator.project.before_after import change_sentence
from annotator.project.mergers import merger_sentence

TAG_MEASURES = (
    Measure.ALPHA_U,
    Measure.ALPHA_TOKEN,
    Measure.F1_SOFT,
    Measure.F1_EXACT,
    Measure.ALPHA_KU,
    Measure.GAMMA,
)
WHOLE_MEASURES = (
    Measure.ALPHA_U,
    Measure.ALPHA_U_MARKED,
    Measure.ALPHA_CU,
    Measure.ALPHA_TOKEN,
    Measure.GAMMA,
    Measure.GAMMA_CAT,
)
"""Those of all tags together; two of them look at where is marked, or at the tags, alone."""
PAIR_MEASURES = (Measure.F1_SOFT, Measure.F1_EXACT, Measure.ALPHA_U, Measure.GAMMA)
_MOST = 15

_STYLE = """
:root { --ink: #1d1f21; --faint: #5b6066; --rule: #d8d5cf; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 60rem; background: #fff; color: var(--ink);
  font: .9375rem/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { font: 700 1.6rem/1.3 Georgia, "Noto Serif", serif; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 .6rem; max-width: 46rem; } .faint, caption { color: var(--faint); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 .75rem; font-size: .875rem; }
caption { text-align: left; padding: 0 0 .3rem; }
th, td { text-align: right; padding: .3rem .5rem; border-bottom: 1px solid var(--rule);
  vertical-align: top; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child, td.said { text-align: left; }
thead th { font-weight: 600; color: var(--faint); border-bottom: 1px solid var(--ink); }
tbody th { font-weight: 600; } small.why { white-space: normal; }
small { color: var(--faint); white-space: nowrap; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; max-width: 46rem; } ul { padding-left: 1.2rem; }
@media print { body { padding: 0; max-width: none; font-size: 9pt; } h2 { break-after: avoid; }
  tr { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def agreement_page(report: AgreementReport, software: str) -> str:
    """The whole page; `software` is the version of this program."""
    parts = (
        _about(report, software),
        _tags(report),
        _pairs(report),
        _questions(report),
        _fields(report),
        _parting(report),
        _course(report),
        _quality(report),
        _definitions(report),
        _limits(report),
    )
    title = escape(f"Agreement: {report.project}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n" + "\n".join(filter(None, parts)) + "\n</body>\n</html>\n"
    )


# ---------------------------------------------------------------------------- cells


def shown(value: float | None) -> str:
    """A figure with two decimals and a true minus sign; a dash where there is none."""
    if value is None:
        return "–"
    return f"{round(value, 2) or 0.0:.2f}".replace("-", "−")


def interval(figure: Figure) -> str:
    """The interval of a figure; "" where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{shown(figure.low)} to {shown(figure.high)}"


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return "<td></td>"
    if figure.value is None:
        why = escape(why_of(figure.why)) if figure.why else ""
        return f'<td>–<br><small class="why">{why}</small></td>'
    between = interval(figure)
    return (
        f"<td>{shown(figure.value)}" + (f"<br><small>{between}</small>" * bool(between)) + "</td>"
    )


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the cells of rows are HTML, each whole with its `td` or `th`."""
    heads = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return (
        f'<div class="wide"><table><caption>{escape(caption)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _row_head(text: str) -> str:
    return f'<th scope="row">{escape(text)}</th>'


def _number(value: int) -> str:
    return f"<td>{value:,}</td>"


def _share(share: float) -> str:
    return f"<td>{escape(percent(share))}</td>"


# ---------------------------------------------------------------------------- sections


def _about(report: AgreementReport, software: str) -> str:
    rows = []
    for each in report.people:
        stands = report.standings.get(each.id)
        counts = (
            (stands.marked, stands.marked_nothing, stands.undone, stands.unassigned)
            if stands
            else (0, 0, 0, 0)
        )
        name = f"{each.name} ({each.kind.value})"
        rows.append([_row_head(name), *map(_number, counts)])
    made = f"{report.made[:16].replace('T', ' ')} UTC"
    choice = report.choice
    narrowed = [
        f"batch “{choice.batch}”" if choice.batch else "",
        f"search “{choice.query}”" if choice.query else "",
        f"codebook version {choice.version}" if choice.version else "",
    ]
    only = ", ".join(filter(None, narrowed))
    return (
        f'<p class="faint">{len(report.spans.annotators)} annotators · {report.shared:,} articles '
        f"that two or more are done with, {report.complete:,} that all are · {report.labels:,} "
        f"labels · codebook “{escape(report.codebook.name)}”, version {report.version}</p>\n"
        f"<p>Made with Annotator {escape(software)} on {made}. Intervals hold 95 % of "
        f"{report.resampling.draws:,} bootstrap draws of whole articles (percentiles, seed "
        f"{report.resampling.seed}); n counts articles."
        + (f" Only {escape(only)}." if only else "")
        + (
            f" {report.withheld:,} more articles are not released to be compared yet."
            if report.withheld
            else ""
        )
        + f"</p>\n<p>{escape(EXPERTS_TOO)}</p>\n"
        + _table(
            "Annotators, by articles among those that anyone is done with",
            ("Annotator", "Done, marked", "Done, nothing marked", "Not done", "Not assigned"),
            rows,
        )
    )


def _tags(report: AgreementReport) -> str:
    def row(name: str, tag: str, pieces: int) -> list[str]:
        figures = [tag_figure(report, tag, each) for each in _tag_measures(report)]
        return [_row_head(name), _number(pieces), *map(_cell, figures)]

    rows = [row("All tags", "", report.spans.pieces)]
    rows += [row(report.tag_name(key), key, each.pieces) for key, each in report.spans.tags.items()]
    whole = [
        [_row_head(name_of(each)), _cell(tag_figure(report, "", each))]
        for each in _whole_measures(report)
    ]
    return (
        "<h2>Marked words</h2>\n"
        + _table(
            f"By tag; n = {report.spans.articles:,} articles",
            ("Tag", "Pieces", *map(name_of, _tag_measures(report))),
            rows,
        )
        + _table("All tags together: where and which", ("Measure", "Figure"), whole)
        + f"<p>{escape(name_of(Measure.ALPHA_U))}, all tags: "
        f"{escape(meaning_of(reading(Measure.ALPHA_U, report.spans.alpha_u)))}</p>"
        + _mergers(report)
    )


def _mergers(report: AgreementReport) -> str:
    if not report.mergers:
        return ""
    rows = []
    for each in report.mergers:
        apart = [(report.tag_name(key), it) for key, it in each.apart.items()]
        together = (f"{report.tag_name(each.into)}, as one tag", each.together)
        rows += [
            [_row_head(name), _number(it.pieces), _cell(it.alpha_u), _cell(it.f1_soft)]
            for name, it in (*apart, together)
        ]
    said = "".join(
        f"<p>{escape(merger_sentence(each, report.tag_name))}</p>" for each in report.mergers
    )
    head = ("Tag", "Pieces", name_of(Measure.ALPHA_U), name_of(Measure.F1_SOFT))
    return _table("Tags that were merged: as given before, and as one", head, rows) + said


def _tag_measures(report: AgreementReport) -> list[Measure]:
    return [each for each in TAG_MEASURES if each is not Measure.GAMMA or report.gamma]


def _whole_measures(report: AgreementReport) -> list[Measure]:
    by_gamma = (Measure.GAMMA, Measure.GAMMA_CAT)
    return [each for each in WHOLE_MEASURES if each not in by_gamma or report.gamma]


def _pairs(report: AgreementReport) -> str:
    names = report.names
    wanted = [each for each in PAIR_MEASURES if each is not Measure.GAMMA or report.gamma]
    rows = [
        [
            _row_head(f"{names[a]}, {names[b]}"),
            _number(spans.articles),
            *(_cell(pair_figure(report, (a, b), each)) for each in wanted),
        ]
        for (a, b), spans in report.pairs.items()
    ]
    head = ("Annotators", "Articles", *map(name_of, wanted))
    return "<h2>Pairs</h2>\n" + _table("All tags together", head, rows) if rows else ""


def _questions(report: AgreementReport) -> str:
    rows, kappas, notes = [], [], []
    names = report.names
    for key, each in report.questions.items():
        name = report.question_name(key)
        figures = (each.alpha, each.raw, each.fleiss, each.ac1)
        rows.append(
            [
                _row_head(name),
                f"<td>{each.level.value}</td>",
                _number(each.items),
                *map(_cell, figures),
                f'<td class="said">{_prevalence(report, key)}</td>',
            ]
        )
        kappas += [
            [
                _row_head(name),
                f'<td class="said">{escape(f"{names[a]}, {names[b]}")}</td>',
                _number(figure.n),
                _cell(figure),
            ]
            for (a, b), figure in each.kappa.items()
        ]
        if each.items:
            said = SKEWED if skewed(each.prevalence.values()) else ""
            meant = meaning_of(reading(Measure.ALPHA, each.alpha))
            notes.append(f"<p>{escape(f'{name}: {meant} {said}')}</p>")
    if not rows:
        return ""
    head = ("Question", "Level", "n", "Alpha", "Raw", "Fleiss’ kappa", "AC1", "Prevalence")
    whole = "<h2>Questions</h2>\n" + _table("About whole articles", head, rows) + "".join(notes)
    if kappas:
        whole += _table("Cohen’s kappa", ("Question", "Annotators", "n", "Kappa"), kappas)
    return whole


def _prevalence(report: AgreementReport, key: str) -> str:
    shares = [
        f"{report.answer_name(key, value)}: {percent(figure.value)}"
        for value, figure in report.questions[key].prevalence.items()
        if figure.value is not None
    ]
    return escape(", ".join(shares))


def _fields(report: AgreementReport) -> str:
    rows, notes = [], []
    for key, each in report.fields.items():
        asked = report.codebook.field(key)
        name = asked.name if asked else key
        parts = {"": each.whole, **(each.tags if len(each.tags) > 1 else {})}
        rows += [
            [
                _row_head(f"{name}: {report.tag_name(tag)}" if tag else name),
                f"<td>{each.level.value}</td>",
                *map(_number, (part.pairs, part.one_sided)),
                *map(_cell, (part.alpha, part.raw)),
            ]
            for tag, part in parts.items()
        ]
        if each.whole.alpha.value is not None:
            meant = meaning_of(reading(Measure.ALPHA, each.whole.alpha))
            notes.append(f"<p>{escape(f'{name}: {meant}')}</p>")
    if not rows:
        return ""
    head = ("Field", "Level", "Pairs", "Given by one only", "Alpha", "Raw")
    return (
        "<h2>Fields of labels</h2>\n"
        + _table("Of labels of two annotators that meet; n counts articles", head, rows)
        + "".join(notes)
        + f"<p>{escape(FIELDS)}</p>"
    )


def _parting(report: AgreementReport) -> str:
    split = report.split
    whole = split.agreed + len(split.disputes)
    if not whole:
        return ""
    counts = (
        ("Equal span and tag", split.agreed),
        ("Same tag, other boundary", report.parted[DisputeKind.BOUNDARY]),
        ("Overlapping words, other tag", report.parted[DisputeKind.TAG]),
        ("Marked by one only", report.parted[DisputeKind.MISSED]),
    )
    rows = [[_row_head(name), _number(count), _share(count / whole)] for name, count in counts]
    words = [
        [_row_head(each.form), _number(each.places), _share(each.share)]
        for each in report.words[:_MOST]
    ]
    return (
        "<h2>Where they part</h2>\n"
        + _table("Places of all pairs", ("Kind", "Places", "Share"), rows)
        + (
            _table("Most disputed words", ("Word", "Places", "Pairs that differ"), words)
            if words
            else ""
        )
    )


def _course(report: AgreementReport) -> str:
    names = {Parting.WEEK: "Week", Parting.BATCH: "Batch", Parting.VERSION: "Codebook version"}
    tables = []
    for parting, points in report.course.items():
        if len(points) > 1:
            measures = (Measure.ALPHA_U, Measure.F1_SOFT)
            rows = [
                [_row_head(each.name), _number(each.spans.articles)]
                + [_cell(spans_figure(each.spans, measure)) for measure in measures]
                for each in points
            ]
            head = (names[parting], "Articles", *map(name_of, measures))
            tables.append(_table(f"By {names[parting].lower()}", head, rows))
    if report.change is not None:
        tables.append(f"<p>{escape(change_sentence(report.change))}</p>")
    return "<h2>The course</h2>\n" + "".join(tables) if tables else ""


def _quality(report: AgreementReport) -> str:
    if not report.flags:
        return ""

    def named(key: str) -> str:
        question = report.codebook.question(key)
        return question.name if question else report.tag_name(key)

    names = report.names
    items = "".join(
        f"<li>{escape(names.get(each.annotator_id, each.annotator_id))}: "
        f"{escape(flag_sentence(each, names, named))}</li>"
        for each in report.flags
    )
    return f"<h2>Worth a look</h2>\n<ul>{items}</ul>"


def _definitions(report: AgreementReport) -> str:
    measures = [
        *dict.fromkeys([*_whole_measures(report), *_tag_measures(report)]),
        *((Measure.ALPHA, Measure.RAW) if report.questions or report.fields else ()),
        *((Measure.KAPPA, Measure.FLEISS, Measure.AC1) if report.questions else ()),
    ]
    items = "".join(
        f"<dt>{escape(name_of(each))}</dt><dd>{escape(definition_of(each))}</dd>"
        for each in measures
    )
    return f"<h2>How it is measured</h2>\n<dl>{items}</dl>"


def _limits(report: AgreementReport) -> str:
    chance = (
        f"Chance for gamma is the mean of {report.gamma.overall.samples} random texts "
        f"({report.gamma.overall.chance.value} model)."
        if report.gamma
        else "Gamma was not measured."
    )
    said = (
        "Agreement is not correctness: annotators can agree on a mistake.",
        (
            "Only articles that are released and that two or more annotators are done with are "
            "compared; who has an article but is not done is in no figure, who is done with "
            "nothing marked is."
        ),
        (
            "Where annotators may give several tags to the same words, the figures over all tags "
            "compare sets of tags, and each tag’s own its layer against all else."
        ),
        "F1 is 1 where neither of two annotators marked anything, which lifts it for rare tags.",
        (
            "Intervals say what other articles like these would give with the same annotators; not "
            "what other annotators would."
        ),
        "A figure without an interval rests on one article, or on what too few articles have.",
        chance,
    )
    return "<h2>Limits</h2>\n<ul>" + "".join(f"<li>{escape(each)}</li>" for each in said) + "</ul>"
