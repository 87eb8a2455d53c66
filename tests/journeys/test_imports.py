"""Files of other programs come in: seen beforehand, mapped, told."""

import json
from pathlib import Path

from user import User

TEXT = "The regime sank the beloved ferry.\n\nNobody 🚢 asked the crew."


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def places(*words: str, shift: int = 0) -> list[list[int]]:
    return [[TEXT.index(w) + shift, TEXT.index(w) + shift + len(w)] for w in words]


def test_labels_of_another_tool_are_seen_mapped_and_told(
    user: User, sample: Path, documents: Path
) -> None:
    [regime], [beloved] = places("regime"), places("beloved")
    file = lines(
        documents / "tagged.jsonl",
        {"id": 1, "text": TEXT, "label": [[*regime, "Slur"], [*beloved, "Praise word"]]},
        {"id": 2, "text": "Another.", "label": [[90, 95, "Slur"]]},
    )
    user.starts(sample)
    user.presses("Ctrl+Shift+I")
    user.chooses_file(file, press="Choose files to import")
    user.sees("doccano JSON Lines (found out)", "2 articles · 2 labels · 1 left out")
    user.sees("Slur: “regime”", "Praise word: “beloved”")
    user.chooses("Contentious", within="What “Slur” becomes")
    user.clicks("Import")
    user.sees("Added: 2 articles, 2 labels.", "Left out, or to look at")
    user.clicks("Close")
    user.sees_article("The regime sank")
    user.sees_label("regime", tag="Contentious label")
    user.sees_label("beloved", tag="Praise word")


def test_what_the_offsets_count_is_asked_where_the_file_does_not_tell(
    user: User, sample: Path, documents: Path
) -> None:
    [crew] = places("crew", shift=1)  # as a browser counts: the ship takes two
    file = lines(documents / "tagged.jsonl", {"text": TEXT, "label": [[*crew, "Slur"]]})
    user.starts(sample)
    user.presses("Ctrl+Shift+I")
    user.chooses_file(file, press="Choose files to import")
    user.sees("Choose what the offsets count")
    user.chooses("UTF-16", within="Offsets count")
    user.sees("1 article · 1 label", "Slur: “crew”")
    user.clicks("Import")
    user.sees("New in the codebook: Slur.")
    assert user.labels_in_file(sample)[-1][0] == "crew"


def test_the_columns_of_a_table_are_guessed_changed_and_remembered(
    user: User, sample: Path, documents: Path
) -> None:
    first = documents / "first.csv"
    first.write_text(f"body,paper,ressort\n{json.dumps(TEXT)[1:-1].split(chr(92))[0]},Post,Sea\n")
    user.starts(sample)
    user.presses("Ctrl+Shift+I")
    user.chooses_file(first, press="Choose files to import")
    user.sees("CSV table of articles (found out)", "Columns")
    user.chooses("Outlet", within="paper")
    user.clicks("Import")
    user.sees("Added: 1 article, 0 labels.")
    rows = user.in_file(sample, "SELECT outlet, extra FROM articles ORDER BY position DESC LIMIT 1")
    assert rows == [("Post", '{"ressort":"Sea"}')]
    second = documents / "second.csv"
    second.write_text("body,paper,ressort\nRain fell on the pier.,Courier,Sky\n")
    user.presses("Ctrl+Shift+I")
    user.chooses_file(second, press="Choose files to import")
    user.sees("Outlet")
    user.clicks("Import")
    user.sees_article("Rain fell")
    assert user.in_file(sample, "SELECT outlet FROM articles ORDER BY position DESC LIMIT 1") == [
        ("Courier",)
    ]
