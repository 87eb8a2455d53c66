"""Each verb at the desk: what it changes, leaves and refuses, and what it calls the step."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.labels import new_label
from annotator.core.model import Article, Label, Origin, Scope, Span, State, Tag, Value
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked


@pytest.fixture
def article(project: Project) -> Article:
    """The article whose headline and body both speak of the regime."""
    return project.article(project.article_ids()[0])


def place(article: Article, words: str, nth: int = 0) -> tuple[Span, ...]:
    """Where the words stand, for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(words, at + 1)
    return (Span(at, at + len(words)),)


def tagged(desk: Desk, article: Article, words: str, tag: str = "plain") -> Label:
    [label] = desk.tag(article, tag, [place(article, words)])
    return label


def last_title(desk: Desk) -> str:
    return desk.project.history(limit=1)[0][1].title


# ---------------------------------------------------------------------------- tagging


def test_every_place_is_tagged_in_one_step(desk: Desk, article: Article) -> None:
    places = [place(article, "regime", nth) for nth in range(2)]
    made = desk.tag(article, "plain", places, note="again", origin=Origin.BULK)
    assert [(it.pieces, it.quote, it.note, it.origin) for it in made] == [
        (each, "regime", "again", Origin.BULK) for each in places
    ]
    assert last_title(desk) == "Tag “regime” in 2 places as Plain tag"
    assert desk.labels(article.id) == made
    assert desk.tags_given_to("REGIME") == {"plain": 2}
    desk.project.undo()
    assert desk.labels(article.id) == []


def test_the_same_tag_is_given_once_to_a_place_by_each_annotator(
    desk: Desk, article: Article
) -> None:
    pier, both = place(article, "pier"), (*place(article, "ferry"), *place(article, "pier"))
    first = desk.tag(article, "plain", [pier, both, pier])
    assert [label.pieces for label in first] == [pier, both]
    steps = len(desk.project.history())
    assert desk.tag(article, "plain", [both, pier]) == []
    assert len(desk.project.history()) == steps, "nothing to do is no step"
    assert len(desk.tag(article, "praise", [pier])) == 1, "another tag on the same words"
    other = Desk(desk.project, desk.project.annotator_named("Tomas", make=True))
    assert len(other.tag(article, "plain", [pier])) == 1
    assert len(desk.labels(article.id)) == 3


