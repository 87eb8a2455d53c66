"""Steps of many edits: written by the run and stopped anywhere, they leave what single edits do."""

import random
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import Tables, after, key, tables_of

from annotator.clock import new_id
from annotator.core.edits import Edit, inverse
from annotator.core.errors import Conflict
from annotator.core.labels import new_label
from annotator.core.model import Article, Assignment, Codebook, Label, Origin, Span, State
from annotator.core.work import Work, finish
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.records import EDITS_AT_ONCE

WORDS = ["", "why?", "“so” 🚢", "שלום\n", '],\n[{"kind":']
MOST = 2 * EDITS_AT_ONCE + 50
TOKENS = 'tokenize="unicode61 remove_diacritics 1"'


class Scribe:
    """Thinks up edits of a project that fit one after the other."""

    def __init__(self, project: Project, seed: int) -> None:
        self.chance = random.Random(seed)
        self.who = project.annotators()[0].id
        self.version = project.codebook_version
        self.articles = [project.article(each) for each in project.article_ids()]
        self.tables = dict(tables_of(project))

    def edits(self, count: int) -> list[Edit]:
        """So many edits: in long runs of one kind, and all mixed."""
        made: list[Edit] = []
        while len(made) < count:
            way = self.chance.choice(
                [self.added, self.removed, self.noted, self.begun, self.titled]
            )
            for _ in range(min(self.chance.choice([1, 3, 400]), count - len(made))):
                edit = way()
                if edit is None:
                    break
                self.tables.pop(key(edit.record), None)
                if edit.after is not None:
                    self.tables[key(edit.after)] = edit.after
                made.append(edit)
        return made

    def labels(self) -> list[Label]:
        return [record for record in self.tables.values() if isinstance(record, Label)]

    def article(self) -> Article:
        return self.chance.choice(self.articles)

    def added(self) -> Edit:
        article = self.article()
        start = self.chance.randrange(len(article.text) - 8)
        label = new_label(
            article,
            self.chance.choice(["loaded", "plain"]),
            [Span(start, start + self.chance.randint(1, 8))],
            label_id=new_id(),
            annotator_id=self.who,
            codebook_version=self.version,
            now="2026-03-14T09:26:53.589Z",
            origin=Origin.BULK,
            fields=self.chance.choice([{}, {"intensity": 3}, {"quoted": True}]),
            note=self.chance.choice(WORDS),
        )
        return Edit(None, label)

    def removed(self) -> Edit | None:
        labels = self.labels()
        return Edit(self.chance.choice(labels), None) if labels else None

    def noted(self) -> Edit | None:
        labels = self.labels()
        if not labels:
            return None
        label = self.chance.choice(labels)
        return Edit(label, replace(label, note=self.chance.choice(WORDS)))

    def begun(self) -> Edit:
        article = self.article()
        before = self.tables.get((Assignment, article.id, self.who))
        assert before is None or isinstance(before, Assignment)
        state = self.chance.choice(list(State))
        return Edit(before, Assignment(article.id, self.who, state, note=self.chance.choice(WORDS)))

    def titled(self) -> Edit:
        before = self.tables[key(self.article().metadata)]
        return Edit(before, replace(before, title=self.chance.choice(WORDS)))  # type: ignore[call-arg]


def stopped(work: Work[object], after_steps: int) -> bool:
    """Stop the work after so many of its steps; whether it had not ended before."""
    try:
        for _ in range(after_steps):
            next(work)
    except StopIteration:
        return False
    work.close()
    return True


def sees_searching_in_step(path: Path) -> None:
    """The words to search are just those of the labels that are there."""
    with closing(sqlite3.connect(path)) as db:
        for part in ("quote", "note"):
            db.execute(f"CREATE VIRTUAL TABLE temp.anew_{part} USING fts5({part}, {TOKENS})")
            db.execute(
                f"INSERT INTO temp.anew_{part} (rowid, {part}) "
                f"SELECT rowid, {part} FROM labels WHERE {part} <> ''"
            )
            anew = words_in(db, "temp", f"anew_{part}")
            assert words_in(db, "main", f"{part}_words") == anew


