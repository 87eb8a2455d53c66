"""File names that every system takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.dialogs.names import file_stem, nearest_folder

NAMES = st.text(max_size=300) | st.from_regex(r"(?i)(con|aux|lpt1)(\.x)?", fullmatch=True)


@given(NAMES)
def test_no_name_holds_what_a_system_refuses(name: str) -> None:
    stem = file_stem(name)
    assert not set(stem) & set('<>:"/\\|?*')
    assert all(ord(letter) >= 32 and not 0xD800 <= ord(letter) <= 0xDFFF for letter in stem)
    assert stem == stem.strip(". ")
    assert len(f"{stem}.annot-wal".encode()) <= 255
    assert stem.split(".")[0].lower() not in {"con", "aux", "nul", "prn", "com1", "lpt1"}
    assert file_stem(stem) == stem


@given(NAMES)
def test_a_file_of_that_name_can_be_made_here(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    stem = file_stem(name)
    if stem:
        file = tmp_path_factory.mktemp("named") / f"{stem}.annot"
        file.write_text("x")
        assert file.read_text() == "x"


def test_a_usual_name_stays_as_it_is() -> None:
    assert file_stem("  Ferry, “the regime” & café 2024 ") == "Ferry, “the regime” & café 2024"
    assert file_stem("Vote: yes/no?") == "Vote- yes-no-"


def test_the_nearest_folder_is_the_first_that_exists(tmp_path: Path) -> None:
    assert nearest_folder(tmp_path / "a" / "b") == tmp_path
    assert nearest_folder(tmp_path) == tmp_path
