"""The program from Python, as a notebook uses it."""

import json
from pathlib import Path

import pytest

import annotator
from annotator.core.errors import AnnotatorError
from annotator.core.text import occurrences
from annotator.desk import Desk
from annotator.sample import make_sample


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample with every "regime" labelled by Ines."""
    project = make_sample(tmp_path / "Sample.annot", "Ines")
    desk = Desk(project, project.annotators()[0])
    article = project.article(project.article_ids()[0])
    places = [(span,) for span in occurrences(article.text, "regime")]
    desk.tag(article, "contentious-label", places, fields={"intensity": 4})
    project.close()
    return project.path


def test_labels_and_articles_are_plain_values_that_fit_each_other(sample: Path) -> None:
    with annotator.open(sample) as project:
        labels, articles = project.labels(), project.articles()
    assert json.loads(json.dumps([labels, articles]))
    texts = {article["id"]: article["text"] for article in articles}
    assert len(articles) == 6
    assert len(labels) == 8
    for label in labels:
        assert texts[label["article"]][label["start"] : label["end"]] == label["quote"]
        assert (label["annotator"], label["fields"]["intensity"]) == ("Ines", 4)
    assert len({article["event"] for article in articles}) == 3


def test_search_and_concordance_find_the_same_places(sample: Path) -> None:
    with annotator.open(sample) as project:
        [found] = project.search("regime paranoid")
        rows = project.concordance("regime")
    assert found["hits"][0]["keyword"].lower() in ("regime", "paranoid")
    mine = [row for row in rows if row["article"] == found["id"]]
    assert len(mine) == 8
    assert all(row["tags"] == ["contentious-label"] for row in mine)


def test_what_is_exported_can_be_imported_elsewhere(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with annotator.open(sample) as project:
        written = project.export_to(out)
    assert (written["labels"], written["read_back"], written["losses"]) == (8, 8, [])
    other = make_sample(tmp_path / "Other.annot", "Otto")
    other.close()
    with annotator.open(other.path, write=True) as project:
        done = project.import_from(out)
        assert (done["articles"], done["labels"]) == (0, 8)
        assert {label["annotator"] for label in project.labels()} == {"Ines"}


def test_a_project_opened_to_read_is_not_changed(sample: Path, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text("The ferry stayed in port.", "utf-8")
    with (
        annotator.open(sample) as project,
        pytest.raises(AnnotatorError, match="open only to be read"),
    ):
        project.import_from(text)
