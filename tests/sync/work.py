"""People at work on copies of one project: whatever comes to their minds, for state machines."""

import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from annotator.core.adjudication import Rule, RuleKind
from annotator.core.assigning import queued
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.model import (
    Annotator,
    Article,
    Codebook,
    Kind,
    Question,
    Span,
    State,
    Tag,
    Value,
)
from annotator.core.model import Field as TagField
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.adjudicating import Adjudicator, articles_to_adjudicate, compared
from annotator.project.importing import add_drafts
from annotator.project.questionnaire import keep
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
        self.said: dict[str, dict[str, Value]] = {}

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

    def see_that_it_was_heard(self, project: Project) -> None:
        """The project knows what everybody said about themselves last, unless that was nothing."""
        for name, said in self.said.items():
            kept = project.store.questionnaire(project.annotator_named(name).id)
            if said:
                assert kept is not None
                assert kept.answers == said

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

    @rule(name=desks, article=articles, value=st.sampled_from([None, -1, 1]))
    def answer_again(self, name: str, article: int, value: int | None) -> None:
        desk = self.desks[name]
        desk.answer_again(desk.project.store.every_article_id()[article], "slant", value)

    @rule(name=desks, leaning=st.sampled_from([None, -3, 3]))
    def say_about_oneself(self, name: str, leaning: int | None) -> None:
        desk = self.desks[name]
        said: dict[str, Value] = {} if leaning is None else {"leaning": leaning}
        keep(desk.project, desk.annotator, said)
        self.said[desk.annotator.name] = said

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

    @rule(article=draws, outlet=st.sampled_from(["", "The Lantern", "The Tide"]))
    def tell_where_it_is_from(self, article: int, outlet: str) -> None:
        before = self._article_of_the_lead(article).metadata
        after = replace(before, outlet=outlet)
        if after != before:
            self.lead.do("Outlet", Edit(before, after))

    @rule(article=draws, archived=st.booleans(), rank=st.sampled_from([0.5, 1.0, 1.5]))
    def put_away(self, article: int, *, archived: bool, rank: float) -> None:
        before = self.lead.store.shelf(self._article_of_the_lead(article).id)
        after = replace(before, archived=archived, rank=rank)
        if after != before:
            self.lead.do("Put away" if archived else "Taken out", Edit(before, after))

    def _article_of_the_lead(self, which: int) -> Article:
        ids = self.lead.store.every_article_id()
        return self.lead.article(ids[which % len(ids)])

    @rule(kind=st.sampled_from([RuleKind.ALL, RuleKind.MAJORITY]))
    def adjudicate(self, kind: RuleKind) -> None:
        judge = Adjudicator(self.lead, self.lead.annotators()[0])
        finish(judge.accept_agreed(articles_to_adjudicate(self.lead), Rule(kind)))

    @rule(which=draws)
    def adjudicate_one(self, which: int) -> None:
        ids = articles_to_adjudicate(self.lead)
        if not ids:
            return
        found = compared(self.lead, ids[which % len(ids)])
        judge = Adjudicator(self.lead, self.lead.annotators()[0])
        if found.places:
            place = found.places[which % len(found.places)]
            judge.accept(found, place, place.readings[:1] if which % 2 else ())

    @rule(again=st.booleans())
    def lead_undoes(self, *, again: bool) -> None:
        lead = self.lead.annotators()[0].id
        with suppress(AnnotatorError):
            step = (self.lead.redo if again else self.lead.undo)(lead)
            if step is not None and any(isinstance(it.record, Annotator) for it in step.edits):
                (self.lead.undo if again else self.lead.redo)(lead)  # nobody leaves the team

    @rule(which=draws)
    def settle(self, which: int) -> None:
        found = disputes(self.lead)
        if found:
            dispute = found[which % len(found)]
            version = dispute.versions[which % len(dispute.versions)]
            decide(self.lead, dispute, version, self.lead.annotators()[0].id)
