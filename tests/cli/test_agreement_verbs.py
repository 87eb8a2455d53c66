"""Agreement without a screen: the figures as JSON and tables, gold by votes, quality flags."""

from contextlib import closing
from pathlib import Path

import pytest
from coded_team import team, works
from shell import Shell

from annotator.core.model import Value
from annotator.project import Project

TEXTS = [f"Regime number {number} scrapped a catastrophic ferry." for number in range(4)]


@pytest.fixture
def coded(shell: Shell) -> Shell:
    """A project in which Ada and Ben are done with four articles."""
    shell.does("new", "P.annot")
    for number, text in enumerate(TEXTS):
        Path(f"text-{number}.txt").write_text(text, "utf-8")
    shell.does("import", "P.annot", *(f"text-{number}.txt" for number in range(len(TEXTS))))
    with closing(Project.open(Path("P.annot"))) as project:
        _, ada, ben = team(project, "Ada", "Ben")
        for number, article in enumerate(project.article_ids()):
            slant: dict[str, Value] = {"slant": number + 1}
            strong: dict[str, Value] = {"intensity": 1 + number}
            works(ada, article, [("Regime", "contentious-label", strong)], slant)
            tag = "contentious-label" if number else "evaluative-word"
            marked = [("Regime", tag, strong), ("catastrophic", "evaluative-word")]
            works(ben, article, marked, slant)
    return shell


def test_the_json_has_questions_tags_and_pairs(coded: Shell) -> None:
    told = coded.gives("agreement", "P.annot")
    assert told["questions"]["slant"]["level"] == "ordinal"
    alpha = told["questions"]["slant"]["alpha"]
    assert (alpha["value"], alpha["low"], alpha["high"], alpha["n"]) == (1.0, 1.0, 1.0, 4)
    tag = told["tags"]["contentious-label"]
    assert set(tag) >= {"f1_exact", "f1_soft", "alpha_token", "alpha_u", "gamma"}
    # Ada gave it four times, Ben three of these.
    assert tag["f1_exact"]["value"] == pytest.approx(2 * 3 / (4 + 3))
    assert tag["alpha_u"]["low"] <= tag["alpha_u"]["value"] <= tag["alpha_u"]["high"]
    [pair] = told["pairs"]
    assert (pair["annotators"], pair["articles"]) == (["Ada", "Ben"], 4)
    assert told["annotators"] == ["Ada", "Ben"]
    done = {"marked": 4, "marked_nothing": 0, "undone": 0, "unassigned": 0}
    assert told["standings"] == {"Ada": done, "Ben": done}


def test_the_json_has_the_fields_of_labels_that_meet(coded: Shell) -> None:
    intensity = coded.gives("agreement", "P.annot")["fields"]["intensity"]
    assert (intensity["level"], intensity["pairs"], intensity["one_sided"]) == ("ordinal", 3, 0)
    assert (intensity["alpha"]["value"], intensity["raw"]["value"]) == (1.0, 1.0)
    assert intensity["alpha"]["n"] == 3
    assert intensity["tags"]["contentious-label"]["pairs"] == 3
    target = coded.gives("agreement", "P.annot")["fields"]["target"]
    assert target["alpha"]["why"] == "No two labels that meet both have a value."
    said = coded.does("agreement", "P.annot", "--by", "field")
    assert "intensity  all tags" in said
    assert "slant" not in said


def test_what_is_undefined_is_null_with_a_why(coded: Shell) -> None:
    told = coded.gives("agreement", "P.annot")
    unused = told["tags"]["praise-word"]["alpha_u"]
    assert unused["value"] is None
    assert unused["why"] == "Nobody marked anything here, so there is nothing to agree on."
    unasked = told["questions"]["opinion"]["alpha"]
    assert unasked["value"] is None
    assert unasked["why"] == "No two annotators have answered this."
    assert told["tags"]["contentious-label"]["gamma"]["why"] == "Not measured; add --gamma."
    measured = coded.gives("agreement", "P.annot", "--gamma")
    assert measured["tags"]["contentious-label"]["gamma"]["value"] is not None


