"""A team at a hub, two annotators with the same two articles; and a lesson with a student."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.model import Label, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, assign
from annotator.sync.hub.leading import Invitation
from tests.postgres import Database
from tests.sync.classroom import hands_in, make_lesson, mark, student
from tests.sync.copies import tag
from tests.sync.hubs import (
    hub_copy,
    invited,
    made,
    synced,
)

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    people = tuple(project.annotator_named(name, make=True).id for name in NAMES)
    assign(project, project.article_ids()[:2], Sharing(people, 2))
    return project


@pytest.fixture
def invitations(lead: Project, database: Database) -> dict[str, Invitation]:
    made(database, lead)
    return {name: invited(database, name) for name in NAMES}


@pytest.fixture
def desks(invitations: dict[str, Invitation], tmp_path: Path) -> Iterator[dict[str, Desk]]:
    found = {name: hub_copy(it, tmp_path / f"{name}.annot") for name, it in invitations.items()}
    yield found
    for desk in found.values():
        desk.project.close()


@pytest.fixture
def cleos(desks: dict[str, Desk], invitations: dict[str, Invitation]) -> Label:
    """A label of Cleo's that is on the hub, on an article that is not released."""
    label = tag(desks["Cleo"], "catastrophic")
    synced(desks["Cleo"].project, invitations["Cleo"])
    return label


@pytest.fixture
def lesson(project: Project) -> Project:
    """The project as a lesson, whose students compare after each article."""
    return make_lesson(project)


@pytest.fixture
def ada(lesson: Project, tmp_path: Path) -> Iterator[Desk]:
    """A student in her copy, with a label, done with the first article."""
    desk = student(lesson, "Ada Lind", tmp_path)
    mark(desk, "scrapped", note="a note of mine")
    desk.set_state(desk.article_ids()[0], State.DONE)
    with closing(desk.project):
        yield desk


@pytest.fixture
def file(ada: Desk, tmp_path: Path) -> Path:
    """Her hand-in."""
    return hands_in(ada, tmp_path / "in" / "Ada.handin")
