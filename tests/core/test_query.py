"""A search line as a value, and what SQLite's FTS5 makes of it."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core import query as asking
from annotator.core.errors import AnnotatorError
from annotator.core.query import And, Filter, Node, Not, Or, Phrase, Query, Words, parsed

REGIME, VOTE, HARBOUR = Words("regime"), Words("vote"), Words("harbour")


# ---------------------------------------------------------------------------- from a line


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("regime", REGIME),
        ("regime vote", And((REGIME, VOTE))),
        ("regime AND vote harbour", And((REGIME, VOTE, HARBOUR))),
        ("(regime vote) harbour", And((REGIME, VOTE, HARBOUR))),
        ("regime OR vote harbour", Or((REGIME, And((VOTE, HARBOUR))))),
        ("(regime OR vote) harbour", And((Or((REGIME, VOTE)), HARBOUR))),
        ("regime or vote", And((REGIME, Words("or"), VOTE))),
        ("NOT regime", Not(REGIME)),
        ("-regime", Not(REGIME)),
        ("NOT -regime", REGIME),
        ("regime NOT (vote OR harbour)", And((REGIME, Not(Or((VOTE, HARBOUR)))))),
        ("-(NOT regime)", REGIME),
        ('"so-called  experts"', Phrase("so-called experts")),
        ("“so-called experts”", Phrase("so-called experts")),
        ("„regime“ «vote»", And((Phrase("regime"), Phrase("vote")))),
        ('-"harbour vote"', Not(Phrase("harbour vote"))),
        ("vot*", Words("vot", prefix=True)),
        ("so-called", Words("so-called")),
        ("Regime’s, $4.1", And((Words("Regime’s"), Words("4.1")))),
        ("e\u0301te\u0301!", Words("e\u0301te\u0301")),
        ("10:30", Words("10:30")),
        ("http://ostrel.example", Words("http://ostrel.example")),
    ],
)
def test_words_phrases_and_operators(line: str, query: Query) -> None:
    assert parsed(line) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("outlet:Herald", Filter("outlet", "Herald")),
        ("Outlet:Herald", Filter("outlet", "Herald")),
        ('outlet:"Ostrel Herald"', Filter("outlet", "Ostrel Herald")),
        ("author:“A. Okoro”", Filter("author", "A. Okoro")),
        ("-outlet:Herald", Not(Filter("outlet", "Herald"))),
        ("regime outlet:Herald", And((REGIME, Filter("outlet", "Herald")))),
        ("(tag:loaded OR tag:praise)", Or((Filter("tag", "loaded"), Filter("tag", "praise")))),
        ("Desk:Foreign", Filter("Desk", "Foreign")),
        ('"news desk":foreign', Filter("news desk", "foreign")),
        ("url:http://a.example/b", Filter("url", "http://a.example/b")),
        ("date:2024", Filter("date", "2024")),
        ("date:2024-03..2024-05", Filter("date", "2024-03", "2024-05")),
        ("date:..2024", Filter("date", "", "2024")),
        ("date:2024..", Filter("date", "2024", "")),
        ("title:a..b", Filter("title", "a..b")),
        ('outlet:"any"', Filter("outlet", "any")),
        ('"outlet:Herald"', Phrase("outlet:Herald")),
    ],
)
def test_filters(line: str, query: Query) -> None:
    assert parsed(line) == query


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("", None),
        (" \n\0 ", None),
        ("AND", None),
        ("NOT", None),
        ("-", None),
        ("()", None),
        ('"', None),
        ("— & !", None),
        ("outlet:any", None),
        ("-outlet:Any", None),
        ("date:..", None),
        ("outlet: regime", REGIME),
        ("Breaking: regime", And((Words("Breaking"), REGIME))),
        ("regime & vote", And((REGIME, VOTE))),
        ("AND regime OR", REGIME),
        ("regime AND OR vote", Or((REGIME, VOTE))),
        ("NOT OR regime", REGIME),
        ("-outlet:any regime", REGIME),
        ("regime) vote", And((REGIME, VOTE))),
        ("(regime OR (vote", Or((REGIME, VOTE))),
        ('"harbour vote', Phrase("harbour vote")),
        ('outlet:"Ostrel Her', Filter("outlet", "Ostrel Her")),
    ],
)
def test_half_a_line_is_mended(line: str, query: Query) -> None:
    assert parsed(line) == query


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("a " * 101, "more than 100 words"),
        ("outlet:a " * 101, "more than 100 words"),
        ("(" * 21 + "a", "more than 20 levels"),
        ("b OR a (" * 11 + "b OR a", "more than 20 levels"),
        ("a" * 5_001, "5,000 characters"),
        ("regime 👍", "“👍” has no letter"),
    ],
)
def test_limits_are_told(line: str, why: str) -> None:
    with pytest.raises(AnnotatorError, match=why):
        parsed(line)


def test_what_just_fits_is_taken() -> None:
    assert parsed("a " * 100) == And((Words("a"),) * 100)
    assert parsed("(" * 20 + "a") == Words("a")
    assert parsed("-" * 4_999 + "a") == Not(Words("a"))


def nodes(query: Query) -> Iterator[Node]:
    if query is None:
        return
    yield query
    if isinstance(query, And | Or):
        assert len(query.parts) > 1
        for part in query.parts:
            assert not isinstance(part, type(query))
            yield from nodes(part)
    elif isinstance(query, Not):
        assert not isinstance(query.part, Not)
        yield from nodes(query.part)


@given(
    st.text(max_size=60) | st.text(st.sampled_from("aé -–—*()\"“”:.'\0\ud800,NOTRAD"), max_size=60)
)
def test_any_line_is_a_flat_tree_that_the_index_takes(line: str) -> None:
    try:
        query = parsed(line)
    except AnnotatorError:
        return
    with closing(sqlite3.connect(":memory:")) as database:
        filled(database, ["a"])
        for node in nodes(query):
            expression = asking.fts(node)
            if expression is not None:
                database.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (expression,))


# ---------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("date:2024", {"2024", "2024-03-05", "2024-05-31", "2024-06"}),
        ("date:2024-03", {"2024-03-05"}),
        ("date:2024-03..2024-05", {"2024-03-05", "2024-05-31"}),
        ("date:..2023", {"2023-12-31"}),
        ("date:2024-05-02..", {"2024-05-31", "2024-06", "2025-01-01"}),
    ],
)
def test_dates_match_by_their_beginning(line: str, dates: set[str]) -> None:
    known = ["", "2023-12-31", "2024", "2024-03-05", "2024-05-31", "2024-06", "2025-01-01"]
    query = parsed(line)
    assert isinstance(query, Filter)
    low, high = query.bounds
    assert {date for date in known if low <= date < high} == dates
    with closing(sqlite3.connect(":memory:")) as database:
        sql = "SELECT ? >= ? AND ? < ?"
        assert {
            date for date in known if database.execute(sql, (date, low, date, high)).fetchone()[0]
        } == dates


# ---------------------------------------------------------------------------- the index


def filled(database: sqlite3.Connection, texts: list[str]) -> None:
    database.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61 remove_diacritics 1')"
    )
    database.execute("CREATE TABLE articles(id INTEGER PRIMARY KEY, outlet TEXT)")
    for number, text in enumerate(texts):
        database.execute("INSERT INTO texts(rowid, text) VALUES (?, ?)", (number, text))
        database.execute("INSERT INTO articles VALUES (?, ?)", (number, OUTLETS[number % 2]))


OUTLETS = ("A", "B")


def where(node: Node) -> tuple[str, list[str]]:
    """The condition on articles, as a store builds it."""
    expression = asking.fts(node)
    if expression is not None:
        return "id IN (SELECT rowid FROM texts WHERE texts MATCH ?)", [expression]
    match node:
        case And(parts) | Or(parts):
            conditions = [where(part) for part in parts]
            operator = " AND " if isinstance(node, And) else " OR "
            return (
                f"({operator.join(sql for sql, _ in conditions)})",
                [value for _, values in conditions for value in values],
            )
        case Not(part):
            sql, values = where(part)
            return f"NOT ({sql})", values
        case Filter(_, value):
            return "outlet = ?", [value]
    raise AssertionError(node)


def found(database: sqlite3.Connection, query: Query) -> set[int]:
    sql, values = ("1", list[str]()) if query is None else where(query)
    return {row[0] for row in database.execute(f"SELECT id FROM articles WHERE {sql}", values)}


def tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.findall(r"\w+", re.sub("[\u0300\u0301\u0308]", "", plain))


def holds(text: str, words: str, *, prefix: bool) -> bool:
    here, wanted = tokens(text), tokens(words)
    for at in range(len(here) - len(wanted) + 1):
        piece = here[at : at + len(wanted)]
        last = piece[-1].startswith(wanted[-1]) if prefix else piece[-1] == wanted[-1]
        if piece[:-1] == wanted[:-1] and last:
            return True
    return False


def fits(query: Query, number: int, text: str) -> bool:
    match query:
        case None:
            return True
        case Words(words, prefix):
            return holds(text, words, prefix=prefix)
        case Phrase(words):
            return holds(text, words, prefix=False)
        case Filter(_, value):
            return OUTLETS[number % 2] == value
        case And(parts):
            return all(fits(part, number, text) for part in parts)
        case Or(parts):
            return any(fits(part, number, text) for part in parts)
        case Not(part):
            return not fits(part, number, text)
    raise AssertionError(query)


texts = st.text(st.sampled_from("aAbBéÄe\u0301 -'’,."), max_size=14)
typed = st.sampled_from(
    [
        *("a", "B", "ab", "ba", "É", "ä", "e\u0301", "a*", "b*", "ab-a", "a’b*", "—", "outlet:A"),
        *("-", "NOT", "AND", "OR", "(", ")", '"a b"', "“b a”", '"', "-outlet:B", "outlet:any"),
    ]
)
lines = st.lists(st.tuples(typed, st.sampled_from([" ", " ", ""])), max_size=14).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@given(lines, st.lists(texts, min_size=1, max_size=8))
@example("NOT a", ["a", "b"])
@example('a OR -"a b" outlet:A', ["a b", "a", "b"])
@example("a* -(ab OR é)", ["AB", "Ä e\u0301", "ba"])
def test_the_index_finds_what_the_tree_says(line: str, some: list[str]) -> None:
    query = parsed(line)
    with closing(sqlite3.connect(":memory:")) as database:
        filled(database, some)
        assert found(database, query) == {
            number for number, text in enumerate(some) if fits(query, number, text)
        }


def test_nothing_typed_is_syntax_of_the_index() -> None:
    line = 'NEAR(a b) text : a ^a a+b {a} "x* OR y" a\''
    with closing(sqlite3.connect(":memory:")) as database:
        filled(database, ["near a b text", "a b near text; x or y", "a"])
        assert found(database, parsed(line)) == {1}
    assert asking.fts(Phrase('say "no"')) == '"say ""no"""'


