"""A team through a hub: everything arrives, once, and looks as if hand-ins had brought it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.model import Span, State, Visit
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, DraftLabel
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.project.team import Sharing, assign
from annotator.sync.hub.leading import Invitation
from tests.postgres import Database
from tests.sync.copies import desk_of, handed_in, merged, tables, tag
from tests.sync.hubs import hub_copy, invited, lead_synced, made, synced

NAMES = ("Ben", "Cleo")


@pytest.fixture
def lead(project: Project) -> Project:
    for name in NAMES:
        project.annotator_named(name, make=True)
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


def test_a_copy_made_from_the_hub_has_the_articles_and_the_codebook(
    lead: Project, desks: dict[str, Desk]
) -> None:
    ben = desks["Ben"]
    assert ben.project.id == lead.id
    assert ben.project.article_ids() == lead.article_ids()
    assert (ben.project.codebook, ben.project.settings) == (lead.codebook, lead.settings)
    assert ben.project.store.is_work_copy()
    assert ben.project.store.desk() == ben.annotator.id
    assert finish(checked(ben.project)) == []


def test_the_hub_brings_what_hand_ins_would(
    lead: Project,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
    tmp_path: Path,
) -> None:
    everyone = tuple(lead.annotator_named(name).id for name in NAMES)
    assign(lead, lead.article_ids(), Sharing(everyone, 2, seed=7))
    lead_synced(lead, database)
    for name, desk in desks.items():
        synced(desk.project, invitations[name])
        label = tag(desk, "catastrophic", intensity=5)
        desk.set_note(label, "why not “costly”?")
        desk.untag([tag(desk, "scrapped")])
        desk.project.undo(desk.annotator.id)
        desk.answer(label.article_id, "slant", -2)
        desk.set_state(label.article_id, State.DONE)
        moment = "2026-03-14T09:26:53.589Z"
        desk.project.record_visit(Visit(f"v-{name}", label.article_id, desk.annotator.id, moment))
    lead.save_copy(tmp_path / "by hand-in.annot")
    hand_ins = [handed_in(desk, tmp_path) for desk in desks.values()]
    with closing(Project.open(tmp_path / "by hand-in.annot")) as other:
        merged(other, *hand_ins)
        expected = tables(other)

    for name in ("Cleo", "Ben"):
        synced(desks[name].project, invitations[name])
    report = lead_synced(lead, database)

    assert (report.labels, report.refused) == (4, ())
    assert tables(lead) == expected
    assert finish(checked(lead)) == []


def test_what_was_synced_once_is_not_sent_again(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    tag(desks["Ben"], "catastrophic")
    assert synced(desks["Ben"].project, invitations["Ben"]).pushed == 1
    before = database.asked("SELECT count(*) FROM annotator.entries")
    for _ in range(2):
        report = synced(desks["Ben"].project, invitations["Ben"])
        assert (report.pushed, report.steps) == (0, 0)
        assert lead_synced(lead, database).pushed == 0
    assert database.asked("SELECT count(*) FROM annotator.entries") == before


def test_what_the_lead_does_reaches_every_copy(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    finish(add_drafts(lead, [Draft("A new pier opened.", title="New pier")]))
    book = lead.codebook
    better = replace(book, tags=(replace(book.tags[0], definition="Judges."), *book.tags[1:]))
    lead.do("Definition", Edit(book, better))
    metadata = lead.article(lead.article_ids()[0]).metadata
    lead.do("Outlet", Edit(metadata, replace(metadata, outlet="The Velmar Tide")))
    dora = lead.annotator_named("Dora", make=True)
    lead_synced(lead, database)
    ben = desks["Ben"].project

    report = synced(ben, invitations["Ben"])

    assert report.articles == 1
    assert (ben.codebook, ben.codebook_version) == (better, lead.codebook_version)
    assert ben.article(metadata.article_id).metadata.outlet == "The Velmar Tide"
    assert ben.article_ids() == lead.article_ids()
    assert ben.annotator_named("Dora") == dora
    assert tag(desks["Ben"], "pier opened").codebook_version == lead.codebook_version
    synced(ben, invitations["Ben"])
    lead_synced(lead, database)
    assert finish(checked(lead)) == []


def test_who_has_assignments_gets_those_articles_alone(
    lead: Project, database: Database, tmp_path: Path
) -> None:
    first, second, _ = lead.article_ids()
    for name, article in (("Ben", first), ("Cleo", second)):
        assign(lead, [article], Sharing((lead.annotator_named(name).id,), 1))
    made(database, lead)
    with closing(hub_copy(invited(database, "Ben"), tmp_path / "Ben.annot").project) as ben:
        assert ben.store.every_article_id() == [first]


def test_an_article_that_was_changed_before_it_is_assigned_comes_as_it_is(
    lead: Project, desks: dict[str, Desk], invitations: dict[str, Invitation], database: Database
) -> None:
    """What was changed is told to everybody at once, the article only to whom it is assigned."""
    ben = desks["Ben"]
    first, *_ = lead.article_ids()
    assign(lead, [first], Sharing((ben.annotator.id,), 1))
    lead_synced(lead, database)
    synced(ben.project, invitations["Ben"])
    [later] = finish(add_drafts(lead, [Draft("A new pier opened.", title="New pier")])).ids
    metadata, shelf = lead.article(later).metadata, lead.store.shelf(later)
    lead_synced(lead, database)
    lead.do("Outlet", Edit(metadata, replace(metadata, outlet="The Velmar Tide")))
    lead.do("Order", Edit(shelf, replace(shelf, rank=0.5)))
    lead_synced(lead, database)
    assert synced(ben.project, invitations["Ben"]).articles == 0
    assign(lead, [later], Sharing((ben.annotator.id,), 1))
    lead_synced(lead, database)
    report = synced(ben.project, invitations["Ben"])
    assert (report.refused, report.articles) == ((), 1)
    assert ben.project.article(later).metadata.outlet == "The Velmar Tide"
    assert ben.project.store.shelf(later) == lead.store.shelf(later)
    assert ben.article_ids() == [first, later]


def test_a_second_machine_of_the_lead_has_the_same_project(
    lead: Project,
    desks: dict[str, Desk],
    invitations: dict[str, Invitation],
    database: Database,
    tmp_path: Path,
) -> None:
    everyone = tuple(each.id for each in lead.annotators())
    assign(lead, lead.article_ids(), Sharing(everyone, 2, pilot=1))
    tag(desks["Ben"], "catastrophic")
    synced(desks["Ben"].project, invitations["Ben"])
    lead_synced(lead, database)
    invitation = Invitation("Ines", database.lead, database.url, "a password of the tests")
    with closing(hub_copy(invitation, tmp_path / "second.annot").project) as second:
        assert tables(second) == tables(lead)
        assert not second.work_copy
        assert finish(checked(second)) == []
        tag(desk_of(second, "Ines"), "scrapped")
        synced(second, invitation)
        lead_synced(lead, database)
        assert tables(second) == tables(lead)


def test_labels_that_an_import_made_cross_too(
    lead: Project, desks: dict[str, Desk], database: Database, invitations: dict[str, Invitation]
) -> None:
    text = "The regime scrapped a pier."
    label = DraftLabel("loaded", (Span(4, 10),), annotator="Ben")
    [article_id] = finish(add_drafts(lead, [Draft(text, labels=(label,))])).ids
    [there] = lead.labels(article_id)
    lead_synced(lead, database)
    for name, desk in desks.items():
        synced(desk.project, invitations[name])
    assert desks["Ben"].labels(article_id) == [there]
    assert desks["Cleo"].project.labels(article_id) == []
