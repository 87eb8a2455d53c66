"""Agreement of a whole team, and gamma beside pygamma-agreement.

`python -m bench.agreement` measures these rows alone. pygamma-agreement (0.8 GB with what it needs)
is no dependency: where it is not installed its row is left out, and the one in `results.json`
stays. An environment that has it and numpy is enough to measure the row, since this floor needs
nothing else.
"""

import gc
import logging
import random
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.agreement.codings import Codings
from annotator.agreement.gamma import gamma_agreement
from annotator.agreement.questions import question_agreement
from annotator.agreement.resampling import NO_INTERVALS, USUAL, Resampling
from annotator.agreement.spans import agreement_by_pair, span_agreement
from annotator.agreement.values import CodedArticle, Piece, Ratings
from annotator.clock import new_id
from annotator.codebooks import shipped_codebook
from annotator.core.model import Level, Span, State
from annotator.core.text import words as words_of
from annotator.core.work import finish
from annotator.formats.exchange import Draft, DraftAnswer, DraftLabel
from annotator.project import Project
from annotator.project.agreement_report import agreement_report
from annotator.project.importing import add_drafts
from bench.figures import Row, table, verdict, write_results
from bench.material import draft, new_project

_ARTICLES, _WORDS, _LABELS = 500, 600, 20
_ANNOTATORS = ("anna", "ben", "cleo", "dan", "eve")
_TAGS = tuple(f"tag-{number}" for number in range(7))
_FIELD = "intensity"
_TIMES = 5
_SPANS = 50
_SAMPLES = 30
_TEAM = {"median": 2.0}
_GAMMA = {"ratio": 0.1}
_SAME = 0.1
"""How far two gammas may lie apart that were sampled apart."""

GAMMA = "agreement_gamma"


def rows_of_agreement() -> list[Row]:
    """The team's figures, also read from a project, and gamma where there is a peer."""
    with TemporaryDirectory() as folder:
        page = _row_of_page(Path(folder) / "Team.annot", fields=False)
        fields = _row_of_page(Path(folder) / "Fields.annot", fields=True)
    return [_row_of_team(), page, fields, *_rows_of_gamma()]


# ---------------------------------------------------------------------------- a team


def _row_of_team() -> Row:
    """All figures of spans and of a question, for the group, each tag and each pair."""
    articles = made_codings(_ARTICLES, _WORDS, _LABELS)
    ratings = _made_ratings()
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(_TIMES):
        ours.append(_taken(lambda: _measured(articles, ratings, USUAL)))
        plain.append(_taken(lambda: _measured(articles, ratings, NO_INTERVALS)))
    return Row("agreement_500_articles_5_annotators", "s", ours, plain, _TEAM, tails=False)


def _measured(articles: list[CodedArticle], ratings: Ratings, resampling: Resampling) -> None:
    codings = Codings.of(articles)
    span_agreement(codings, resampling)
    finish(agreement_by_pair(codings, resampling))
    question_agreement(ratings, resampling)


