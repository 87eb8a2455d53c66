"""Labels to look at again: listed, confirmed by one step each, taken back by undo."""

from dataclasses import replace

from annotator.core.edits import Edit
from annotator.core.model import Label, Span
from annotator.core.review import Change
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.reviewing import changed_since, confirm, to_review


def labelled(desk: Desk, number: int, tag: str, start: int, end: int) -> Label:
    article = desk.project.article(desk.project.article_ids()[number])
    [label] = desk.tag(article, tag, [[Span(start, end)]])
    return label


def redefines(project: Project, key: str, definition: str) -> None:
    book = project.codebook
    tags = tuple(replace(it, definition=definition) if it.key == key else it for it in book.tags)
    project.do("Codebook", Edit(book, replace(book, tags=tags)))


def test_labels_of_a_redefined_tag_are_listed_in_the_order_of_the_queue(desk: Desk) -> None:
    project = desk.project
    later = labelled(desk, 1, "loaded", 0, 5)
    first = labelled(desk, 0, "loaded", 0, 6)
    labelled(desk, 0, "praise", 7, 12)
    assert to_review(project, desk.annotator.id) == []
    redefines(project, "loaded", "Something else.")
    found = to_review(project, desk.annotator.id)
    assert [it.label.id for it in found] == [first.id, later.id]
    assert {it.changes for it in found} == {(Change.DEFINITION,)}


def test_others_labels_are_not_in_the_list(desk: Desk) -> None:
    project = desk.project
    omar = Desk(project, project.annotator_named("Omar", make=True))
    labelled(omar, 0, "loaded", 0, 6)
    redefines(project, "loaded", "Something else.")
    assert to_review(project, desk.annotator.id) == []
    assert len(to_review(project, omar.annotator.id)) == 1


def test_a_label_is_confirmed_by_one_step_of_its_annotator(desk: Desk) -> None:
    project = desk.project
    label = labelled(desk, 0, "loaded", 0, 6)
    redefines(project, "loaded", "Something else.")
    step = confirm(project, label)
    assert step is not None
    assert step.annotator_id == desk.annotator.id
    assert step.title == "Looked at again: “Regime” stays Loaded word"
    assert project.label(label.id).codebook_version == label.codebook_version + 1
    assert to_review(project, desk.annotator.id) == []
    assert confirm(project, project.label(label.id)) is None
    project.undo(desk.annotator.id)
    assert [it.label for it in to_review(project, desk.annotator.id)] == [label]


def test_a_label_given_anew_needs_no_second_look(desk: Desk) -> None:
    project = desk.project
    label = labelled(desk, 0, "loaded", 0, 6)
    redefines(project, "loaded", "Something else.")
    desk.set_note(label, "Seen.")
    assert to_review(project, desk.annotator.id) == []


def test_a_definition_that_is_taken_back_asks_nothing(desk: Desk) -> None:
    project = desk.project
    label = labelled(desk, 0, "loaded", 0, 6)
    redefines(project, "loaded", "Something else.")
    assert changed_since(project, label) == (Change.DEFINITION,)
    redefines(project, "loaded", "")
    assert changed_since(project, label) == ()
    assert to_review(project, desk.annotator.id) == []
