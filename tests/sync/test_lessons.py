"""A lesson from its file to a student's copy: what is in it, and what a student cannot read."""

import gzip
import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.lesson import FeedbackRule, Lesson, Part
from annotator.core.model import Annotator, AnnotatorKind, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.lesson import change_lesson, compare, course, lesson_of
from annotator.project.training import key_of
from annotator.sync.delivery import Edition
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.lessons import (
    LONGEST_NAME,
    hand_in_name,
    lesson_file,
    lesson_file_name,
    open_key,
    protection,
    reading_lesson,
    student_copy,
    teacher_copy,
    tidy_name,
    unsealed_key,
)
from annotator.sync.merging import merge
from annotator.sync.packing import hand_in
from annotator.sync.posting import bring_in
from annotator.sync.seal import seal, tidy_code, unseal
from annotator.sync.words import CODE, new_code, pseudonym
from tests.sync.classroom import (
    EXPLANATIONS,
    NOTES,
    all_done,
    make_lesson,
    mark,
    student,
    students_file,
)
from tests.sync.copies import sent


def written(project: Project, folder: Path, edition: Edition = Edition.STUDENT) -> Path:
    path = folder / "Harbour.lesson"
    finish(write_delivery(lesson_file(project, edition=edition), path))
    return path


# ---------------------------------------------------------------------------- what is in it


@pytest.mark.parametrize("rule", FeedbackRule)
def test_a_students_file_explains_the_key_only_where_students_compare_after_each_article(
    project: Project, tmp_path: Path, rule: FeedbackRule
) -> None:
    path = written(make_lesson(project, rule), tmp_path)
    content = gzip.decompress(path.read_bytes()).decode()
    for each in EXPLANATIONS:
        assert (each in content) == (rule is FeedbackRule.EACH)
    code = lesson_of(project).code
    assert bool(code) == (rule is FeedbackRule.RELEASED)
    assert not code or code not in content
    assert NOTES not in content
    assert "somebody's label" not in content


@pytest.mark.parametrize("rule", FeedbackRule)
def test_a_students_copy_holds_the_key_readable_only_where_the_file_does(
    project: Project, tmp_path: Path, rule: FeedbackRule
) -> None:
    desk = student(make_lesson(project, rule), "Ada Lind", tmp_path)
    path = desk.project.path
    desk.project.close()
    content = path.read_bytes().decode(errors="replace")
    assert (EXPLANATIONS[0] in content) == (rule is FeedbackRule.EACH)


def test_a_teachers_file_has_key_notes_and_code_but_no_students_work(
    project: Project, tmp_path: Path
) -> None:
    make_lesson(project, FeedbackRule.RELEASED)
    written(project, tmp_path)
    mark(Desk(project, project.annotator_named("Ada Lind", make=True)), "scrapped", note="mine!")
    content = gzip.decompress(written(project, tmp_path, Edition.TEACHER).read_bytes()).decode()
    for each in (*EXPLANATIONS, NOTES, lesson_of(project).code):
        assert each in content
    for each in ("Ada Lind", "mine!"):
        assert each not in content


def test_the_code_stays_the_same_from_file_to_file(project: Project, tmp_path: Path) -> None:
    make_lesson(project, FeedbackRule.RELEASED)
    written(project, tmp_path)
    first = lesson_of(project).code
    written(project, tmp_path)
    assert lesson_of(project).code == first


def test_a_code_that_lay_in_a_file_opens_no_other_one(project: Project, tmp_path: Path) -> None:
    make_lesson(project, FeedbackRule.END)
    laid_open = lesson_in(written(project, tmp_path)).code
    assert laid_open
    change_lesson(project, replace(lesson_of(project), feedback=FeedbackRule.RELEASED))
    released = lesson_in(written(project, tmp_path))
    assert lesson_of(project).code not in ("", laid_open)
    with pytest.raises(AnnotatorError, match="does not open the key"):
        unsealed_key(released, laid_open)
    change_lesson(project, replace(lesson_of(project), feedback=FeedbackRule.END))
    kept = lesson_of(project).code
    assert lesson_in(written(project, tmp_path)).code not in ("", laid_open, kept)


def lesson_in(path: Path) -> Lesson:
    """The lesson as the file has it."""
    settings = finish(reading_lesson(path)).settings
    assert settings is not None
    assert settings.lesson is not None
    return settings.lesson


def test_a_lesson_without_a_key_has_nothing_sealed(project: Project, tmp_path: Path) -> None:
    make_lesson(project, FeedbackRule.RELEASED)
    for label in project.labels(project.article_ids()[0]):
        project.do("Away", Edit(label, None))
    for article_id in project.article_ids():
        for each in [*project.labels(article_id), *project.store.assignments(article_id)]:
            project.do("Away", Edit(each, None))
    told = students_file(project, tmp_path).settings
    assert told is not None
    assert told.lesson is not None
    assert (told.lesson.sealed, told.lesson.code) == ("", "")


