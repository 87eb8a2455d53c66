"""A training over a hub: the key comes to who trains, and how they did goes to who leads."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.model import AnnotatorKind, State
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign
from annotator.project.training import (
    assign_training,
    feedback,
    keep_attempt,
    results,
    standing,
    train_again,
)
from annotator.sync.hub.leading import Invitation
from tests.postgres import Database
from tests.sync.copies import tables, tag
from tests.sync.hubs import answered, hub_copy, invited, lead_synced, made, synced


@pytest.fixture
def key(project: Project) -> Desk:
    """The key, which explains the first two articles."""
    key = Desk(project, add_annotator(project, "Key", AnnotatorKind.KEY))
    key.set_note(tag(key, "catastrophic"), "judges")
    key.set_state(project.article_ids()[0], State.DONE)
    key.set_note(tag(key, "corrosion"), "a gold item")
    return key


@pytest.fixture
def team(project: Project, key: Desk, database: Database) -> dict[str, Invitation]:
    """Ben, who trains with the first article, and Cleo, who does not; the second is for both."""
    ben, cleo = (add_annotator(project, name) for name in ("Ben", "Cleo"))
    first, second, _ = project.article_ids()
    assign_training(project, [first], [ben.id])
    assign(project, [second], Sharing((ben.id, cleo.id), 2))
    made(database, project)
    return {name: invited(database, name) for name in ("Ben", "Cleo")}


@pytest.fixture
def ben(team: dict[str, Invitation], tmp_path: Path) -> Iterator[Desk]:
    with closing((desk := hub_copy(team["Ben"], tmp_path / "Ben.annot")).project):
        yield desk


def test_the_key_comes_to_who_trains_and_to_nobody_else(
    project: Project, key: Desk, team: dict[str, Invitation], ben: Desk, tmp_path: Path
) -> None:
    first, second, _ = project.article_ids()
    [label] = ben.project.labels(first)
    assert (label.annotator_id, label.note) == (key.annotator.id, "judges")
    assert ben.project.labels(second) == []  # of a gold item nobody knows the key
    sql = "SELECT content FROM annotator.entries WHERE owner = %s"
    assert "gold item" not in str(answered(team["Ben"], sql, key.annotator.id))
    assert answered(team["Cleo"], sql, key.annotator.id) == []
    with closing(hub_copy(team["Cleo"], tmp_path / "Cleo.annot").project) as cleo:
        assert cleo.labels(second) == []


def test_how_it_went_goes_to_who_leads(
    project: Project, team: dict[str, Invitation], ben: Desk, database: Database
) -> None:
    first = project.article_ids()[0]
    tag(ben, "catastrophic")
    ben.set_state(first, State.DONE)
    found = keep_attempt(ben.project, first, ben.annotator.id)
    assert found is not None
    assert found == feedback(ben.project, first, ben.annotator.id)
    assert standing(ben.project, ben.annotator.id).passed
    assert synced(ben.project, team["Ben"]).refused == ()
    assert train_again(ben.project, ben.annotator.id) is not None
    synced(ben.project, team["Ben"])
    lead_synced(project, database)
    assert tables(project)["attempts"] == tables(ben.project)["attempts"]
    [result] = [it for it in results(project) if it.annotator.name == "Ben"]
    assert (result.standing.attempts, result.standing.done) == (1, 0)


def test_a_training_begun_later_and_a_key_that_grows_come_too(
    project: Project, key: Desk, team: dict[str, Invitation], ben: Desk, database: Database
) -> None:
    second = project.article_ids()[1]
    assign_training(project, [second], [ben.annotator.id])  # it was in his queue before
    lead_synced(project, database)
    synced(ben.project, team["Ben"])
    assert [it.note for it in ben.project.labels(second)] == ["a gold item"]
    [label] = ben.project.labels(second)
    noted = key.set_note(label, "names a fault")
    lead_synced(project, database)
    synced(ben.project, team["Ben"])
    assert ben.project.labels(second) == [noted]
    again = synced(ben.project, team["Ben"])
    assert (again.steps, again.labels) == (0, 0)
    # Once it is released, what was read as the key's is not taken twice.
    for name in ("Ben", "Cleo"):
        who = project.annotator_named(name)
        Desk(project, who).set_state(second, State.DONE)
    lead_synced(project, database)
    report = synced(ben.project, team["Ben"])
    assert (report.labels, report.refused) == (0, ())
    assert ben.project.labels(second) == project.labels(second)
