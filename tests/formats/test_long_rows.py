"""Work done elsewhere as long tables: ratings and spans, on articles of the project or the file."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span, State
from annotator.core.work import finish
from annotator.formats.convert import convert
from annotator.formats.exchange import Draft, DraftElsewhere, Format, ReadOptions, Skipped
from annotator.formats.offsets import Unit, UnitUnclear
from annotator.formats.reading import drafts
from annotator.formats.registry import format_named, format_of
from annotator.formats.source import Source
from annotator.formats.tables import ratings, span_rows
from annotator.project import Project
from annotator.project.importing import ImportOptions, ImportReport, import_files
from annotator.project.preview import look

FERRY = "Ferry Withdrawn From Service"
HEAD = "annotator,article,question,value\n"
SPANS = "annotator,article,tag,start,end,quote\n"


def came(
    project: Project,
    folder: Path,
    form: Format,
    content: str,
    *,
    columns: dict[str, str] | None = None,
    unit: Unit | None = None,
    **said: str,
) -> ImportReport:
    """Import this as a file of the format."""
    path = folder / "long.csv"
    path.write_bytes(content.encode())
    reading = ReadOptions(columns=columns or {}, unit=unit, settings=said)
    return finish(import_files(project, [Source(path)], ImportOptions(form=form, reading=reading)))


def answers(project: Project, article_id: str) -> set[tuple[str, str, object]]:
    names = {each.id: each.name for each in project.annotators()}
    found = project.answers(article_id)
    return {(names[it.annotator_id], it.question, it.value) for it in found}


def quotes(project: Project, article_id: str) -> set[tuple[str, str, str]]:
    names = {each.id: each.name for each in project.annotators()}
    found = project.labels(article_id)
    return {(names[it.annotator_id], it.tag, it.quote) for it in found}


# ---------------------------------------------------------------------------- ratings


def test_ratings_come_to_articles_by_id_beginning_title_and_hash(
    project: Project, tmp_path: Path
) -> None:
    first, second, third = map(project.article, project.article_ids())
    rows = [
        f"Oda,{first.id},slant,-1",
        f"Oda,{second.title},slant,2",
        f"Oda,{third.sha256},sides,true",
        "Bo,Banner,genre,view",
    ]
    done = came(project, tmp_path, ratings.FORMAT, HEAD + "\n".join(rows))
    assert (done.articles, done.answers, done.joined, done.skipped) == (0, 4, 3, ())
    assert done.new_annotators == ("Oda", "Bo")
    assert answers(project, first.id) == {("Oda", "slant", -1)}
    assert answers(project, second.id) == {("Oda", "slant", 2)}
    assert answers(project, third.id) == {("Oda", "sides", True), ("Bo", "genre", "view")}


def test_a_file_that_comes_twice_changes_nothing(project: Project, tmp_path: Path) -> None:
    rows = f"{HEAD}Oda,Banner,slant,1\n"
    came(project, tmp_path, ratings.FORMAT, rows)
    again = came(project, tmp_path, ratings.FORMAT, rows)
    assert (again.answers, again.new_annotators) == (0, ())


def test_articles_may_be_in_the_same_file(project: Project, tmp_path: Path) -> None:
    rows = (
        "coder;doc id;headline;body;variable;score\n"
        'Oda;d1;Flood;"A flood, a flood.";biased;2\n'
        "Bo;d2;;Another text.;biased;4\n"
        "Bo;d1;;;biased;3\n"
        "Bo;Banner;;;biased;5\n"
    )
    done = came(project, tmp_path, ratings.FORMAT, rows)
    assert (done.articles, done.answers, done.skipped) == (2, 4, ())
    flood, other = map(project.article, done.ids)
    assert (flood.title, flood.text, other.title) == ("Flood", "A flood, a flood.", "Another text.")
    assert answers(project, flood.id) == {("Oda", "biased", 2), ("Bo", "biased", 3)}
    assert project.codebook.question("biased") is not None


def test_what_cannot_be_taken_is_told(project: Project, tmp_path: Path) -> None:
    rows = (
        "Oda,No such,slant,1\n"
        "Oda,Banner,slant,9\n"
        "Oda,Banner,,1\n"
        "Oda,Banner,sides,\n"
        "Oda,Banner,genre,news\nOda,Banner,genre,view\n"
        "Oda,,slant,1\n"
    )
    done = came(project, tmp_path, ratings.FORMAT, HEAD + rows)
    assert done.answers == 1
    assert {item.why for item in done.skipped} == {
        "the project has no article “No such”",
        "it cannot be “9”",
        "it has no question",
        "it has no value",
        "another row says “news”",
        "it names no article",
    }


def test_a_title_of_two_articles_names_none(project: Project, tmp_path: Path) -> None:
    came(
        project, tmp_path, ratings.FORMAT, "text,title,annotator,question,value\nNew.,Banner,O,s,1"
    )
    done = came(project, tmp_path, ratings.FORMAT, f"{HEAD}Oda,Banner,slant,1")
    assert [it.why for it in done.skipped] == ["2 articles of the project are called “Banner”"]


@pytest.mark.parametrize("said", ["", "yes"])
def test_who_is_done_is_said_by_the_file_or_by_the_person(
    project: Project, tmp_path: Path, said: str
) -> None:
    rows = (
        "annotator,article,question,value,done\n"
        "Oda,Banner,slant,1,no\nOda,Banner,sides,true,yes\n"
        f"Bo,Banner,slant,1,\nBo,{FERRY},,,x\n"
    )
    done = came(project, tmp_path, ratings.FORMAT, rows, **({"done": said} if said else {}))
    assert not done.skipped
    banner = project.article_called("Banner").id
    ferry = project.article_called(FERRY).id
    oda, bo = (project.annotator_named(name).id for name in ("Oda", "Bo"))
    assert project.assignment(banner, oda).state is State.DONE
    wanted = State.DONE if said else State.TODO
    assert project.assignment(banner, bo).state is wanted
    assert project.assignment(ferry, bo).state is State.DONE


def test_columns_are_named_by_the_person_where_their_names_do_not_tell(
    project: Project, tmp_path: Path
) -> None:
    rows = "who,what,asked,said\nOda,Banner,slant,1\n"
    with pytest.raises(AnnotatorError, match="no column for the annotator"):
        came(project, tmp_path, ratings.FORMAT, rows)
    columns = {"who": "annotator", "what": "article", "asked": "question", "said": "value"}
    assert came(project, tmp_path, ratings.FORMAT, rows, columns=columns).answers == 1
    with pytest.raises(AnnotatorError, match="no column “nobody”"):
        came(project, tmp_path, ratings.FORMAT, rows, columns={"nobody": "annotator"})
    with pytest.raises(AnnotatorError, match="cannot hold “colour”"):
        came(project, tmp_path, ratings.FORMAT, rows, columns={"who": "colour"})


# ---------------------------------------------------------------------------- spans


def test_spans_stand_where_their_quotes_say(project: Project, tmp_path: Path) -> None:
    ferry = project.article_called(FERRY)
    at = ferry.text.index("corrosion")
    rows = (
        f"Oda,{FERRY},loaded,{at},{at + 9},corrosion\n"
        f"Oda,{FERRY},Plain tag,0,5,Ferry\n"
        f"Bo,{FERRY},loaded,{at + 1},{at + 9},corrosion\n"
        f"Bo,{FERRY},loaded,nine,ten,\n"
        f"Oda,{FERRY},loaded,{at},{at + 9},corrosion\n"
    )
    done = came(project, tmp_path, span_rows.FORMAT, SPANS + rows)
    assert quotes(project, ferry.id) == {
        ("Oda", "loaded", "corrosion"),
        ("Oda", "plain", "Ferry"),
    }
    assert [item.why for item in done.skipped] == [
        f"at {at + 1}–{at + 9} stands “orrosion”, not “corrosion”",
        "“nine” to “ten” is no place in a text",
        "an earlier row has the same label",
    ]


def test_the_quote_tells_the_unit_and_without_one_it_is_asked(
    project: Project, tmp_path: Path
) -> None:
    ferry = project.article_called(FERRY)
    at = ferry.text.index("corrosion")  # after a ferry of two UTF-16 units
    told = f"{SPANS}Oda,{FERRY},loaded,{at + 1},{at + 10},corrosion\n"
    assert came(project, tmp_path, span_rows.FORMAT, told).labels == 1
    untold = f"{SPANS}Bo,{FERRY},loaded,{at + 1},{at + 10},\n"
    with pytest.raises(UnitUnclear):
        came(project, tmp_path, span_rows.FORMAT, untold)
    came(project, tmp_path, span_rows.FORMAT, untold, unit=Unit.UTF16)
    assert quotes(project, ferry.id) == {
        ("Oda", "loaded", "corrosion"),
        ("Bo", "loaded", "corrosion"),
    }


def test_labels_of_texts_in_the_file_move_with_their_line_ends(
    project: Project, tmp_path: Path
) -> None:
    rows = 'annotator,article,tag,start,end,quote,text\nOda,x,loaded,6,10,two.,"One.\r\ntwo."\n'
    done = came(project, tmp_path, span_rows.FORMAT, rows)
    [article_id] = done.ids
    [label] = project.labels(article_id)
    assert (label.pieces, label.quote) == ((Span(5, 9),), "two.")


def test_our_own_table_of_labels_comes_back_with_its_pieces(
    project: Project, tmp_path: Path
) -> None:
    ferry = project.article_called(FERRY)
    rows = (
        "article_id,annotator,tag,start,end,quote,pieces,note\n"
        f"{ferry.id},Oda,loaded,0,15,Ferry Withdrawn,0-5;6-15,why?\n"
        f"{ferry.id},Oda,loaded,0,15,Ferry Withdrawn,spoilt,\n"
    )
    done = came(project, tmp_path, span_rows.FORMAT, rows)
    [label] = project.labels(ferry.id)
    assert (label.pieces, label.note) == ((Span(0, 5), Span(6, 15)), "why?")
    assert len(done.skipped) == 1


def test_done_with_nothing_marked_is_a_row_without_a_tag(project: Project, tmp_path: Path) -> None:
    rows = f"annotator,article,tag,start,end,done\nOda,{FERRY},,,,yes\n"
    done = came(project, tmp_path, span_rows.FORMAT, rows)
    assert (done.labels, done.skipped) == (0, ())
    ferry, oda = project.article_called(FERRY).id, project.annotator_named("Oda").id
    assert project.assignment(ferry, oda).state is State.DONE


# ---------------------------------------------------------------------------- around


def test_the_formats_are_found_by_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    for content, form in (
        (f"{HEAD}O,a,q,1", "ratings"),
        (f"{SPANS}O,a,t,0,1,x", "spans"),
        ("text,tag,start,end\nOne,t,0,1", "csv-table"),
    ):
        path.write_text(content, "utf-8")
        found = format_of(path)
        assert found is not None
        assert found.id == form
    assert format_named("ratings") is ratings.FORMAT


def test_what_only_names_its_articles_cannot_be_read_alone(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text(f"{HEAD}O,a,q,1", "utf-8")
    with pytest.raises(AnnotatorError, match="import it into the project that has them"):
        drafts(path)
    with pytest.raises(AnnotatorError, match="import it into the project that has them"):
        finish(convert(Source(path), tmp_path / "out.jsonl", format_named("jsonl")))


def test_a_look_before_the_import_shows_labels_on_the_texts(
    project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "any.csv"
    path.write_text(f"{SPANS}Oda,{FERRY},loaded,0,5,Ferry\nOda,No such,loaded,0,5,Ferry\n", "utf-8")
    seen = finish(look([Source(path)], None, ReadOptions(), project=project))
    assert (seen.labels, seen.tags["loaded"], seen.annotators["Oda"]) == (1, 1, 1)
    assert seen.drafts[0].text.startswith("Ferry Withdrawn")
    assert [item.why for item in seen.skipped] == ["the project has no article “No such”"]


GOOD = {
    ratings.FORMAT: f"{HEAD}Oda,a,slant,1\nBo,b,sides,true\n".encode(),
    span_rows.FORMAT: (
        "annotator,article,tag,start,end,quote,text,pieces,done\n"
        'Oda,a,t,0,3,One,"One.\r\n🙂 two.",,\nBo,a,t,0,3,,,0-3;5-7,yes\n'
    ).encode(),
}


def mutations(good: bytes) -> st.SearchStrategy[bytes]:
    places = st.integers(0, len(good))
    cut = places.map(lambda at: good[:at])
    changed = st.tuples(places, st.binary(max_size=4)).map(
        lambda pair: good[: pair[0]] + pair[1] + good[pair[0] + len(pair[1]) :]
    )
    shuffled = st.permutations(list(good[:60])).map(lambda part: bytes(part) + good[60:])
    return st.one_of(cut, changed, shuffled, st.binary(max_size=80))


@pytest.mark.parametrize("form", GOOD, ids=lambda form: form.id)
def test_no_bytes_are_a_traceback(form: Format, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"

    @settings(max_examples=150)
    @given(mutations(GOOD[form]))
    def tried(content: bytes) -> None:
        path.write_bytes(content)
        with suppress(AnnotatorError):
            for draft in placed(form, path):
                draft.text.encode()
                places = [piece for label in draft.labels for piece in label.pieces]
                assert all(0 <= it.start < it.end <= len(draft.text) for it in places)

    tried()


def placed(form: Format, path: Path) -> Iterator[Draft]:
    assert form.read is not None
    for item in form.read(Source(path), ReadOptions()):
        found = item.placed("One 🙂 two three.") if isinstance(item, DraftElsewhere) else (item,)
        for each in found:
            assert isinstance(each, Draft | Skipped)
            if isinstance(each, Draft):
                yield each
