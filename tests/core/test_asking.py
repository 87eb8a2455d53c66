"""What is asked about an article, and when: before the text, any time, after the labels, again."""

from annotator.core.asking import Asking, asking
from annotator.core.model import (
    Answer,
    Assignment,
    Codebook,
    Condition,
    Kind,
    Moment,
    Question,
    SecondAnswer,
    State,
    Value,
)

PRIOR = Question("feeling", "Feeling", Kind.YES_NO, required=True, moment=Moment.BEFORE)
GENRE = Question("genre", "Genre")
WHY = Question("why", "Why", when=Condition("biased", value=True), required=True)
BIASED = Question("biased", "Biased?", Kind.YES_NO, required=True, moment=Moment.AFTER)
BOOK = Codebook("b", "Book", questions=(PRIOR, GENRE, WHY, BIASED))
NEW = Assignment("a", "ines")


def now(
    own: Assignment = NEW,
    *,
    begun: bool = False,
    again: dict[str, Value] | None = None,
    book: Codebook = BOOK,
    **values: Value,
) -> Asking:
    answers = [Answer(key, "a", "ines", key, value, 1, "", "") for key, value in values.items()]
    second = [SecondAnswer(k, "a", "ines", k, v, 1, "", "") for k, v in (again or {}).items()]
    return asking(book, answers, own, begun=begun, again=second if again is not None else None)


def test_a_feeling_from_before_is_asked_before_the_text() -> None:
    assert now().prior == (PRIOR,)
    assert now(feeling=True).prior == ()


def test_nothing_is_asked_before_a_text_that_is_known_already() -> None:
    assert now(begun=True).prior == ()
    assert now(Assignment("a", "ines", State.DONE)).prior == ()
    assert now(Assignment("a", "ines", unasked="I know them")).prior == ()


def test_what_was_felt_before_is_not_changed_afterwards() -> None:
    assert now(begun=True).is_open(PRIOR)
    assert not now(feeling=False).is_open(PRIOR)
    assert not now(Assignment("a", "ines", unasked="no")).is_open(PRIOR)


def test_the_judgement_of_the_whole_waits_for_the_labels() -> None:
    assert now().waits
    assert not now().is_open(BIASED)
    assert now().is_open(GENRE)
    labelled = now(Assignment("a", "ines", labelled=True))
    assert not labelled.waits
    assert labelled.is_open(BIASED)


def test_a_done_article_waits_for_nothing() -> None:
    assert not now(Assignment("a", "ines", State.DONE)).waits


def test_a_codebook_that_asks_nothing_so_is_not_in_the_way() -> None:
    plain = now(book=Codebook("b", "Book", questions=(GENRE,)))
    assert (plain.prior, plain.waits, plain.missing) == ((), False, None)


def test_what_must_be_answered_is_named_in_turn() -> None:
    assert now().missing == PRIOR
    assert now(feeling=True).missing == BIASED
    assert now(feeling=True, biased=False).missing is None
    assert now(feeling=True, biased=True).missing == WHY
    assert now(Assignment("a", "ines", unasked="no"), biased=False).missing is None


def test_the_required_judgements_are_asked_again_and_the_first_ones_stay() -> None:
    revealed = now(feeling=True, biased=True, why="a", again={})
    assert revealed.again == (WHY, BIASED)
    assert not revealed.is_open(BIASED)
    assert revealed.missing == WHY
    once_more = now(feeling=True, biased=True, why="a", again={"why": "b", "biased": False})
    assert once_more.missing is None
    assert once_more.values["biased"] is True
    assert once_more.said_again["biased"] is False
