"""A project may ask its annotators about themselves: once, and one may rather not say."""

from pathlib import Path

from user import User


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
