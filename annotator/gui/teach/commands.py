"""The table of what can be done in the Teach workspace."""

from annotator.gui.actions import Action
from annotator.gui.teach.page import SECTIONS
from annotator.gui.teach.page import TeachPage as Page


def _is_lesson(page: Page) -> bool:
    return page.is_lesson


def _no_lesson(page: Page) -> bool:
    return page.session.is_open and not page.is_lesson and not page.session.project.work_copy


ACTIONS: tuple[Action[Page], ...] = (
    Action("lesson-make", "Make this project a lesson", "Teach", Page.make_lesson, when=_no_lesson),
    *(
        Action(
            f"teach-{section.key}",
            f"Show: {section.title}",
            "Teach",
            lambda page, key=section.key: page.show_section(key),  # type: ignore[misc]
            (f"Alt+{number}",),
            when=_is_lesson,
        )
        for number, section in enumerate(SECTIONS, 1)
    ),
)
