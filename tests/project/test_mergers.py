"""Agreement where a tag was merged: its labels count as its successor, and both ways are told."""

import pytest
from coded_team import joins, team, works

from annotator.agreement.resampling import NO_INTERVALS
from annotator.core.codebook_changes import with_tag
from annotator.core.codebook_succession import part_named
from annotator.core.edits import Edit
from annotator.core.model import Tag
from annotator.core.work import finish
from annotator.project import Project
from annotator.project.agreement_page import agreement_page
from annotator.project.agreement_report import AgreementReport, agreement_report
from annotator.project.mergers import figures_sentence, if_merged, merger_sentence
from annotator.project.tag_changes import merge_tag, split_into


def report(project: Project) -> AgreementReport:
    return finish(agreement_report(project, resampling=NO_INTERVALS))


@pytest.fixture
def parted(project: Project) -> Project:
    """Two who mark the same words, one as "loaded" and the other as "praise"."""
    ada, ben = team(project, "Ben")
    for number, article_id in enumerate(project.article_ids()[:2]):
        words = project.article(article_id).text.split()[number]
        works(ada, article_id, [(words, "loaded")])
        works(ben, article_id, [(words, "praise")])
    return project


def test_what_a_merger_would_make_of_agreement_is_told_before(parted: Project) -> None:
    told = finish(if_merged(parted, "praise", "loaded"))
    assert told.apart["loaded"].alpha_u.value is not None
    assert told.apart["loaded"].alpha_u.value < 0.1
    assert told.together.alpha_u.value == 1
    said = figures_sentence(told, lambda key: key)
    assert ": loaded −" in said
    assert said.endswith(" apart, 1.00 as one tag.")
    assert parted.codebook.tag("praise") in parted.codebook.offered


def test_labels_of_a_merged_tag_count_as_its_successor_and_the_report_says_so(
    parted: Project,
) -> None:
    before = report(parted)
    merge_tag(parted, "praise", "loaded", parted.annotators()[0])
    after = report(parted)
    assert before.spans.alpha_u.value is not None
    assert before.spans.alpha_u.value < 1
    assert before.mergers == ()
    assert after.spans.alpha_u.value == 1
    [merger] = after.mergers
    assert merger.apart["praise"].alpha_u.value == before.spans.tags["praise"].alpha_u.value
    assert merger.together.alpha_u.value == 1
    name = after.tag_name("praise")
    assert merger_sentence(merger, after.tag_name).startswith(f"Labels of “{name}” count as ")
    assert "Tags that were merged: as given before, and as one" in agreement_page(after, "1")


def test_labels_of_a_split_tag_count_as_its_own_until_they_are_decided(parted: Project) -> None:
    book = parted.codebook
    parts = [part_named(book, "praise", name) for name in ("Flattery", "Thanks")]
    split_into(parted, "praise", parts, parted.annotators()[0])
    found = report(parted)
    assert found.mergers == ()
    assert found.spans.tags["praise"].pieces == 2


def test_a_merger_after_a_merger_is_followed_to_its_end(parted: Project) -> None:
    book = parted.codebook
    parted.do("Codebook", Edit(book, with_tag(book, Tag("third", "Third"))))
    who = parted.annotators()[0]
    merge_tag(parted, "praise", "loaded", who)
    merge_tag(parted, "loaded", "third", who)
    [merger] = report(parted).mergers
    assert merger.into == "third"
    assert set(merger.gone) == {"praise", "loaded"}
    assert merger.together.alpha_u.value == 1


def test_nothing_to_compare_is_said(project: Project) -> None:
    joins(project, "Ben")
    told = finish(if_merged(project, "praise", "loaded"))
    assert "is not known: no article" in figures_sentence(told, str)
