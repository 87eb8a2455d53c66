"""All that is told of a team's agreement: what the page, the command line and the report show.

A plain value, measured from the project once; every figure has its interval and its n.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.agreement.codings import Codings
from annotator.agreement.disputes import (
    DisputedArticle,
    DisputedForm,
    DisputeKind,
    Split,
    disputed_articles,
    disputed_forms,
    disputes_of,
    voted_words,
)
from annotator.agreement.fields import (
    FieldAgreement,
    FieldFigures,
    Meeting,
    field_agreement,
    meetings_of,
)
from annotator.agreement.figure import Figure, Why
from annotator.agreement.gamma import GammaAgreement, gamma_agreement
from annotator.agreement.meaning import Measure
from annotator.agreement.quality import Flag, quality_flags
from annotator.agreement.questions import QuestionAgreement, question_agreement
from annotator.agreement.resampling import USUAL, Resampling
from annotator.agreement.spans import (
    SpanAgreement,
    TagAgreement,
    agreement_by_pair,
    span_agreement,
)
from annotator.agreement.values import CodedArticle, Pair, Standing, standings
from annotator.clock import now
from annotator.core.labels import shown_value
from annotator.core.model import Annotator, Codebook, Field, Scope, Span, Value
from annotator.core.work import Progress, Work, following
from annotator.project.before_after import BeforeAfter, before_after, past_of
from annotator.project.door import Project
from annotator.project.measuring import WHOLE, Choice, Material, Told, material
from annotator.project.mergers import Merger, mergers

_MOST = 50
"""So many disputed words and articles are told."""
_LATEST = 26
"""So many weeks, the newest, are told apart: half a year."""
_PARTS = 6


class Parting(StrEnum):
    """By what agreement is followed."""

    WEEK = "week"
    BATCH = "batch"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Point:
    """Agreement on the articles of a week, a batch or a version of the codebook."""

    name: str
    spans: SpanAgreement


@dataclass(frozen=True, slots=True)
class GammaReport:
    """Gamma of all tags, with the pairs', and of each tag alone."""

    overall: GammaAgreement
    tags: Mapping[str, GammaAgreement]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """A team's agreement.

    `people` have something to do with the articles; `standings` say by their ids how many articles
    stand how with them. `shared` articles are those that two or more are done with, `complete`
    those that all are done with; `withheld` ones are not released yet. `labels` counts those on
    shared articles. `questions` has the tags of whole articles as well (see `Material.wholes`),
    which are in no figure of spans. `fields` are measured of the labels that meet, `meetings`.
    `parted` counts the disputes of `split` by what they are about. `mergers` tell of the tags that
    labels of others count as, `change` of what the codebook's last change made of agreement.
    """

    project: str
    made: str
    choice: Choice
    codebook: Codebook
    version: int
    people: tuple[Annotator, ...]
    standings: Mapping[str, Standing]
    shared: int
    complete: int
    withheld: int
    labels: int
    resampling: Resampling
    spans: SpanAgreement
    pairs: Mapping[Pair, SpanAgreement]
    questions: Mapping[str, QuestionAgreement]
    fields: Mapping[str, FieldAgreement]
    meetings: tuple[Meeting, ...]
    split: Split
    parted: Mapping[DisputeKind, int]
    words: tuple[DisputedForm, ...]
    articles: tuple[DisputedArticle, ...]
    course: Mapping[Parting, tuple[Point, ...]]
    flags: tuple[Flag, ...]
    material: Material
    mergers: tuple[Merger, ...] = ()
    change: BeforeAfter | None = None
    gamma: GammaReport | None = None

    @property
    def names(self) -> dict[str, str]:
        """The annotators' names by their ids."""
        return {each.id: each.name for each in self.people}

    def tag_name(self, key: str) -> str:
        """The tag's name; its key where the codebook has it no more."""
        tag = self.codebook.tag(key)
        return tag.name if tag else key

    def question_name(self, key: str) -> str:
        """The name of a question, or of a tag of whole articles, that `questions` has."""
        if key.startswith(WHOLE):
            return self.tag_name(key.removeprefix(WHOLE))
        question = self.codebook.question(key)
        return question.name if question else key

    def answer_name(self, key: str, value: Value) -> str:
        """An answer to it as a person reads it."""
        question = self.codebook.question(key)
        if question is None:
            return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        return shown_value(question, value)


