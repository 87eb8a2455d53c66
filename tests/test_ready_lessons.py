"""The lessons that come with the program: each loads, and its key can stand before a class."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pytest

from annotator.assets import asset
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Counts, Finding, counts_as, feedback_on
from annotator.core.labels import asked, fitting
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import Annotator, AnnotatorKind, Article, Label, State
from annotator.core.text import canonical, sentences, word_count
from annotator.project import Project
from annotator.project.lesson import key_status, lesson_articles, lesson_of
from annotator.ready_lessons import Level, lesson_from, make_ready_lesson, ready_lessons

READY = ready_lessons()
IDS = [it.id for it in READY]
MARKED = {Counts.REQUIRED, Counts.OPTIONAL}


@dataclass
class Made:
    """A ready lesson as an instructor's project."""

    project: Project

    @cached_property
    def lesson(self) -> Lesson:
        return lesson_of(self.project)

    @cached_property
    def key(self) -> Annotator:
        return next(it for it in self.project.annotators() if it.kind is AnnotatorKind.KEY)

    @cached_property
    def articles(self) -> list[Article]:
        return [self.project.article(it) for it in lesson_articles(self.project)]

    def labels(self, article: Article) -> list[Label]:
        return self.project.labels(article.id, self.key.id)

    def part(self, part: Part) -> list[Article]:
        return [it for it in self.articles if self.lesson.part(it.id) is part]


@pytest.fixture(scope="module", params=IDS)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    path = tmp_path_factory.mktemp("lesson") / "Lesson.annot"
    project = make_ready_lesson(path, request.param, "Ines")
    yield Made(project)
    project.close()


def of(labels: Sequence[Label], *counts: Counts) -> list[Label]:
    return [it for it in labels if counts_as(it) in counts]


def overlap(one: Label, other: Label) -> bool:
    return one.start < other.end and other.start < one.end


# ---------------------------------------------------------------------------- what is offered


def test_there_are_four_from_beginners_to_advanced() -> None:
    assert IDS == ["loaded-word", "sad-is-not-loaded", "two-stories", "neutral-rewrite"]
    assert [it.level for it in READY] == [
        Level.BEGINNERS, Level.BEGINNERS, Level.PRACTISED, Level.ADVANCED,
    ]  # fmt: skip


def test_what_a_chooser_shows_is_there_and_short() -> None:
    for each in READY:
        assert each.title
        assert each.summary.endswith(".")
        assert "\n" not in each.summary
        assert len(each.summary) < 100
        assert 20 <= each.minutes <= 90
        assert len(each.goals) >= 3
        assert each.articles >= 5
        assert each.codebook in {"Loaded language", "First steps: loaded words"}


def test_each_of_them_gives_feedback_as_its_plan_needs_it() -> None:
    rules = {it.id: it.feedback for it in READY}
    assert rules["loaded-word"] is FeedbackRule.EACH
    assert rules["two-stories"] is FeedbackRule.RELEASED


# ---------------------------------------------------------------------------- the project


def test_the_instructor_finds_a_lesson_with_its_key_done(made: Made) -> None:
    assert [it.name for it in made.project.annotators()] == ["Ines", "Key"]
    for status in key_status(made.project):
        assert status.done, status.title
        assert status.unexplained == 0, status.title
    for article in made.articles:
        assert made.project.assignment(article.id, made.key.id).state is State.DONE


def test_undo_does_not_take_the_lesson_apart(made: Made) -> None:
    assert made.project.undo(made.project.annotators()[0].id) is None
    assert made.project.undo(made.key.id) is None
    assert made.project.undo() is None


def test_the_lesson_says_what_it_is_for_and_how_it_goes(made: Made) -> None:
    ready = next(it for it in READY if it.title == made.project.settings.name)
    lesson = made.lesson
    assert (lesson.goals, lesson.minutes) == (ready.goals, ready.minutes)
    assert lesson.feedback is ready.feedback
    assert lesson.reason == (ready.id == "neutral-rewrite")
    assert lesson.credit == "Written for Annotator; free to use (MIT)"
    assert 100 <= word_count(lesson.instructions) <= 200
    assert 300 <= word_count(lesson.notes) <= 700
    for heading in ("0 to ", "What usually goes wrong.", "To discuss.", "To end."):
        assert heading in lesson.notes, heading
    for text in (lesson.instructions, lesson.notes):
        assert text.count("\n\n") >= 3
        assert "\n" not in text.replace("\n\n", "")


def test_the_minutes_of_the_plan_are_those_of_the_lesson(made: Made) -> None:
    plan = re.findall(r"^(\d+) to (\d+) minutes:", made.lesson.notes, flags=re.MULTILINE)
    ends = [0, *(int(end) for _, end in plan)]
    assert [int(start) for start, _ in plan] == ends[:-1]
    assert ends[-1] == made.lesson.minutes