def test_what_is_no_lesson_or_a_copy_or_empty_makes_no_file(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(AnnotatorError, match="is no lesson yet"):
        lesson_file(project, edition=Edition.STUDENT)
    desk = student(make_lesson(project), "Ada", tmp_path)
    with closing(desk.project), pytest.raises(AnnotatorError, match="a copy to work in"):
        lesson_file(desk.project, edition=Edition.TEACHER)
    for shelf in [project.store.shelf(it) for it in project.article_ids()]:
        project.do("Archived", Edit(shelf, replace(shelf, archived=True)))
    with pytest.raises(AnnotatorError, match="no articles yet"):
        lesson_file(project, edition=Edition.STUDENT)


# ---------------------------------------------------------------------------- a student's copy


def test_a_student_sits_in_a_work_copy_with_the_articles_in_the_order_of_the_parts(
    project: Project, tmp_path: Path
) -> None:
    make_lesson(project)
    ids = project.article_ids()
    again = replace(lesson_of(project), parts={ids[0]: Part.AFTER, ids[2]: Part.AGAIN})
    change_lesson(project, again)
    desk = student(project, "Ada Lind", tmp_path)
    with closing(desk.project):
        assert desk.project.work_copy
        assert desk.annotator.name == "Ada Lind"
        assert desk.article_ids() == [ids[1], ids[0]]
        assert course(desk.project, desk.annotator.id).spare == (ids[2],)
        assert desk.project.codebook == project.codebook
        assert desk.project.codebook_version == project.codebook_version
        assert desk.project.undo(desk.annotator.id) is None
        assert finish(checked(desk.project)) == []


def test_a_copy_works_with_the_codebook_in_force_even_if_it_is_not_the_newest(
    project: Project, desk: Desk, tmp_path: Path
) -> None:
    make_lesson(project)
    mark(desk, "scrapped")
    first = project.codebook
    second = replace(first, description="Otherwise.")
    project.do("Codebook", Edit(first, second))
    mark(desk, "gave")
    project.do("Codebook", Edit(second, first))
    copy = student(project, "Ada", tmp_path)
    with closing(copy.project):
        assert (copy.project.codebook, copy.project.codebook_version) == (first, 1)


def test_a_file_written_before_a_change_of_the_codebook_means_the_same_after_it(
    project: Project, tmp_path: Path
) -> None:
    change_lesson(project, lesson_of(make_lesson(project)))
    ada = student(project, "Ada", tmp_path)
    book = project.codebook
    project.do("Codebook", Edit(book, replace(book, description="Otherwise.")))
    with closing(ada.project):
        mark(ada, "scrapped")
        finish(merge(project, [sent(hand_in(ada.project, ada.annotator), tmp_path)]))
    [label] = [
        it for it in project.labels(project.article_ids()[0]) if it.annotator_id == ada.annotator.id
    ]
    assert project.codebook_of(label.codebook_version) == book


def test_whoever_compared_cannot_label_any_more_and_hands_in_what_was_before(
    project: Project, tmp_path: Path
) -> None:
    ada = student(make_lesson(project), "Ada", tmp_path)
    with closing(ada.project):
        first = ada.article_ids()[0]
        mark(ada, "scrapped")
        ada.set_state(first, State.DONE)
        found = compare(ada.project, first, ada.annotator.id)
        assert found is not None
        with pytest.raises(AnnotatorError, match="You have seen the key"):
            mark(ada, "catastrophic")
        with pytest.raises(AnnotatorError, match="You have seen the key"):
            ada.untag(ada.labels(first))
        delivery = hand_in(ada.project, ada.annotator)
    finish(merge(project, [delivery]))
    mine = project.labels(first, ada.annotator.id)
    assert [it.quote for it in mine] == ["scrapped"]


def test_a_hand_in_holds_nothing_of_the_key(project: Project, tmp_path: Path) -> None:
    ada = student(make_lesson(project), "Ada", tmp_path)
    with closing(ada.project):
        all_done(ada)
        compare(ada.project, ada.article_ids()[0], ada.annotator.id)
        path = tmp_path / "Ada.handin"
        finish(write_delivery(hand_in(ada.project, ada.annotator), path))
    assert EXPLANATIONS[0] not in gzip.decompress(path.read_bytes()).decode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \n Lind\t", "Ada Lind"),
        ("Ada\x00\x1b[31m\u202eLind", "Ada [31m Lind"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("A" * 500, "A" * LONGEST_NAME),
        ("אדה Łukasz 🚢", "אדה Łukasz 🚢"),
    ],
)
def test_a_name_is_kept_as_typed_but_for_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


