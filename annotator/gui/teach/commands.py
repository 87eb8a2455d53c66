"""The table of what can be done in the Teach workspace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.gui.actions import Action
from annotator.gui.teach.sections import SECTIONS
from annotator.project.lesson import lesson_articles
from annotator.sync.delivery import Edition

if TYPE_CHECKING:
    from annotator.gui.teach.class_section import ClassSection
    from annotator.gui.teach.page import TeachPage as Page


def _is_lesson(page: Page) -> bool:
    return page.is_lesson


def _no_lesson(page: Page) -> bool:
    return page.session.is_open and not page.is_lesson and not page.session.project.work_copy


def _has_articles(page: Page) -> bool:
    return page.is_lesson and bool(lesson_articles(page.session.project))


def _may_collect(page: Page) -> bool:
    return _has_articles(page) and not page.session.project.read_only


def _save(page: Page, edition: Edition) -> None:
    page.commit()
    page.files.ask(edition)


def _in_class(page: Page) -> bool:
    return page.in_class is not None and page.in_class.showable


def _of_class(run: Callable[[ClassSection], object]) -> Callable[[Page], object]:
    """What the Class section does, while it is seen."""

    def carried_out(page: Page) -> object:
        return run(page.in_class) if page.in_class is not None else None

    return carried_out


ACTIONS: tuple[Action[Page], ...] = (
    Action(
        "lesson-make",
        "Make this project a lesson",
        "Teach",
        lambda page: page.make_lesson(),
        when=_no_lesson,
    ),
    Action(
        "lesson-save",
        "Save the lesson for students…",
        "Teach",
        lambda page: _save(page, Edition.STUDENT),
        ("Ctrl+S",),
        "export",
        _has_articles,
    ),
    Action(
        "lesson-share",
        "Save the lesson with its key, for colleagues…",
        "Teach",
        lambda page: _save(page, Edition.TEACHER),
        ("Ctrl+Shift+S",),
        when=_has_articles,
    ),
    Action(
        "lesson-handout",
        "Print a handout…",
        "Teach",
        lambda page: page.class_files.ask_for_handout(),
        when=_has_articles,
    ),
    Action(
        "lesson-collect",
        "Collect hand-ins…",
        "Teach",
        lambda page: page.class_files.ask_for_hand_ins(),
        ("Ctrl+Shift+B",),
        "import",
        _may_collect,
    ),
    Action(
        "lesson-class-list",
        "Take a class list into the roster…",
        "Teach",
        lambda page: page.class_files.ask_for_class_list(),
        when=_is_lesson,
    ),
    Action(
        "lesson-grades",
        "Save grades…",
        "Teach",
        lambda page: page.class_files.ask_for_grades(),
        when=_is_lesson,
    ),
    Action(
        "lesson-sheets",
        "Write feedback sheets…",
        "Teach",
        lambda page: page.class_files.ask_for_sheets(),
        when=_is_lesson,
    ),
    Action(
        "class-projector",
        "Show the class on the projector",
        "Teach",
        _of_class(lambda it: it.project()),
        ("F5",),
        "eye",
        _in_class,
    ),
    Action(
        "class-next",
        "Next place of the class",
        "Teach",
        _of_class(lambda it: it.step(1)),
        ("N",),
        "arrow-right",
        _in_class,
    ),
    Action(
        "class-back",
        "Place of the class before",
        "Teach",
        _of_class(lambda it: it.step(-1)),
        ("P",),
        "arrow-left",
        _in_class,
    ),
    Action(
        "class-key",
        "Show the key beside the class, or not",
        "Teach",
        _of_class(lambda it: it.turn_key()),
        ("K",),
        when=_in_class,
    ),
    *(
        Action(
            f"teach-{key}",
            f"Show: {title}",
            "Teach",
            lambda page, key=key: page.show_section(key),  # type: ignore[misc]
            (f"Alt+{number}",),
            when=_is_lesson,
        )
        for number, (key, title) in enumerate(SECTIONS.items(), 1)
    ),
)
