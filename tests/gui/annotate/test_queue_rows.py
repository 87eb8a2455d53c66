"""What an article shows of itself in the queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.core.model import Codebook
from annotator.core.work import finish
from annotator.formats.exchange import Draft
from annotator.gui.annotate.queue_rows import FACTS, QueueModel
from annotator.gui.session import Session
from annotator.project import Project
from annotator.project.importing import add_drafts


@pytest.fixture
def model(tmp_path: Path, codebook: Codebook) -> Iterator[QueueModel]:
    """A queue of an article without a title, of one word, and of one that has both."""
    project = Project.create(tmp_path / "Own.annot", "Own", codebook, "Ines")
    finish(add_drafts(project, [Draft("Nobody."), Draft("The ferry sank.", title="Ferry")]))
    session = Session()
    session.take(project)
    model = QueueModel(session)
    model.show_ids(session.desk.article_ids())
    yield model
    session.close()


def test_an_article_without_a_title_is_not_an_empty_row(model: QueueModel) -> None:
    assert [model.index(row).data() for row in range(2)] == ["Untitled", "Ferry"]
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Untitled\n")


def test_one_word_is_one_word(model: QueueModel) -> None:
    facts = [model.index(row).data(FACTS) for row in range(2)]
    assert ["1 word" in facts[0], "3 words" in facts[1]] == [True, True]
