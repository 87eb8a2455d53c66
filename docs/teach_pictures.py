"""Draws a lesson in its three roles: the instructor's pages, a student's, the projector."""

import sys
from collections.abc import Iterator
from pathlib import Path

from drawing import drawn, until

from annotator.core.text import occurrences
from annotator.core.work import finish
from annotator.gui.teach.class_section import ClassSection
from annotator.gui.teach.page import TeachPage
from annotator.gui.window import Window
from annotator.project import Project
from annotator.ready_lessons import make_ready_lesson
from annotator.sync.collecting import collect
from annotator.sync.delivery import Edition
from annotator.sync.lessons import lesson_file, student_copy

sys.path.append(str(Path(__file__).parent.parent))  # the class that the tests make up

from tests.teach.handed_in import hand_ins
from tests.teach.simulated import Habits

_STUDENTS = 27


def teaching(window: Window, folder: Path) -> Iterator[str]:
    """Draw each; gives their names. The window is left without a project."""
    window.session.take(_taught(folder / "Spot the loaded word.annot", folder / "handed in"))
    window.session.go_to_workspace("teach")
    page = window.frame.page(TeachPage)
    yield drawn(window, "teach-lesson")
    page.show_section("class")
    section = page.sections["class"]
    if not isinstance(section, ClassSection):
        raise TypeError("there is no Class section")
    until(lambda: section.showable)
    gulls = next(at for at in range(section.articles.count())
                 if section.articles.itemText(at).startswith("Gulls"))  # fmt: skip
    section.articles.setCurrentIndex(gulls)
    section.articles.finished.emit()
    until(lambda: section.text.text.startswith("Gulls"))
    section.step(1)
    yield drawn(window, "teach")
    yield _projected(section)
    copy = _copy(window.session.project, folder / "Mia.annot")
    window.close_project()
    yield _studied(window, copy)
    window.close_project()


def _projected(section: ClassSection) -> str:
    """The class guessed, and sees."""
    section.project()
    wall = section.wall.projector
    if wall is None:
        raise TypeError("nothing is on the projector")
    wall.showNormal()
    wall.resize(1280, 720)
    wall.step(1)
    wall.turn_guessing()
    for digit in "80":
        wall.take_digit(digit)
    wall.reveal()
    wall.turn_guessing()
    wall.turn_key()
    name = drawn(wall, "teach-projector")
    wall.close()
    return name


def _studied(window: Window, copy: Project) -> str:
    """A student who is done with the second article, and sees how it went."""
    window.session.take(copy)
    page = window.annotate
    page.bound["article-done"].run()
    until(lambda: page.view.text.startswith("Heartless"))
    for words in ("Heartless", "pathetic", "amazing", "stop swimming"):
        page.tagging.tag_places("loaded", [(occurrences(page.view.text, words)[0],)])
    page.upkeep.catch_up()
    page.bound["article-done"].run()
    page.bound["feedback-next"].run()
    return drawn(window, "teach-student")


def _taught(path: Path, inbox: Path) -> Project:
    """A ready lesson that a class of all skills handed in."""
    project = make_ready_lesson(path, "loaded-word", "Ms Lind")
    finish(collect(project, hand_ins(project, inbox, map(_student, range(_STUDENTS)))))
    return project


def _student(number: int) -> tuple[str, Habits]:
    skill = 0.35 + 0.6 * ((number * 7) % _STUDENTS) / _STUDENTS
    lack = 1 - skill
    return f"Student {number}", Habits(skill, 0.6 * lack, 0.15 * lack, slips=round(1.5 * lack))


def _copy(project: Project, path: Path) -> Project:
    return finish(student_copy(lesson_file(project, edition=Edition.STUDENT), path, "Mia"))
