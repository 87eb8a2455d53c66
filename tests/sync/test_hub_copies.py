"""Copies that come together through a hub over a line that is cut at any moment.

A lead, Ben at two machines and Cleo at one do whatever comes to mind, sync when they like, are
offline for long, and lose the connection in the middle: before the hub has heard, or after it has
written and before its answer arrives. In the end all copies are the same.
"""

import math
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Release, Span
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.project.team import add_annotator
from annotator.project.training import assign_training
from annotator.sync.hub.leading import Invitation
from annotator.sync.hub.server import HubAway
from annotator.sync.hub.syncing import sync
from annotator.sync.packing import hand_in
from tests.postgres import PASSWORD, Database, Server, new_database
from tests.sync.copies import desk_of, merged, tables
from tests.sync.hubs import Line, hub_copy, invited, made, synced
from tests.sync.work import AtWork, articles, desks, words

people = st.sampled_from(["lead", "Ben", "Ben at home", "Cleo"])
releases = st.sampled_from([Release.BOTH, Release.OPEN, Release.DEADLINE])


class HubTeam(AtWork):
    """The team, its hub, and the line that all are on."""

    server: Server

    @initialize()
    def begin(self) -> None:
        self.begin_project()
        self.key = Desk(self.lead, add_annotator(self.lead, "Key", AnnotatorKind.KEY))
        self.database: Database = new_database(self.server)
        made(self.database, self.lead)
        self.line = Line(self.server.port)
        self.roles = {name: invited(self.database, name) for name in ("Ben", "Cleo")}
        self.desks = {
            name: hub_copy(it, self.folder / f"{name}.annot") for name, it in self.roles.items()
        }
        self.desks["Ben"].project.save_copy(self.folder / "home.annot")
        self.desks["Ben at home"] = desk_of(Project.open(self.folder / "home.annot"), "Ben")
        self.roles["Ben at home"] = self.roles["Ben"]
        lead = Invitation("Ines", self.database.lead, self.database.url, PASSWORD)
        self.roles["lead"] = lead

    def project_of(self, name: str) -> Project:
        return self.lead if name == "lead" else self.desks[name].project

    # ------------------------------------------------------------------ the lead's

    @rule(release=releases)
    def decide_release(self, release: Release) -> None:
        before = self.lead.settings
        after = replace(before, release=release)
        if after != before:
            self.lead.do("Release", Edit(before, after))

    @rule(text=st.sampled_from(["A regime fell.", "It was scrapped."]))
    def add_article(self, text: str) -> None:
        finish(add_drafts(self.lead, [Draft(text, title=text)]))

    @rule(name=st.sampled_from(["Ben", "Cleo"]))
    def take_a_hand_in(self, name: str) -> None:
        with suppress(AnnotatorError):  # it may be on an article or codebook that is not here yet
            merged(self.lead, hand_in(self.desks[name].project, self.desks[name].annotator))

    # ------------------------------------------------------------------ training

    @rule(article=articles, words=words, note=st.sampled_from(["", "judges"]))
    def explain(self, article: int, words: str, note: str) -> None:
        text = self.lead.article(self.lead.store.every_article_id()[article])
        there = self.key.labels(text.id)
        at = text.text.find(words)
        if there:
            self.key.set_note(there[0], note)
        elif at >= 0:
            self.key.tag(text, "loaded", [[Span(at, at + len(words))]])

    @rule(name=st.sampled_from(["Ben", "Cleo"]), article=articles)
    def train(self, name: str, article: int) -> None:
        ids = [self.lead.store.every_article_id()[article]]
        with suppress(AnnotatorError):  # it has no key
            assign_training(self.lead, ids, [self.lead.annotator_named(name).id])

    @rule(name=desks, article=articles)
    def be_done(self, name: str, article: int) -> None:
        desk = self.desks[name]
        desk.done(desk.project.store.every_article_id()[article])

    @rule(name=desks)
    def begin_the_training_anew(self, name: str) -> None:
        self.desks[name].train_again()

    # ------------------------------------------------------------------ syncing

    @rule(name=people)
    def sync(self, name: str) -> None:
        self._sync(name)

    def _sync(self, name: str) -> None:
        refused = synced(self.project_of(name), self.roles[name]).refused
        assert refused == (), f"{name}: {refused}"

    @rule(name=people, after=st.integers(0, 30_000))
    def sync_over_a_line_that_is_cut(self, name: str, after: int) -> None:
        self.line.cut_after(after)
        role = self.roles[name]
        with suppress(HubAway):
            finish(sync(self.project_of(name), self.line.through(role.url), password=role.password))
        self.line.cut_after(math.inf)

    @rule(name=people, moments=st.integers(0, 12))
    def sync_and_be_thrown_out(self, name: str, moments: int) -> None:
        role = self.roles[name]
        work = sync(self.project_of(name), role.url, password=role.password)
        with suppress(HubAway, StopIteration):
            for _ in range(moments):
                next(work)
            with closing(self.database.superuser()) as connection:
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                    (role.role,),
                )
            finish(work)

    @rule(name=people, moments=st.integers(0, 12))
    def sync_and_cancel(self, name: str, moments: int) -> None:
        role = self.roles[name]
        work = sync(self.project_of(name), role.url, password=role.password)
        with suppress(StopIteration):
            for _ in range(moments):
                next(work)
        work.close()

    # ------------------------------------------------------------------ the end

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            if hasattr(self, "line"):
                self.line.close()

    def come_together(self) -> None:
        self.decide_release(Release.OPEN)
        for _ in range(2):
            for name in ("Ben", "Ben at home", "Cleo", "lead"):
                self._sync(name)
        for name in ("Ben", "Ben at home", "Cleo"):
            synced(self.project_of(name), self.roles[name])
        self._nothing_is_lost_and_nothing_twice()
        self._what_was_said_stays_apart()
        second = hub_copy(self.roles["lead"], self.folder / "second.annot")
        with closing(second.project):
            assert tables(second.project) == tables(self.lead)
        own, home = self.desks["Ben"].project, self.desks["Ben at home"].project
        assert _but_articles(own) == _but_articles(home)
        for project in (self.lead, *(desk.project for desk in self.desks.values())):
            assert finish(checked(project)) == []
            assert project.codebook == self.lead.codebook
            assert project.settings == self.lead.settings
            here = set(project.store.every_article_id())
            assert _work(project, here) == _work(self.lead, here)

    def _what_was_said_stays_apart(self) -> None:
        self.see_that_it_was_heard(self.lead)
        for desk in self.desks.values():
            of_others = [it.id for it in desk.project.annotators() if it.id != desk.annotator.id]
            assert [it for it in map(desk.project.store.questionnaire, of_others) if it] == []

    def _nothing_is_lost_and_nothing_twice(self) -> None:
        journal = {step.id: step for step in self.lead.store.all_steps()}
        for desk in self.desks.values():
            for step in desk.project.store.all_steps(desk.annotator.id):
                if step.clock and step.edits:
                    assert journal[step.id] == step
        counted = (
            "SELECT count(*), count(DISTINCT (key, owner, article)), max(position) "
            "FROM annotator.entries GROUP BY owner"
        )
        for count, different, last in self.database.asked(counted):
            assert count == different == last


def _but_articles(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """Machines of one annotator have the same, though one may have an article besides.

    It came there while nothing was assigned to them yet.
    """
    return {name: rows for name, rows in tables(project).items() if name != "articles"}


def _work(project: Project, here: set[str]) -> dict[str, list[tuple[Any, ...]]]:
    """All that annotators made on these articles, as a copy has it."""
    found = tables(project)
    by_article = {
        "labels": 1,
        "answers": 1,
        "second_answers": 1,
        "attempts": 1,
        "decisions": 1,
        "assignments": 0,
        "articles": 0,
    }
    return {
        name: [row for row in found[name] if row[column] in here]
        for name, column in by_article.items()
    } | {"disputed": found["disputed"]}


@pytest.mark.timeout(600)
def test_all_copies_are_the_same_in_the_end(postgres: Server) -> None:
    HubTeam.server = postgres
    chosen = settings(
        max_examples=15,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(HubTeam, settings=chosen)
