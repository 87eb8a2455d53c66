"""Do, undo and redo against a plain model, over a real file that is reopened at any moment."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tables import Tables, after, tables_of

from annotator.core.edits import Edit, Step, StepKind
from annotator.core.errors import Conflict
from annotator.core.model import (
    Answer,
    Article,
    Assignment,
    Codebook,
    Label,
    Settings,
    Span,
    State,
    Value,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts

NUMBER = st.integers(0, 10_000)
TAGS = st.sampled_from(["loaded", "praise", "plain"])
WORDS = st.text("aé🚢א\u200b\u202e“\n\0", max_size=4)
VALUES: Mapping[str, st.SearchStrategy[Value]] = {
    "intensity": st.integers(1, 5),
    "quoted": st.booleans(),
    "whose": WORDS.filter(bool),
    "sure": st.sampled_from(["yes", "no"]),
    "target": WORDS.filter(bool),
    "slant": st.integers(-2, 2),
    "sides": st.booleans(),
    "genre": st.sampled_from(["news", "view"]),
    "summary": WORDS.filter(bool),
}


class Undoing(RuleBasedStateMachine):
    """Two annotators at three articles; every rule says what it expects, the file must agree."""

    codebook: Codebook
    drafts: tuple[Draft, ...]

    @initialize(sitting=st.integers(0, 1))
    def begin(self, sitting: int) -> None:
        self.sitting = sitting
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "Harbour.annot")
        # Detection is the business of other tests; here every value is one that was set.
        fields = tuple(replace(item, detect="") for item in self.codebook.fields)
        codebook = replace(self.codebook, fields=fields)
        self.project = Project.create(self.path, "Harbour", codebook, "Ines")
        finish(add_drafts(self.project, self.drafts))
        self.project.annotator_named("Tomas", make=True)
        self.articles = [self.project.article(each) for each in self.project.article_ids()]
        self.tables = self.beginning = tables_of(self.project)
        self.past: list[Tables] = []
        self.future: list[Tables] = []
        self.journal = self.project.history()[::-1]
        self.worked_with: dict[int, Codebook] = {}
        self.opened()

    def opened(self) -> None:
        # One of the two sits at the desk: undo is a person's own.
        self.desks = [Desk(self.project, self.project.annotators()[self.sitting])] * 2
        self.heard: list[Step] = []
        self.project.listen(self.heard.append)

    # ------------------------------------------------------------------ what rules take

    def labels(self) -> list[Label]:
        return [record for record in self.tables.values() if isinstance(record, Label)]

    def desk_of(self, label: Label) -> Desk:
        return next(desk for desk in self.desks if desk.annotator.id == label.annotator_id)

    def assignment(self, article: Article, desk: Desk) -> Assignment | None:
        found = self.tables.get((Assignment, article.id, desk.annotator.id))
        assert found is None or isinstance(found, Assignment)
        return found

    def did(self, *edits: Edit) -> None:
        """The model's own step."""
        self.past.append(self.tables)
        self.future.clear()
        self.tables = after(self.tables, edits)
        for edit in edits:
            if isinstance(edit.after, Label | Answer):
                version = edit.after.codebook_version
                assert version == self.project.codebook_version
                self.worked_with.setdefault(version, self.project.codebook)

    def begun(self, article: Article, desk: Desk) -> tuple[Edit, ...]:
        """To work on an article that is to do begins it."""
        before = self.assignment(article, desk)
        if before is not None and before.state is not State.TODO:
            return ()
        blank = before or Assignment(article.id, desk.annotator.id)
        return (Edit(before, replace(blank, state=State.IN_PROGRESS)),)

    # ------------------------------------------------------------------ labels

    @rule(who=NUMBER, which=NUMBER, tag=TAGS, data=st.data(), note=WORDS)
    def tag(self, who: int, which: int, tag: str, data: st.DataObject, note: str) -> None:
        desk, article = self.desks[who % 2], self.articles[which % 3]
        places = data.draw(st.lists(pieces_of(article), min_size=1, max_size=3))
        made = desk.tag(article, tag, places, note=note)
        mine = [item for item in self.labels() if item.annotator_id == desk.annotator.id]
        there = {(item.article_id, item.tag, item.pieces) for item in mine}
        wanted = [it for it in dict.fromkeys(places) if (article.id, tag, it) not in there]
        assert [(label.tag, label.pieces, label.note) for label in made] == [
            (tag, place, note) for place in wanted
        ]
        if made:
            self.did(*self.begun(article, desk), *(Edit(None, label) for label in made))

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, data=st.data())
    def move(self, which: int, data: st.DataObject) -> None:
        label = self.labels()[which % len(self.labels())]
        article = next(item for item in self.articles if item.id == label.article_id)
        pieces = data.draw(pieces_of(article))
        moved = self.desk_of(label).move(article, label, pieces)
        assert moved.pieces == pieces
        self.changed(label, moved, "pieces", "quote", "prefix", "suffix")

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, tag=TAGS)
    def retag(self, which: int, tag: str) -> None:
        label = self.labels()[which % len(self.labels())]
        other = self.desk_of(label).retag(label, tag)
        assert other.tag == tag
        self.changed(label, other, "tag", "fields")

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, field=NUMBER, data=st.data())
    def set_field(self, which: int, field: int, data: st.DataObject) -> None:
        label = self.labels()[which % len(self.labels())]
        tag = self.project.codebook.tag(label.tag)
        if tag is not None and tag.fields:
            name = tag.fields[field % len(tag.fields)]
            value = data.draw(st.none() | VALUES[name])
            other = self.desk_of(label).set_field(label, name, value)
            assert other.fields.get(name) == value
            self.changed(label, other, "fields")

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, note=WORDS)
    def set_note(self, which: int, note: str) -> None:
        label = self.labels()[which % len(self.labels())]
        other = self.desk_of(label).set_note(label, note)
        assert other.note == note
        self.changed(label, other, "note")

    def changed(self, before: Label, label: Label, *parts: str) -> None:
        """The label is as before but in these parts, in its time and version."""
        kept = {part: getattr(before, part) for part in (*parts, "updated", "codebook_version")}
        assert replace(label, **kept) == before
        if label is not before:
            self.did(Edit(before, label))

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, count=st.integers(1, 3))
    def untag(self, which: int, count: int) -> None:
        desk = self.desk_of(self.labels()[which % len(self.labels())])
        mine = [item for item in self.labels() if item.annotator_id == desk.annotator.id][:count]
        desk.untag(mine)
        self.did(*(Edit(label, None) for label in mine))

    # ------------------------------------------------------------------ the article, the project

    @rule(who=NUMBER, which=NUMBER, question=NUMBER, data=st.data())
    def answer(self, who: int, which: int, question: int, data: st.DataObject) -> None:
        desk, article = self.desks[who % 2], self.articles[which % 3]
        asked = self.project.codebook.questions[question % 4].key
        value = data.draw(st.none() | VALUES[asked])
        step = desk.answer(article.id, asked, value)
        mine = self.project.answers(article.id, desk.annotator.id)
        new = next((item for item in mine if item.question == asked), None)
        assert (new.value if new else None) == value
        old = next(
            (
                item
                for item in self.tables.values()
                if isinstance(item, Answer)
                and (item.article_id, item.annotator_id) == (article.id, desk.annotator.id)
                and item.question == asked
            ),
            None,
        )
        assert (step is None) == (new == old)
        if step is not None:
            self.did(*(self.begun(article, desk) if new else ()), Edit(old, new))

    @rule(who=NUMBER, which=NUMBER, state=st.sampled_from(State), why=WORDS)
    def set_state(self, who: int, which: int, state: State, why: str) -> None:
        desk, article = self.desks[who % 2], self.articles[which % 3]
        self.assigned(
            article,
            desk,
            lambda old: replace(old, state=state, reason=why),
            desk.set_state(article.id, state, why),
        )

    @rule(who=NUMBER, which=NUMBER, note=WORDS)
    def set_article_note(self, who: int, which: int, note: str) -> None:
        desk, article = self.desks[who % 2], self.articles[which % 3]
        step = desk.set_article_note(article.id, note)
        self.assigned(article, desk, lambda old: replace(old, note=note), step)

    def assigned(
        self,
        article: Article,
        desk: Desk,
        change: Callable[[Assignment], Assignment],
        step: Step | None,
    ) -> None:
        before = self.assignment(article, desk)
        blank = before or Assignment(article.id, desk.annotator.id)
        assert (step is None) == (change(blank) == blank)
        if step is not None:
            self.did(Edit(before, change(blank)))

    @rule(words=st.sampled_from(["", "First", "Second"]), name=st.sampled_from(["Loaded", "Heavy"]))
    def change_codebook(self, words: str, name: str) -> None:
        before = self.project.codebook
        tags = tuple(replace(t, name=name) if t.key == "loaded" else t for t in before.tags)
        changed = replace(before, description=words, tags=tags)
        self.project.do("Codebook", Edit(before, changed))
        self.did(Edit(before, changed))

    @rule(which=NUMBER, title=WORDS, hidden=st.booleans())
    def correct(self, which: int, title: str, hidden: bool) -> None:
        old = self.project.article(self.articles[which % 3].id).metadata
        edits = (
            Edit(old, replace(old, title=title, extra={"desk": title})),
            Edit(self.project.settings, Settings("Harbour", hidden)),
        )
        self.project.do("Corrected", *edits)
        self.did(*edits)

    @precondition(lambda self: self.labels())
    @rule(which=NUMBER, note=WORDS)
    def do_what_is_stale(self, which: int, note: str) -> None:
        label = self.labels()[which % len(self.labels())]
        settings_ = self.project.settings
        stale = replace(label, note=label.note + "!")
        edits = (
            Edit(settings_, replace(settings_, name=note)),
            Edit(stale, replace(label, note=note)),
        )
        with pytest.raises(Conflict):
            self.project.do("Stale", *edits)

    # ------------------------------------------------------------------ back and forth

    @rule()
    def undo(self) -> None:
        step = self.project.undo(self.desks[0].annotator.id)
        assert (step is None) == (not self.past)
        if step is not None:
            assert step.kind is StepKind.UNDO
            self.future.append(self.tables)
            self.tables = self.past.pop()

    @rule()
    def redo(self) -> None:
        step = self.project.redo(self.desks[0].annotator.id)
        assert (step is None) == (not self.future)
        if step is not None:
            assert step.kind is StepKind.REDO
            self.past.append(self.tables)
            self.tables = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)
        self.opened()

    # ------------------------------------------------------------------ what holds always

    @invariant()
    def the_file_agrees_with_the_model(self) -> None:
        assert tables_of(self.project) == self.tables
        for label in self.labels():
            text = self.project.article(label.article_id).text
            assert text[label.start : label.end] == label.quote
        for version, content in self.worked_with.items():
            assert self.project.codebook_of(version) == content
        assert finish(checked(self.project)) == []

    @invariant()
    def the_journal_only_grows_by_what_was_heard(self) -> None:
        lines = self.project.history(limit=1_000)[::-1]
        assert lines[: len(self.journal)] == self.journal
        assert [step for _, step in lines[len(self.journal) :]] == self.heard
        self.journal = lines
        self.heard.clear()

    def teardown(self) -> None:
        if hasattr(self, "project"):
            last = self.tables
            assert [bool(self.project.undo()) for _ in range(len(self.past) + 1)][-1] is False
            assert tables_of(self.project) == self.beginning
            steps = len(self.past) + len(self.future)
            assert [bool(self.project.redo()) for _ in range(steps + 1)][-1] is False
            assert tables_of(self.project) == (self.future[0] if self.future else last)
            self.project.close()
            self.folder.cleanup()


def pieces_of(article: Article) -> st.SearchStrategy[tuple[Span, ...]]:
    """One to three pieces of the article's text, sorted and apart."""
    cuts = st.sets(st.integers(0, len(article.text)), min_size=2, max_size=6).map(sorted)
    return cuts.map(lambda at: tuple(map(Span, at[::2], at[1::2])))


def test_undo_and_redo_lead_back_and_forth(codebook: Codebook, drafts: tuple[Draft, ...]) -> None:
    machine: type[Undoing] = type("Machine", (Undoing,), {"codebook": codebook, "drafts": drafts})
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=30))
