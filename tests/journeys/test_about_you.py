"""A project may ask its annotators about themselves: once, and one may rather not say."""

from contextlib import closing
from pathlib import Path

from test_a_team import answers_with_folder
from user import User

from annotator.project import Project
from annotator.project.questionnaire import keep
from annotator.project.team import add_annotator


def turns_the_questionnaire_on(user: User) -> None:
    user.presses("Ctrl+K")
    user.types("ask annotators about")
    user.presses("Return")
    user.sees("Annotators are asked about themselves, once; not meant for minors.")


def test_one_is_asked_once_and_the_labels_know_nothing_of_it(user: User, sample: Path) -> None:
    user.starts(sample)
    turns_the_questionnaire_on(user)
    user.presses("Ctrl+2", "Ctrl+1")
    user.sees("About you", "Where do you see yourself politically?")
    user.clicks("Where do you see yourself politically?: -2")
    user.fills("In which country do you live?", "Drevaska")
    user.clicks("Keep my answers")
    user.sees_no("About you")
    kept = user.in_file(sample, "SELECT answers FROM questionnaires")
    assert kept == [('{"country":"Drevaska","leaning":-2}',)]
    user.presses("Ctrl+2", "Ctrl+1")
    user.sees_no("About you")


def test_one_may_rather_not_say(user: User, sample: Path) -> None:
    user.starts(sample)
    turns_the_questionnaire_on(user)
    user.presses("Ctrl+2", "Ctrl+1")
    user.clicks("Rather not")
    user.presses("Ctrl+2", "Ctrl+1")
    user.sees_no("About you")
    assert user.in_file(sample, "SELECT answers FROM questionnaires") == [("{}",)]


def test_what_three_say_is_saved_in_bins(user: User, sample: Path, documents: Path) -> None:
    with closing(Project.open(sample)) as project:
        for name in ("Ada", "Ben", "Cleo"):
            keep(project, add_annotator(project, name), {"country": "Drevaska"})
    user.starts(sample)
    user.sees("Who is at the desk?")
    user.presses("Return")
    user.presses("Ctrl+K")
    user.types("said about themselves")
    user.presses("Return")
    answers_with_folder(user, documents / "bins.csv")
    user.sees_bar("bins.csv has 1 bin, of three people or more.")
    table = (documents / "bins.csv").read_text("utf-8-sig")
    assert table.splitlines() == ["question,bin,annotators", "country,Drevaska,3"]