def words_in(db: sqlite3.Connection, schema: str, table: str) -> set[tuple[object, ...]]:
    """Each word of a search table with its row and place."""
    db.execute(
        f"CREATE VIRTUAL TABLE temp.of_{table} USING fts5vocab('{schema}', '{table}', 'instance')"
    )
    return set(db.execute(f"SELECT * FROM temp.of_{table}"))


@pytest.fixture(scope="module")
def written(codebook: Codebook, drafts: tuple[Draft, ...]) -> Iterator[Path]:
    """A closed project with three articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Harbour.annot")
        with closing(Project.create(path, "Harbour", codebook, "Ines")) as project:
            finish(add_drafts(project, drafts))
        yield path


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), count=st.integers(1, MOST), at=st.integers(0, 4))
def test_a_long_step_stopped_done_undone_and_redone_is_what_its_edits_are(
    written: Path, seed: int, count: int, at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Harbour.annot")
        path.write_bytes(written.read_bytes())
        with closing(Project.open(path)) as project:
            scribe = Scribe(project, seed)
            finish(project.doing("First", scribe.edits(60)))
            before, edits = dict(scribe.tables), scribe.edits(count)
            lines = project.history()
            assert tables_of(project) == before
            if stopped(project.doing("Many", edits), at):
                assert tables_of(project) == before
                assert project.history() == lines
                finish(project.doing("Many", edits))
            assert tables_of(project) == scribe.tables == after(before, edits)
            assert project.history(limit=1)[0][1].edits == tuple(edits)
            turned_back_and_again(project, edits, before, scribe.tables, at)
            assert finish(checked(project)) == []
        sees_searching_in_step(path)


def turned_back_and_again(
    project: Project, edits: Sequence[Edit], before: Tables, then: Tables, at: int
) -> None:
    if stopped(project.undoing(), at):
        assert tables_of(project) == then
        finish(project.undoing())
    assert tables_of(project) == before
    assert project.history(limit=1)[0][1].edits == inverse(tuple(edits))
    if stopped(project.redoing(), at):
        assert tables_of(project) == before
        finish(project.redoing())
    assert tables_of(project) == then


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32), count=st.integers(1, MOST), which=st.integers(0, MOST))
def test_one_stale_edit_among_many_refuses_them_all(
    written: Path, seed: int, count: int, which: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Harbour.annot")
        path.write_bytes(written.read_bytes())
        with closing(Project.open(path)) as project:
            scribe = Scribe(project, seed)
            before, label = dict(scribe.tables), scribe.added().after
            assert isinstance(label, Label)
            edits = scribe.edits(count)
            stale = Edit(label, None) if which % 2 else Edit(label, replace(label, note="!"))
            edits.insert(which % (count + 1), stale)
            with pytest.raises(Conflict):
                finish(project.doing("Many", edits))
            assert tables_of(project) == before
            assert project.next_undo() is None
        sees_searching_in_step(path)


def test_a_step_says_how_far_it_is(project: Project) -> None:
    scribe = Scribe(project, 1)
    edits = [scribe.added() for _ in range(MOST)]
    told = [(at.done, at.total) for at in project.doing("Many", edits)]
    assert told == [(EDITS_AT_ONCE, MOST), (2 * EDITS_AT_ONCE, MOST), (MOST, MOST)]


def test_what_the_journal_says_of_a_step_is_read_without_its_edits(project: Project) -> None:
    scribe = Scribe(project, 2)
    step = project.do("Many", *(scribe.added() for _ in range(MOST)))
    heading = project.next_undo()
    assert heading is not None
    assert (heading.id, heading.title, heading.kind) == (step.id, "Many", step.kind)
    assert project.headings() == [
        replace(heading, line=line, **{name: getattr(each, name) for name in SAID})
        for line, each in project.history()
    ]
    assert project.step_size(heading.line) > 100 * MOST


SAID = ("id", "annotator_id", "time", "title", "kind")
