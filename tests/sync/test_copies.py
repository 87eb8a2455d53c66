"""Copies at work apart from each other: in the end all are the same, and nothing is lost.

A lead, Ben at two machines and Cleo at one do whatever comes to mind; hand-ins and work packs go
back and forth, twice, late, or not at all.
"""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from annotator.core.assigning import queued
from annotator.core.edits import Edit
from annotator.core.errors import Conflict
from annotator.core.model import Codebook, Kind, Question, Span, State, Tag
from annotator.core.model import Field as TagField
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.sync.delivery import Delivery
from annotator.sync.merging import decide, disputes
from annotator.sync.packing import hand_in, work_pack
from tests.sync.copies import copy_for, desk_of, merged, sent, tables

BOOK = Codebook(
    id="harbour",
    name="Harbour words",
    fields=(TagField("intensity", "Intensity", Kind.SCALE, low=1, high=5),),
    tags=(Tag("loaded", "Loaded", fields=("intensity",)), Tag("praise", "Praise")),
    questions=(Question("slant", "Slant", Kind.SCALE, low=-2, high=2),),
)
WORDS = ("regime", "scrapped", "catastrophic")
TEXTS = ("The regime scrapped it.", "A catastrophic 🚢 day, said the regime.")

desks = st.sampled_from(["Ben", "Ben at home", "Cleo"])
articles = st.integers(0, len(TEXTS) - 1)
words = st.sampled_from(WORDS)
draws = st.integers(0, 10**6)


class Team(RuleBasedStateMachine):
    """The project of the lead, copies of it, and what was ever sent."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.sent: list[Delivery] = []

    @initialize()
    def begin(self) -> None:
        self.lead = Project.create(self.folder / "lead.annot", "Harbour", BOOK, "Ines")
        for name in ("Ben", "Cleo"):
            self.lead.annotator_named(name, make=True)
        finish(add_drafts(self.lead, [Draft(text, title=text) for text in TEXTS]))
        self.desks = {name: copy_for(self.lead, name, self.folder) for name in ("Ben", "Cleo")}
        self.desks["Ben"].project.save_copy(self.folder / "home.annot")
        self.desks["Ben at home"] = desk_of(Project.open(self.folder / "home.annot"), "Ben")

    # ------------------------------------------------------------------ work

    @rule(
        name=desks, article=articles, words=st.sampled_from(WORDS), key=st.sampled_from(BOOK.tags)
    )
    def tag(self, name: str, article: int, words: str, key: Tag) -> None:
        desk = self.desks[name]
        text = desk.project.article(desk.project.store.every_article_id()[article])
        at = text.text.find(words)
        if at >= 0:
            desk.tag(text, key.key, [[Span(at, at + len(words))]])

    @rule(name=desks, which=draws, intensity=st.integers(0, 5))
    def change_or_remove(self, name: str, which: int, intensity: int) -> None:
        desk = self.desks[name]
        there = [it for each in desk.project.store.every_article_id() for it in desk.labels(each)]
        if not there:
            return
        label = there[which % len(there)]
        if intensity and label.tag == "loaded":
            desk.set_field(label, "intensity", intensity)
        elif not intensity:
            desk.untag([label])

    @rule(name=desks, article=articles, value=st.sampled_from([None, -2, 0, 2]))
    def answer(self, name: str, article: int, value: int | None) -> None:
        desk = self.desks[name]
        desk.answer(desk.project.store.every_article_id()[article], "slant", value)

    @rule(name=desks, article=articles, state=st.sampled_from(State))
    def say_how_far(self, name: str, article: int, state: State) -> None:
        desk = self.desks[name]
        desk.set_state(desk.project.store.every_article_id()[article], state)

    @rule(name=desks, again=st.booleans())
    def undo(self, name: str, *, again: bool) -> None:
        desk = self.desks[name]
        with suppress(Conflict):  # what it would turn back was changed by another copy
            (desk.project.redo if again else desk.project.undo)(desk.annotator.id)

    @rule(name=st.sampled_from(["Ben", "Cleo"]))
    def assign(self, name: str) -> None:
        who = self.lead.annotator_named(name).id
        known = self.lead.store.every_assignment(who)
        edits = [Edit(*each) for each in queued(known, self.lead.article_ids(), who, "main")]
        if edits:
            self.lead.do("Assigned", *edits)

    @rule(words=st.sampled_from(["Judges.", "Judges without reasons.", "Loads."]))
    def define(self, words: str) -> None:
        book = self.lead.codebook
        after = replace(book, tags=(replace(book.tags[0], definition=words), *book.tags[1:]))
        if after != book:
            self.lead.do("Definition", Edit(book, after))

    @rule(which=draws)
    def settle(self, which: int) -> None:
        found = disputes(self.lead)
        if found:
            dispute = found[which % len(found)]
            version = dispute.versions[which % len(dispute.versions)]
            decide(self.lead, dispute, version, self.lead.annotators()[0].id)

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

    def teardown(self) -> None:
        if not hasattr(self, "desks"):
            return
        try:
            self._come_together()
        finally:
            for project in (self.lead, *(desk.project for desk in self.desks.values())):
                project.close()
            shutil.rmtree(self.folder)

    def _come_together(self) -> None:
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
    return mine + [it for it in disputes(project) if it.annotator == desk.annotator.id]


TestTeam = Team.TestCase
TestTeam.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
