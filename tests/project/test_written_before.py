"""What an annotator wrote before is offered: their own, of the same field, the commonest first."""

from annotator.core.model import Annotator, Codebook, Question, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import add_annotator
from annotator.project.written_before import written_before

FERRY, BANNER = 1, 2


def _targets(desk: Desk, *texts: str, key: str = "target", at: int = 0) -> None:
    article = desk.project.article(desk.article_ids()[FERRY])
    for number, text in enumerate(texts):
        place = Span(at + 2 * number, at + 2 * number + 1)
        desk.tag(article, "praise", [(place,)], fields={key: text} if text else None)


def _offered(desk: Desk, codebook: Codebook, key: str) -> list[str]:
    field = next(it for it in codebook.fields if it.key == key)
    return finish(written_before(desk.project, desk.annotator.id, field))


def test_the_commonest_comes_first_and_of_the_others_the_newest(
    desk: Desk, codebook: Codebook
) -> None:
    _targets(desk, "the crew", "the council", "the pier", "the council", "")
    assert _offered(desk, codebook, "target")[0] == "the council"
    assert set(_offered(desk, codebook, "target")) == {"the council", "the crew", "the pier"}


def test_other_fields_and_what_is_no_text_are_left_out(desk: Desk, codebook: Codebook) -> None:
    _targets(desk, "yes", key="sure")
    article = desk.project.article(desk.article_ids()[BANNER])
    desk.tag(article, "praise", [(Span(1, 5),)], fields={"intensity": 3})
    assert _offered(desk, codebook, "target") == []
    assert _offered(desk, codebook, "intensity") == []


def test_nobody_is_shown_what_others_wrote(
    project: Project, desk: Desk, codebook: Codebook
) -> None:
    other: Annotator = add_annotator(project, "Oda")
    _targets(Desk(project, other), "the regime")
    assert _offered(desk, codebook, "target") == []
    assert _offered(Desk(project, other), codebook, "target") == ["the regime"]


def test_what_was_taken_back_is_not_offered(desk: Desk, codebook: Codebook) -> None:
    _targets(desk, "the crw")
    desk.project.undo(desk.annotator.id)
    assert _offered(desk, codebook, "target") == []


def test_answers_to_a_free_question_are_offered_too(desk: Desk, codebook: Codebook) -> None:
    first, second, third = desk.article_ids()
    for article_id, text in ((first, "fair"), (second, "one-sided"), (third, "fair")):
        desk.answer(article_id, "summary", text)
    summary = codebook.question("summary")
    assert isinstance(summary, Question)
    found = finish(written_before(desk.project, desk.annotator.id, summary))
    assert found == ["fair", "one-sided"]
