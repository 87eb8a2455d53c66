"""A class read from a project: who is in it, and its figures against some worked out by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.feedback import COUNTS, Counts, Finding, feedback_on
from annotator.core.lesson import Lesson, Part
from annotator.core.model import (
    AnnotatorKind,
    Assignment,
    Codebook,
    Field,
    Label,
    Span,
    State,
    Tag,
    Value,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.classroom import ClassResults, Classroom, classroom
from annotator.project.importing import add_drafts
from annotator.project.lesson import assigned, change_lesson, key_annotator
from annotator.project.team import add_annotator
from annotator.project.training import keep, key_of
from annotator.teach.places import most_missed
from tests.teach.simulated import habits, simulated

CODEBOOK = Codebook(
    id="loaded",
    name="Loaded words",
    fields=(Field("neutral", "Neutral wording"),),
    tags=(Tag("loaded", "Loaded word", fields=("neutral",)), Tag("name", "Name-calling")),
)

TEXTS = {
    "Before": "The regime snubbed a modest plan to end the fighting.",
    "Story": "Ministers crushed the plan on Monday. Its shameful failure cost 12 homes.",
    "Other story": "Ministers turned down the plan on Monday. The failure cost 12 homes.",
    "After": "The junta trampled over a modest deal to end the shooting.",
}
EVENT = "The plan"


@dataclass
class School:
    """A lesson in a project, and those who work on it."""

    project: Project
    ids: dict[str, str]
    instructor: Desk

    def marks(
        self,
        desk: Desk,
        title: str,
        quote: str,
        tag: str = "loaded",
        note: str = "",
        fields: Mapping[str, Value] | None = None,
        counts: Counts = Counts.REQUIRED,
    ) -> Label:
        article = self.project.article(self.ids[title])
        at = article.text.index(quote)
        [label] = desk.tag(article, tag, [[Span(at, at + len(quote))]], note=note, fields=fields)
        after = replace(label, fields={**label.fields, COUNTS.key: counts.value})
        if counts is not Counts.REQUIRED:
            self.project.do("It counts so", Edit(label, after), annotator_id=desk.annotator.id)
        return label

    def student(self, name: str) -> Desk:
        """A student who was given the lesson, as a hand-in brings them."""
        who = add_annotator(self.project, name)
        edits = [Edit(None, it) for it in assigned(self.project, who.id)]
        self.project.do("Given", *edits, annotator_id=who.id)
        return Desk(self.project, who)

    def hands_in(self, name: str, **marked: Sequence[tuple[str, str]]) -> Desk:
        """A student who is done with the articles of these titles, with these labels."""
        desk = self.student(name)
        for title, labels in marked.items():
            for quote, tag in labels:
                self.marks(desk, title.replace("_", " "), quote, tag)
            desk.set_state(self.ids[title.replace("_", " ")], State.DONE)
        return desk

    def read(self) -> Classroom:
        return finish(classroom(self.project))

    def results(self) -> ClassResults:
        return finish(self.read().results())


@pytest.fixture
def school(tmp_path: Path) -> School:
    project = Project.create(tmp_path / "Lesson.annot", "Loaded words", CODEBOOK, "Ms Ortega")
    drafts = [
        Draft(text, title=title, event=EVENT if "tory" in title else "")
        for title, text in TEXTS.items()
    ]
    ids = dict(zip(TEXTS, finish(add_drafts(project, drafts)).ids, strict=True))
    parts = {ids["Before"]: Part.BEFORE, ids["After"]: Part.AFTER}
    change_lesson(project, Lesson(parts=parts))
    school = School(project, ids, Desk(project, project.annotators()[0]))
    key = Desk(project, key_annotator(project))
    school.marks(key, "Before", "regime", "name")
    school.marks(key, "Before", "snubbed")
    school.marks(key, "Before", "fighting", counts=Counts.DECOY)
    school.marks(key, "Story", "crushed")
    school.marks(key, "Story", "shameful")
    school.marks(key, "After", "junta", "name")
    school.marks(key, "After", "trampled")
    key.set_state(ids["Other story"], State.DONE)
    return school


def test_students_are_those_who_were_given_the_lesson_and_nobody_else(school: School) -> None:
    add_annotator(school.project, "A colleague")
    add_annotator(school.project, "A model", AnnotatorKind.MODEL)
    school.marks(school.instructor, "Before", "regime", "name")
    school.instructor.set_state(school.ids["Before"], State.DONE)
    school.hands_in("Heron", Before=[("regime", "name")])
    school.student("Otter")
    read = school.read()
    assert [it.name for it in read.students] == ["Heron", "Otter"]
    assert [it.name for it in read.handed_in] == ["Heron"]
    assert list(read.work(school.ids["Before"]).labels) == [read.students[0].id]


def test_what_is_not_done_is_not_looked_at(school: School) -> None:
    school.hands_in("Heron", Before=[("regime", "name")])
    otter = school.student("Otter")
    school.marks(otter, "Before", "snubbed")
    assert school.read().work(school.ids["Before"]).students == 1


def test_articles_stand_in_the_order_of_the_lesson_with_their_keys(school: School) -> None:
    read = school.read()
    assert [it.article.title for it in read.works] == ["Before", "Story", "Other story", "After"]
    assert [len(it.key) if it.key is not None else None for it in read.works] == [3, 2, 0, 2]


def class_of_three(school: School) -> None:
    """All find the name; two take “snubbed” and one the decoy; after the lesson all is found."""
    right = [("junta", "name"), ("trampled", "loaded")]
    school.hands_in("Heron", Before=[("regime", "name"), ("snubbed", "loaded")], After=right)
    school.hands_in("Otter", Before=[("regime", "loaded"), ("snubbed", "loaded")], After=right)
    school.hands_in("Stoat", Before=[("regime", "name"), ("fighting", "loaded")], After=right[:1])


def test_heat_and_places_are_shown_from_three_students_on(school: School) -> None:
    before = school.ids["Before"]
    right = [("regime", "name")]
    for name in ("Heron", "Otter"):
        school.hands_in(name, Before=right)
    assert (school.read().heat(before), school.read().places(before)) == (None, ())
    assert finish(school.read().agreement(before)).f1_soft is None
    school.hands_in("Stoat", Before=right)
    heat = school.read().heat(before)
    assert heat is not None
    assert heat.marked[:3] == (0, 3, 0)
    assert [it.quote for it in most_missed(school.read().places(before))] == ["snubbed"]


def test_the_figures_of_a_class(school: School) -> None:
    class_of_three(school)
    results = school.results()
    heron, otter, stoat = results.scores
    # Heron has all of what was done: Before and After; the two stories count 0, but the second has
    # an empty key, on which to mark nothing would have been right.
    assert [it.f1 for it in heron.articles] == [1.0, 0.0, 0.0, 1.0]
    assert (heron.mean, heron.done, heron.recall, heron.precision) == (0.5, 2, 4 / 6, 1.0)
    # Otter gave “regime” another tag: of two spans on either side one is common, F1 1/2.
    assert [it.f1 for it in otter.articles] == [0.5, 0.0, 0.0, 1.0]
    assert (otter.recall, otter.precision) == (3 / 6, 3 / 4)
    # Stoat took the decoy and missed “snubbed”, 1/2; then missed “trampled”: P 1, R 1/2, F1 2/3.
    assert [it.f1 for it in stoat.articles] == pytest.approx([0.5, 0.0, 0.0, 2 / 3])
    assert (stoat.decoys, stoat.count(Finding.MISSED)) == (1, 2)


def test_gain_and_confusion_of_a_class(school: School) -> None:
    class_of_three(school)
    results = school.results()
    assert [it.gain for it in results.gain.students] == pytest.approx([0.0, 0.5, 1 / 6])
    assert (results.gain.better, results.gain.same, results.gain.worse) == (2, 1, 0)
    assert results.confusion is not None
    assert results.confusion.tags == ("loaded", "name")
    assert results.confusion.mistaken == [("name", "loaded", 1)]
    assert results.confusion.count("loaded", "") == 2
    assert results.confusion.count("", "loaded") == 1


def test_what_the_lesson_asks_beside_tags(school: School) -> None:
    assert school.read().asks.reworded == {"loaded"}
    assert not school.read().asks.reason
    lesson = school.project.settings.lesson
    assert lesson is not None
    change_lesson(school.project, replace(lesson, reason=True))
    assert school.read().asks.reason


def test_an_article_to_try_again_on_counts_for_those_alone_who_did_it(school: School) -> None:
    lesson = school.project.settings.lesson
    assert lesson is not None
    story = school.ids["Story"]
    change_lesson(school.project, replace(lesson, parts={**lesson.parts, story: Part.AGAIN}))
    school.hands_in("Heron", Before=[("regime", "name"), ("snubbed", "loaded")])
    otter = school.hands_in("Otter", Before=[("regime", "name"), ("snubbed", "loaded")])
    given = Assignment(story, otter.annotator.id, place=9, batch=Part.AGAIN.value)
    school.project.do("Again", Edit(None, given), annotator_id=otter.annotator.id)
    assert [len(it.articles) for it in school.results().scores] == [3, 3]
    school.marks(otter, "Story", "crushed")
    otter.set_state(story, State.DONE)
    heron, done = school.results().scores
    assert [len(it.articles) for it in (heron, done)] == [3, 4]
    assert [it.f1 for it in done.articles if it.part is Part.AGAIN] == pytest.approx([2 / 3])


def test_who_compared_with_the_key_is_a_student_too(school: School) -> None:
    who = add_annotator(school.project, "Vole")
    desk = Desk(school.project, who)
    desk.set_state(school.ids["Before"], State.DONE)
    keep(school.project, school.ids["Before"], who.id, feedback_on([], []))
    read = school.read()
    assert [it.name for it in read.students] == ["Vole"]
    assert len(read.given[who.id]) == 4


def test_neutral_wordings_are_told_without_names(school: School) -> None:
    for name, wording in (("Heron", "rejected"), ("Otter", "Rejected."), ("Stoat", "declined")):
        desk = school.student(name)
        school.marks(desk, "Before", "snubbed", fields={"neutral": wording})
        desk.set_state(school.ids["Before"], State.DONE)
    [place] = school.read().rewordings(school.ids["Before"])
    assert (place.quote, place.key is not None) == ("snubbed", True)
    assert [(it.text, it.students) for it in place.rewordings] == [
        ("Rejected.", 2),
        ("declined", 1),
    ]
    known = {it.id for it in school.project.labels(school.ids["Before"])}
    assert {label for it in place.rewordings for label in it.label_ids} < known


def test_two_stories_of_an_event_side_by_side(school: School) -> None:
    read = school.read()
    assert list(read.events) == [EVENT]
    stories = read.stories(EVENT)
    assert [(it.one.text, it.other.text) for it in stories.same] == [
        ("Ministers crushed the plan on Monday.", "Ministers turned down the plan on Monday."),
        ("Its shameful failure cost 12 homes.", "The failure cost 12 homes."),
    ]
    assert [[label.quote for label in it.one.labels] for it in stories.same] == [
        ["crushed"],
        ["shameful"],
    ]
    assert stories.one.by_key is not None
    assert stories.one.by_key.rate == pytest.approx(100 * 2 / 12)
    assert stories.one.by_class is None
    with pytest.raises(AnnotatorError, match="No two articles"):
        read.stories("Another event")


def test_agreement_is_told_in_plain_words(school: School) -> None:
    class_of_three(school)
    found = finish(school.read().agreement(school.ids["Before"]))
    assert found.f1_soft is not None
    # Heron and Otter share “snubbed”, Heron and Stoat “regime”, Otter and Stoat nothing.
    assert found.f1_soft.value == pytest.approx((1 / 2 + 1 / 2 + 0) / 3)
    assert found.said.startswith("Two students of this class agree")
    assert "33\u00a0%" in found.said
    assert "To agree is not to be right" in found.said


def test_a_project_that_is_no_lesson_is_told_so(project: Project) -> None:
    with pytest.raises(AnnotatorError, match="is no lesson yet"):
        finish(classroom(project))


def test_an_article_that_went_is_told_so(school: School) -> None:
    with pytest.raises(AnnotatorError, match="not of the lesson any more"):
        school.read().heat("gone")


def test_the_better_a_simulated_student_the_better_the_score(school: School) -> None:
    for number in range(12):
        skill = (0.2, 0.6, 0.95)[number % 3]
        desk = school.student(f"S{number}")
        for article_id in school.ids.values():
            article, key = school.project.article(article_id), key_of(school.project, article_id)
            made = simulated(
                article, key or [], ("loaded", "name"), desk.annotator.id, habits(skill), number
            )
            edits = [Edit(None, it) for it in made]
            school.project.do("Labels", *edits, annotator_id=desk.annotator.id)
            desk.set_state(article_id, State.DONE)
    means = [it.mean or 0.0 for it in school.results().scores]
    weak, middling, strong = (fmean(means[start::3]) for start in range(3))
    assert weak < middling < strong
