"""Coming back to where one was: in the queue, in a long article, at another size of text."""

from pathlib import Path

from user import MakeProject, User

LONG = "Harbour Plan Sinks\n\n" + "\n\n".join(
    f"Paragraph {n}: the council scrapped the ferry, and nobody on the pier was asked about it."
    for n in range(1, 120)
)
SHORT = "Ferry Withdrawn\n\nThe council withdrew its oldest ferry."
PLAIN = "Dam Gate Fails Above Polvetz; 31 Dead, 12 Missing"


def test_a_long_article_is_found_where_it_was_left(user: User, made: MakeProject) -> None:
    user.starts(made(LONG, SHORT))
    user.looks_for("Paragraph 90")
    user.scrolls(user.article.viewport(), 4)
    user.sees_in_sight("Paragraph 90")
    user.presses("Ctrl+PgDown")
    user.sees_article("Ferry Withdrawn")
    user.presses("Ctrl+PgUp")
    user.sees_in_sight("Paragraph 90")
    user.presses("Ctrl+2", "Ctrl+1")
    user.sees_in_sight("Paragraph 90")
    user.presses("Ctrl++")
    user.sees_in_sight("Paragraph 90")


def test_whoever_opens_the_project_again_goes_on_where_they_were(
    user: User, made: MakeProject
) -> None:
    path = made(SHORT, LONG)
    user.starts(path)
    user.presses("Ctrl+PgDown")
    user.sees_article("Harbour Plan")
    user.looks_for("Paragraph 100")
    user.selects("100")
    user.presses("1")
    user.sees_label("100")
    user.quits()
    user.starts(path)
    user.sees_article("Harbour Plan")
    user.sees_in_sight("Paragraph 100")


def test_an_article_in_which_nothing_was_marked_begins_at_its_headline(
    user: User, sample: Path
) -> None:
    user.starts(sample)
    user.presses("Ctrl+PgDown")
    user.sees_article(PLAIN)
    user.sees_in_sight(PLAIN.split(";", maxsplit=1)[0])