def test_there_is_a_check_before_and_after_and_one_to_try_again(made: Made) -> None:
    assert {made.lesson.part(it.id) for it in made.articles} == set(Part)
    assert len(made.part(Part.LESSON)) >= 2
    assert len(made.part(Part.AGAIN)) >= 1


def test_the_two_checks_are_equally_hard(made: Made) -> None:
    before, after = (
        [made.labels(it) for it in made.part(part)] for part in (Part.BEFORE, Part.AFTER)
    )
    assert len(before) == len(after)
    for counts in Counts:
        numbers = [sum(len(of(it, counts)) for it in side) for side in (before, after)]
        assert abs(numbers[0] - numbers[1]) <= 1, counts
    tags = [sorted(it.tag for it in of(side[0], Counts.REQUIRED)) for side in (before, after)]
    assert tags[0] == tags[1]
    lengths = [word_count(made.part(part)[0].text) for part in (Part.BEFORE, Part.AFTER)]
    assert max(lengths) <= 1.15 * min(lengths)


# ---------------------------------------------------------------------------- the articles


def test_an_article_is_a_short_report_with_all_that_is_known_of_it(made: Made) -> None:
    for article in made.articles:
        text, about = article.text, article.metadata
        assert canonical(text)[0] == text
        assert 120 <= word_count(text) <= 300, article.title
        assert article.title == text[: article.headline_end]
        assert text.count("“") == text.count("”"), article.title
        assert not re.search("['\"]", text), article.title
        assert about.outlet
        assert about.author
        assert about.event
        assert about.outlet not in text
        assert re.fullmatch(r"2025-\d\d-\d\d", about.date)
        assert about.extra == {"credit": "Written for Annotator", "licence": "free to use (MIT)"}


def test_no_two_articles_of_a_lesson_are_by_one_hand_but_the_checks(made: Made) -> None:
    outlets = [it.metadata.outlet for it in made.articles]
    lesson = [it.metadata.outlet for it in made.part(Part.LESSON)]
    assert len(set(lesson)) == len(lesson)
    assert len(set(outlets)) >= len(outlets) - 1


def test_two_stories_are_of_one_event_in_two_outlets(tmp_path: Path) -> None:
    project = make_ready_lesson(tmp_path / "Two.annot", "two-stories")
    made = Made(project)
    for part in (Part.LESSON, Part.AGAIN):
        assert {it.metadata.event for it in made.part(part)} == {"Lantern Park concert"}
    assert len({it.metadata.outlet for it in made.part(Part.LESSON)}) == 2
    # What the teacher's notes say that only one of them tells.
    first, second = (it.text for it in made.part(Part.LESSON))
    for fact in ("another hour", "drum kit", "arrested", "came back with bags"):
        assert fact in first, fact
        assert fact not in second, fact
    for fact in ("permit", "17 people had complained", "nursing home", "71 decibels", "ankle"):
        assert fact in second, fact
        assert fact not in first, fact
    for fact in ("ten to eleven", "150 crowns", "Mila Tervane", "one song left", "August"):
        assert fact in first, fact
        assert fact in second, fact
    project.close()


# ---------------------------------------------------------------------------- the key


def test_every_label_of_the_key_stands_on_its_text(made: Made) -> None:
    for article in made.articles:
        assert made.labels(article)
        for label in made.labels(article):
            assert article.text[label.start : label.end] == label.quote
            assert label.quote == label.quote.strip(" .,;:“”")
            if counts_as(label) is Counts.REQUIRED:
                assert word_count(label.quote) <= 6, label.quote


def test_every_label_of_the_key_is_explained_in_two_sentences_at_most(made: Made) -> None:
    for article in made.articles:
        for label in made.labels(article):
            assert label.note.endswith((".", "?")), label.quote
            assert 1 <= len(sentences(label.note)) <= 2, label.note
            assert not re.search("['\"]", label.note), label.note


def test_every_article_has_something_to_find_and_something_not_to_mark(made: Made) -> None:
    for article in made.articles:
        key = made.labels(article)
        assert len(of(key, Counts.REQUIRED)) >= 3, article.title
        assert len(of(key, Counts.DECOY)) >= 2, article.title
    everything = [it for article in made.articles for it in made.labels(article)]
    for counts in Counts:
        assert of(everything, counts), counts


def test_what_counts_otherwise_does_not_blur_what_is_required(made: Made) -> None:
    for article in made.articles:
        key = made.labels(article)
        required = of(key, Counts.REQUIRED)
        for label in key:
            near = [it for it in required if it is not label and overlap(it, label)]
            assert len(near) == (counts_as(label) is Counts.ALTERNATIVE), label.quote


