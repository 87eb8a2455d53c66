"""The verbs of agreement: agreement, aggregate, quality."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator import __version__
from annotator.cli.agreement_json import report_as_plain, tag_measures, whole_measures
from annotator.cli.output import columns, counted, finished, report, say, say_json
from annotator.cli.parameters import AsJson, ProjectFile, Rehearse, apart, first_annotator
from annotator.core.errors import AnnotatorError
from annotator.core.shares import percent

if TYPE_CHECKING:
    from annotator.agreement.dawid_skene import Confusion
    from annotator.agreement.figure import Figure
    from annotator.project import Project
    from annotator.project.aggregating import Outcome, Rule
    from annotator.project.agreement_report import AgreementReport
    from annotator.project.measuring import Choice

Annotators = Annotated[
    str,
    typer.Option(
        "--annotators", metavar="A,B", help="Their names.", show_default="all people and models"
    ),
]
Batch = Annotated[
    str, typer.Option("--batch", metavar="NAME", help="Only articles assigned in this batch.")
]
Query = Annotated[
    str, typer.Option("--query", metavar="SEARCH", help="Only what this finds; see `search`.")
]
Version = Annotated[
    int,
    typer.Option(
        "--codebook-version", metavar="N", help="Only articles labelled with it.", show_default=""
    ),
]


def agreement(
    project_file: ProjectFile,
    *,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="WHAT", help="tag, question, field or pair.", show_default="all"
        ),
    ] = "",
    annotators: Annotators = "",
    batch: Batch = "",
    query: Query = "",
    version: Version = 0,
    with_key: Annotated[bool, typer.Option("--with-key", help="Compare with the key too.")] = False,
    with_gold: Annotated[bool, typer.Option("--with-gold", help="Compare with gold too.")] = False,
    gamma: Annotated[
        bool, typer.Option("--gamma", help="Measure gamma too; this is slow.")
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE.html", help="Write the whole report there."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how far annotators agree, on what is released and two or more are done with.

    Every figure comes with a 95 % interval over articles. What is undefined says why.
    """
    from annotator.project import Project
    from annotator.project.agreement_report import agreement_report

    if by and by not in _PARTS:
        known = ", ".join(_PARTS)
        raise AnnotatorError(f"“{by}” is none of {known}; see `annotator agreement -h`.")
    with closing(Project.open(project_file, write=False)) as project:
        target = apart(page, project.path) if page is not None else None
        choice = _choice(project, annotators, batch, query, version, key=with_key, gold=with_gold)
        found = finished(agreement_report(project, choice, gamma=gamma), "Measuring")
    if target is not None:
        _write_page(found, target)
    if as_json:
        say_json(report_as_plain(found))
    else:
        _say_figures(found, by)


def quality(
    project_file: ProjectFile,
    *,
    annotators: Annotators = "",
    batch: Batch = "",
    query: Query = "",
    as_json: AsJson = False,
) -> None:
    """List what is worth a look in each annotator's work beside the others', with the figures."""
    from annotator.agreement.flag_wording import flag_sentence
    from annotator.agreement.quality import quality_flags
    from annotator.project import Project
    from annotator.project.measuring import material

    with closing(Project.open(project_file, write=False)) as project:
        choice = _choice(project, annotators, batch, query)
        found = finished(material(project, choice), "Reading")
        codebook = project.codebook
    names = {each.id: each.name for each in found.people}

    def named(key: str) -> str:
        known = codebook.question(key) or codebook.tag(key)
        return known.name if known else key

    flags = quality_flags(found.done, found.key)
    if as_json:
        say_json(
            [
                {
                    "annotator": names[each.annotator_id],
                    "kind": each.kind.value,
                    "said": flag_sentence(each, names, named),
                    "count": each.count,
                    "of": each.of,
                    "value": each.value,
                    "usual": each.usual,
                    "z": each.z,
                    "about": names.get(each.about, each.about),
                    "articles": list(each.articles),
                }
                for each in flags
            ]
        )
    elif flags:
        rows = [(names[it.annotator_id], flag_sentence(it, names, named)) for it in flags]
        say(*columns(rows))
    else:
        say(f"Nothing is odd in {counted(len(found.articles), 'article')}.")


