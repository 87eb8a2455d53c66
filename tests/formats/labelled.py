"""Labelled articles for the tests of formats, made by hand or by hypothesis, and the way there and
back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from annotator.core.labels import new_label
from annotator.core.model import (
    Answer,
    Article,
    Codebook,
    Field,
    Kind,
    Metadata,
    Question,
    Span,
    State,
    Tag,
    Value,
)
from annotator.core.text import canonical, headline_end, sha256
from annotator.core.work import finish
from annotator.formats.exchange import (
    Draft,
    DraftLabel,
    Format,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.reading import read
from annotator.formats.source import Source
from annotator.formats.writing import Written, written

TIME = "2026-03-14T09:26:53.589Z"
CODEBOOK = Codebook(
    id="harbour",
    name="Harbour words",
    fields=(
        Field("intensity", "Intensity", Kind.SCALE, low=-2, high=5),
        Field("target", "Target"),
        Field("neutral", "Neutral wording"),
    ),
    tags=(
        Tag("loaded-language", "Loaded language", fields=("intensity", "target", "neutral")),
        Tag("Name_Calling,Labeling", "Name calling", colour="blue"),
        Tag("doubt", "Doubt", colour="teal", shortcut="3"),
    ),
    questions=(Question("slant", "Slant", Kind.SCALE, low=-3, high=3),),
)
OPTIONS = WriteOptions(fields=("intensity", "target", "neutral"), codebook=CODEBOOK)

WILD = "ab “”'=+-@,;\"\n\t|[]_*<>&😀👩‍👧e\u0301\u00a0\u2028\u0085\u202eשا"
"""Characters that formats stumble over: quotes, separators, emoji, marks, breaks, right to left."""

TEXTS = st.text(st.sampled_from(WILD), min_size=1, max_size=60).map(
    lambda raw: canonical("x" + raw + "x")[0]
)
"""Texts that begin and end with a letter, so that no format may trim them."""


def article(text: str, article_id: str = "", **known: str) -> Article:
    """An article with this text."""
    found = article_id or f"article-{sha256(text)[:8]}"
    metadata = Metadata(found, **{"title": text[:20].strip() or found, **known})
    return Article(found, text, headline_end(text), sha256(text), metadata)


def labelled(
    text: str,
    places: Iterable[Sequence[Span]],
    *,
    tags: Sequence[str] = ("loaded-language",),
    note: str = "",
    fields: dict[str, Value] | None = None,
    people: Sequence[str] = ("Oda Renk",),
) -> LabelledArticle:
    """An article with a label on each of the places; tags and people take turns."""
    found = article(text)
    ids = {f"ann-{number}": name for number, name in enumerate(people)}
    labels = [
        new_label(
            found,
            tags[number % len(tags)],
            pieces,
            label_id=f"{found.id}-label-{number}",
            annotator_id=f"ann-{number % len(people)}",
            codebook_version=2,
            now=TIME,
        )
        for number, pieces in enumerate(places)
    ]
    return LabelledArticle(
        article=found,
        state=State.DONE,
        labels=tuple(replace(label, note=note, fields=fields or {}) for label in labels),
        answers=(Answer("answer-1", found.id, "ann-0", "slant", 3, 2, TIME, TIME),),
        annotators=ids,
        states={"ann-0": State.DONE},
    )


def on(text: str, *words: str) -> list[list[Span]]:
    """The first place of each of these words, one piece each."""
    return [[Span(text.index(word), text.index(word) + len(word))] for word in words]


@st.composite
def labelled_articles(draw: st.DrawFn) -> LabelledArticle:
    """Any text with labels anywhere: overlapping, in pieces, by two people, with fields."""
    text = draw(TEXTS)
    places = []
    for _ in range(draw(st.integers(0, 4))):
        cuts = draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4))
        edges = sorted(cuts)[: len(cuts) // 2 * 2]
        places.append([Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=True)])
    fields: dict[str, Value] = draw(
        st.fixed_dictionaries({}, optional={"intensity": st.integers(-2, 5), "target": TEXTS})
    )
    people = draw(st.sampled_from([("Oda Renk",), ("Oda Renk", "Ben O'Hara, jr.")]))
    return labelled(
        text,
        places,
        tags=[tag.key for tag in CODEBOOK.tags],
        note=draw(st.sampled_from(["", "why\tnot?\n“so” 😀"])),
        fields=fields,
        people=people,
    )


def there_and_back(
    form: Format, items: Sequence[LabelledArticle], folder: Path, options: WriteOptions = OPTIONS
) -> tuple[Written, list[Draft]]:
    """Write the articles (which reads every label back) and read the file as an import would."""
    suffix = "" if form.folder else form.extensions[0]
    number = len(list(folder.iterdir()))
    path = folder / f"out-{number}{suffix}"
    done = finish(written(path, form, items, options))
    if form.read is None:
        return done, []
    wanted = ReadOptions(unit=options.unit, settings=options.settings)
    found = list(read(Source(path), form, wanted))
    assert not [item for item in found if isinstance(item, Skipped)]
    return done, [item for item in found if isinstance(item, Draft)]


def said(draft: Draft) -> list[tuple[str, list[tuple[int, int]], str]]:
    """Tag, pieces and quote of each label of a draft, sorted."""

    def row(label: DraftLabel) -> tuple[str, list[tuple[int, int]], str]:
        start, end = label.pieces[0].start, label.pieces[-1].end
        return label.tag, [tuple(piece) for piece in label.pieces], draft.text[start:end]

    return sorted(map(row, draft.labels))
