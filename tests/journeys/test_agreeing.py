"""A lead looks at how far the team agrees, and at the words on which it does not."""

from pathlib import Path

from coded_team import team, works
from hand import until
from PySide6.QtWidgets import QLabel
from user import MakeProject, User

from annotator.core.model import Value
from annotator.project import Project

TEXTS = [
    f"The regime in Velmar gave a horrific answer to question {number}, said the crew."
    for number in range(4)
]
TAGS = "Marked words, by tag"
PLACES = "Places in the text"


def coded(made: MakeProject) -> Path:
    """A project in which three are done; only one of them marked “horrific”."""
    path = made(*TEXTS)
    project = Project.open(path)
    desks = team(project, "Ada", "Ben")
    for number, article in enumerate(project.article_ids()):
        slant: dict[str, Value] = {"slant": number + 1}
        for desk in desks:
            works(desk, article, [("regime", "contentious-label")], slant)
        works(desks[0], article, [("horrific", "evaluative-word")])
    project.close()
    return path


def in_agreement(user: User, path: Path) -> None:
    user.starts(path)
    user.clicks("Sit down")
    user.clicks("Agreement")
    assert until(lambda: len(user.list_named(TAGS)) > 1)


def test_a_lead_goes_from_a_weak_tag_to_the_words_in_the_text(
    user: User, made: MakeProject
) -> None:
    in_agreement(user, coded(made))
    user.sees("3 annotators · 4 articles all have finished · codebook v1")
    weak = next(row for row in user.list_named(TAGS) if row.startswith("Evaluative word"))
    assert "95 % interval" in weak
    user.sees("Evaluative word is weakest")
    user.clicks_row("Evaluative word", TAGS)
    assert until(lambda: len(user.list_named(PLACES)) == 4)
    user.sees("4 places")
    user.sees("nothing")
    user.presses("Return")
    user.sees_article("The regime in Velmar")
    user.sees_selected("horrific")


def test_the_way_back_is_one_key(user: User, made: MakeProject) -> None:
    in_agreement(user, coded(made))
    user.clicks_row("Marked by one only", "Where they part")
    assert until(lambda: len(user.list_named(PLACES)) == 4)
    user.presses("Esc")
    user.sees("Where they part")
    assert until(lambda: len(user.list_named(TAGS)) > 1)


def test_the_report_is_written_where_the_lead_says(
    user: User, made: MakeProject, documents: Path
) -> None:
    in_agreement(user, coded(made))
    user.chooses_file(documents / "appendix.html", "Report…")
    user.sees("The report is in appendix.html.")
    page = (documents / "appendix.html").read_text("utf-8")
    assert "Evaluative word" in page


def test_a_lead_alone_is_told_what_agreement_needs(user: User, made: MakeProject) -> None:
    user.starts(made(*TEXTS))
    user.clicks("Agreement")
    user.sees("Nothing to compare yet")
    assert until(lambda: user.finds(QLabel, "Nothing to compare yet").isVisible())
