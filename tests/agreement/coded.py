"""Articles with codings, drawn in text, and at random."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from annotator.agreement.codings import Codings
from annotator.agreement.values import CodedArticle, Piece
from annotator.core.model import Span


def drawn(
    text: str, name: str = "article", undone: Sequence[str] = (), **lanes: str
) -> CodedArticle:
    """An article of that text; each lane has letters for tags under what an annotator marked.

    A change of letter, or of its case, starts another piece. A lane of several lines overlaps.
    """
    codings = {
        annotator: [piece for line in lane.split("\n") for piece in pieces_of(line, annotator)]
        for annotator, lane in lanes.items()
    }
    return CodedArticle(name, len(text), words_of(text), codings, frozenset(undone))


def pieces_of(line: str, annotator: str) -> list[Piece]:
    found: list[Piece] = []
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or line[at] != line[start]:
            if line[start].isalpha():
                label = f"{annotator}{start}-{line[start]}"
                found.append(Piece(start, at, line[start].lower(), label))
            start = at
    return found


def words_of(text: str) -> list[Span]:
    found = []
    start = 0
    for at, letter in enumerate(text + " "):
        if letter == " ":
            if start < at:
                found.append(Span(start, at))
            start = at + 1
    return found


def one(article: CodedArticle) -> Codings:
    return Codings.of([article])


# ---------------------------------------------------------------------------- at random

TAGS = "pqr"


@st.composite
def pieces(draw: st.DrawFn, length: int, overlapping: bool = True) -> list[Piece]:
    found = []
    at = 0
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0 if overlapping else at, length - 1))
        end = draw(st.integers(start + 1, min(length, start + 8)))
        found.append(Piece(start, end, draw(st.sampled_from(TAGS)), str(number)))
        at = end
        if not overlapping and at >= length:
            break
    return found


@st.composite
def articles(
    draw: st.DrawFn,
    annotators: Sequence[str] = "abc",
    most: int = 3,
    overlapping: bool = True,
) -> list[CodedArticle]:
    """A few short articles of words of 1 to 4 letters; not everyone is done with each."""
    found = []
    for number in range(draw(st.integers(1, most))):
        sizes = draw(st.lists(st.integers(1, 4), min_size=3, max_size=10))
        text = " ".join("x" * size for size in sizes)
        who = draw(st.sets(st.sampled_from(list(annotators)), min_size=2))
        codings = {each: draw(pieces(len(text), overlapping)) for each in sorted(who)}
        found.append(CodedArticle(f"article {number}", len(text), words_of(text), codings))
    return found


def renamed(
    given: Sequence[CodedArticle],
    annotators: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
) -> list[CodedArticle]:
    """The same with other names."""
    return [
        CodedArticle(
            each.id,
            each.length,
            each.words,
            {
                (annotators or {}).get(who, who): [
                    piece._replace(tag=(tags or {}).get(piece.tag, piece.tag)) for piece in had
                ]
                for who, had in each.codings.items()
            },
        )
        for each in given
    ]
