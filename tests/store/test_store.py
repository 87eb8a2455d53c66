"""One file: all or nothing, the codebook's versions, texts of every kind, older releases."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Conflict
from annotator.core.model import (
    Article,
    Codebook,
    Label,
    Settings,
    Span,
    State,
    Visit,
)
from annotator.core.text import canonical
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.corpus import search
from annotator.project.importing import add_drafts
from annotator.store.file import made
from annotator.store.schema import SCHEMA

RELEASED = sorted(Path(__file__).with_name("released").glob("schema-*.sql"))


def first(project: Project) -> Article:
    return project.article(project.article_ids()[0])


def regime(desk: Desk) -> Span:
    at = first(desk.project).text.index("regime")
    return Span(at, at + len("regime"))


# ---------------------------------------------------------------------------- all or nothing


def test_a_stale_edit_writes_nothing_of_its_step(project: Project, desk: Desk) -> None:
    article = first(project)
    [label] = desk.tag(article, "loaded", [[regime(desk)]])
    now = desk.set_note(label, "second thought")
    metadata = article.metadata
    lines = len(project.history())
    sound = Edit(metadata, replace(metadata, title="Another title"))
    twin = replace(now, id="twin")
    for stale in (
        Edit(label, replace(label, note="third")),  # changed since
        Edit(label, None),
        Edit(None, now),  # there already
        Edit(twin, None),  # not there
        Edit(Settings("Other"), Settings("Harbour", source_hidden=False)),
        Edit(replace(project.codebook, name="Other"), project.codebook),
        Edit(None, replace(twin, codebook_version=99)),  # made with no version there is
        Edit(None, replace(twin, annotator_id="nobody")),
    ):
        with pytest.raises(Conflict, match=r"nothing was\s+written"):
            project.do("Stale", sound, Edit(None, replace(twin, id="other")), stale)
        assert project.labels(article.id) == [now]
        assert project.article(article.id).metadata == metadata
        assert len(project.history()) == lines
    project.do("Sound", sound)
    assert project.article(article.id).title == "Another title"


def test_a_label_off_its_quote_is_refused(project: Project, desk: Desk) -> None:
    [label] = desk.tag(first(project), "loaded", [[regime(desk)]])
    for wrong in (
        replace(label, quote="Regime"),
        replace(label, pieces=(Span(0, 3),)),
        replace(label, pieces=(Span(0, 10**6),)),
        replace(label, pieces=()),
    ):
        with pytest.raises(AnnotatorError, match="Nothing was written"):
            project.do("Off", Edit(label, wrong))
        with pytest.raises(AnnotatorError, match="Nothing was written"):
            project.do("Off", Edit(None, replace(wrong, id="new")))
    assert project.labels(label.article_id) == [label]


def test_half_a_character_is_refused_in_a_sentence(project: Project, desk: Desk) -> None:
    [label] = desk.tag(first(project), "loaded", [[regime(desk)]])
    with pytest.raises(AnnotatorError, match="half a character"):
        desk.set_note(label, "\ud83d")
    with pytest.raises(AnnotatorError, match="half a character"):
        project.article_called("\udcff")
    assert project.labels(label.article_id) == [label]


def test_a_project_always_has_its_codebook_and_settings(project: Project) -> None:
    for single in (project.codebook, project.settings):
        with pytest.raises(ValueError, match="always"):
            project.do("Gone", Edit(single, None))
    assert finish(checked(project)) == []


def test_a_mistake_of_the_program_is_not_told_as_the_files(project: Project) -> None:
    project.close()
    with pytest.raises(sqlite3.ProgrammingError):
        project.article_ids()


# ---------------------------------------------------------------------------- codebook versions


class Versions:
    """A project's codebook, called by its description."""

    def __init__(self, project: Project, desk: Desk) -> None:
        self.project, self.desk = project, desk

    def becomes(self, description: str) -> int:
        before = self.project.codebook
        self.project.do("Codebook", Edit(before, replace(before, description=description)))
        return self.project.codebook_version

    def works(self, question: str = "") -> int:
        """Label or answer something; the version that this was done with."""
        article = first(self.project)
        if question:
            self.desk.answer(article.id, question, "told")
            return self.project.answers(article.id)[0].codebook_version
        self.desk.untag(self.desk.labels(article.id) or self._label(article))
        return self._label(article)[0].codebook_version

    def _label(self, article: Article) -> list[Label]:
        return self.desk.tag(article, "loaded", [[regime(self.desk)]])

    def says(self, version: int) -> str:
        return self.project.codebook_of(version).description


