"""From the welcome page to the first saved label, with nothing to set up."""

from pathlib import Path

from user import User

TITLE = "Regime Hides as Catastrophic Dam Flood Swallows Polvetz"
FIRST = [("Regime", "contentious-label", 0, 6)]


def test_with_the_mouse(user: User, documents: Path) -> None:
    user.starts()
    user.sees("Mark how the news is told.")
    user.tries_the_sample()
    user.sees(TITLE)
    user.selects("Regime")
    user.sees_bar_of_tags("Contentious label (1)", "Tag all 8 (A)")
    user.clicks("Contentious label (1)")
    user.sees_label("Regime", tag="Contentious label")
    user.sees("Saved")
    assert user.labels_in_file(documents / "Annotator" / "Sample.annot") == FIRST
    assert user.actions == 3


def test_with_the_keyboard_alone_in_the_real_main(user: User, documents: Path) -> None:
    def story() -> None:
        user.sees("Try the sample")
        user.presses("Return")
        user.sees(TITLE)
        user.presses("Right", "1")
        user.sees_label("Regime", tag="Contentious label")
        assert user.labels_in_file(documents / "Annotator" / "Sample.annot") == FIRST
        user.presses("Ctrl+Q")

    assert user.lives(story) == 0
