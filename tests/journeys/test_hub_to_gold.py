"""Three annotators meet on a hub: set up, invited, annotated blind, compared, adjudicated."""

import json
from dataclasses import dataclass
from pathlib import Path

from eyes import seen, spoken
from hand import until
from PySide6.QtWidgets import QLineEdit, QPushButton
from user import MakeProject, User

from tests.postgres import PASSWORD, Database

TEXTS = tuple(
    f"Regime scraps ferry number {number}\n\nA catastrophic day, said the regime of the port."
    for number in (1, 2)
)
NAMES = ("Ada", "Ben")


@dataclass(frozen=True)
class Letter:
    """What the lead sends to an annotator."""

    address: str
    password: str


def test_three_annotators_from_hub_to_gold(
    user: User, made: MakeProject, database: Database
) -> None:
    project = made(*TEXTS, codebook="recasens")
    user.starts(project)
    shares_out(user)
    sets_a_hub_up(user, database)
    letters = {name: invites(user, name) for name in NAMES}
    user.sees("sent nothing yet")
    user.quits()

    for name, letter in letters.items():
        opens_a_copy(user, name, letter)
        marks(user, also="port" if name == "Ben" else "")
        user.presses("F9")
        is_synced(user)
        user.quits()

    user.starts(project)
    user.sees("Who is at the desk?")
    user.presses("Return")
    gives_the_password(user)
    marks(user)
    brings_all_together(user)
    sees_how_far_they_agree(user)
    adjudicates(user)
    exports_gold(user)


def adds(user: User, name: str) -> None:
    user.presses("Ctrl+Shift+N")
    user.sees("Add a person")
    user.types(name)
    user.presses("Return")
    user.sees(name)


def shares_out(user: User) -> None:
    user.presses("Ctrl+4")
    for name in NAMES:
        adds(user, name)
    user.presses("Ctrl+Shift+A")
    user.sees("2 articles to each of 3 annotators.")
    user.clicks("Share out")
    user.sees("Every article is in somebody’s queue.")


def sets_a_hub_up(user: User, database: Database) -> None:
    user.clicks("Set a hub up…")
    user.fills("Address", database.url)
    user.fills("Password", PASSWORD)
    user.clicks("Set up")
    user.sees("Synced just now")


def invites(user: User, name: str) -> Letter:
    """The lead is shown what to send, once."""
    user.clicks("Invite…")
    user.chooses(name, "Whom")
    user.clicks("Invite")
    user.sees("it is shown only now")
    address, password = (user.finds(QLineEdit, name).text() for name in ("Address", "Password"))
    user.clicks("Done")
    return Letter(address, password)


def opens_a_copy(user: User, name: str, letter: Letter) -> None:
    """An annotator at another computer, with nothing but the letter."""
    user.starts()
    user.clicks("Invited to a team? Open a hub’s project…")
    user.fills("Address", letter.address)
    user.fills("Password", letter.password)
    user.fills("Your copy", str(user.documents / f"{name}.annot"))
    user.clicks("Make my copy")
    assert until(lambda: any(spoken(it) == f"Annotating as {name}" for it in seen(QPushButton)))


def marks(user: User, also: str = "") -> None:
    """Each article is marked, by some with a word more, and said to be done."""
    user.presses("Ctrl+1")
    for _ in TEXTS:
        user.selects("catastrophic")
        user.presses("2")
        user.sees_label("catastrophic")
        if also:
            user.selects(also)
            user.presses("1")
            user.sees_label(also)
        user.presses("Ctrl+Return")


def is_synced(user: User) -> None:
    user.presses("Ctrl+4")
    user.sees("· synced")


def gives_the_password(user: User) -> None:
    """This computer has no keyring, so that it is asked for after each start."""
    user.presses("Ctrl+4", "F9")
    user.sees("did not accept the password")
    user.clicks("Give the password…")
    user.types(PASSWORD)
    user.clicks("Connect")
    user.sees("0 of 2 to do")


def brings_all_together(user: User) -> None:
    user.presses("F9")
    is_synced(user)
    user.sees("2 of 2 articles are finished by all who were given them")


def sees_how_far_they_agree(user: User) -> None:
    user.presses("Ctrl+5")
    user.sees("Ada", "Ben")


def adjudicates(user: User) -> None:
    """What all say stands at once; what Ben alone saw is decided with one key."""
    user.presses("Ctrl+6")
    for number in range(1, len(TEXTS) + 1):
        user.sees("catastrophic, ¶ 1")
        user.presses("G")
        user.sees("1 would be accepted here.")
        user.clicks("Accept")
        user.sees("port, ¶ 1")
        user.presses("1")
        if number < len(TEXTS):
            user.sees("1 article is left.")
            user.presses("Ctrl+Return")
    user.sees("gold: 4 labels · 0 differences left in this article")


def exports_gold(user: User) -> None:
    user.presses("Ctrl+E")
    user.fills("File", str(user.documents / "all.jsonl"))
    user.clicks("Export")
    user.sees("read back equal")
    lines = Path(user.documents / "all.jsonl").read_text("utf-8").splitlines()
    labels = [it for line in lines for it in json.loads(line)["labels"]]
    assert {it["annotator"] for it in labels} == {"Ines", "Ada", "Ben", "Gold"}
    assert sorted(it["quote"] for it in labels if it["annotator"] == "Gold") == [
        *("catastrophic", "catastrophic", "port", "port"),
    ]
