"""What a class handed in, collected: each file a line, pseudonyms inside, names in the roster."""

import gzip
import io
import os
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.clock import new_id
from annotator.core.edits import Edit, owner
from annotator.core.errors import AnnotatorError
from annotator.core.lesson import FeedbackRule
from annotator.core.model import (
    AnnotatorKind,
    State,
)
from annotator.core.questionnaire import Questionnaire
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import formats
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.exporting import export
from annotator.project.lesson import change_lesson, compare, key_annotator, lesson_of, students_of
from annotator.project.roster import (
    Roster,
    RosterEntry,
    roster_path,
    write_roster,
)
from annotator.sync.collecting import Outcome, collect
from annotator.sync.delivery import Edition
from annotator.sync.lessons import lesson_file, post_lesson
from annotator.sync.packing import hand_in, work_pack
from annotator.sync.posting import bring_in
from annotator.sync.submissions import hint_of
from tests.sync.classroom import (
    all_done,
    as_file,
    collected,
    hands_in,
    make_lesson,
    mark,
    only,
    roster_of,
    student,
    zipped,
)
from tests.sync.copies import copy_for, tables

# ---------------------------------------------------------------------------- what is taken


def test_a_hand_in_is_taken_under_a_pseudonym_and_the_name_goes_to_the_roster(
    lesson: Project, ada: Desk, file: Path
) -> None:
    line = only(collected(lesson, file))
    assert (line.outcome, line.name, line.labels) == (Outcome.TAKEN, "Ada Lind", 1)
    [taken] = students_of(lesson)
    assert (taken.id, taken.name, taken.kind) == (
        ada.annotator.id,
        line.pseudonym,
        AnnotatorKind.PERSON,
    )
    first = lesson.article_ids()[0]
    assert [it.quote for it in lesson.labels(first, taken.id)] == ["scrapped"]
    assert lesson.assignment(first, taken.id).state is State.DONE
    [entry] = roster_of(lesson).entries
    assert entry == RosterEntry("Ada Lind", pseudonym=taken.name, annotator=taken.id)
    assert finish(checked(lesson)) == []


def test_the_same_again_brings_nothing_and_more_work_is_newer(
    lesson: Project, ada: Desk, file: Path, tmp_path: Path
) -> None:
    first = only(collected(lesson, file))
    before = tables(lesson)
    assert only(collected(lesson, file)).outcome is Outcome.SAME
    assert tables(lesson) == before
    mark(ada, "oldest")
    newer = hands_in(ada, tmp_path / "in" / "Ada 2.handin")
    line = only(collected(lesson, newer))
    assert (line.outcome, line.labels, line.pseudonym) == (Outcome.NEWER, 2, first.pseudonym)
    assert only(collected(lesson, file)).outcome is Outcome.SAME  # the older one, late
    assert len(roster_of(lesson).entries) == 1


def test_a_copy_of_a_file_is_told_within_one_collection(lesson: Project, file: Path) -> None:
    (file.parent / "Ada copy.handin").write_bytes(file.read_bytes())
    outcomes = [it.outcome for it in collected(lesson, file.parent).lines]
    assert outcomes == [Outcome.TAKEN, Outcome.SAME]


def test_a_second_copy_of_the_same_name_is_taken_and_told(
    lesson: Project, file: Path, tmp_path: Path
) -> None:
    collected(lesson, file)
    again = student(lesson, "ada  LIND", tmp_path)
    with closing(again.project):
        mark(again, "beloved".title())
        line = only(collected(lesson, hands_in(again, tmp_path / "again.handin")))
    assert (line.outcome, line.name) == (Outcome.SECOND, "ada LIND")
    assert len({it.pseudonym for it in roster_of(lesson).entries}) == 2


