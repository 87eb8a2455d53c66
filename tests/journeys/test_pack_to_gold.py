"""Three annotators' work goes from packs to gold, all of it in the window."""

import json
from pathlib import Path
from typing import Any

from hand import until
from test_a_team import adds, answers_with_folder, opens_pack, writes_packs
from user import MakeProject, User

NAMES = ("Ada", "Ben", "Cleo")
TEXTS = tuple(
    f"Regime scraps ferry number {number}\n\nA catastrophic day, said the regime of the port."
    for number in (1, 2)
)


def test_three_annotators_from_pack_to_gold(user: User, made: MakeProject) -> None:
    project = made(*TEXTS, codebook="recasens")
    folder = user.documents / "Out"
    user.starts(project)
    shares_out(user)
    writes_packs(user, folder)
    user.quits()

    for name in NAMES:
        opens_pack(user, folder / f"{name}.workpack")
        marks(user, name)
        hands_in(user, folder / f"{name}.handin")
        user.quits()

    user.starts(project)
    user.sees("Who is at the desk?")
    user.presses("Return")
    brings_in(user, [folder / f"{name}.handin" for name in NAMES])
    user.presses("Ctrl+5")
    user.sees("3 annotators · 2 articles all have finished", "Framing bias is weakest")
    user.presses("Ctrl+6")
    decides_the_first(user)
    decides_the_second(user)
    gold = exports_gold(user)
    [(book,)] = user.in_file(project, "SELECT content FROM codebooks ORDER BY version DESC LIMIT 1")
    assert "A title is no exception." in book
    words = sorted(it["quote"] for it in gold)
    assert words == ["Regime", "Regime", "Regime", "catastrophic", "catastrophic"]


def shares_out(user: User) -> None:
    """To three of four people: the lead, who stands first, does not annotate."""
    user.presses("Ctrl+4")
    for name in NAMES:
        adds(user, name)
    user.presses("Ctrl+Shift+A")
    user.sees("2 articles to each of 4 annotators.")
    user.presses("Tab", "Space", "Down", *["Down", "Space"] * len(NAMES), "Escape")
    user.sees("2 articles to each of 3 annotators.")
    user.clicks("Share out")
    user.sees("Every article is in somebody’s queue.")


def marks(user: User, name: str) -> None:
    """All mark one word alike; another one tags otherwise, and one does not mark it."""
    user.presses("Ctrl+1")
    for number in range(1, len(TEXTS) + 1):
        user.selects("catastrophic")
        user.presses("2")
        user.sees_label("catastrophic")
        if name != "Cleo":
            user.selects("Regime")
            user.presses("1" if name == "Ada" else "2")
            user.sees_label("Regime")
        user.presses("Ctrl+Return")
        user.sees(f"{number} of {len(TEXTS)} done")


def hands_in(user: User, file: Path) -> None:
    user.presses("Ctrl+4")
    user.sees("work copy of")
    user.presses("Ctrl+Shift+E")
    answers_with_folder(user, file)
    assert until(file.exists)


def brings_in(user: User, files: list[Path]) -> None:
    user.presses("Ctrl+4")
    user.drops(user.window, files)
    user.sees("3 files were taken.")
    user.presses("Return")
    user.sees("2 of 2 articles are finished by all who were given them")


def accepts_what_is_agreed(user: User) -> None:
    user.sees("2 of 2 left")
    user.presses("G")
    user.sees("1 would be accepted here.")
    user.clicks("Accept")
    user.sees("difference 1 of 1", "Regime, headline")


def decides_the_first(user: User) -> None:
    """With a reason and the kind of mistake, and a note into the codebook."""
    accepts_what_is_agreed(user)
    user.presses("W")
    user.types("the state, not the ferry\n")
    user.presses("M", "Down", "Return", "C")
    user.sees("Asterisks stand around the words.")
    user.types(" A title is no exception.")
    user.clicks("Write it")
    user.sees_no("Asterisks stand around the words.")
    user.presses("1")
    user.sees("Everything here is decided", "1 article is left.")


def decides_the_second(user: User) -> None:
    """Both tags stand."""
    user.presses("Ctrl+Return")
    accepts_what_is_agreed(user)
    user.presses("A")
    user.sees("Everything is decided", "gold: 5 labels · 0 differences left in this article")


def exports_gold(user: User) -> list[dict[str, Any]]:
    """The gold labels of the file; everyone's own are in it too."""
    user.presses("Ctrl+E")
    user.fills("File", str(user.documents / "all.jsonl"))
    user.clicks("Export")
    user.sees("read back equal")
    lines = (user.documents / "all.jsonl").read_text("utf-8").splitlines()
    labels = [it for line in lines for it in json.loads(line)["labels"]]
    gold = [it for it in labels if it["annotator"] == "Gold"]
    own = {name: sum(it["annotator"] == name for it in labels) for name in NAMES}
    assert own == {"Ada": 4, "Ben": 4, "Cleo": 2}
    first = next(it for it in gold if it["decision"]["reason"])
    assert first["decision"]["reason"] == "the state, not the ferry"
    assert first["decision"]["error"] == "missed"
    assert (first["tag"], round(first["votes"], 2)) == ("framing-bias", 0.33)
    return gold