def test_words_alone_are_one_expression() -> None:
    query = parsed('(regime* OR "harbour vote") okoro')
    assert query is not None
    assert asking.fts(query) == '(("regime"* OR "harbour vote") AND "okoro")'
    for line in ("regime outlet:A", "regime NOT vote", "-regime"):
        mixed = parsed(line)
        assert mixed is not None
        assert asking.fts(mixed) is None


def test_the_deepest_line_is_searched() -> None:
    query = parsed("b OR a (" * 10 + "a")
    assert query is not None
    assert asking.fts(query) is not None
    with closing(sqlite3.connect(":memory:")) as database:
        filled(database, ["a", "b", "c"])
        assert found(database, query) == {0, 1}
        mixed = parsed("outlet:B OR -(a (" * 6 + "-outlet:A")
        assert found(database, mixed) == {
            number for number, text in enumerate("abc") if fits(mixed, number, text)
        }


# ---------------------------------------------------------------------------- highlights


def test_highlights_are_what_is_wanted_once() -> None:
    line = 'Regime vot* "harbour vote" -tyrant NOT (a -b) outlet:Herald (regime OR Okoro)'
    assert asking.highlights(parsed(line)) == ("Regime", "vot*", "harbour vote", "b", "Okoro")
    assert asking.highlights(None) == ()
