"""The questionnaire: asked once, kept apart, in nothing that goes out."""

import csv
import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.questionnaire import Questionnaire
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.project import Project
from annotator.project.exporting import export
from annotator.project.questionnaire import bins, is_due, keep, write_bins
from annotator.project.team import add_annotator
from annotator.sync.delivery import Delivery
from annotator.sync.delivery_file import read_delivery, write_delivery
from annotator.sync.merging import merge
from annotator.sync.packing import hand_in, project_from, work_pack

TELLTALE = "Kessimaria"


@pytest.fixture
def asked(project: Project) -> Project:
    """The project asks, and three of its people answered."""
    project.do("Ask", Edit(project.settings, replace(project.settings, questionnaire=True)))
    for name in ("Ada", "Ben"):
        add_annotator(project, name)
    for number, each in enumerate(project.annotators()):
        keep(project, each, {"leaning": number, "country": TELLTALE})
    return project


def test_it_is_asked_once_and_only_where_the_project_wants_it(project: Project) -> None:
    ines = project.annotators()[0]
    assert not is_due(project, ines)
    project.do("Ask", Edit(project.settings, replace(project.settings, questionnaire=True)))
    assert is_due(project, ines)
    keep(project, ines, {})
    assert not is_due(project, ines)
    kept = project.store.questionnaire(ines.id)
    assert kept is not None
    assert kept.answers == {}


def test_an_unfit_answer_is_refused(project: Project) -> None:
    with pytest.raises(AnnotatorError, match="is no answer to “leaning”"):
        keep(project, project.annotators()[0], {"leaning": 12})


def test_only_bins_go_out(asked: Project, tmp_path: Path) -> None:
    path = tmp_path / "bins.csv"
    write_bins(asked, path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [
        ["question", "bin", "annotators"],
        ["leaning", "-3 to 3", "3"],
        ["country", TELLTALE, "3"],
    ]
    with pytest.raises(AnnotatorError, match="There is a file “bins"):
        write_bins(asked, path)


def test_nothing_else_that_goes_out_has_it(asked: Project, desk: Desk, tmp_path: Path) -> None:
    desk.answer(asked.article_ids()[0], "slant", 1)
    who = desk.annotator
    for name, delivery in (("hand-in", hand_in(asked, who)), ("pack", work_pack(asked, who))):
        finish(write_delivery(delivery, tmp_path / name))
        assert TELLTALE.encode() not in gzip.decompress((tmp_path / name).read_bytes())
    finish(export(asked, format_named("jsonl"), tmp_path / "out.jsonl"))
    assert TELLTALE not in (tmp_path / "out.jsonl").read_text("utf-8")
    with closing(sqlite3.connect(asked.path)) as file:
        [journal] = file.execute(
            "SELECT count(*) FROM journal WHERE edits LIKE ?", [f"%{TELLTALE}%"]
        )
    assert journal == (0,)


def test_undo_does_not_know_of_it_but_it_goes_with_its_annotator(
    asked: Project, desk: Desk
) -> None:
    before = bins(asked)
    desk.answer(asked.article_ids()[0], "slant", 1)
    asked.undo()
    assert bins(asked) == before
    while asked.undo():
        pass
    assert (len(asked.annotators()), len(asked.store.questionnaires())) == (1, 1)


# ---------------------------------------------------------------------------- with a hand-in


@pytest.fixture
def copy(asked: Project, tmp_path: Path) -> Iterator[Desk]:
    """Ada's work copy, in which she says something about herself."""
    ada = asked.annotator_named("Ada")
    with closing(finish(project_from(work_pack(asked, ada), tmp_path / "Ada.annot"))) as made:
        desk = Desk(made, ada)
        desk.answer(made.article_ids()[0], "slant", 1)
        keep(made, ada, {"leaning": -3, "country": "Drevaska"})
        yield desk


def sent(desk: Desk, path: Path) -> Delivery:
    """The hand-in as it comes out of its file."""
    finish(write_delivery(hand_in(desk.project, desk.annotator), path))
    return finish(read_delivery(path))


def test_a_hand_in_takes_ones_own_along_in_a_line_of_its_own(copy: Desk, tmp_path: Path) -> None:
    delivery = sent(copy, tmp_path / "Ada.handin")
    assert delivery.questionnaire == copy.project.store.questionnaire(copy.annotator.id)
    lines = gzip.decompress((tmp_path / "Ada.handin").read_bytes()).splitlines()
    [line] = [each for each in lines if b"Drevaska" in each]
    assert line.startswith(b'{"is":"questionnaire"')
    assert b"slant" not in line


def test_who_leads_counts_what_was_handed_in(copy: Desk, asked: Project, tmp_path: Path) -> None:
    assert [(it.bin, it.count) for it in bins(asked)] == [("-3 to 3", 3), (TELLTALE, 3)]
    delivery = sent(copy, tmp_path / "Ada.handin")
    for _ in range(2):  # as often as one likes
        finish(merge(asked, [delivery]))
    kept = asked.store.questionnaire(copy.annotator.id)
    assert kept == delivery.questionnaire
    assert [(it.bin, it.count) for it in bins(asked)] == [("-3 to 3", 3), ("other", 3)]


def test_the_later_word_stands_whichever_comes_first(
    copy: Desk, asked: Project, tmp_path: Path
) -> None:
    early = sent(copy, tmp_path / "early.handin")
    keep(copy.project, copy.annotator, {"leaning": 3})
    late = sent(copy, tmp_path / "late.handin")
    finish(merge(asked, [late, early]))
    kept = asked.store.questionnaire(copy.annotator.id)
    assert kept is not None
    assert kept.answers == {"leaning": 3}


def test_nothing_of_it_leaves_but_by_ones_own_hand(copy: Desk, asked: Project) -> None:
    keep(copy.project, copy.annotator, {})
    assert hand_in(copy.project, copy.annotator).questionnaire is None  # rather not
    ada = asked.annotator_named("Ada")
    keep(asked, ada, {"leaning": 1})
    assert hand_in(asked, ada).questionnaire is None  # this is not her copy


@pytest.mark.parametrize(
    "told",
    [
        Questionnaire("2026-03-14T09:26:53.589Z", {"leaning": 12}),
        Questionnaire("2026-03-14T09:26:53.589Z", {"income": "much"}),
        Questionnaire("some day", {"leaning": 1}),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    copy: Desk, asked: Project, told: Questionnaire
) -> None:
    ada = copy.annotator
    before = asked.store.questionnaire(ada.id)
    spoilt = replace(hand_in(copy.project, ada), questionnaire=told)
    with pytest.raises(AnnotatorError, match="its answers to “About you” make no sense"):
        finish(merge(asked, [spoilt]))
    assert asked.store.questionnaire(ada.id) == before
    assert asked.answers(asked.article_ids()[0], ada.id) == []


def test_a_work_pack_tells_nobody_anything(asked: Project, copy: Desk) -> None:
    said = Questionnaire("2026-03-14T09:26:53.589Z", {"leaning": 1})
    pack = replace(work_pack(asked, copy.annotator), questionnaire=said)
    with pytest.raises(AnnotatorError, match="what somebody said about themselves"):
        finish(merge(copy.project, [pack]))