def test_without_a_name_no_copy_is_made(project: Project, tmp_path: Path) -> None:
    delivery = students_file(make_lesson(project), tmp_path)
    with pytest.raises(AnnotatorError, match="Type your name first"):
        finish(student_copy(delivery, tmp_path / "x.annot", " \u200b\n"))
    assert not (tmp_path / "x.annot").exists()


@pytest.mark.parametrize("rule", [FeedbackRule.EACH, FeedbackRule.RELEASED])
def test_a_student_may_be_called_as_the_key_is(
    project: Project, tmp_path: Path, rule: FeedbackRule
) -> None:
    desk = student(make_lesson(project, rule), "Key", tmp_path)
    with closing(desk.project):
        if rule is FeedbackRule.RELEASED:
            finish(open_key(desk.project, lesson_of(project).code))
        names = {it.name: it.kind for it in desk.project.annotators()}
        assert names == {"Key": AnnotatorKind.PERSON, "Key (key)": AnnotatorKind.KEY}
        assert key_of(desk.project, desk.article_ids()[0])


def test_a_copy_does_not_take_the_place_of_a_file(project: Project, tmp_path: Path) -> None:
    delivery = students_file(make_lesson(project), tmp_path)
    there = tmp_path / "Ada.annot"
    there.write_text("mine")
    with pytest.raises(AnnotatorError, match="already"):
        finish(student_copy(delivery, there, "Ada"))
    assert there.read_text() == "mine"


# ---------------------------------------------------------------------------- a teacher's project


def test_a_teachers_edition_becomes_a_project_with_its_key(
    project: Project, tmp_path: Path
) -> None:
    make_lesson(project, FeedbackRule.RELEASED)
    delivery = sent(lesson_file(project, edition=Edition.TEACHER), tmp_path)
    with closing(finish(teacher_copy(delivery, tmp_path / "t.annot", "Ines"))) as mine:
        assert (mine.id, mine.work_copy) == (project.id, False)
        assert lesson_of(mine).notes == NOTES
        assert {it.name for it in mine.annotators()} == {"Key", "Ines"}
        assert mine.store.desk() == mine.annotator_named("Ines").id
        for each in project.article_ids():
            theirs, ours = (key_of(it, each) for it in (project, mine))
            assert theirs == ours is not None
        # and from it, students' files can be made and hand-ins taken
        ada = student(mine, "Ada", tmp_path)
        with closing(ada.project):
            mark(ada, "scrapped")
            finish(merge(mine, [hand_in(ada.project, ada.annotator)]))


def test_each_edition_is_for_whom_it_was_made(project: Project, tmp_path: Path) -> None:
    make_lesson(project)
    for_students = students_file(project, tmp_path)
    for_teachers = sent(lesson_file(project, edition=Edition.TEACHER), tmp_path)
    with pytest.raises(AnnotatorError, match="a student’s edition"):
        finish(teacher_copy(for_students, tmp_path / "x.annot"))
    with pytest.raises(AnnotatorError, match="the teacher’s edition"):
        finish(student_copy(for_teachers, tmp_path / "x.annot", "Ada"))


# ---------------------------------------------------------------------------- the key


def test_a_released_key_opens_with_the_code_and_only_with_that(
    project: Project, tmp_path: Path
) -> None:
    ada = student(make_lesson(project, FeedbackRule.RELEASED), "Ada", tmp_path)
    first = ada.article_ids()[0]
    with closing(ada.project):
        mark(ada, "catastrophic")
        all_done(ada)
        assert compare(ada.project, first, ada.annotator.id) is None
        with pytest.raises(AnnotatorError, match="This code does not open the key"):
            finish(open_key(ada.project, "harbour-lantern-violet-42"))
        assert key_of(ada.project, first) is None
        typed = lesson_of(project).code.upper().replace("-", "  ")
        finish(open_key(ada.project, typed))
        finish(open_key(ada.project, typed))  # a second time changes nothing
        found = compare(ada.project, first, ada.annotator.id)
        assert found is not None
        assert found.feedback.f1 == 1.0
        assert key_of(ada.project, first) == key_of(project, first)
        assert finish(checked(ada.project)) == []


def test_a_key_for_the_end_opens_when_all_is_done(project: Project, tmp_path: Path) -> None:
    ada = student(make_lesson(project, FeedbackRule.END), "Ada", tmp_path)
    with closing(ada.project):
        code = lesson_of(ada.project).code
        with pytest.raises(AnnotatorError, match="when all articles"):
            finish(open_key(ada.project, code))
        all_done(ada)
        finish(open_key(ada.project, code))
        assert compare(ada.project, ada.article_ids()[0], ada.annotator.id) is not None


