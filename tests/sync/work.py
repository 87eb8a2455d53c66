"""People at work on copies of one project: whatever comes to their minds, for state machines."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from annotator.core.assigning import queued
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import Codebook, Kind, Question, Span, State, Tag
from annotator.core.model import Field as TagField
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.sync.merging import decide, disputes

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


class AtWork(RuleBasedStateMachine):
    """A lead, Ben at two machines and Cleo at one, each in a copy of the project."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.desks: dict[str, Desk] = {}

    def begin_project(self) -> None:
        self.lead = Project.create(self.folder / "lead.annot", "Harbour", BOOK, "Ines")
        for name in ("Ben", "Cleo"):
            self.lead.annotator_named(name, make=True)
        finish(add_drafts(self.lead, [Draft(text, title=text) for text in TEXTS]))

    def teardown(self) -> None:
        if not self.desks:
            return
        try:
            self.come_together()
        finally:
            for project in (self.lead, *(desk.project for desk in self.desks.values())):
                project.close()
            shutil.rmtree(self.folder)

    def come_together(self) -> None:
        """What must hold in the end."""
        raise NotImplementedError

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
        with suppress(AnnotatorError):  # what it would turn back was changed by another copy
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
