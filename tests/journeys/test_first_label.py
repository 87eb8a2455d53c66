"""From the welcome page to the first saved label."""

from pathlib import Path

from user import User


def test_first_label_with_the_mouse(user: User, documents: Path) -> None:
    user.starts()
    user.tries_the_sample()
    user.sees("Regime Hides as Catastrophic Dam Flood Swallows Polvetz")
    user.selects("Regime")
    user.presses("1")
    user.sees_label("Regime", tag="Contentious label")
    saved = user.labels_in_file(documents / "Annotator" / "Sample.annot")
    assert saved == [("Regime", "contentious-label", 0, 6)]