def agreement_report(
    project: Project,
    choice: Choice = Choice(),  # noqa: B008 - frozen
    resampling: Resampling = USUAL,
    *,
    gamma: bool = False,
) -> Work[AgreementReport]:
    """Measure everything; with `gamma` that too, which takes longer than all the rest."""
    found = yield from material(project, choice)
    shared = found.in_text
    yield Progress(1, _PARTS, "Comparing labels")
    codings = Codings.of(shared, _span_tags(project.codebook, shared))
    spans = span_agreement(codings, resampling)
    pairs = yield from following(agreement_by_pair(codings, resampling), 1)
    yield Progress(2, _PARTS, "Comparing answers")
    questions = {key: question_agreement(each, resampling) for key, each in found.rated.items()}
    meetings, fields = _by_field(project.codebook, found, resampling)
    yield Progress(3, _PARTS, "Looking for disputes")
    split = disputes_of(shared)
    yield Progress(4, _PARTS, "Looking for disputes")
    words, articles = _most_disputed(found, codings)
    yield Progress(5, _PARTS, "Following the course")
    course = yield from _course(found, spans, resampling)
    past = yield from past_of(project)
    flags = quality_flags(found.done, found.key)
    standing = standings(found.articles)
    report = AgreementReport(
        project=project.settings.name,
        made=now(),
        choice=choice,
        codebook=project.codebook,
        version=project.codebook_version,
        people=tuple(each for each in found.people if each.id in standing),
        standings=standing,
        shared=len(shared),
        complete=sum(len(each.codings) == len(spans.annotators) for each in shared),
        withheld=found.withheld,
        labels=_labels(found),
        resampling=resampling,
        spans=spans,
        pairs=pairs,
        questions=questions,
        fields=fields,
        meetings=meetings,
        split=split,
        parted={kind: split.count(kind) for kind in DisputeKind},
        words=words,
        articles=articles,
        course=course,
        flags=tuple(flags),
        material=found,
        mergers=mergers(found, past, project.codebook, resampling),
        change=before_after(found, past, resampling),
    )
    return replace(report, gamma=(yield from gamma_report(report))) if gamma else report


def gamma_report(report: AgreementReport) -> Work[GammaReport]:
    """Gamma of what a report is about, of all tags and of each; slow."""
    codings = Codings.of(report.material.in_text, list(report.spans.tags))
    kept = report.resampling
    total = (len(report.spans.tags) + 1) * max(1, len(codings.articles))
    done = 0
    tags: dict[str, GammaAgreement] = {}
    overall: GammaAgreement | None = None
    for key in ("", *report.spans.tags):
        part = codings.only([key]) if key else codings
        work = gamma_agreement(part, seed=kept.seed, resampling=kept)
        while True:
            try:
                at = next(work)
            except StopIteration as end:
                if key:
                    tags[key] = end.value
                else:
                    overall = end.value
                break
            yield Progress(done + at.done, total, "Aligning")
        done += len(codings.articles)
    assert overall is not None  # noqa: S101 - it was the first
    return GammaReport(overall, tags)


# ---------------------------------------------------------------------------- figures by name

_BY_TAG: dict[Measure, Callable[[TagAgreement], Figure]] = {
    Measure.ALPHA_U: lambda it: it.alpha_u,
    Measure.ALPHA_TOKEN: lambda it: it.alpha_token,
    Measure.ALPHA_KU: lambda it: it.alpha_ku,
    Measure.F1_SOFT: lambda it: it.f1_soft,
    Measure.F1_EXACT: lambda it: it.f1_exact,
}
_OF_ALL: dict[Measure, Callable[[SpanAgreement], Figure]] = {
    Measure.ALPHA_U: lambda it: it.alpha_u,
    Measure.ALPHA_TOKEN: lambda it: it.alpha_token,
    Measure.ALPHA_U_MARKED: lambda it: it.alpha_u_marked,
    Measure.ALPHA_CU: lambda it: it.alpha_cu,
    Measure.F1_SOFT: lambda it: it.f1_soft_tagged,
    Measure.F1_EXACT: lambda it: it.f1_exact_tagged,
}
NONE = Figure(None, why=Why.NOTHING_SHARED)


def tag_figure(report: AgreementReport, tag: str, measure: Measure) -> Figure | None:
    """A measure of one tag, or of all together for ""; None where it was not measured."""
    if measure in (Measure.GAMMA, Measure.GAMMA_CAT):
        if report.gamma is None:
            return None
        found = report.gamma.tags[tag] if tag else report.gamma.overall
        return found.group.gamma if measure is Measure.GAMMA else found.group.gamma_cat
    if tag:
        by_tag = _BY_TAG.get(measure)
        return by_tag(report.spans.tags[tag]) if by_tag else None
    return spans_figure(report.spans, measure)


