"""Agreement before and after the codebook's last change, on what was looked at again since."""

from dataclasses import replace

import pytest
from coded_team import team, works

from annotator.agreement.resampling import NO_INTERVALS
from annotator.bulk import give_successor
from annotator.core.edits import Edit
from annotator.core.model import Label
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.project import Project
from annotator.project.agreement_page import agreement_page
from annotator.project.agreement_report import AgreementReport, agreement_report
from annotator.project.before_after import change_sentence
from annotator.project.reviewing import confirm
from annotator.project.tag_changes import merge_tag


def report(project: Project) -> AgreementReport:
    return finish(agreement_report(project, resampling=NO_INTERVALS))


def redefines(project: Project, key: str) -> None:
    book = project.codebook
    tags = (replace(it, definition="Judges.") if it.key == key else it for it in book.tags)
    project.do("Definition", Edit(book, replace(book, tags=tuple(tags))))


def label_of(desk: Desk, article_id: str) -> Label:
    [label] = desk.labels(article_id)
    return label


@pytest.fixture
def two(project: Project) -> tuple[Desk, Desk]:
    """Two who marked the same words of two articles, one "loaded" and one "praise"."""
    ada, ben = team(project, "Ben")
    for number, article_id in enumerate(project.article_ids()[:2]):
        words = project.article(article_id).text.split()[number]
        works(ada, article_id, [(words, "loaded")])
        works(ben, article_id, [(words, "praise")])
    return ada, ben


def test_what_was_looked_at_again_is_measured_as_it_was_and_as_it_is(
    two: tuple[Desk, Desk],
) -> None:
    ada, ben = two
    first, second = ada.project.article_ids()[:2]
    before = report(ada.project)
    assert before.change is None
    redefines(ada.project, "praise")
    assert report(ada.project).change is None  # nobody looked at anything yet
    for article_id in (first, second):
        ben.retag(label_of(ben, article_id), "loaded")
    found = report(ada.project)
    assert found.change is not None
    assert found.change.before.alpha_u.value == before.spans.alpha_u.value
    assert found.change.after.alpha_u.value == found.spans.alpha_u.value == 1
    assert found.change.after.articles == 2
    said = change_sentence(found.change)
    assert said.startswith("Codebook version 2, on the 2 articles looked at again since: ")
    assert said.endswith("before and is 1.00 now.")
    assert said in agreement_page(found, "1").replace("&#x27;", "'")


def test_only_articles_looked_at_again_count_and_confirming_is_looking(
    two: tuple[Desk, Desk],
) -> None:
    ada, ben = two
    redefines(ada.project, "praise")
    confirm(ada.project, label_of(ben, ada.project.article_ids()[0]))
    change = report(ada.project).change
    assert change is not None
    assert change.after.articles == 1
    assert change.before.alpha_u.value == change.after.alpha_u.value


def test_a_label_removed_on_the_second_look_was_there_before(two: tuple[Desk, Desk]) -> None:
    ada, ben = two
    first = ada.project.article_ids()[0]
    redefines(ada.project, "praise")
    ben.untag([label_of(ben, first)])
    change = report(ada.project).change
    assert change is not None
    assert (change.before.pieces, change.after.pieces) == (2, 1)
    ada.project.undo(ben.annotator.id)
    change = report(ada.project).change
    assert change is not None
    assert change.before.pieces == change.after.pieces == 2


def test_after_a_merger_before_is_what_was_given_even_when_all_is_retagged(
    two: tuple[Desk, Desk],
) -> None:
    ada, ben = two
    before = report(ada.project).spans.alpha_u.value
    merge_tag(ada.project, "praise", "loaded", ada.annotator)
    finish(give_successor(ben, "loaded"))
    found = report(ada.project)
    [merger] = found.mergers
    assert merger.apart["praise"].pieces == 2
    assert merger.together.alpha_u.value == 1
    assert found.change is not None
    assert (found.change.before.alpha_u.value, found.change.after.alpha_u.value) == (before, 1)


def test_labels_that_are_new_since_were_not_there_before(two: tuple[Desk, Desk]) -> None:
    ada, ben = two
    first = ada.project.article_ids()[0]
    redefines(ada.project, "praise")
    ben.retag(label_of(ben, first), "loaded")
    words = ada.project.article(first).text.split()[2]
    works(ada, first, [(words, "plain")])
    change = report(ada.project).change
    assert change is not None
    assert (change.before.pieces, change.after.pieces) == (2, 3)
