"""A class of five on one short article, its labels written out, for figures worked out by hand."""

from collections.abc import Mapping, Sequence

from annotator.core.feedback import Counts
from annotator.core.labels import new_label
from annotator.core.lesson import Part
from annotator.core.model import Article, Label, Metadata, Span, Value
from annotator.core.text import headline_end, sha256
from annotator.teach.classwork import Classwork
from tests.teach.simulated import key_label

TEXT = (
    "Regime snubs talks\n\n"
    "In a catastrophic failure of nerve, ministers dismissed a plan to stop the fighting. "
    "Critics fumed."
)

STUDENTS = ("s1", "s2", "s3", "s4", "s5")


def article_of(text: str, article_id: str = "talks", **about: str) -> Article:
    metadata = Metadata(article_id, **about)
    return Article(article_id, text, headline_end(text), sha256(text), metadata)


ARTICLE = article_of(TEXT, title="Regime snubs talks")


def label_on(
    article: Article,
    who: str,
    quote: str,
    tag: str = "loaded",
    *,
    neutral: str = "",
    note: str = "",
) -> Label:
    at = article.text.index(quote)
    fields: dict[str, Value] = {"neutral": neutral} if neutral else {}
    return new_label(
        article,
        tag,
        (Span(at, at + len(quote)),),
        label_id=f"{who}:{quote}:{tag}",
        annotator_id=who,
        codebook_version=1,
        now="",
        fields=fields,
        note=note,
    )


KEY = (
    key_label(ARTICLE, "Regime", "name"),
    key_label(ARTICLE, "catastrophic failure", "loaded", note="Who calls it a catastrophe?"),
    key_label(ARTICLE, "catastrophic failure of nerve", "loaded", Counts.ALTERNATIVE),
    key_label(ARTICLE, "dismissed", "loaded", Counts.OPTIONAL),
    key_label(ARTICLE, "fighting", "loaded", Counts.DECOY, note="A sad fact, no loaded word."),
)

MARKED: Mapping[str, Sequence[tuple[str, str]]] = {
    "s1": [("Regime", "name"), ("catastrophic failure", "loaded")],
    "s2": [("Regime", "loaded"), ("catastrophic", "loaded"), ("fumed", "loaded")],
    "s3": [("failure of nerve", "name"), ("dismissed", "loaded"), ("Critics fumed", "loaded")],
    "s4": [("Regime", "name"), ("Regime", "loaded"), ("fighting", "loaded")],
    "s5": [],
}


def labels_of(
    who: str, marked: Sequence[tuple[str, str]], article: Article = ARTICLE
) -> list[Label]:
    made = [label_on(article, who, quote, tag) for quote, tag in marked]
    return sorted(made, key=lambda it: (it.start, -it.end))


def classwork(
    students: Sequence[str] = STUDENTS,
    *,
    key: Sequence[Label] | None = KEY,
    experts: Mapping[str, Sequence[Label]] | None = None,
    part: Part = Part.LESSON,
) -> Classwork:
    labels = {who: labels_of(who, MARKED[who]) for who in students}
    known = experts if experts is not None else {} if key is None else {"key": key}
    return Classwork(ARTICLE, labels, key, known, part)