def aggregate(
    project_file: ProjectFile,
    *,
    method: Annotated[
        str, typer.Option("--method", metavar="M", help="majority, votes or dawid-skene.")
    ] = "majority",
    votes: Annotated[
        int, typer.Option("--votes", metavar="K", help="So many say it, for --method votes.")
    ] = 2,
    ties: Annotated[
        str,
        typer.Option("--ties", metavar="T", help="Equal votes on a question: undecided, …"),
    ] = "undecided",
    labels: Annotated[
        bool, typer.Option("--labels/--no-labels", help="Whether to make gold labels.")
    ] = True,
    questions: Annotated[
        str,
        typer.Option(
            "--questions",
            metavar="KEYS",
            help="Answer only these; “none” for none.",
            show_default="all",
        ),
    ] = "",
    annotators: Annotators = "",
    batch: Batch = "",
    query: Query = "",
    rehearse: Rehearse = False,
    as_json: AsJson = False,
) -> None:
    """Make gold labels and answers by counting votes, as one step.

    What a person adjudicated is never overwritten. Ties: undecided, lowest or highest of the
    values with most votes.
    """
    from annotator.project import Project
    from annotator.project.aggregating import aggregated, aggregating

    rule = _rule(method, votes, ties, questions, labels=labels)
    with closing(Project.open(project_file, write=not rehearse)) as project:
        choice = _choice(project, annotators, batch, query)
        if rehearse:
            outcome, step = finished(aggregated(project, rule, choice), "Counting votes"), None
        else:
            work = aggregating(project, rule, first_annotator(project), choice)
            outcome, step = finished(work, "Counting votes")
    if as_json:
        say_json({**_outcome_as_plain(outcome), "written": step is not None})
    else:
        say(*_outcome_said(outcome, rehearse=rehearse), *_confusions(outcome))


def _rule(method: str, votes: int, ties: str, questions: str, *, labels: bool) -> "Rule":
    from annotator.agreement.aggregation import Tie
    from annotator.project.aggregating import Method, Rule

    if method not in set(Method):
        known = ", ".join(Method)
        raise AnnotatorError(f"There is no method “{method}”; choose one of {known}.")
    if ties not in set(Tie):
        raise AnnotatorError(f"Ties cannot be “{ties}”; choose one of {', '.join(Tie)}.")
    asked = frozenset(key.strip() for key in questions.split(",") if key.strip())
    wanted = asked - {"none"} if asked else None
    return Rule(Method(method), votes, Tie(ties), labels, wanted)


def _choice(
    project: "Project",
    annotators: str,
    batch: str,
    query: str,
    version: int = 0,
    *,
    key: bool = False,
    gold: bool = False,
) -> "Choice":
    from annotator.project.measuring import Choice

    names = [name.strip() for name in annotators.split(",") if name.strip()]
    ids = tuple(project.annotator_named(name).id for name in names)
    return Choice(ids, batch, query, version, key, gold)


def _write_page(found: "AgreementReport", target: Path) -> None:
    from annotator.project.agreement_page import agreement_page

    target.write_text(agreement_page(found, __version__), "utf-8")
    report(f"The agreement report is in {target}.")


# ---------------------------------------------------------------------------- as JSON


def _outcome_as_plain(outcome: "Outcome") -> dict[str, Any]:
    return {
        "method": outcome.rule.method.value,
        "articles": outcome.articles,
        "labels": len(outcome.spans),
        "answers": len(outcome.answers),
        "kept": outcome.kept,
        "undecided": outcome.undecided,
        "earlier_labels": outcome.earlier_labels,
        "earlier_answers": outcome.earlier_answers,
        "changed": outcome.changed,
        "confusion": {
            about: _confusion_as_plain(confusion, outcome.names)
            for about, confusion in outcome.confusion.items()
        },
    }


def _confusion_as_plain(confusion: "Confusion", names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"annotator": names.get(who, who), "true": true, "given": given, "share": share}
        for who, rows in confusion.items()
        for true, row in rows.items()
        for given, share in row.items()
    ]


# ---------------------------------------------------------------------------- in words


def _outcome_said(outcome: "Outcome", *, rehearse: bool) -> list[str]:
    verb = "would be" if rehearse else "are"
    labels = counted(len(outcome.spans), "label")
    answers = counted(len(outcome.answers), "answer")
    method, articles = outcome.rule.method.value, counted(outcome.articles, "article")
    said = [f"{labels} and {answers} {verb} gold by {method}, from {articles}."]
    if not outcome.changed and rehearse:
        said.append("They are so already.")
    elif not outcome.changed:
        said.append("They were so already; nothing was written.")
    elif outcome.earlier_labels or outcome.earlier_answers:
        labels = counted(outcome.earlier_labels, "label")
        answers = counted(outcome.earlier_answers, "answer")
        said.append(f"{labels} and {answers} that earlier votes left make way for them.")
    if outcome.kept:
        said.append(f"{counted(outcome.kept, 'place')} decided by a person stay as they are.")
    if outcome.undecided:
        said.append(f"{counted(outcome.undecided, 'answer')} left undecided.")
    return said