def spans_figure(spans: SpanAgreement, measure: Measure) -> Figure | None:
    """A measure of all tags together; the F1 of spans with equal tags."""
    of_all = _OF_ALL.get(measure)
    return of_all(spans) if of_all else None


def pair_figure(report: AgreementReport, pair: Pair, measure: Measure) -> Figure | None:
    """A measure of two annotators, all tags together; None where it was not measured."""
    if measure in (Measure.GAMMA, Measure.GAMMA_CAT):
        if report.gamma is None:
            return None
        found = report.gamma.overall.pairs.get(pair)
        if found is None:
            return NONE
        return found.gamma if measure is Measure.GAMMA else found.gamma_cat
    spans = report.pairs.get(pair)
    return NONE if spans is None else spans_figure(spans, measure)


def field_figures(report: AgreementReport, key: str, tag: str) -> FieldFigures | None:
    """A field's figures of one tag, or of all together for ""; None where no label holds any."""
    found = report.fields[key]
    return found.tags.get(tag) if tag else found.whole


def form_of(told: Told, word: Span) -> str:
    """The form under which places of one word are counted together."""
    return told.text[word.start : word.end].casefold().replace("’", "'")


# ---------------------------------------------------------------------------- parts of it


def _span_tags(codebook: Codebook, articles: Sequence[CodedArticle]) -> list[str]:
    """The tags that may be given to words or sentences, then others that were, sorted."""
    given = [each.key for each in codebook.given if each.scope is not Scope.ARTICLE]
    used = {
        piece.tag for article in articles for pieces in article.codings.values() for piece in pieces
    }
    return [*given, *sorted(used - set(given))]


def _by_field(
    codebook: Codebook, found: Material, resampling: Resampling
) -> tuple[tuple[Meeting, ...], dict[str, FieldAgreement]]:
    """The labels that meet, and the figures of each field that a tag asks."""
    meetings = tuple(meetings_of(found.shared, _tags_with_values(found)))
    return meetings, {
        each.key: field_agreement(each, meetings, found.fields, resampling)
        for each in _asked_fields(codebook)
    }


def _most_disputed(
    found: Material, codings: Codings
) -> tuple[tuple[DisputedForm, ...], tuple[DisputedArticle, ...]]:
    voted = voted_words(codings)
    words = disputed_forms(voted, lambda article, word: form_of(found.told[article], word))
    articles = [each for each in disputed_articles(voted) if each.share]
    return tuple(words[:_MOST]), tuple(articles[:_MOST])


def _asked_fields(codebook: Codebook) -> tuple[Field, ...]:
    keys = {key for tag in codebook.tags for key in tag.fields}
    return tuple(each for each in codebook.fields if each.key in keys)


def _tags_with_values(found: Material) -> set[str]:
    """The tags with labels whose fields hold anything: without any there is nothing to compare."""
    return {
        piece.tag
        for article in found.shared
        for pieces in article.codings.values()
        for piece in pieces
        if piece.label_id in found.fields
    }


def _labels(found: Material) -> int:
    return len(
        {
            piece.label_id
            for article in found.shared
            for pieces in article.codings.values()
            for piece in pieces
        }
    )


def _course(
    found: Material, whole: SpanAgreement, resampling: Resampling
) -> Work[Mapping[Parting, tuple[Point, ...]]]:
    course: dict[Parting, tuple[Point, ...]] = {}
    shared = found.in_text
    for number, parting in enumerate(Parting):
        groups: dict[str, list[str]] = {}
        for article in shared:
            name = part_of(found.told[article.id], parting)
            if name:
                groups.setdefault(name, []).append(article.id)
        points = []
        names = sorted(groups, key=lambda each: (len(each), each))[-_LATEST:]
        for name in names:
            yield Progress(number, len(Parting), "Following the course")
            wanted = set(groups[name])
            if len(wanted) == whole.articles:
                points.append(Point(name, whole))
                continue
            codings = Codings.of(it for it in shared if it.id in wanted)
            points.append(Point(name, span_agreement(codings, resampling)))
        course[parting] = tuple(points)
    return course


def part_of(told: Told, parting: Parting) -> str:
    """The week, batch or version that an article belongs to; "" where it is not known."""
    match parting:
        case Parting.WEEK:
            return told.week
        case Parting.BATCH:
            return told.batch
        case Parting.VERSION:
            return str(told.version) if told.version else ""
