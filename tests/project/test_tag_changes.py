"""Merging and splitting in a project: labels are never touched, and undo is exact."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.bulk import give_successor
from annotator.codebooks import faults
from annotator.core.codebook_succession import can_take, part_named
from annotator.core.errors import AnnotatorError
from annotator.core.model import AnnotatorKind, Codebook, Label, Span, Tag
from annotator.core.work import finish
from annotator.desk import COUNTS, Desk
from annotator.formats.exchange import Draft
from annotator.project import Project
from annotator.project.checking import checked
from annotator.project.importing import add_drafts
from annotator.project.reviewing import confirm, to_review
from annotator.project.tag_changes import merge_tag, split_into, tag_use
from annotator.project.team import add_annotator

WORDS = ["regime", "snubs", "catastrophic", "rotten", "truce"]
KEYS = ("loaded", "praise", "plain")


def labels_of(project: Project) -> dict[str, Label]:
    return {it.id: it for each in project.article_ids() for it in project.labels(each)}


def gives(desk: Desk, tag: str, words: str, **fields: int) -> Label:
    article = desk.project.article(desk.project.article_ids()[0])
    at = article.text.index(words)
    [label] = desk.tag(article, tag, [[Span(at, at + len(words))]], fields=fields)
    return label


def parts(book: Codebook, key: str, *names: str) -> list[Tag]:
    found: list[Tag] = []
    for name in names:
        found.append(part_named(book, key, name, found))
    return found


@pytest.fixture
def two(codebook: Codebook, tmp_path: Path) -> tuple[Desk, Desk]:
    """Two desks at a project with one article."""
    project = Project.create(tmp_path / "two.annot", "Two", codebook, "Ada")
    finish(add_drafts(project, [Draft(" ".join(WORDS), title="One")]))
    ben = Desk(project, project.annotator_named("Ben", make=True))
    return Desk(project, project.annotators()[0]), ben


@given(st.data())
def test_mergers_and_splits_lose_no_label_and_undo_is_exact(
    codebook: Codebook, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "p.annot", "P", codebook, "Ada")
        finish(add_drafts(project, [Draft(" ".join(WORDS), title="One")]))
        desks = [Desk(project, project.annotator_named(name, make=True)) for name in ("Ada", "Ben")]
        for words in WORDS:
            for desk in desks:
                for key in data.draw(st.sets(st.sampled_from(KEYS))):
                    gives(desk, key, words)
        before = labels_of(project)
        states = [(project.codebook, project.codebook_version)]
        ada = desks[0].annotator
        for number in range(data.draw(st.integers(1, 3))):
            key = data.draw(st.sampled_from(KEYS))
            takes = can_take(project.codebook, key)
            if not takes:
                continue
            if data.draw(st.booleans()):
                merge_tag(project, key, data.draw(st.sampled_from(takes)).key, ada)
            else:
                names = (f"New {number}", f"Newer {number}")
                split_into(project, key, parts(project.codebook, key, *names), ada)
            states.append((project.codebook, project.codebook_version))
            assert labels_of(project) == before
            assert faults(project.codebook) == []
        for desk in desks:
            due = {it.label.id for it in to_review(project, desk.annotator.id)}
            book = project.codebook
            mine = {it.id for it in before.values() if it.annotator_id == desk.annotator.id}
            assert due == {it for it in mine if book.successors(before[it].tag)}
        assert finish(checked(project)) == []
        for book, version in reversed(states[:-1]):
            project.undo(ada.id)
            assert project.codebook == book
            assert labels_of(project) == before
            assert project.codebook_version == version or not before
        assert all(to_review(project, desk.annotator.id) == [] for desk in desks)
        project.close()


def test_who_has_labels_of_a_tag_is_counted_by_name(two: tuple[Desk, Desk]) -> None:
    ada, ben = two
    gives(ada, "loaded", "regime", intensity=4)
    gives(ben, "loaded", "regime")
    gives(ben, "loaded", "rotten", intensity=2)
    use = finish(tag_use(ada.project, "loaded"))
    assert use.labels == {"Ada": 1, "Ben": 2}
    assert use.count == 3
    assert use.fields["intensity"] == 2


def test_all_listed_labels_get_the_successor_in_one_step_that_one_undo_takes_back(
    two: tuple[Desk, Desk],
) -> None:
    ada, ben = two
    first = gives(ada, "praise", "regime", intensity=4)
    gives(ada, "praise", "rotten")
    theirs = gives(ben, "praise", "regime")
    before = labels_of(ada.project)
    merge_tag(ada.project, "praise", "loaded", ada.annotator)
    assert finish(give_successor(ada, "loaded")) == 2
    after = ada.project.label(first.id)
    assert (after.tag, after.fields["intensity"]) == ("loaded", 4)
    assert to_review(ada.project, ada.annotator.id) == []
    assert ada.project.label(theirs.id) == theirs
    ada.project.undo(ada.annotator.id)
    assert labels_of(ada.project) == before
    assert len(to_review(ada.project, ada.annotator.id)) == 2


def test_where_the_successor_stands_already_a_person_decides(two: tuple[Desk, Desk]) -> None:
    ada, _ = two
    doubled = gives(ada, "praise", "regime")
    gives(ada, "loaded", "regime")
    gives(ada, "praise", "rotten")
    merge_tag(ada.project, "praise", "loaded", ada.annotator)
    assert finish(give_successor(ada, "loaded")) == 1
    assert [it.label for it in to_review(ada.project, ada.annotator.id)] == [doubled]


def test_a_label_of_a_merged_tag_is_listed_until_it_has_the_successor(
    two: tuple[Desk, Desk],
) -> None:
    ada, _ = two
    label = gives(ada, "praise", "regime")
    merge_tag(ada.project, "praise", "loaded", ada.annotator)
    assert confirm(ada.project, label) is None
    ada.set_note(label, "Still so.")
    [due] = to_review(ada.project, ada.annotator.id)
    assert [tag.key for tag in due.successors] == ["loaded"]
    ada.retag(due.label, "plain")
    assert to_review(ada.project, ada.annotator.id) == []


def test_a_split_label_is_decided_one_by_one(two: tuple[Desk, Desk]) -> None:
    ada, _ = two
    first, second = gives(ada, "praise", "regime"), gives(ada, "praise", "rotten")
    book = ada.project.codebook
    split_into(ada.project, "praise", parts(book, "praise", "Flattery", "Plain tag"), ada.annotator)
    ada.retag(first, "flattery")
    assert [it.label.id for it in to_review(ada.project, ada.annotator.id)] == [second.id]
    assert finish(give_successor(ada, "plain")) == 1
    assert ada.project.label(second.id).tag == "plain"


def test_a_key_keeps_what_its_labels_count_as(two: tuple[Desk, Desk]) -> None:
    project = two[0].project
    key = Desk(project, add_annotator(project, "Key", AnnotatorKind.KEY))
    label = gives(key, "praise", "regime")
    label = key.set_field(label, COUNTS.key, COUNTS.options[-1].key)
    merge_tag(project, "praise", "loaded", two[0].annotator)
    finish(give_successor(key, "loaded"))
    assert project.label(label.id).fields[COUNTS.key] == COUNTS.options[-1].key


def test_what_cannot_be_merged_changes_nothing(two: tuple[Desk, Desk]) -> None:
    project = two[0].project
    before = project.codebook
    for key, into in (("praise", "praise"), ("praise", "old"), ("praise", "none"), ("x", "praise")):
        with pytest.raises(AnnotatorError):
            merge_tag(project, key, into, two[0].annotator)
    assert project.codebook == before
    merge_tag(project, "old", "praise", two[0].annotator)  # one that was retired before may be
    assert project.codebook.counts_as("old") == "praise"
