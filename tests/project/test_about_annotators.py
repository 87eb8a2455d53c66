"""The questionnaire: asked once, kept apart, in nothing that goes out."""

import csv
import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.registry import format_named
from annotator.project import Project
from annotator.project.exporting import export
from annotator.project.questionnaire import bins, is_due, keep, write_bins
from annotator.project.team import add_annotator
from annotator.sync.delivery import write_delivery
from annotator.sync.packing import hand_in, work_pack

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
    assert project.store.questionnaire(ines.id) == {}


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