@pytest.mark.parametrize("rule", [FeedbackRule.EACH, FeedbackRule.NEVER])
def test_where_nothing_is_sealed_nothing_opens(
    project: Project, tmp_path: Path, rule: FeedbackRule
) -> None:
    ada = student(make_lesson(project, rule), "Ada", tmp_path)
    with closing(ada.project), pytest.raises(AnnotatorError, match="nothing to open"):
        finish(open_key(ada.project, "harbour-lantern-violet-42"))


def test_a_sealed_text_that_was_altered_is_not_opened() -> None:
    sealed = seal("Die Fähre 🚢".encode(), "harbour-lantern-violet-42")
    assert unseal(sealed, " Harbour lantern VIOLET 42 ").decode() == "Die Fähre 🚢"
    at = len(sealed) // 2
    spoilt = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    for each in (spoilt, sealed[:-3], sealed.replace(":", ":é", 1), "scrypt-15:", "scrypt-15:AA:B"):
        with pytest.raises(AnnotatorError, match="does not open"):
            unseal(each, "harbour-lantern-violet-42")
    for each in ("", "scrypt-20:AA:BB"):
        with pytest.raises(AnnotatorError, match="newer Annotator"):
            unseal(each, "harbour-lantern-violet-42")
    with pytest.raises(AnnotatorError, match="Type the code"):
        unseal(sealed, " - ")


def test_a_code_is_three_words_and_a_number() -> None:
    assert len(set(CODE)) == len(CODE) >= 256
    code = new_code()
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+-[1-9][0-9]", code)
    assert {tidy_code(it) for it in (code, code.title(), code.replace("-", " "))} == {code}


def test_a_pseudonym_is_two_words_that_nobody_has() -> None:
    taken: set[str] = set()
    for _ in range(300):
        taken.add(pseudonym(taken))
    assert len(taken) == 300
    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", it) for it in taken)


def test_every_rule_says_what_it_protects() -> None:
    assert len({protection(rule) for rule in FeedbackRule}) == len(FeedbackRule)


# ---------------------------------------------------------------------------- faults


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_lesson_altered_by_one_byte_is_refused(
    project: Project, tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "Harbour.lesson"
    if not path.exists():
        written(make_lesson(project, FeedbackRule.END), tmp_path)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    spoilt = tmp_path / "spoilt.lesson"
    spoilt.write_bytes(content)
    with pytest.raises(AnnotatorError, match=r"[Nn]othing was changed"):
        finish(reading_lesson(spoilt))


def test_a_lesson_with_somebodys_work_in_it_is_refused(project: Project, tmp_path: Path) -> None:
    good = students_file(make_lesson(project), tmp_path)
    someone = Annotator("somebody", "Somebody")
    theirs = replace(good.records[0], annotator_id=someone.id)
    made_up = [
        replace(good, annotators=(*good.annotators, someone)),
        replace(good, records=(*good.records, theirs)),
    ]
    for each in made_up:
        with pytest.raises(AnnotatorError, match="Nothing was changed"):
            finish(student_copy(each, tmp_path / "x.annot", "Ada"))
        assert not (tmp_path / "x.annot").exists()


def test_a_lesson_is_not_brought_in_as_a_hand_in(project: Project, tmp_path: Path) -> None:
    path = written(make_lesson(project), tmp_path)
    [refused] = finish(bring_in(project, [path])).refused
    assert "is a lesson and no hand-in" in refused.why


def test_what_is_no_lesson_is_told(project: Project, tmp_path: Path) -> None:
    ada = student(make_lesson(project), "Ada", tmp_path)
    with closing(ada.project):
        path = tmp_path / "Ada.handin"
        finish(write_delivery(hand_in(ada.project, ada.annotator), path))
    with pytest.raises(AnnotatorError, match="is a hand-in and no lesson"):
        finish(reading_lesson(path))
    assert finish(read_delivery(path)).edition is None


def test_files_are_named_after_the_lesson_and_the_student(project: Project) -> None:
    make_lesson(project)
    settings_of = project.settings
    project.do("Name", Edit(settings_of, replace(settings_of, name="Loaded? “Words” 1/2")))
    names = [lesson_file_name(lesson_file(project, edition=it)) for it in Edition]
    assert names == [
        "Loaded “Words” 1 2.lesson",
        "Loaded “Words” 1 2 (teacher).lesson",
    ]
    assert hand_in_name(project, Annotator("a", "Ada Lind")).endswith(" – Ada Lind.handin")
