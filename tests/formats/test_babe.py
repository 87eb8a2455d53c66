"""Sentences with lists of their biased words, as BABE and MBIC have them."""

from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import CODEBOOK, TIME, labelled, labelled_articles, on, said, there_and_back

from annotator.codebooks import shipped_codebook
from annotator.core.errors import AnnotatorError
from annotator.core.model import Answer
from annotator.core.work import finish
from annotator.formats.datasets import babe
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped, WriteOptions
from annotator.formats.source import Source
from annotator.project import Project
from annotator.project.importing import import_files

GOLDEN = (
    "\ufefftext;news_link;outlet;topic;type;label_bias;label_opinion;biased_words\n"
    '"The Mayor\'s ""catastrophic"" plan; a disastrous one.";http://a.example/1;Courier;ferries;'
    "left;Biased;Expresses writer’s opinion;\"['catastrophic', 'Disastrous']\"\n"
    "The bill passed 51-49.;;Gazette;budget;;Non-biased;Entirely factual;[]\n"
    "A shame, a real shame.;;Gazette;budget;;No agreement;No agreement;\"['shame', 'slammed']\"\n"
)


def found_in(
    folder: Path, content: str | bytes, **said_before: str
) -> tuple[list[Draft], list[Skipped]]:
    path = folder / "final_labels_SG2.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(babe.read(Source(path), ReadOptions(settings=said_before)))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_final_labels_are_read_to_the_letter(tmp_path: Path) -> None:
    [first, second, third], left = found_in(tmp_path, GOLDEN)
    assert first.text == 'The Mayor\'s "catastrophic" plan; a disastrous one.'
    assert (first.url, first.outlet) == ("http://a.example/1", "Courier")
    assert first.extra == {"topic": "ferries", "type": "left"}
    assert said(first) == [
        ("biased-word", [(13, 25)], "catastrophic"),
        ("biased-word", [(35, 45)], "disastrous"),
    ]
    assert [(it.question, it.value, it.annotator) for it in first.answers] == [
        ("label_bias", "Biased", "BABE experts"),
        ("label_opinion", "Expresses writer’s opinion", "BABE experts"),
    ]
    assert {label.annotator for label in first.labels} == {"BABE experts"}
    assert second.labels == third.labels == ()
    assert second.extra == {"topic": "budget"}
    assert left == [
        Skipped("line 4, label “shame”", "it is in the text 2 times; which is meant is not told"),
        Skipped("line 4, label “slammed”", "it is not in the text"),
        Skipped("answers “No agreement”", "2 of them, which are no answers"),
    ]
    assert third.answers == ()


def test_words_that_stand_there_several_times_can_all_be_labelled(tmp_path: Path) -> None:
    *_, third = found_in(tmp_path, GOLDEN, several="all")[0]
    assert [at for _, at, _ in said(third)] == [[(2, 7)], [(16, 21)]]
    *_, third = found_in(tmp_path, GOLDEN.replace("'slammed'", "'Shame'"))[0]
    assert [at for _, at, _ in said(third)] == [[(2, 7)], [(16, 21)]]


def test_raw_labels_are_those_of_their_annotators(tmp_path: Path) -> None:
    drafts, left = found_in(
        tmp_path,
        "text,outlet,label_bias,label_opinion,words,annotator_id,Label_bias_0-1\n"
        'A shameful plan.,Courier,Biased,,"shameful, plan",ann-7,1\n'
        "Another.,Courier,Non-biased,,,ann-7,0\n"
        "A shameful plan.,Courier,Non-biased,Entirely factual,nan,ann-8,0\n",
    )
    assert left == []
    assert [draft.text for draft in drafts] == ["A shameful plan.", "Another."]
    assert [(it.annotator, it.tag) for it in drafts[0].labels] == [("ann-7", "biased-word")] * 2
    assert [(it.annotator, it.value) for it in drafts[0].answers] == [
        ("ann-7", "Biased"),
        ("ann-8", "Non-biased"),
        ("ann-8", "Entirely factual"),
    ]


def test_the_study_of_mbic_has_columns_of_its_own(tmp_path: Path) -> None:
    [draft], left = found_in(
        tmp_path,
        "sentence\tnews_link\toutlet\tLabel_bias\tLabel_opinion\tbiased_words4\n"
        "She is a phoney.\t\tCourier\tBiased\tNo agreement\t['phoney']\n",
    )
    assert left == [Skipped("answers “No agreement”", "1 of them, which are no answers")]
    assert said(draft) == [("biased-word", [(9, 15)], "phoney")]
    assert [answer.value for answer in draft.answers] == ["Biased"]