@pytest.mark.parametrize(
    ("tag", "pieces", "fields", "why"),
    [
        ("gone", [(0, 3)], {}, "it has loaded, praise, plain"),
        ("old", [(0, 3)], {}, "is retired"),
        ("plain", [], {}, "no place in the text"),
        ("plain", [(3, 3)], {}, "no part of a text"),
        ("plain", [(0, 9_999)], {}, "no part of a text"),
        ("plain", [(5, 9), (0, 3)], {}, "out of order"),
        ("plain", [(0, 3)], {"intensity": 3}, "it asks: none"),
        ("loaded", [(0, 3)], {"target": "Velmar"}, "it asks: intensity, quoted, whose"),
        ("loaded", [(0, 3)], {"intensity": 6}, "from 1 to 5, not 6"),
        ("praise", [(0, 3)], {"sure": "maybe"}, "one of yes, no"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    desk: Desk,
    article: Article,
    tag: str,
    pieces: list[tuple[int, int]],
    fields: dict[str, Value],
    why: str,
) -> None:
    places = [place(article, "pier"), [Span(*piece) for piece in pieces]]
    with pytest.raises(AnnotatorError, match=why):
        desk.tag(article, tag, places, fields=fields)
    assert desk.labels(article.id) == []
    assert desk.project.next_undo() is None


def test_what_can_be_detected_is_filled_in_unless_given(desk: Desk, article: Article) -> None:
    def fields(words: str, **given: Value) -> dict[str, Value]:
        [label] = desk.tag(article, "loaded", [place(article, words)], fields=given)
        desk.untag([label])
        return dict(label.fields)

    assert fields("catastrophic") == {"quoted": True, "whose": "Oda Brenneke"}
    assert fields("generations") == {"quoted": False}
    given = fields("catastrophic", whose="the clerk", intensity=4)
    assert given == {"quoted": True, "whose": "the clerk", "intensity": 4}
    assert fields("catastrophic", quoted=False) == {"quoted": False}, "nobody is asked for then"


# ---------------------------------------------------------------------------- changing


def test_a_label_is_moved_retagged_noted_and_keeps_who_made_it(
    desk: Desk, article: Article
) -> None:
    label = tagged(desk, article, "pier")
    moved = desk.move(article, label, place(article, "the pier"))
    assert (moved.quote, last_title(desk)) == ("the pier", "Resize Plain tag to “the pier”")
    noted = desk.set_note(moved, "where?")
    assert last_title(desk) == "Note on “the pier”"
    other = desk.retag(noted, "praise")
    assert last_title(desk) == "Retag “the pier” as Praise"
    assert other == replace(
        new_label(
            article,
            "praise",
            place(article, "the pier"),
            label_id=label.id,
            annotator_id=desk.annotator.id,
            codebook_version=label.codebook_version,
            now=label.created,
        ),
        note="where?",
        updated=other.updated,
    )
    assert desk.labels(article.id) == [other]


def test_what_changes_nothing_is_no_step(desk: Desk, article: Article) -> None:
    label = tagged(desk, article, "pier", "praise")
    label = desk.set_field(label, "intensity", 2)
    steps = len(desk.project.history())
    assert desk.move(article, label, list(label.pieces)) is label
    assert desk.retag(label, "praise") is label
    assert desk.set_note(label, "") is label
    assert desk.set_field(label, "intensity", 2) is label
    assert desk.set_field(label, "target", None) is label
    assert desk.set_field(label, "target", "") is label
    assert desk.set_state(article.id, State.IN_PROGRESS) is None
    assert desk.set_article_note(article.id, "") is None
    assert desk.answer(article.id, "slant", None) is None
    assert len(desk.project.history()) == steps


def test_fields_are_set_cleared_and_kept_by_the_tags_that_ask_them(
    desk: Desk, article: Article
) -> None:
    label = tagged(desk, article, "generations", "loaded")
    label = desk.set_field(label, "intensity", 5)
    assert last_title(desk) == "Intensity of “generations”: 5"
    label = desk.set_field(label, "quoted", None)
    assert label.fields == {"intensity": 5}
    for key, value in (("intensity", 0), ("intensity", True), ("target", "x"), ("gone", 1)):
        with pytest.raises(AnnotatorError):
            desk.set_field(label, key, value)
    label = desk.set_field(desk.retag(label, "praise"), "target", "Velmar")
    assert label.fields == {"intensity": 5, "target": "Velmar"}
    assert desk.retag(label, "loaded").fields == {"intensity": 5}


def test_yes_is_not_one(desk: Desk, article: Article) -> None:
    """Python holds True and 1 for equal; a field that became a scale must tell them apart."""
    label = tagged(desk, article, "generations", "loaded")
    label = desk.set_field(label, "quoted", value=True)
    book = desk.project.codebook
    fields = tuple(
        replace(book.fields[0], key="quoted") if it.key == "quoted" else it for it in book.fields
    )
    desk.project.do("Scale", Edit(book, replace(book, fields=fields)))
    after = desk.set_field(label, "quoted", 1)
    assert after.fields["quoted"] is not True
    assert desk.labels(article.id)[0].fields["quoted"] is not True
    assert after.codebook_version == label.codebook_version + 1


def test_labels_are_removed_together(desk: Desk, article: Article) -> None:
    labels = [tagged(desk, article, words) for words in ("ferry", "pier")]
    desk.untag(labels[:1])
    assert last_title(desk) == "Remove Plain tag from “ferry”"
    desk.project.undo()
    desk.untag(labels)
    assert last_title(desk) == "Remove 2 labels"
    assert desk.labels(article.id) == []


def test_a_label_outlives_its_tag(desk: Desk, article: Article) -> None:
    label = tagged(desk, article, "pier", "praise")
    book = desk.project.codebook
    tags = tuple(tag for tag in book.tags if tag.key != "praise")
    desk.project.do("Praise removed", Edit(book, replace(book, tags=tags)))
    with pytest.raises(AnnotatorError, match="no tag “praise” any more"):
        desk.set_field(label, "intensity", 3)
    desk.untag([label])
    assert last_title(desk) == "Remove praise from “pier”"
    desk.project.undo()
    assert desk.labels(article.id) == [label]
    assert finish(checked(desk.project)) == []


# ---------------------------------------------------------------------------- the article


def test_the_first_work_on_an_article_begins_it(desk: Desk, article: Article) -> None:
    def state() -> State:
        return desk.project.state(article.id, desk.annotator.id)

    for work in (
        lambda: tagged(desk, article, "pier"),
        lambda: desk.answer(article.id, "slant", 1),
    ):
        assert state() is State.TODO
        work()
        assert state() is State.IN_PROGRESS
        desk.project.undo()
    desk.set_state(article.id, State.DONE)
    tagged(desk, article, "pier")
    assert state() is State.DONE, "only a person says so, or takes it back"


def test_states_and_notes_of_the_article_do_not_touch_each_other(
    desk: Desk, article: Article
) -> None:
    desk.set_article_note(article.id, "Ask Oda")
    desk.set_state(article.id, State.SKIPPED, "a caption")
    assert last_title(desk) == "“Regime Sinks Beloved Ferry”: skipped"
    found = desk.project.assignment(article.id, desk.annotator.id)
    assert (found.state, found.reason, found.note) == (State.SKIPPED, "a caption", "Ask Oda")
    desk.set_state(article.id, State.DONE)
    assert desk.project.assignment(article.id, desk.annotator.id).reason == ""


ANSWERS: list[tuple[str, Value, Value]] = [
    ("slant", -2, 0),
    ("sides", True, False),
    ("genre", "news", "view"),
    ("summary", "A ferry goes.", "א\u200b🚢"),
]


@pytest.mark.parametrize(("question", "first", "second"), ANSWERS)
def test_a_question_has_one_answer_that_can_change_and_go(
    desk: Desk, article: Article, question: str, first: Value, second: Value
) -> None:
    def answers() -> list[Value]:
        return [each.value for each in desk.project.answers(article.id)]

    for value in (first, first, second):
        desk.answer(article.id, question, value)
        assert answers() == [value]
        assert type(answers()[0]) is type(value)
    desk.answer(article.id, question, None)
    assert answers() == []
    desk.project.undo()
    assert answers() == [second]


@pytest.mark.parametrize(
    ("question", "value"),
    [("slant", 3), ("slant", True), ("sides", 1), ("genre", "poem"), ("summary", 5), ("gone", 1)],
)
def test_an_unfit_answer_is_refused(
    desk: Desk, article: Article, question: str, value: Value
) -> None:
    with pytest.raises(AnnotatorError):
        desk.answer(article.id, question, value)
    assert desk.project.answers(article.id) == []


VERBS: dict[str, Callable[[Desk, Article, Label], object]] = {
    "move": lambda desk, article, label: desk.move(article, label, place(article, "ferry")),
    "retag": lambda desk, _, label: desk.retag(label, "plain"),
    "set_field": lambda desk, _, label: desk.set_field(label, "intensity", 1),
    "set_note": lambda desk, _, label: desk.set_note(label, "late"),
    "untag": lambda desk, _, label: desk.untag([label]),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_takes_a_label_that_has_changed_since(
    desk: Desk, article: Article, verb: str
) -> None:
    label = tagged(desk, article, "pier", "praise")
    now = desk.set_note(label, "first")
    with pytest.raises(AnnotatorError, match="changed elsewhere"):
        VERBS[verb](desk, article, label)
    assert desk.labels(article.id) == [now]


def test_a_tag_of_sentences_or_articles_takes_them_whole(project: Project, desk: Desk) -> None:
    book = project.codebook
    tags = (
        replace(book.tags[0], scope=Scope.SENTENCE),
        replace(book.tags[1], scope=Scope.ARTICLE),
        Tag("cause", "Cause", group=True),
        replace(book.tags[2], parent="cause"),
    )
    project.do("Scopes", Edit(book, replace(book, tags=tags)))
    article = project.article(project.article_ids()[0])
    at = article.text.index("catastrophic")
    [sentence] = desk.tag(article, "loaded", [[Span(at, at + 12)]])
    assert sentence.quote.startswith("“It is a catastrophic act of vandalism,” said Oda")
    assert sentence.quote.endswith("on the pier.")
    [whole] = desk.tag(article, "praise", [[Span(at, at + 12)]])
    assert whole.quote == article.text
    with pytest.raises(AnnotatorError, match="give one inside it: plain"):
        desk.tag(article, "cause", [[Span(at, at + 12)]])


def test_a_second_answer_stands_beside_the_first(project: Project, desk: Desk) -> None:
    article_id = project.article_ids()[0]
    desk.answer(article_id, "slant", -2)
    desk.answer_again(article_id, "slant", 1)
    assert [it.value for it in project.answers(article_id)] == [-2]
    assert [it.value for it in project.second_answers(article_id)] == [1]
    project.undo()
    assert project.second_answers(article_id) == []
    assert [it.value for it in project.answers(article_id)] == [-2]


def test_that_the_labels_are_all_there_is_said_and_taken_back(project: Project, desk: Desk) -> None:
    article_id = project.article_ids()[0]
    desk.set_labelled(article_id, labelled=True)
    assert project.assignment(article_id, desk.annotator.id).labelled
    assert desk.set_labelled(article_id, labelled=True) is None
    project.undo()
    assert not project.assignment(article_id, desk.annotator.id).labelled