@pytest.fixture
def versions(project: Project, desk: Desk) -> Versions:
    return Versions(project, desk)


def test_versions_count_what_was_worked_with(versions: Versions) -> None:
    assert versions.becomes("a") == versions.becomes("ab") == versions.becomes("abc") == 1
    assert versions.works() == 1
    assert versions.becomes("b") == versions.becomes("bc") == 2
    assert versions.becomes("abc") == 1, "content seen before has its version"
    assert versions.becomes("d") == 2, "the newest was never worked with"
    assert versions.works("summary") == 2
    assert versions.becomes("e") == 3
    assert [versions.says(number) for number in (1, 2, 3)] == ["abc", "d", "e"]


def test_a_version_worked_with_never_changes_whatever_is_undone(versions: Versions) -> None:
    project = versions.project
    versions.becomes("a")
    versions.works()
    label = versions.desk.labels(first(project).id)[0]
    versions.desk.untag([label])
    assert versions.becomes("b") == 2, "the label is gone, but the journal remembers it"
    project.undo()
    project.undo()
    assert versions.desk.labels(first(project).id) == [label]
    project.redo()
    project.redo()
    assert project.codebook.description == "b"
    while project.undo():
        pass
    assert (project.codebook.description, versions.says(1)) == ("", "a")
    assert versions.becomes("c") == project.codebook_version != 1
    assert versions.says(label.codebook_version) == "a"


def test_a_label_made_with_what_a_version_no_longer_says_is_refused(
    project: Project, desk: Desk, codebook: Codebook
) -> None:
    with closing(project.beside()) as beside:
        beside.do("Changed", Edit(codebook, replace(codebook, description="other")))
    assert project.codebook == codebook, "not heard of it yet"
    with pytest.raises(Conflict, match="codebook was changed elsewhere"):
        desk.tag(first(project), "loaded", [[regime(desk)]])
    assert project.codebook.description == "other"
    desk.tag(first(project), "loaded", [[regime(desk)]])
    assert finish(checked(project)) == []


# ---------------------------------------------------------------------------- texts of every kind

ODD = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from(
        "\0\x01\x1b\x7f\u200b\u200d\u2060\ufeff\u202a\u202e\u2066\u2069אبم\u0301👩🇻\xa0"
    ),
    max_size=300,
)


@settings(max_examples=25)
@given(raw=ODD, data=st.data())
def test_any_text_is_stored_tagged_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, codebook: Codebook, raw: str, data: st.DataObject
) -> None:
    text, _ = canonical(raw)
    path = tmp_path_factory.mktemp("odd") / "Odd.annot"
    with closing(Project.create(path, "Odd", codebook, "Ines")) as project:
        [article_id] = finish(
            add_drafts(project, [Draft(text, title=raw.encode("utf-8").decode())])
        ).ids
        desk = Desk(project, project.annotators()[0])
        article = project.article(article_id)
        labels = []
        if text:
            end = data.draw(st.integers(1, len(text)))
            span = Span(data.draw(st.integers(0, end - 1)), end)
            labels = desk.tag(article, "loaded", [[span]], note=text, fields={"whose": text})
            assert labels[0].quote == text[span.start : span.end]
        with pytest.raises(AnnotatorError, match="cannot be labelled"):
            desk.tag(article, "loaded", [[Span(0, len(text) + 1)]])
    with closing(Project.open(path)) as project:
        assert project.article(article_id) == article
        assert project.article(article_id).text == text
        assert project.labels(article_id) == labels
        assert finish(checked(project)) == []