# ---------------------------------------------------------------------------- as tables


def _shown(figure: "Figure | None") -> tuple[str, str]:
    from annotator.project.agreement_page import interval, shown

    return ("", "") if figure is None else (shown(figure.value), interval(figure))


def _tags(found: "AgreementReport") -> list[str]:
    from annotator.project.agreement_report import tag_figure
    from annotator.project.before_after import change_sentence
    from annotator.project.mergers import merger_sentence

    measures = [each for each in tag_measures() if found.gamma or each.value != "gamma"]
    rows: list[tuple[str, ...]] = [
        ("tag", "pieces", *(part for it in measures for part in (it.value, "95 %")))
    ]
    for key in ("", *found.spans.tags):
        pieces = found.spans.tags[key].pieces if key else found.spans.pieces
        figures = [part for it in measures for part in _shown(tag_figure(found, key, it))]
        rows.append((key or "all tags", f"{pieces:,}", *figures))
    said = [merger_sentence(each, found.tag_name) for each in found.mergers]
    if found.change is not None:
        said.append(change_sentence(found.change))
    return [*columns(rows, right=range(1, 2 * len(measures) + 2)), *said]


def _questions(found: "AgreementReport") -> list[str]:
    head = ("question", "level", "n", "alpha", "95 %", "raw", "fleiss", "ac1")
    rows: list[tuple[str, ...]] = [head]
    for key, each in found.questions.items():
        rows.append(
            (
                *(key, each.level.value, f"{each.items:,}", *_shown(each.alpha)),
                *(_shown(it)[0] for it in (each.raw, each.fleiss, each.ac1)),
            )
        )
    return columns(rows, right=range(2, 8)) if found.questions else ["No questions to compare."]


def _fields(found: "AgreementReport") -> list[str]:
    rows: list[tuple[str, ...]] = [
        ("field", "tag", "level", "pairs", "only one", "alpha", "95 %", "raw")
    ]
    for key, each in found.fields.items():
        parts = {"": each.whole, **(each.tags if len(each.tags) > 1 else {})}
        for tag, part in parts.items():
            counts = (f"{part.pairs:,}", f"{part.one_sided:,}")
            shown = (*_shown(part.alpha), _shown(part.raw)[0])
            rows.append((key, tag or "all tags", each.level.value, *counts, *shown))
    return columns(rows, right=range(3, 8)) if found.fields else ["No fields to compare."]


def _pairs(found: "AgreementReport") -> list[str]:
    from annotator.project.agreement_report import pair_figure

    names = found.names
    measures = [each for each in whole_measures() if found.gamma or "gamma" not in each.value]
    rows: list[tuple[str, ...]] = [("pair", "articles", *(it.value for it in measures))]
    for pair, spans in found.pairs.items():
        figures = [_shown(pair_figure(found, pair, it))[0] for it in measures]
        rows.append((" + ".join(names[it] for it in pair), f"{spans.articles:,}", *figures))
    return columns(rows, right=range(1, len(measures) + 2)) if found.pairs else ["No pairs."]


_PARTS = {"tag": _tags, "question": _questions, "field": _fields, "pair": _pairs}
"""By what figures are told, in that order, and what tells them."""


def _say_figures(found: "AgreementReport", by: str) -> None:
    """The figures by tag, question, field or pair; by all of these for ""."""
    if found.withheld:
        report(f"{counted(found.withheld, 'article')} not released yet, and left out.")
    say(
        f"{counted(len(found.spans.annotators), 'annotator')}, "
        f"{counted(found.shared, 'article')} that two or more are done with, "
        f"{counted(found.labels, 'label')}, codebook version {found.version}"
    )
    for part, lines in _PARTS.items():
        if by in ("", part):
            say("", *lines(found))


def _confusions(outcome: "Outcome") -> list[str]:
    from annotator.agreement.dawid_skene import hits

    if not outcome.confusion:
        return []
    rows: list[tuple[str, ...]] = [
        ("about", "annotator", "where true is", "gives it", "errs most to")
    ]
    for about, confusion in outcome.confusion.items():
        for each in hits(confusion):
            told = "".join(f"{_said(value)} {percent(share)}" for value, share in each.instead[:1])
            name = outcome.names.get(each.annotator_id, each.annotator_id)
            rows.append((about, name, _said(each.true), percent(each.share), told))
    return ["", *columns(rows, right=(3,))]


def _said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
