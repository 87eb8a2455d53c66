"""The roster: read from whatever a spreadsheet makes of it, written harmless, matched by name."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.model import Annotator
from annotator.project.roster import (
    COLUMNS,
    Hint,
    Roster,
    RosterEntry,
    read_class_list,
    read_roster,
    roster_path,
    write_roster,
)

HERON = Annotator("0199-a", "Amber Heron")

cells = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), max_size=20
).map(lambda it: " ".join(it.split()))


def written(tmp_path: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# ---------------------------------------------------------------------------- the file


def test_it_lies_beside_the_project() -> None:
    assert roster_path(Path("/lessons/Loaded words.annot")).name == "Loaded words.roster.csv"


def test_where_there_is_none_it_is_empty(tmp_path: Path) -> None:
    assert read_roster(tmp_path / "x.roster.csv") == Roster()


@given(
    st.lists(
        st.builds(
            RosterEntry,
            name=cells,
            pseudonym=cells,
            email=cells,
            id_number=cells,
            section=cells,
            points=st.none() | st.integers(0, 1_000).map(lambda it: it / 4),
            comment=cells,
        ).filter(lambda it: it != RosterEntry()),
        max_size=5,
    )
)
def test_what_is_written_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, entries: list[RosterEntry]
) -> None:
    path = tmp_path_factory.mktemp("roster") / "x.roster.csv"
    write_roster(Roster(tuple(entries)), path)
    assert read_roster(path) == Roster(tuple(entries))


def test_cells_that_a_spreadsheet_would_run_are_harmless_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "x.roster.csv"
    entry = RosterEntry(
        '=HYPERLINK("http://x.example")', email="@x", comment="+1, or “-2”\n=3", points=-1.5
    )
    write_roster(Roster((entry,)), path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        [row] = list(csv.DictReader(stream))
    assert row["name"] == '\'=HYPERLINK("http://x.example")'
    assert (row["email"], row["comment"][0]) == ("'@x", "'")
    assert read_roster(path) == Roster((entry,))


def test_columns_that_a_spreadsheet_added_stay(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Seat;Points;Comment\nAda Lind;12;7,5;Well done\n;;;\n")
    [entry] = read_roster(path).entries
    assert (entry.name, entry.points, entry.more) == ("Ada Lind", 7.5, {"Seat": "12"})
    write_roster(read_roster(path), path)
    assert path.read_text("utf-8-sig").splitlines()[0] == ",".join([*COLUMNS, "Seat"])
    assert read_roster(path).entries == (entry,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "name\tcomment\nZoë Müller\tGrüße\n".encode(encoding))
    [entry] = read_roster(path).entries
    assert (entry.name, entry.comment) == ("Zoë Müller", "Grüße")


def test_points_that_are_no_number_are_told_with_their_line(tmp_path: Path) -> None:
    for bad in ("many", "nan", "1e999"):
        path = written(tmp_path, f"name,points\nAda,1\nBen,{bad}\n")
        with pytest.raises(AnnotatorError, match=rf"line 3: “{bad}” are no points"):
            read_roster(path)


def test_a_row_with_too_many_cells_is_told_and_not_lost(tmp_path: Path) -> None:
    path = written(tmp_path, "name,comment\nAda,fine,really\n")
    with pytest.raises(AnnotatorError, match="line 2: it has 3 cells"):
        read_roster(path)


# ---------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("listed", "typed"),
    [
        ("Ada Lind", "Ada Lind"),
        ("Ada Lind", "ada  LIND"),
        ("Lind, Ada", "Ada Lind"),
        ("Ada Lind", "lind, ada"),
        ("Ada Lind-Moor", "ada lind moor"),
        ("Łukasz O’Neil", "łukasz o'neil"),
    ],
)
def test_a_typed_name_finds_its_entry(listed: str, typed: str) -> None:
    roster = Roster((RosterEntry("Ben Moor"), RosterEntry(listed)))
    found = roster.with_student(HERON, typed)
    assert found.entries[1] == RosterEntry(listed, pseudonym="Amber Heron", annotator=HERON.id)
    assert (found.handed_in, len(found.entries)) == (1, 2)


def test_a_name_that_two_have_or_none_gets_an_entry_of_its_own() -> None:
    two = Roster((RosterEntry("Ada Lind", section="A"), RosterEntry("ada lind", section="B")))
    assert len(two.with_student(HERON, "ADA LIND").entries) == 3
    assert two.with_student(HERON, "Ada Lind").entries[0].annotator == HERON.id  # written just so
    assert len(two.with_student(HERON, "").entries) == 3


def test_an_entry_that_handed_in_is_not_taken_again() -> None:
    once = Roster((RosterEntry("Ada Lind"),)).with_student(HERON, "Ada Lind")
    twice = once.with_student(Annotator("0199-b", "Blue Otter"), "Ada Lind")
    assert [it.pseudonym for it in twice.entries] == ["Amber Heron", "Blue Otter"]


def test_a_hint_counts_only_where_the_typed_name_says_nothing() -> None:
    roster = Roster((RosterEntry("Ada Lind"), RosterEntry("Ben Moor")))
    by_hint = roster.with_student(HERON, "starlight", Hint(compact="moorben"))
    assert by_hint.entries[1].annotator == HERON.id
    by_name = roster.with_student(HERON, "Ada Lind", Hint(name="Ben Moor"))
    assert by_name.entries[0].annotator == HERON.id


def test_a_change_to_what_is_not_there_is_refused() -> None:
    with pytest.raises(AnnotatorError, match="changed meanwhile"):
        Roster().with_change(RosterEntry("Ada"), RosterEntry("Eda"))


# ---------------------------------------------------------------------------- a class list


def test_columns_of_a_class_list_are_told_by_their_names(tmp_path: Path) -> None:
    moodle = written(
        tmp_path,
        "First name,Surname,ID number,Email address,Groups\nAda,Lind,1001,ada@school.example,7b\n",
    )
    canvas = written(
        tmp_path,
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (12)\n"
        "    Points Possible,,,,,10\n"
        '"Lind, Ada",55,S1001,alind,7b,\n',
        "canvas.csv",
    )
    german = written(tmp_path, "Vorname;Nachname;E-Mail-Adresse\nAda;Lind;a@x.example\n", "d.csv")
    assert read_class_list(moodle) == (
        RosterEntry("Ada Lind", email="ada@school.example", id_number="1001", section="7b"),
    )
    assert read_class_list(canvas) == (
        RosterEntry("Lind, Ada", id_number="S1001", login="alind", section="7b", more={"ID": "55"}),
    )
    assert read_class_list(german) == (RosterEntry("Ada Lind", email="a@x.example"),)


def test_one_column_alone_holds_names_with_or_without_a_header(tmp_path: Path) -> None:
    bare = read_class_list(written(tmp_path, "Ada Lind\nBen Moor\n"))
    headed = read_class_list(written(tmp_path, "Name\nAda Lind\nBen Moor\n"))
    assert bare == headed == (RosterEntry("Ada Lind"), RosterEntry("Ben Moor"))


def test_a_list_that_says_of_nobody_who_it_is_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"No column of list\.csv says who"):
        read_class_list(written(tmp_path, "height,weight\n1,2\n"))
    with pytest.raises(AnnotatorError, match="cannot be read"):
        read_class_list(written(tmp_path, ""))
    with pytest.raises(AnnotatorError, match="cannot be read"):
        read_class_list(tmp_path / "nothing.csv")


def test_a_class_list_completes_who_handed_in_and_adds_the_others(tmp_path: Path) -> None:
    roster = Roster().with_student(HERON, "ada lind")
    listed = (
        RosterEntry("Lind, Ada", email="ada@school.example", id_number="1001"),
        RosterEntry("Ben Moor", id_number="1002"),
    )
    whole = roster.with_class_list(listed)
    assert whole.entries[0] == RosterEntry(
        "Lind, Ada",
        pseudonym="Amber Heron",
        annotator=HERON.id,
        email="ada@school.example",
        id_number="1001",
    )
    assert (whole.handed_in, len(whole.entries)) == (1, 2)
    assert whole.with_class_list(listed) == whole


def test_two_of_one_name_with_different_numbers_stay_two() -> None:
    listed = (RosterEntry("Ada Lind", id_number="1"), RosterEntry("Ada Lind", id_number="2"))
    roster = Roster().with_class_list(listed)
    assert roster.with_class_list(listed).entries == listed