def test_five_megabytes_in_one_line(project: Project, desk: Desk) -> None:
    text = "Velmar’s catastrophic ferry 🚢 " * (5_000_000 // 31)
    [article_id] = finish(add_drafts(project, [Draft(text, title="Long")])).ids
    article = project.article(article_id)
    places = [[Span(0, 6)], [Span(len(text) - 8, len(text) - 3)], [Span(0, len(text))]]
    made = desk.tag(article, "loaded", places)
    project.close()
    with closing(Project.open(project.path)) as again:
        assert again.article(article_id).text == text
        assert {item.id: item for item in again.labels(article_id)} == {it.id: it for it in made}
        assert finish(checked(again)) == []


def test_a_visit_only_grows_and_is_not_undone(project: Project, desk: Desk) -> None:
    visit = Visit("v1", first(project).id, desk.annotator.id, "2026-03-14T09:00:00.000Z")
    for change in (
        visit,
        replace(visit, milliseconds=900, revealed="2026-03-14T09:00:01.000Z"),
        replace(visit, milliseconds=500),
        replace(visit, id="v0", started="2026-03-14T10:00:00.000Z"),
    ):
        project.record_visit(change)
    assert project.undo() is None
    kept = replace(visit, milliseconds=900, revealed="2026-03-14T09:00:01.000Z")
    assert project.visits(visit.article_id, desk.annotator.id)[0] == kept
    assert [item.id for item in project.visits(visit.article_id, desk.annotator.id)] == ["v1", "v0"]


# ---------------------------------------------------------------------------- older releases


def test_there_is_a_file_of_every_released_schema() -> None:
    assert [path.name for path in RELEASED] == [f"schema-{n + 1}.sql" for n in range(SCHEMA)]


@pytest.mark.parametrize("dump", RELEASED, ids=lambda path: path.stem)
def test_a_project_of_an_older_release_opens_whole(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "Old.annot"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(dump.read_text("utf-8"))
    with closing(Project.open(path)) as project:
        assert finish(checked(project)) == []
        assert project.settings == Settings("Released", source_hidden=False)
        ines, tomas = project.annotators()
        ferry, banner = (project.article(each) for each in project.article_ids())
        assert ferry.metadata.extra == {"page": "3"}
        assert banner.text.startswith("“שלום” 🚢")
        [label] = project.labels(ferry.id, ines.id)
        assert (label.tag, label.quote, label.note) == (
            "loaded",
            "catastrophic",
            "why not “costly”?",
        )
        assert label.fields == {"intensity": 5, "quoted": True, "whose": "Oda Brenneke"}
        [split] = project.labels(ferry.id, tomas.id)
        assert len(split.pieces) == 2
        assert split.codebook_version == 2 == project.codebook_version
        assert project.codebook_of(1).tag("loaded") != project.codebook.tag("loaded")
        [answer] = project.answers(ferry.id, ines.id)
        assert (answer.question, answer.value) == ("slant", -2)
        assert project.assignment(ferry.id, ines.id).state is State.DONE
        assert project.visits(ferry.id, ines.id)[0].milliseconds == 61_000
        steps = len(project.history())
        redone = project.redo()
        assert redone is not None
        assert redone.title == "Redo: Remove Plain tag from “Sunday”"
        while project.undo():
            pass
        assert project.labels(ferry.id) == []
        assert project.answers(ferry.id) == []
        assert len(project.history()) > steps
        Desk(project, ines).tag(ferry, "loaded", [[Span(0, 3)]])


def test_the_newest_of_them_has_the_tables_of_today(tmp_path: Path) -> None:
    """Whoever changes a table adds a migration, and a file for those who come later."""
    sql = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    with closing(made(tmp_path / "today")) as today, closing(sqlite3.connect(":memory:")) as old:
        old.executescript(RELEASED[-1].read_text("utf-8"))
        assert old.execute(sql).fetchall() == today.execute(sql).fetchall()


def test_words_of_labels_are_found_after_another_program_packed_the_file(
    project: Project, desk: Desk
) -> None:
    article = project.article(project.article_ids()[0])
    for words in ("catastrophic", "regime"):
        at = article.text.index(words)
        desk.tag(article, "loaded", [[Span(at, at + len(words))]])
    desk.untag([label for label in desk.labels(article.id) if label.quote == "catastrophic"])
    with closing(sqlite3.connect(project.path)) as other:
        other.execute("VACUUM")
    assert search(project, "quote:regime") == [article.id]
    assert search(project, "quote:catastrophic") == []
