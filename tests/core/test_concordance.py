"""Keyword in context: what is found, what is shown around it, and how it is sorted."""

import random
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core import concordance
from annotator.core.concordance import Hit, hits_in
from annotator.core.labels import new_label
from annotator.core.model import Article, Label, Metadata, Span
from annotator.core.text import occurrences, words

PIECES = [
    *("regime", "Regime’s", "regimes", "so-called", "U.S.", "vote", "a", "e\u0301", "\u0301"),
    *(" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2028", ".", ", ", "“", "”", "’", "-"),
    *("👨‍👩‍👧", "漢字", "סלע"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=40)
wanted = st.sampled_from(["regime", "so-called", "a", "vote a", "U.S.", "e\u0301", "漢", "“", "👨"])

NEWS = (
    "Harbour vote splits Ostrel\n"
    "\n"
    "The so-called experts lost the vote. Nobody in the harbour board had seen the\tVOTE coming."
)


def lines(hits: list[Hit]) -> list[tuple[str, str, str]]:
    return [(hit.left, hit.keyword, hit.right) for hit in hits]


# ---------------------------------------------------------------------------- finding


@given(texts, wanted, st.booleans())
def test_one_word_is_found_where_it_occurs(text: str, word: str, ignore_case: bool) -> None:
    hits = hits_in("a1", text, [word], ignore_case=ignore_case)
    assert [hit.span for hit in hits] == occurrences(text, word, ignore_case)


@given(texts, st.lists(wanted, max_size=4))
def test_any_of_several_is_found_in_order_and_apart(text: str, some: list[str]) -> None:
    spans = [hit.span for hit in hits_in("a1", text, some)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    each = {span for word in some for span in occurrences(text, word)}
    assert set(spans) <= each
    # What is missing gave way to another.
    for span in each - set(spans):
        assert any(span.start < s.end and s.start < span.end for s in spans)


def found(words: list[str], **how: bool) -> list[str]:
    text = "Regime, regimes, REGIME’S so-called\n experts; so-called vote."
    return [text[slice(*hit.span)] for hit in hits_in("a1", text, words, **how)]


def test_words_phrases_and_beginnings() -> None:
    assert found(["regime"]) == ["Regime", "REGIME"]
    assert found(["regime"], ignore_case=False) == []
    assert found(["regime"], whole_words=False) == ["Regime", "regime", "REGIME"]
    assert found(["regime*"]) == ["Regime", "regimes", "REGIME"]
    assert found(["gime*"]) == []
    assert found(["gime*"], whole_words=False) == ["gime", "gime", "GIME"]
    assert found(["so-called", "so-called experts"]) == ["so-called\n experts", "so-called"]
    assert found(["vote", "Regime's"]) == ["REGIME’S", "vote"]
    assert found(["", " ", "*"]) == found([]) == []


# ---------------------------------------------------------------------------- what stands around


def test_a_line_ends_at_words_and_shows_breaks_as_blanks() -> None:
    assert lines(hits_in("a1", NEWS, ["vote"], context=24)) == [
        ("Harbour ", "vote", " splits Ostrel The"),
        ("experts lost the ", "vote", ". Nobody in the harbour"),
        ("board had seen the ", "VOTE", " coming."),
    ]


@given(text=texts, word=wanted, context=st.integers(0, 12), whole=st.booleans())
@example(text="x" * 20 + "regime", word="regime", context=5, whole=False)
@example(text="👨‍👩‍👧 vote a👨‍👩‍👧", word="vote a", context=3, whole=True)
def test_a_context_is_the_text_cut_between_words(
    text: str, word: str, context: int, whole: bool
) -> None:
    for hit in hits_in("a1", text, [word], whole_words=whole, context=context):
        start, end = hit.span
        assert len(hit.left) <= context
        assert len(hit.right) <= context
        assert not set(hit.left + hit.keyword + hit.right) & set("\n\t\r\u2028")
        before, after = "".join(text[:start].split()), "".join(text[end:].split())
        assert before.endswith("".join(hit.left.split()))
        assert after.startswith("".join(hit.right.split()))
        assert "".join(hit.keyword.split()) == "".join(text[start:end].split())
        if not any(character.isspace() for character in text):
            cuts = (start - len(hit.left), end + len(hit.right))
            for piece in words(text):
                inside = [cut for cut in cuts if piece.start < cut < piece.end]
                assert all(cut in (start, end) for cut in inside)


def test_a_word_longer_than_its_context_is_left_out() -> None:
    text = "x" * 500_000 + " vote " + "漢" * 500_000
    assert lines(hits_in("a1", text, ["vote"], context=5)) == [("", "vote", " 漢漢漢漢")]


# ---------------------------------------------------------------------------- labels


def label(label_id: str, text: str, *pieces: Span, article_id: str = "a1") -> Label:
    article = Article(article_id, text, 0, "", Metadata(article_id))
    return new_label(
        article, "loaded", pieces, label_id=label_id, annotator_id="p", codebook_version=1, now=""
    )


def test_labels_of_the_article_are_shown_in_order_of_place() -> None:
    vote, experts = NEWS.index("vote."), NEWS.index("so-called")
    labels = [
        label("l1", NEWS, Span(vote, vote + 4)),
        label("l2", NEWS, Span(0, 7), Span(20, 26)),
        label("l3", NEWS, Span(experts, experts + 17)),
        label("l4", NEWS, Span(0, 7), article_id="a2"),
    ]
    hits = concordance.places_of_labels("a1", NEWS, labels, context=12)
    assert [(hit.label_id, hit.keyword) for hit in hits] == [
        ("l2", "Harbour vote splits Ostrel"),
        ("l3", "so-called experts"),
        ("l1", "vote"),
    ]
    assert lines(hits)[1] == ("Ostrel The ", "so-called experts", " lost the")


# ---------------------------------------------------------------------------- sorting


def test_equal_contexts_stand_together() -> None:
    rows = ["He hates the vote now", "we like The “vote” Now", "I hate the vote then"]
    hits = [hit for n, row in enumerate(rows) for hit in hits_in(str(n), row, ["vote"])]
    assert [hit.article_id for hit in sorted(hits, key=concordance.by_left)] == ["2", "0", "1"]
    assert [hit.article_id for hit in sorted(hits, key=concordance.by_right)] == ["0", "1", "2"]


def test_ties_go_by_article_and_place() -> None:
    hits = [hit for name in "ba" for hit in hits_in(name, "vote " * 3, ["vote"], context=0)]
    for key in (concordance.by_left, concordance.by_right):
        assert [(hit.article_id, hit.span.start) for hit in sorted(hits, key=key)] == [
            *(("a", 0), ("a", 5), ("a", 10)),
            *(("b", 0), ("b", 5), ("b", 10)),
        ]


def test_thousands_of_hits_in_one_endless_line() -> None:
    # Were a hit to read its whole line, this would take longer than a test may.
    chance = random.Random(7)
    text = " ".join(chance.choices(["regime", "harbour", "so-called", "U.S.", "the"], k=900_000))
    text = text.replace("so-called the U.S.", "so-called the vote")
    hits = hits_in("a1", text, ["vote"])
    assert 5_000 < len(hits) < 10_000
    for key in (concordance.by_left, concordance.by_right):
        keys = [key(hit) for hit in sorted(hits, key=key)]
        assert keys == sorted(keys)
