"""The places in the text that a figure rests on, with what each annotator did there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.agreement.disputes import DisputeKind, disputed_words
from annotator.agreement.fields import differing
from annotator.agreement.values import CodedArticle, Pair, Piece
from annotator.core.concordance import Hit, hit_at
from annotator.core.labels import shown_value
from annotator.core.model import Span, Value
from annotator.core.work import Progress, Work
from annotator.project.agreement_report import AgreementReport, Parting, form_of, part_of
from annotator.project.corpus import Place
from annotator.store.corpus import LabelPlace

MOST = 5_000
"""So many places are listed at once."""
_EVERY = 50


@dataclass(frozen=True, slots=True)
class About:
    """Which places: those that fit all that is given.

    `tag` or `kind` of a dispute, who is in it (`pair`, or one `annotator`), in these `articles`, or
    those of a `part` of the course; or the places of a word's `form`; or the articles to which a
    `question` got different answers; or where labels that meet hold different values of a `field`.
    With `whole` the articles themselves are listed.
    """

    tag: str = ""
    kind: str = ""
    pair: Pair | None = None
    annotator: str = ""
    form: str = ""
    question: str = ""
    field: str = ""
    articles: tuple[str, ...] | None = None
    part: tuple[str, str] | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class DisputedPlace:
    """A place in its context; `said` tells of each annotator, by name, what they have there."""

    place: Place
    said: tuple[tuple[str, str], ...]

    @property
    def hit(self) -> Hit:
        """Where it is."""
        return self.place.hit


def disputed_places(report: AgreementReport, about: About) -> Work[tuple[DisputedPlace, ...]]:
    """The places, in the order of the articles and their texts; at most `MOST`."""
    maker = _Maker(report)
    found: list[DisputedPlace] = []
    for number, (article, span) in enumerate(_spans(report, about)):
        if number % _EVERY == 0:
            yield Progress(number, 0, "Looking up")
        if len(found) == MOST:
            break
        found.append(
            maker.about_article(article, about.question)
            if span is None
            else maker.at(article, span, about)
        )
    return tuple(found)


# ---------------------------------------------------------------------------- where


def _spans(report: AgreementReport, about: About) -> Iterator[tuple[CodedArticle, Span | None]]:
    wanted = None if about.articles is None else set(about.articles)
    articles = [
        each
        for each in report.material.articles
        if (wanted is None or each.id in wanted) and _in_part(report, each.id, about.part)
    ]
    if about.question:
        values = report.material.rated[about.question].values
        yield from (
            (each, None) for each in articles if _differ(values.get(each.id, {}), about.pair)
        )
    elif about.field:
        yield from _differing(report, about, articles)
    elif about.whole:
        yield from ((each, None) for each in articles)
    elif about.form:
        places: dict[str, list[Span]] = {}
        for word in disputed_words(report.material.in_text):
            if form_of(report.material.told[word.article_id], word.word) == about.form:
                places.setdefault(word.article_id, []).append(word.word)
        for each in articles:
            yield from ((each, span) for span in sorted(places.get(each.id, [])))
    else:
        yield from _disputes(report, about, articles)


def _in_part(report: AgreementReport, article_id: str, part: tuple[str, str] | None) -> bool:
    if part is None:
        return True
    parting, name = part
    return part_of(report.material.told[article_id], Parting(parting)) == name


def _differ(given: Mapping[str, Value], pair: Pair | None) -> bool:
    values = [value for who, value in given.items() if pair is None or who in pair]
    return len({(type(value), value) for value in values}) > 1


def _disputes(
    report: AgreementReport, about: About, articles: Sequence[CodedArticle]
) -> Iterator[tuple[CodedArticle, Span]]:
    found: dict[str, list[Span]] = {}
    kind = DisputeKind(about.kind) if about.kind else None
    for each in report.split.disputes:
        tags = [piece.tag for piece in (each.first, each.second) if piece is not None]
        if (
            (kind is None or each.kind is kind)
            and (not about.tag or about.tag in tags)
            and (about.pair is None or each.pair == about.pair)
            and (not about.annotator or about.annotator in each.pair)
        ):
            found.setdefault(each.article_id, []).append(each.span)
    for article in articles:
        yield from ((article, span) for span in _joined(found.get(article.id, [])))


def _differing(
    report: AgreementReport, about: About, articles: Sequence[CodedArticle]
) -> Iterator[tuple[CodedArticle, Span]]:
    asked = report.codebook.field(about.field)
    if asked is None:
        return
    found: dict[str, list[Span]] = {}
    for each in differing(asked, report.meetings, report.material.fields, about.tag):
        found.setdefault(each.article_id, []).append(each.span)
    for article in articles:
        yield from ((article, span) for span in _joined(found.get(article.id, [])))


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one: one place, however many pairs differ on it."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


# ---------------------------------------------------------------------------- what is there


class _Maker:
    """Makes the lines of the list."""

    def __init__(self, report: AgreementReport) -> None:
        self._report = report
        self._names = report.names
        self._wholes = report.material.whole_tags

    def at(self, article: CodedArticle, span: Span, about: About) -> DisputedPlace:
        """A place in the text."""
        told = self._report.material.told[article.id]
        labels: dict[str, LabelPlace] = {}
        said = []
        for who in self._names:
            if who not in article.codings or (about.pair is not None and who not in about.pair):
                continue
            pieces = article.codings[who]
            here = [
                it
                for it in pieces
                if it.start < span.end
                and it.end > span.start
                and (it.tag not in self._wholes or it.tag == about.tag or about.field)
            ]
            for it in here:
                place = (Span(it.start, it.end),)
                labels.setdefault(it.tag, LabelPlace(it.label_id, article.id, who, it.tag, place))
            said.append((self._names[who], self._readings(told.text, here, about.field)))
        hit = hit_at(article.id, told.text, span)
        return DisputedPlace(Place(hit, told.title, tuple(labels.values())), tuple(said))

    def _readings(self, text: str, pieces: Sequence[Piece], field: str) -> str:
        """What an annotator has at a place, with what a field holds there; "" for nothing."""
        return "; ".join(
            f"{self._report.tag_name(it.tag)} “{' '.join(text[it.start : it.end].split())}”"
            f"{self._held(it, field)}"
            for it in sorted(pieces)
        )

    def _held(self, piece: Piece, field: str) -> str:
        asked = self._report.codebook.field(field) if field else None
        value = self._report.material.fields.get(piece.label_id, {}).get(field)
        if asked is None or value is None:
            return ""
        return f" · {asked.name}: {shown_value(asked, value)}"

    def about_article(self, article: CodedArticle, question: str) -> DisputedPlace:
        """An article, with everyone's answers to a question, or how much each marked."""
        told = self._report.material.told[article.id]
        if question:
            given = self._report.material.rated[question].values.get(article.id, {})
            said = [
                (name, self._report.answer_name(question, given[who]))
                for who, name in self._names.items()
                if who in given
            ]
        else:
            said = [
                (name, _labels(len({it.label_id for it in article.codings[who]})))
                for who, name in self._names.items()
                if who in article.codings
            ]
        line = " · ".join(f"{who}: {what}" for who, what in said)
        hit = Hit(article.id, Span(0, 0), "", line, "")
        return DisputedPlace(Place(hit, told.title), tuple(said))


def _labels(count: int) -> str:
    return "1 label" if count == 1 else f"{count:,} labels"