def test_the_fields_of_the_key_are_those_that_its_tags_ask(made: Made) -> None:
    book = made.project.codebook
    for article in made.articles:
        for label in made.labels(article):
            known = {COUNTS.key: COUNTS, **{it.key: it for it in asked(book, label)}}
            for name, value in label.fields.items():
                assert fitting(known[name], value) == value


def test_what_is_asked_for_is_in_the_key_too(made: Made) -> None:
    asks = {it.key for it in made.project.codebook.fields}
    for article in made.articles:
        for label in of(made.labels(article), *MARKED):
            if "target" in asks:
                assert label.fields["target"], label.quote
            if label.tag == "quoted" and "speaker" in asks:
                assert label.fields["speaker"] in article.text, label.quote
    if "neutral" in asks:
        required = [
            it for article in made.articles for it in of(made.labels(article), Counts.REQUIRED)
        ]
        worded = [it for it in required if it.fields.get("neutral")]
        assert len(worded) >= len(required) // 3
        assert all(it.fields["neutral"] != it.quote for it in worded)


# ---------------------------------------------------------------------------- students


def test_whoever_marks_what_the_key_has_gets_full_marks(made: Made) -> None:
    for article in made.articles:
        key = made.labels(article)
        for marked in (of(key, Counts.REQUIRED), of(key, *MARKED)):
            feedback = feedback_on(marked, key)
            assert feedback.f1 == 1.0, article.title
            assert feedback.count(Finding.HIT) == len(of(key, Counts.REQUIRED))


def test_what_is_also_right_is_as_good(made: Made) -> None:
    for article in made.articles:
        key = made.labels(article)
        for other in of(key, Counts.ALTERNATIVE):
            marked = [it for it in of(key, Counts.REQUIRED) if not overlap(it, other)]
            assert feedback_on([*marked, other], key).f1 == 1.0, other.quote


def test_whoever_marks_the_decoys_gets_less_and_is_told_why(made: Made) -> None:
    for article in made.articles:
        key = made.labels(article)
        decoys = of(key, Counts.DECOY)
        feedback = feedback_on([*of(key, Counts.REQUIRED), *decoys], key)
        assert feedback.f1 < 1.0, article.title
        taken = [it for it in feedback.points if it.finding is Finding.DECOY]
        assert [it.key and it.key.note for it in taken] == [it.note for it in decoys]
        assert feedback_on(decoys, key).f1 == 0.0, article.title


def test_whoever_gives_everything_one_tag_is_not_right_where_there_are_several(made: Made) -> None:
    tags = made.project.codebook.tags
    for article in made.articles:
        required = of(made.labels(article), Counts.REQUIRED)
        marked = [replace(it, tag=tags[0].key) for it in required]
        full = feedback_on(marked, made.labels(article)).f1 == 1.0
        assert full == (len({it.tag for it in required}) == 1), article.title


# ---------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('quote = "Heartless"', 'quote = "Gutless"', "“Gutless” are not in “Heartless Council"),
        ('quote = "Heartless"', 'quote = "council"', "“council” are in “Heartless Council"),
        ('quote = "Heartless"', 'quote = "council"\nnth = 9', "times; say which with nth"),
        ('tags = ["loaded"]', 'tags = ["slanted"]', "takes slanted of the codebook"),
        (
            'neutral = "new"',
            'tame = "new"',
            "“draconian” is faulty. The tag Loaded word asks no field",
        ),
        (
            'quote = "even"',
            'quote = "even"\ntag = "x"',
            "“even” is faulty. The codebook has no tag",
        ),
        ('counts = "decoy"', 'counts = "trap"', "cannot be read"),
        ('part = "after"', 'port = "after"', "cannot be read"),
        ('level = "beginners"', "level = ", "cannot be read"),
    ],
)
def test_a_faulty_lesson_is_told_and_leaves_no_file(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    toml = asset("lessons", "loaded-word.toml").read_text("utf-8")
    assert old in toml
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(toml.replace(old, new), "utf-8")
    with pytest.raises(AnnotatorError) as caught:
        lesson_from(faulty, tmp_path / "Faulty.annot")
    assert told in str(caught.value)
    assert "“faulty”" in str(caught.value) or "“Spot the loaded word”" in str(caught.value)
    assert not (tmp_path / "Faulty.annot").exists()


def test_a_lesson_that_there_is_not_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="no ready lesson “algebra”; there are loaded-word, "):
        make_ready_lesson(tmp_path / "Algebra.annot", "algebra")


def test_a_project_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "Mine.annot"
    make_ready_lesson(path, IDS[0]).close()
    before = path.read_bytes()
    with pytest.raises(AnnotatorError):
        make_ready_lesson(path, IDS[1])
    assert path.read_bytes() == before