def test_pseudonyms_and_colours_differ(lesson: Project, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    for number in range(8):
        desk = student(lesson, f"Student {number}", tmp_path)
        with closing(desk.project):
            hands_in(desk, inbox / f"{number}.handin")
    report = collected(lesson, inbox)
    assert report.count(Outcome.TAKEN) == report.handed_in == 8
    assert len({it.name for it in students_of(lesson)}) == 8
    assert len({it.colour for it in students_of(lesson)}) > 4


def test_whoever_is_in_the_roster_keeps_the_pseudonym_in_a_project_made_anew(
    lesson: Project, ada: Desk, file: Path
) -> None:
    entry = RosterEntry("Ada Lind", pseudonym="Amber Heron", annotator=ada.annotator.id)
    write_roster(Roster((entry,)), roster_path(lesson.path))
    assert only(collected(lesson, file)).pseudonym == "Amber Heron"
    assert roster_of(lesson).entries == (entry,)


def test_a_roster_that_was_lost_is_made_again_from_the_files(lesson: Project, file: Path) -> None:
    pseudonym = only(collected(lesson, file)).pseudonym
    roster_path(lesson.path).unlink()
    assert only(collected(lesson, file)).outcome is Outcome.SAME
    [entry] = roster_of(lesson).entries
    assert (entry.name, entry.pseudonym) == ("Ada Lind", pseudonym)


def test_a_student_of_the_class_list_is_found_by_name(lesson: Project, file: Path) -> None:
    listed = (RosterEntry("Lind, Ada", email="ada@school.example"), RosterEntry("Ben Moor"))
    write_roster(Roster(listed), roster_path(lesson.path))
    line = only(collected(lesson, file))
    roster = roster_of(lesson)
    assert line.name == "Lind, Ada"
    assert (roster.handed_in, len(roster.entries)) == (1, 2)
    assert roster.entries[0].pseudonym == line.pseudonym


def test_the_key_a_student_saw_does_not_count_what_came_after(
    lesson: Project, ada: Desk, file: Path, tmp_path: Path
) -> None:
    first = ada.article_ids()[0]
    compare(ada.project, first, ada.annotator.id)
    delivery = hand_in(ada.project, ada.annotator)
    told = only(collected(lesson, as_file(delivery, tmp_path / "a.handin"))).told
    assert "after the key" not in told
    label = ada.labels(first)[0]
    last = delivery.steps[-1]
    forged = replace(
        last,
        id=new_id(),
        number=last.number + 1,
        clock=last.clock + 1,
        edits=(Edit(label, replace(label, note="as the key says")),),
    )
    changed = replace(delivery, steps=(*delivery.steps, forged))
    told = only(collected(lesson, as_file(changed, tmp_path / "b.handin"))).told
    assert "changed after the key was shown" in told


# ---------------------------------------------------------------------------- where they come from


def test_hand_ins_are_found_in_folders_of_folders_and_in_zips(
    lesson: Project, tmp_path: Path
) -> None:
    names = ["Ada Lind", "Ben Moor", "Cleo Vance", "Dara Holm"]
    made = {}
    for name in names:
        desk = student(lesson, name, tmp_path)
        with closing(desk.project):
            made[name] = hands_in(desk, tmp_path / "made" / f"{name}.handin").read_bytes()
    folder = tmp_path / "class"
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("work.handin", made["Dara Holm"])
    for place, content in {
        "Ada Lind_123_assignsubmission_file_/my work.handin": made["Ada Lind"],
        "moorben_12_34_x.handin": made["Ben Moor"],
    }.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    zipped(
        folder / "all.zip",
        {
            "Cleo Vance_9_assignsubmission_file_/x.handin": made["Cleo Vance"],
            "../../Dara.zip": inner.getvalue(),
            "__MACOSX/._x.handin": b"junk",
            ".DS_Store": b"junk",
        },
    )
    (folder / ".hidden").write_text("junk")
    report = collected(lesson, folder)
    assert sorted(it.name for it in report.lines) == names
    assert {it.outcome for it in report.lines} == {Outcome.TAKEN}
    assert sorted(tmp_path.rglob("*.handin")) == sorted(
        [*(tmp_path / "made").iterdir(), *folder.rglob("*.handin")]
    )  # nothing was unpacked to the disk


@pytest.mark.parametrize(
    ("name", "wanted", "compact"),
    [
        ("all.zip/Ada Lind_123456_assignsubmission_file_/x.handin", "Ada Lind", ""),
        ("Ada Maria Lind_123456_assignsubmission_file_x.handin", "Ada Maria Lind", ""),
        ("Ada_Lind_1_assignsubmission_onlinetext_/x.handin", "Ada Lind", ""),
        ("lindada_12_34_x.handin", "", "lindada"),
        ("lindada_LATE_12_34_x.handin", "", "lindada"),
        ("Harbour – Ada Lind.handin", "", ""),
        ("", "", ""),
    ],
)
def test_a_platforms_name_for_a_file_hints_at_whose_it_is(
    name: str, wanted: str, compact: str
) -> None:
    assert (hint_of(name).name, hint_of(name).compact) == (wanted, compact)


@pytest.mark.parametrize(
    "place", ["lindada_12_34_x.handin", "Lind, Ada_77_assignsubmission_file_/x.handin"]
)
def test_a_hint_finds_the_student_whose_typed_name_is_none_of_the_class(
    lesson: Project, tmp_path: Path, place: str
) -> None:
    listed = (RosterEntry("Ada Lind", login="al"), RosterEntry("Ben Moor"))
    write_roster(Roster(listed), roster_path(lesson.path))
    desk = student(lesson, "starlight", tmp_path)
    with closing(desk.project):
        hands_in(desk, tmp_path / "in" / place)
    assert only(collected(lesson, tmp_path / "in")).name == "Ada Lind"
    assert len(roster_of(lesson).entries) == 2


# ---------------------------------------------------------------------------- names


def test_the_name_is_in_the_roster_and_nowhere_else(
    lesson: Project, file: Path, tmp_path: Path
) -> None:
    collected(lesson, file)
    lesson.keep_backup()
    out = tmp_path / "out"
    out.mkdir()
    for form in formats():
        if form.write is None:
            continue
        target = out / f"{form.id}{form.extensions[0] if form.extensions else ''}"
        finish(export(lesson, form, target))
    finish(post_lesson(lesson, out / "t.lesson", Edition.TEACHER))
    finish(post_lesson(lesson, out / "s.lesson", Edition.STUDENT))
    as_file(work_pack(lesson, lesson.annotators()[0]), out / "Ines.workpack")
    as_file(work_pack(lesson, students_of(lesson)[0]), out / "student.workpack")
    as_file(hand_in(lesson, students_of(lesson)[0]), out / "student.handin")
    lesson.close()
    searched = [it for it in out.rglob("*") if it.is_file()]
    searched += [*tmp_path.glob("Harbour.annot*"), *tmp_path.glob("Harbour.annot-backups/*")]
    assert len(searched) > 15
    for path in filter(Path.is_file, searched):
        for content in _contents(path.read_bytes()):
            assert b"Lind" not in content, path
            assert "Lind".encode("utf-16-le") not in content, path
    assert b"Ada Lind" in roster_path(lesson.path).read_bytes()


def _contents(content: bytes) -> Iterator[bytes]:
    """The bytes, and those packed in them."""
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from map(archive.read, archive.namelist())


@pytest.mark.parametrize("asked", [False, True])
def test_what_students_said_about_themselves_comes_only_where_the_lesson_asks(
    lesson: Project, ada: Desk, tmp_path: Path, *, asked: bool
) -> None:
    before = lesson.settings
    if asked:
        lesson.do("About you", Edit(before, replace(before, questionnaire=True)))
    said = Questionnaire("2026-03-14T09:26:53.589Z", {"country": "Lindland"})
    given = replace(hand_in(ada.project, ada.annotator), questionnaire=said)
    assert only(collected(lesson, as_file(given, tmp_path / "x.handin"))).outcome is Outcome.TAKEN
    assert (lesson.store.questionnaire(ada.annotator.id) is not None) == asked


def test_a_students_hand_in_is_not_merged_under_its_name(
    lesson: Project, file: Path, tmp_path: Path
) -> None:
    before = tables(lesson)
    [line] = finish(bring_in(lesson, [file])).refused
    assert "so it gets a pseudonym" in line.why
    assert tables(lesson) == before
    expert = copy_for(lesson, "Key", tmp_path)
    with closing(expert.project):
        mark(expert, "oldest")
        done = finish(bring_in(lesson, [hands_in(expert, tmp_path / "Key.handin")]))
    assert [it.labels for it in done.brought] == [1]


# ---------------------------------------------------------------------------- where it may not be


def test_hand_ins_are_collected_only_in_a_lesson_that_may_be_written_to(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(AnnotatorError, match="is no lesson yet"):
        collected(project, tmp_path)
    desk = student(make_lesson(project), "Ada", tmp_path)
    with closing(desk.project), pytest.raises(AnnotatorError, match="whoever teaches"):
        collected(desk.project, tmp_path)
    with (
        closing(Project.open(project.path, write=False)) as reader,
        pytest.raises(AnnotatorError, match="whoever teaches"),
    ):
        collected(reader, tmp_path)


def test_a_roster_that_cannot_be_read_or_written_stops_before_anything_is_taken(
    lesson: Project, file: Path
) -> None:
    before = tables(lesson)
    path = roster_path(lesson.path)
    path.write_text("name,points\nAda,many\n", "utf-8")
    with pytest.raises(AnnotatorError, match="“many” are no points"):
        collected(lesson, file)
    if os.name == "posix" and os.geteuid() != 0:
        path.write_text("name\nAda\n", "utf-8")
        path.chmod(0o400)
        with pytest.raises(AnnotatorError, match="cannot be written"):
            collected(lesson, file)
    path.unlink()
    path.mkdir()
    with pytest.raises(AnnotatorError, match=r"cannot be (read|written)"):
        collected(lesson, file)
    assert tables(lesson) == before


def test_a_collection_that_is_stopped_keeps_the_names_of_what_it_took(
    lesson: Project, tmp_path: Path
) -> None:
    inbox = tmp_path / "in"
    for name in ("Ada", "Ben", "Cleo"):
        desk = student(lesson, name, tmp_path)
        with closing(desk.project):
            hands_in(desk, inbox / f"{name}.handin")
    work = collect(lesson, [inbox])
    next(work)
    next(work)
    work.close()
    assert [it.name for it in roster_of(lesson).entries] == ["Ada"]
    assert len(students_of(lesson)) == 1
    report = collected(lesson, inbox)
    assert [it.outcome for it in report.lines] == [Outcome.SAME, Outcome.TAKEN, Outcome.TAKEN]


def test_students_that_saw_nothing_yet_can_hand_in_under_every_rule(
    project: Project, tmp_path: Path
) -> None:
    make_lesson(project)
    for rule in FeedbackRule:
        change_lesson(project, replace(lesson_of(project), feedback=rule))
        desk = student(project, f"Student {rule}", tmp_path)
        with closing(desk.project):
            all_done(desk)
            line = only(collected(project, hands_in(desk, tmp_path / f"{rule}.handin")))
        assert line.outcome is Outcome.TAKEN


def test_a_lesson_made_after_collecting_holds_no_students(lesson: Project, file: Path) -> None:
    collected(lesson, file)
    delivery = lesson_file(lesson, edition=Edition.TEACHER)
    assert {it.kind for it in delivery.annotators} == {AnnotatorKind.KEY}
    assert {owner(it) for it in delivery.records} == {key_annotator(lesson).id}
    assert delivery.steps == ()