def test_the_tables_can_be_asked_for_one_by_one(coded: Shell) -> None:
    said = coded.does("agreement", "P.annot", "--by", "tag")
    assert "2 annotators, 4 articles that two or more are done with, 12 labels" in said
    assert "contentious-label" in said
    assert "slant" not in said
    assert "Ada + Ben" in coded.does("agreement", "P.annot", "--by", "pair")
    assert "ordinal" in coded.does("agreement", "P.annot", "--by", "question")


def test_the_report_is_one_page_of_html(coded: Shell) -> None:
    coded.does("agreement", "P.annot", "--report", "agreement.html")
    page = Path("agreement.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Contentious label" in page
    assert "project itself" in coded.refuses("agreement", "P.annot", "--report", "P.annot")


def test_filters_choose_whom_and_what(coded: Shell) -> None:
    some = coded.gives("agreement", "P.annot", "--query", '"number 2"')
    assert some["articles"] == 1
    none = coded.gives("agreement", "P.annot", "--annotators", "Ada")
    assert none["articles"] == 0
    assert none["tags"]["contentious-label"]["alpha_u"]["why"].startswith("No article is done")


def test_gold_comes_by_votes_and_undo_takes_it_back(coded: Shell) -> None:
    rehearsed = coded.gives("aggregate", "P.annot", "--dry-run")
    assert (rehearsed["labels"], rehearsed["answers"], rehearsed["written"]) == (3, 4, False)
    said = coded.does("aggregate", "P.annot", "--method", "votes", "--votes", "1")
    assert said.startswith("9 labels and 4 answers are gold by votes, from 4 articles.")
    assert "nothing was written" in coded.does(
        "aggregate", "P.annot", "--method", "votes", "--votes", "1"
    )
    coded.does("check", "P.annot")
    coded.does(
        "export", "P.annot", "--format", "jsonl", "--out", "gold.jsonl", "--annotator", "Gold"
    )
    assert '"aggregated"' in Path("gold.jsonl").read_text("utf-8")
    coded.does("undo", "P.annot")
    assert coded.gives("aggregate", "P.annot", "--dry-run")["labels"] == 3


def test_labels_and_answers_can_be_left_out(coded: Shell) -> None:
    only = coded.gives("aggregate", "P.annot", "--questions", "none", "--dry-run")
    assert (only["labels"], only["answers"]) == (3, 0)
    only = coded.gives("aggregate", "P.annot", "--no-labels", "--questions", "slant", "--dry-run")
    assert (only["labels"], only["answers"]) == (0, 4)
    coded.does("aggregate", "P.annot")
    said = coded.does("aggregate", "P.annot", "--method", "votes", "--votes", "1", "--dry-run")
    assert "3 labels and 4 answers that earlier votes left make way for them." in said


def test_dawid_skene_tells_the_confusion(coded: Shell) -> None:
    told = coded.gives("aggregate", "P.annot", "--method", "dawid-skene", "--dry-run")
    rows = told["confusion"]["contentious-label"]
    assert {row["annotator"] for row in rows} == {"Ada", "Ben"}
    said = coded.does("aggregate", "P.annot", "--method", "dawid-skene", "--dry-run")
    assert "where true is" in said


def test_quality_is_said_in_plain_words(coded: Shell) -> None:
    said = coded.does("quality", "P.annot")
    assert "Ada" in said
    assert "judged not biased have something marked" in said
    rows = coded.gives("quality", "P.annot")
    assert {row["annotator"] for row in rows} == {"Ada", "Ben"}
    assert all(row["said"] and row["kind"] for row in rows)


def test_mistakes_about_agreement_say_what_to_do(coded: Shell) -> None:
    for arguments, told in (
        (("agreement", "P.annot", "--by", "mood"), "none of tag, question, field, pair"),
        (("agreement", "P.annot", "--annotators", "Zoe"), "no annotator “Zoe”"),
        (("aggregate", "P.annot", "--method", "dice"), "choose one of majority"),
        (("aggregate", "P.annot", "--ties", "coin"), "choose one of undecided"),
        (("aggregate", "P.annot", "--method", "votes", "--votes", "0"), "At least one vote"),
        (("quality", "none.annot"), "none.annot"),
    ):
        assert told in coded.refuses(*arguments)