def test_the_final_labels_fit_the_codebook_of_babe(tmp_path: Path) -> None:
    path = tmp_path / "final_labels_SG2.csv"
    path.write_text(GOLDEN, "utf-8")
    book = shipped_codebook("babe")
    with closing(Project.create(tmp_path / "P.annot", "P", book, "Ines")) as project:
        done = finish(import_files(project, [Source(path)]))
        assert project.codebook == book
    assert (done.answers, len(done.skipped)) == (4, 3)


@pytest.mark.parametrize(
    ("cell", "words", "fault"),
    [
        ("['it\\'s', \"so-called\"]", ["it's", "so-called"], ""),
        ("a, b ,, c d", ["a", "b", "c d"], ""),
        ("nan", [], ""),
        ("[1, 2]", [], "it is no list of words"),
        ("['a'", [], "it is no list of words"),
        ("[__import__('os').getcwd()]", [], "it is no list of words"),
        ("[" * 5000, [], "it is no list of words"),
        ("[" + "'a'," * 400_000 + "]", [], "it is too long"),
        ("['\\ud800']", ["\ufffd"], ""),
    ],
)
def test_a_cell_of_words_is_a_list_and_nothing_else(
    cell: str, words: list[str], fault: str
) -> None:
    assert babe.words_of(cell) == (words, fault)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="it has no column biased_words"):
        found_in(tmp_path, "name;age\nOda;40\n")
    with pytest.raises(AnnotatorError, match="it has no column biased_words"):
        found_in(tmp_path, "")


def test_a_file_in_the_code_page_of_excel_is_read(tmp_path: Path) -> None:
    [draft], _ = found_in(
        tmp_path,
        "text;label_bias;biased_words\nA naïve plan’s end.;Biased;['naïve']\n".encode("cp1252"),
    )
    assert said(draft) == [("biased-word", [(2, 7)], "naïve")]


def test_a_written_file_is_the_golden_one(tmp_path: Path) -> None:
    text = "The “regime” 😀 sneered; the regime won."
    item = labelled(text, on(text, "regime", "sneered"))
    answers = [
        Answer("a1", item.article.id, "ann-0", "label_bias", "Biased", 2, TIME, TIME),
        *item.answers,
    ]
    item = LabelledArticle(
        item.article, labels=item.labels, answers=tuple(answers), annotators=item.annotators
    )
    done, [draft] = there_and_back(babe.FORMAT, [item], tmp_path)
    assert (tmp_path / "out-0.csv").read_bytes().decode() == (
        "\ufefftext;news_link;outlet;topic;type;label_bias;label_opinion;biased_words;annotator_id;"
        "title;author;date;label_spans\r\n"
        '"The “regime” 😀 sneered; the regime won.";;;;;Biased;;'
        "['regime', 'sneered'];Oda Renk;The “regime” 😀 sneer;;;"
        '"[[5,11,""loaded-language""],[15,22,""loaded-language""]]"\r\n'
    )
    assert done.read_back == 2
    assert "1 answer about articles left out" in done.losses
    assert [(it.question, it.value) for it in draft.answers] == [("label_bias", "Biased")]
    assert babe.FORMAT.sniff
    assert babe.FORMAT.sniff(Source(tmp_path / "out-0.csv"))


def test_no_cell_can_be_run_as_a_formula(tmp_path: Path) -> None:
    text = "=cmd|' /C calc'!A0 is a regime"
    _, [draft] = there_and_back(babe.FORMAT, [labelled(text, on(text, "regime"))], tmp_path)
    assert draft.text == text
    assert "\n'=cmd" in (tmp_path / "out-0.csv").read_text("utf-8-sig")


def test_an_article_longer_than_csv_allows_comes_back(tmp_path: Path) -> None:
    text = "The regime fell.\n" * 20_000
    there_and_back(babe.FORMAT, [labelled(text, on(text, "regime"))], tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(babe.FORMAT, items, tmp_path)
    assert [draft.text for draft in drafts] == [item.article.text for item in items]
    for item, draft in zip(items, drafts, strict=True):
        wanted = Counter(
            (label.tag, tuple(piece), item.name_of(label.annotator_id))
            for label in item.labels
            for piece in label.pieces
        )
        assert wanted == Counter(
            (label.tag, tuple(label.pieces[0]), label.annotator) for label in draft.labels
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    if not (tmp_path / "out-0.csv").exists():
        text = "The regime fell."
        there_and_back(
            babe.FORMAT,
            [labelled(text, on(text, "regime"))],
            tmp_path,
            WriteOptions(codebook=CODEBOOK),
        )
    ours = (tmp_path / "out-0.csv").read_bytes()
    content = data.draw(st.sampled_from([GOLDEN.encode(), ours]))
    cut = data.draw(st.integers(0, len(content)))
    content = content[:cut] + data.draw(st.binary(max_size=20)) + content[cut:]
    with suppress(AnnotatorError):
        found_in(tmp_path, content)