def _taken(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def made_codings(articles: int, words: int, labels: int) -> list[CodedArticle]:
    """Articles in which five annotators marked `labels` places each, mostly the same ones."""
    source = random.Random(1)
    return [_made_article(source, str(number), words, labels) for number in range(articles)]


def _made_article(source: random.Random, name: str, words: int, labels: int) -> CodedArticle:
    spans: list[Span] = []
    at = 0
    for _ in range(words):
        size = source.randint(2, 9)
        spans.append(Span(at, at + size))
        at += size + 1
    sites = [
        (source.randrange(words - 5), source.randint(0, 3), source.choice(_TAGS))
        for _ in range(labels * 3 // 2)
    ]
    codings = {}
    for annotator in _ANNOTATORS:
        pieces = []
        for first, more, tag in source.sample(sites, labels):
            last = first + more + (source.random() < 0.2)
            given = tag if source.random() < 0.8 else source.choice(_TAGS)
            pieces.append(Piece(spans[first].start, spans[last].end, given, f"{annotator}{first}"))
        codings[annotator] = pieces
    return CodedArticle(name, at, spans, codings)


def _made_ratings() -> Ratings:
    source = random.Random(2)
    values = {}
    for number in range(_ARTICLES):
        true = source.randint(1, 5)
        values[str(number)] = {
            annotator: min(5, max(1, true + source.choice((-1, 0, 0, 0, 1))))
            for annotator in _ANNOTATORS
        }
    return Ratings(values, Level.ORDINAL, (1, 2, 3, 4, 5))


# ---------------------------------------------------------------------------- a project


def _row_of_page(path: Path, *, fields: bool) -> Row:
    """All that the Agreement page shows, from the project's file, beside its figures alone.

    With `fields` every label has an intensity as well, on an ordinal scale. Garbage is collected
    between the measurements, as the window does it (`gui.app.Collector`) while agreement is
    measured beside it.
    """
    made_project(path, _ARTICLES, _WORDS, _LABELS, fields=fields).close()
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(_TIMES):
        with closing(Project.open(path, write=False)) as project:
            gc.collect()
            gc.disable()
            begun = time.perf_counter()
            report = finish(agreement_report(project))
            ours.append(time.perf_counter() - begun)
            gc.enable()
        ratings = report.material.ratings["slant"]
        shared = report.material.shared
        plain.append(_taken(lambda a=shared, r=ratings: _measured(a, r, USUAL)))
        if report.shared != _ARTICLES or report.spans.pieces != _ARTICLES * _LABELS * 5:
            raise RuntimeError(f"{report.shared} articles, {report.spans.pieces} pieces")
        compared = report.fields[_FIELD].whole.alpha.value is not None
        if compared is not fields:
            raise RuntimeError(f"{_FIELD} is {'' if compared else 'not '}compared")
    name = f"agreement_page_500_articles_5_annotators{'_with_a_field' * fields}"
    return Row(name, "s", ours, plain, _TEAM, tails=False)


def made_project(
    path: Path, articles: int, words: int, labels: int, *, fields: bool = False
) -> Project:
    """A project whose articles five annotators are done with, `labels` each, mostly alike.

    With `fields` each label says how intense it is, mostly alike too.
    """
    project, _ = new_project(path, [])
    source = random.Random(4)
    drafts = [_team_draft(source, n, words, labels) for n in range(articles)]
    finish(add_drafts(project, [_with_fields(source, it) for it in drafts] if fields else drafts))
    return project


def _team_draft(source: random.Random, number: int, words: int, labels: int) -> Draft:
    plain = draft(words, number)
    spans = words_of(plain.text, plain.headline_end)
    tags = [tag.key for tag in shipped_codebook("loaded-language").given]
    sites = source.sample(range(0, len(spans) - 3, 3), labels * 3 // 2)
    kinds = {site: source.choice(tags) for site in sites}
    made, slant = [], source.randint(1, 5)
    for annotator in _ANNOTATORS:
        for site in source.sample(sites, labels):
            last = site + (source.random() < 0.2)
            tag = kinds[site] if source.random() < 0.8 else source.choice(tags)
            span = Span(spans[site].start, spans[last].end)
            made.append(DraftLabel(tag, (span,), annotator, id=new_id()))
    answers = [
        DraftAnswer("slant", min(5, max(1, slant + source.choice((-1, 0, 0, 1)))), annotator)
        for annotator in _ANNOTATORS
    ]
    return replace(
        plain,
        labels=tuple(made),
        answers=tuple(answers),
        states=dict.fromkeys(_ANNOTATORS, State.DONE),
    )


def _with_fields(source: random.Random, made: Draft) -> Draft:
    true = {it.pieces[0].start: source.randint(1, 5) for it in made.labels}
    labels = tuple(
        replace(
            it,
            fields={
                _FIELD: min(5, max(1, true[it.pieces[0].start] + source.choice((-1, 0, 0, 1))))
            },
        )
        for it in made.labels
    )
    return replace(made, labels=labels)


# ---------------------------------------------------------------------------- gamma


def _rows_of_gamma() -> list[Row]:
    if find_spec("pygamma_agreement") is None:
        print("Not measured: gamma, as pygamma-agreement is not installed here.", flush=True)
        return []
    article = _two_annotators(_SPANS)
    codings = Codings.of([article])
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(_TIMES + 1):
        begun = time.perf_counter()
        found = finish(gamma_agreement(codings, _SAMPLES, resampling=NO_INTERVALS))
        taken = time.perf_counter() - begun
        peer, peer_taken = _pygamma(article)
        value = found.group.gamma.value
        if value is None or abs(value - peer) > _SAME:
            raise RuntimeError(f"gamma is {value} here and {peer} there")
        if turn:  # the first compiles theirs
            ours.append(taken)
            theirs.append(peer_taken)
    return [Row(f"{GAMMA}_2_annotators_{_SPANS}_spans", "s", ours, theirs, _GAMMA, tails=False)]


def _two_annotators(spans: int) -> CodedArticle:
    source = random.Random(3)
    length = spans * 100
    sites = sorted(source.sample(range(length - 60), spans))
    codings = {}
    for annotator in ("anna", "ben"):
        pieces = []
        for site in sites:
            start = max(0, site + source.choice((0, 0, 0, 5, -3)))
            end = start + source.randint(3, 30)
            pieces.append(Piece(start, end, source.choice("ppppqr")))
        codings[annotator] = pieces
    return CodedArticle("two", length, (), codings)


def _pygamma(article: CodedArticle) -> tuple[float, float]:
    """Gamma as the other program has it with as many samples, and the seconds it took."""
    logging.getLogger().setLevel(logging.ERROR)  # it tells of a solver that it lacks, each sample
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyannote.core import Segment
        from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

        dissimilarity = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
        continuum = Continuum()
        for annotator, pieces in article.codings.items():
            for piece in pieces:
                continuum.add(annotator, Segment(piece.start, piece.end), piece.tag)
        begun = time.perf_counter()
        gamma = float(continuum.compute_gamma(dissimilarity, n_samples=_SAMPLES).gamma)
        return gamma, time.perf_counter() - begun


def main() -> int:
    """Measure these rows, tell them and write them beside the others."""
    rows = rows_of_agreement()
    print(table(rows))
    print(verdict(rows))
    results = Path(__file__).parent / "results.json"
    write_results(rows, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
