"""An agreement report as plain values, as `annotator agreement --json` tells it.

The measures need numpy, which is imported where they are used.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator import __version__

if TYPE_CHECKING:
    from annotator.agreement.fields import FieldFigures
    from annotator.agreement.figure import Figure
    from annotator.agreement.meaning import Measure
    from annotator.agreement.questions import QuestionAgreement
    from annotator.agreement.values import Pair
    from annotator.project.agreement_report import AgreementReport

_NOT_ASKED = "Not measured; add --gamma."


def report_as_plain(found: "AgreementReport") -> dict[str, Any]:
    """The report's figures as plain values: of questions, fields, tags and pairs, and their n."""
    names = found.names
    return {
        **_about(found),
        "questions": {
            key: _question_as_plain(each, names) for key, each in found.questions.items()
        },
        "fields": {
            key: {
                "level": each.level.value,
                **_field_as_plain(each.whole),
                "tags": {tag: _field_as_plain(part) for tag, part in each.tags.items()},
            }
            for key, each in found.fields.items()
        },
        "tags": {
            key: _tag_as_plain(found, key, each.pieces) for key, each in found.spans.tags.items()
        },
        "all_tags": _tag_as_plain(found, "", found.spans.pieces),
        "mergers": [
            {
                "into": each.into,
                "apart": {key: _plain(it.alpha_u) for key, it in each.apart.items()},
                "together": _plain(each.together.alpha_u),
            }
            for each in found.mergers
        ],
        "codebook_change": _change_as_plain(found),
        "pairs": [
            _pair_as_plain(found, pair, spans.articles) for pair, spans in found.pairs.items()
        ],
    }


def _about(found: "AgreementReport") -> dict[str, Any]:
    """What was compared, and how the articles stand with each annotator."""
    names = found.names
    return {
        "project": found.project,
        "software": __version__,
        "codebook_version": found.version,
        "annotators": [names[each.id] for each in found.people],
        "articles": found.shared,
        "articles_all_done": found.complete,
        "articles_withheld": found.withheld,
        "labels": found.labels,
        "draws": found.resampling.draws,
        "seed": found.resampling.seed,
        "standings": {
            names[who]: {
                "marked": each.marked,
                "marked_nothing": each.marked_nothing,
                "undone": each.undone,
                "unassigned": each.unassigned,
            }
            for who, each in found.standings.items()
        },
    }


def _tag_as_plain(found: "AgreementReport", tag: str, pieces: int) -> dict[str, Any]:
    """A tag, or all together for ""."""
    from annotator.project.agreement_report import tag_figure

    measures = tag_measures() if tag else whole_measures()
    return {"pieces": pieces} | {it.value: _plain(tag_figure(found, tag, it)) for it in measures}


def _pair_as_plain(found: "AgreementReport", pair: "Pair", articles: int) -> dict[str, Any]:
    from annotator.project.agreement_report import pair_figure

    figures = {it.value: _plain(pair_figure(found, pair, it)) for it in whole_measures()}
    return {
        "annotators": [found.names[each] for each in pair],
        "articles": articles,
        **figures,
    }


def _change_as_plain(found: "AgreementReport") -> dict[str, Any] | None:
    change = found.change
    if change is None:
        return None
    return {
        "version": change.version,
        "articles": change.after.articles,
        "before": _plain(change.before.alpha_u),
        "after": _plain(change.after.alpha_u),
    }


def tag_measures() -> list["Measure"]:
    """What is told of each tag, in its order."""
    from annotator.agreement.meaning import Measure

    names = ("f1_exact", "f1_soft", "alpha_token", "alpha_u", "alpha_ku", "gamma")
    return [Measure(each) for each in names]


def whole_measures() -> list["Measure"]:
    """What is told of all tags together, in its order."""
    from annotator.agreement.meaning import Measure

    names = ("f1_exact", "f1_soft", "alpha_token", "alpha_u", "alpha_u_marked", "alpha_cu")
    return [Measure(each) for each in (*names, "gamma", "gamma_cat")]


def _question_as_plain(each: "QuestionAgreement", names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "level": each.level.value,
        "items": each.items,
        "ratings": each.ratings,
        "alpha": _plain(each.alpha),
        "raw": _plain(each.raw),
        "fleiss": _plain(each.fleiss),
        "ac1": _plain(each.ac1),
        "kappa": [
            {"annotators": [names[who] for who in pair], **_plain(figure)}
            for pair, figure in each.kappa.items()
        ],
        "prevalence": [
            {"answer": value, **_plain(figure)} for value, figure in each.prevalence.items()
        ],
    }


def _field_as_plain(each: "FieldFigures") -> dict[str, Any]:
    return {
        "pairs": each.pairs,
        "one_sided": each.one_sided,
        "alpha": _plain(each.alpha),
        "raw": _plain(each.raw),
    }


def _plain(figure: "Figure | None") -> dict[str, Any]:
    from annotator.agreement.wording import why_of

    if figure is None:
        return {"value": None, "low": None, "high": None, "n": 0, "why": _NOT_ASKED}
    plain = {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
    return {**plain, "why": why_of(figure.why)} if figure.why else plain
