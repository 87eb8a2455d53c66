"""Hand-ins that are broken, wrong or made up: each ends in a line, and nothing else changes."""

import gzip
import io
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.clock import new_id
from annotator.core.edits import Edit
from annotator.core.lesson import Lesson
from annotator.core.model import (
    Annotator,
    AnnotatorKind,
    Assignment,
    Attempt,
    Codebook,
    Decision,
    State,
    Tag,
    Verdict,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.lesson import change_lesson, key_annotator, students_of
from annotator.project.roster import (
    roster_path,
)
from annotator.sync.collecting import CollectLine, Outcome
from annotator.sync.delivery import Delivery, Edition
from annotator.sync.lessons import post_lesson
from annotator.sync.packing import hand_in, work_pack
from annotator.sync.submissions import LARGEST
from tests.sync.classroom import (
    as_file,
    collected,
    hands_in,
    mark,
    only,
    roster_of,
    student,
    zipped,
)
from tests.sync.copies import tables


def refused(project: Project, path: Path) -> CollectLine:
    """The line of a file that is not taken; the project and the roster are as they were."""
    before, names = tables(project), roster_of(project)
    line = only(collected(project, path))
    assert tables(project) == before
    assert roster_of(project) == names
    assert finish(checked(project)) == []
    return line


# ---------------------------------------------------------------------------- what is not taken


def test_files_that_are_no_hand_in_are_told_apart(
    lesson: Project, ada: Desk, tmp_path: Path
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "essay.pdf").write_bytes(b"%PDF-1.7")
    (inbox / "cut.handin").write_bytes(b"")
    ada.project.save_copy(inbox / "Ada.annot")
    finish(post_lesson(lesson, inbox / "Harbour.lesson", Edition.STUDENT))
    as_file(work_pack(lesson, lesson.annotators()[0]), inbox / "Ines.workpack")
    told = {it.file: (it.outcome, it.told) for it in collected(lesson, inbox).lines}
    assert {outcome for outcome, _ in told.values()} == {Outcome.NO_HAND_IN}
    assert "a copy to work in" in told["in/Ada.annot"][1]
    assert "It is a lesson" in told["in/Harbour.lesson"][1]
    assert "It is a work pack" in told["in/Ines.workpack"][1]
    assert "spoilt on its way" in told["in/cut.handin"][1]
    assert not roster_path(lesson.path).exists()


def test_a_hand_in_of_another_lesson_says_of_which(
    lesson: Project, tmp_path: Path, codebook: Codebook
) -> None:
    with closing(Project.create(tmp_path / "o.annot", "Two stories", codebook, "Ines")) as other:
        change_lesson(other, Lesson())
        path = as_file(hand_in(other, other.annotators()[0]), tmp_path / "x.handin")
    line = refused(lesson, path)
    assert (line.outcome, "“Two stories”" in line.told) == (Outcome.OTHER_LESSON, True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_hand_in_altered_by_any_byte_or_cut_is_spoilt(
    lesson: Project, file: Path, data: st.DataObject
) -> None:
    content = bytearray(file.read_bytes())
    if data.draw(st.booleans()):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    else:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    spoilt = file.with_name("spoilt.handin")
    spoilt.write_bytes(content)
    assert refused(lesson, spoilt).outcome in (Outcome.SPOILT, Outcome.NO_HAND_IN)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_hand_in_altered_and_packed_again_is_spoilt(
    lesson: Project, file: Path, data: st.DataObject
) -> None:
    content = bytearray(gzip.decompress(file.read_bytes()))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    spoilt = file.with_name("spoilt.handin")
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, buffer, mtime=0) as stream:
        stream.write(content)
    spoilt.write_bytes(buffer.getvalue())
    assert refused(lesson, spoilt).outcome is Outcome.SPOILT


def test_a_spoilt_file_keeps_none_of_the_others_out(lesson: Project, file: Path) -> None:
    content = file.read_bytes()
    (file.parent / "A.handin").write_bytes(content[: len(content) // 2])
    (file.parent / "Z.handin").write_bytes(content[:-1])
    outcomes = [it.outcome for it in collected(lesson, file.parent).lines]
    assert outcomes == [Outcome.SPOILT, Outcome.TAKEN, Outcome.SPOILT]


def test_what_is_too_large_is_not_read(lesson: Project, ada: Desk, tmp_path: Path) -> None:
    label = ada.labels(ada.article_ids()[0])[0]
    ada.set_note(label, "x" * (LARGEST + 1))
    unpacked = hands_in(ada, tmp_path / "unpacked.handin")
    assert unpacked.stat().st_size < LARGEST
    assert refused(lesson, unpacked).outcome is Outcome.TOO_LARGE
    packed = tmp_path / "packed.handin"
    with packed.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert refused(lesson, packed).outcome is Outcome.TOO_LARGE


def test_a_zip_bomb_and_zips_in_zips_in_zips_end_in_lines(lesson: Project, tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"x.handin": bytes(15 * 1024 * 1024)})
    assert "not unpacked" in refused(lesson, bomb).told
    wide = zipped(tmp_path / "wide.zip", {"x.handin": bytes(LARGEST + 1)})
    assert refused(lesson, wide).outcome is Outcome.TOO_LARGE
    content = b"junk"
    for _ in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner.zip", content)
        content = buffer.getvalue()
    nested = tmp_path / "nested.zip"
    nested.write_bytes(content)
    assert "zip within a zip" in refused(lesson, nested).told
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[:-10])
    assert "not opened" in refused(lesson, cut).told


def test_links_out_of_a_folder_are_not_followed(lesson: Project, file: Path) -> None:
    inbox = file.parent.parent / "inbox"
    inbox.mkdir()
    (inbox / "link.handin").symlink_to(file)
    (inbox / "folder").symlink_to(file.parent)
    assert collected(lesson, inbox).lines == ()


# ---------------------------------------------------------------------------- hostile hand-ins


@pytest.mark.parametrize("whose", ["key", "instructor", "nobody", "no id"])
def test_work_under_the_name_of_the_key_or_an_instructor_is_refused(
    lesson: Project, ada: Desk, tmp_path: Path, whose: str
) -> None:
    who = {
        "key": key_annotator(lesson).id,
        "instructor": lesson.annotator_named("Ines").id,
        "nobody": "",
        "no id": "label:x:y",
    }[whose]
    good = hand_in(ada.project, ada.annotator)
    forged = replace(good, who=who, annotators=(Annotator(who, "Ada Lind"),), steps=())
    line = refused(lesson, as_file(forged, tmp_path / "x.handin"))
    assert line.outcome is Outcome.NOT_A_STUDENT


def test_another_students_labels_are_refused(
    lesson: Project, ada: Desk, file: Path, tmp_path: Path
) -> None:
    collected(lesson, file)
    ben = student(lesson, "Ben Moor", tmp_path)
    with closing(ben.project):
        mark(ben, "oldest")
        good = hand_in(ben.project, ben.annotator)
    theirs = ada.labels(ada.article_ids()[0])[0]
    taken = replace(theirs, annotator_id=ben.annotator.id, note="mine now")
    for edit in (Edit(theirs, None), Edit(None, taken), Edit(theirs, replace(theirs, note="!"))):
        last = good.steps[-1]
        step = replace(last, id=new_id(), number=last.number + 1, edits=(edit,))
        forged = replace(good, steps=(*good.steps, step))
        line = refused(lesson, as_file(forged, tmp_path / "x.handin"))
        assert line.outcome is Outcome.REFUSED
        assert "Ben Moor" in line.told


def _more(good: Delivery, lesson: Project, ada: Annotator) -> dict[str, Delivery]:
    """What a student's program never writes into a hand-in."""
    first = lesson.article_ids()[0]
    newest = good.steps[-1]

    def with_edit(*edits: Edit) -> Delivery:
        more = replace(newest, id=new_id(), number=newest.number + 1, edits=edits)
        return replace(good, steps=(*good.steps, more))

    verdict = Decision(new_id(), first, ada.id, ada.id, 0, 4, Verdict.AGREED, ())
    other = Codebook(id="mine", name="Mine", tags=(Tag("a", "A"),))
    return {
        "an annotator": replace(
            good, annotators=(*good.annotators, Annotator(new_id(), "G", AnnotatorKind.GOLD))
        ),
        "settings": replace(good, settings=lesson.settings),
        "an article": replace(good, articles=((lesson.article(first), lesson.store.shelf(first)),)),
        "a codebook": replace(good, codebooks=(*good.codebooks, (99, other))),
        "another codebook": replace(good, codebooks=((1, other),)),
        "a decision": with_edit(Edit(None, verdict)),
        "a name": with_edit(Edit(None, Annotator(new_id(), "X"))),
        "the key's state": with_edit(
            Edit(None, Assignment(first, key_annotator(lesson).id, State.DONE))
        ),
        "an attempt of the key": with_edit(
            Edit(None, Attempt(new_id(), first, key_annotator(lesson).id, "", 1.0))
        ),
    }


@pytest.mark.parametrize(
    "what",
    [
        "an annotator",
        "settings",
        "an article",
        "a codebook",
        "another codebook",
        "a decision",
        "a name",
        "the key's state",
        "an attempt of the key",
    ],
)
def test_what_no_student_makes_is_refused(
    lesson: Project, ada: Desk, tmp_path: Path, what: str
) -> None:
    good = hand_in(ada.project, ada.annotator)
    forged = _more(good, lesson, ada.annotator)[what]
    line = refused(lesson, as_file(forged, tmp_path / "x.handin"))
    assert line.outcome is Outcome.REFUSED


def test_a_kind_that_is_no_persons_becomes_one(lesson: Project, ada: Desk, tmp_path: Path) -> None:
    good = hand_in(ada.project, ada.annotator)
    forged = replace(good, annotators=(replace(ada.annotator, kind=AnnotatorKind.KEY),))
    line = only(collected(lesson, as_file(forged, tmp_path / "x.handin")))
    assert line.outcome is Outcome.TAKEN
    [taken] = students_of(lesson)
    assert (taken.kind, taken.name) == (AnnotatorKind.PERSON, line.pseudonym)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ('=HYPERLINK("http://x.example","y")', '=HYPERLINK("http://x.example","y")'),
        ("+49 170\r\n=1+1", "+49 170 =1+1"),
        ("\x1b]0;x\x07\u202e" + "A" * 5_000, "]0;x " + "A" * 55),
        ("", ""),
    ],
)
def test_a_name_of_any_kind_is_only_text(
    lesson: Project, ada: Desk, tmp_path: Path, name: str, kept: str
) -> None:
    good = hand_in(ada.project, ada.annotator)
    forged = replace(good, annotators=(replace(ada.annotator, name=name),))
    line = only(collected(lesson, as_file(forged, tmp_path / "x.handin")))
    assert (line.outcome, line.name) == (Outcome.TAKEN, kept)
    assert roster_of(lesson).entries[0].name == kept
    for cell in roster_path(lesson.path).read_text("utf-8-sig").replace('"', ",").split(","):
        assert not cell.startswith(("=", "+", "-", "@"))
