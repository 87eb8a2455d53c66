"""Copies at work apart from each other: in the end all are the same, and nothing is lost.

A lead, Ben at two machines and Cleo at one do whatever comes to mind; hand-ins and work packs go
back and forth, twice, late, or not at all.
"""

from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.checking import checked
from annotator.sync.delivery import Delivery
from annotator.sync.merging import disputes
from annotator.sync.packing import hand_in, work_pack
from tests.sync.copies import copy_for, desk_of, merged, sent, tables
from tests.sync.work import AtWork, desks, draws


class Team(AtWork):
    """Copies of the lead's project, and what was ever sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Delivery] = []

    @initialize()
    def begin(self) -> None:
        self.begin_project()
        self.desks = {name: copy_for(self.lead, name, self.folder) for name in ("Ben", "Cleo")}
        self.desks["Ben"].project.save_copy(self.folder / "home.annot")
        self.desks["Ben at home"] = desk_of(Project.open(self.folder / "home.annot"), "Ben")

    # ------------------------------------------------------------------ deliveries

    @rule(name=desks)
    def hand_in(self, name: str) -> None:
        desk = self.desks[name]
        self.sent.append(sent(hand_in(desk.project, desk.annotator), self.folder))

    @rule(name=st.sampled_from(["Ben", "Cleo"]))
    def pack(self, name: str) -> None:
        self.sent.append(sent(work_pack(self.lead, self.lead.annotator_named(name)), self.folder))

    @rule(which=draws, name=desks)
    def arrive(self, which: int, name: str) -> None:
        if self.sent:
            self._deliver(self.sent[which % len(self.sent)], name)

    def _deliver(self, delivery: Delivery, name: str) -> None:
        if delivery.kind == "hand-in":
            merged(self.lead, delivery)
        elif delivery.who == self.desks[name].annotator.id:
            merged(self.desks[name].project, delivery)

    # ------------------------------------------------------------------ the end

    def come_together(self) -> None:
        last = [hand_in(desk.project, desk.annotator) for desk in self.desks.values()]
        hand_ins = [*(it for it in self.sent if it.kind == "hand-in"), *last]
        found = []
        for number in range(2):
            Random(number).shuffle(hand_ins)
            path = self.folder / f"together-{number}.annot"
            self.lead.save_copy(path)
            together = Project.open(path)
            for delivery in [*hand_ins, *hand_ins[:2]]:
                merged(together, delivery)
            found.append(tables(together))
            assert finish(checked(together)) == []
            together.close()
        assert found[0] == found[1]
        for delivery in hand_ins:
            merged(self.lead, delivery)
        self.see_that_it_was_heard(self.lead)
        journal = {step.id for step in self.lead.store.all_steps()}
        for desk in self.desks.values():
            assert {it.id for it in desk.project.store.all_steps(desk.annotator.id)} <= journal
            merged(desk.project, work_pack(self.lead, desk.annotator))
            assert _work(desk.project, desk) == _work(self.lead, desk)
            assert desk.project.codebook == self.lead.codebook


def _work(project: Project, desk: Desk) -> list[Any]:
    """All that a project holds of an annotator's work."""
    mine: list[Any] = list(project.store.every_assignment(desk.annotator.id))
    for each in project.store.every_article_id():
        mine += [project.labels(each, desk.annotator.id), project.answers(each, desk.annotator.id)]
        mine.append(project.second_answers(each, desk.annotator.id))
    return mine + [it for it in disputes(project) if it.annotator == desk.annotator.id]


TestTeam = Team.TestCase
TestTeam.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
