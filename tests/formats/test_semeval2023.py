"""A folder as task 3 of SemEval-2023 has it."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import TIME, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Answer, Metadata
from annotator.formats.datasets import ptc, semeval2023
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.source import Source

TEXT = (
    "Hafen 😀 verkauft\n\n"
    "The regime sold it. Real patriots object.\n\n"
    "Take it or leave it, she said.\n"
)
FRAMES = "Economic,Legality_Constitutionality_and_jurisprudence"


def span(words: str, technique: str) -> str:
    at = TEXT.index(words)
    return f"7\t{technique}\t{at}\t{at + len(words)}\n"


GOLDEN: dict[str, str | bytes] = {
    "ge/train-articles-subtask-1/article7.txt": TEXT,
    "ge/train-articles-subtask-3/article7.txt": TEXT,
    "ge/train-labels-subtask-1.txt": "7\tsatire\n",
    "ge/train-labels-subtask-2.txt": (
        "7\tEconomic,Legality,_Constitutionality_and_jurisprudence\n"
    ),
    "ge/train-labels-subtask-3.txt": (
        "7\t1\t\n7\t3\tLoaded_Language,Flag_Waving\n7\t5\tFalse_Dilemma-No_Choice\n"
    ),
    "ge/train-labels-subtask-3-spans/article7-labels-subtask-3.txt": (
        span("regime", "Loaded_Language") + span("Real patriots", "Flag_Waving")
    ),
    "ge/train-labels-subtask-3.template": "7\t1\tHafen\n",
    "en/train-articles-subtask-3/article7.txt": "Another.\n\nText.\n",
}


def found_in(folder: Path, files: dict[str, str | bytes]) -> tuple[list[Draft], list[Skipped]]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(semeval2023.read(Source(folder), ReadOptions()))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_a_data_set_is_read_to_the_letter(tmp_path: Path) -> None:
    [other, draft], left = found_in(tmp_path, GOLDEN)
    assert left == []
    assert (other.text, other.language, other.labels, other.id) == (
        "Another.\n\nText.\n",
        "en",
        (),
        "7",
    )
    assert draft.text == TEXT
    assert draft.text[: draft.headline_end] == "Hafen 😀 verkauft"
    assert (draft.language, draft.genre, draft.id) == ("de", "satire", "7")
    assert [(it.question, it.value) for it in draft.answers] == [("frames", FRAMES)]
    assert said(draft) == [
        ("False_Dilemma-No_Choice", [(61, 91)], "Take it or leave it, she said."),
        ("Flag_Waving", [(38, 51)], "Real patriots"),
        ("Loaded_Language", [(22, 28)], "regime"),
    ]
    for label in said(draft):
        [(start, end)] = label[1]
        assert TEXT.encode("utf-32-le")[4 * start : 4 * end].decode("utf-32-le") == label[2]


def test_lines_are_labelled_where_there_are_no_spans(tmp_path: Path) -> None:
    files = {name: text for name, text in GOLDEN.items() if "spans" not in name}
    _, draft = found_in(tmp_path, files)[0]
    line = "The regime sold it. Real patriots object."
    assert [(tag, quote) for tag, _, quote in said(draft)] == [
        ("False_Dilemma-No_Choice", "Take it or leave it, she said."),
        ("Flag_Waving", line),
        ("Loaded_Language", line),
    ]


def test_lines_count_as_the_file_has_them(tmp_path: Path) -> None:
    raw = "\ufeffOne.\r\n\r\nTwo\u2029two.\r\nThree.\r\n"
    [draft], left = found_in(
        tmp_path,
        {
            "en/dev-articles-subtask-3/article8.txt": raw,
            "en/dev-labels-subtask-3.txt": "8\t1\tDoubt\n8\t3\tSlogans\n8\t4\tDoubt\n",
        },
    )
    assert left == []
    assert draft.text == "One.\n\nTwo\ntwo.\nThree.\n"
    assert [quote for _, _, quote in said(draft)] == ["One.", "Three.", "Two\ntwo."]


@pytest.mark.parametrize(
    ("row", "where", "why"),
    [
        ("7\t2\tDoubt", "train-labels-subtask-3.txt, line 1, label “Doubt”", "line 2 is empty"),
        ("7\t99\tDoubt", "train-labels-subtask-3.txt, line 1, label “Doubt”", "line 99 is empty"),
        ("7\t-1\tDoubt", "train-labels-subtask-3.txt, line 1, label “Doubt”", "line -1 is empty"),
        ("7\tDoubt\t5\t999", "train-labels-subtask-3.txt, line 1, label “Doubt”", "5–999 is no"),
        ("7\tDoubt\t5\t5", "train-labels-subtask-3.txt, line 1, label “Doubt”", "5–5 is no"),
        ("7\tDoubt\t5\t-1", "train-labels-subtask-3.txt, line 1", "it is no row of labels"),
        ("7\tDoubt\tx", "train-labels-subtask-3.txt, line 1", "it is no row of labels"),
        ("9\t1\tDoubt,Slogans", "2 labels of article 9", "there is no such file"),
        ("9\topinion", "1 label of article 9", "there is no such file"),
    ],
)
def test_what_is_no_label_is_told(row: str, where: str, why: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "ge/train-articles-subtask-3/article7.txt": TEXT,
        "ge/train-labels-subtask-3.txt": row + "\n",
    }
    [draft], [left] = found_in(tmp_path, files)
    assert draft.labels == ()
    assert left.where == where
    assert left.why.startswith(why)


def test_one_number_with_two_texts_is_told(tmp_path: Path) -> None:
    changed = GOLDEN | {"ge/train-articles-subtask-3/article7.txt": TEXT + "More.\n"}
    drafts, [left] = found_in(tmp_path, changed)
    assert len(drafts) == 2
    assert left.why == "an article of this number with another text was read already"


def test_a_folder_of_something_else_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"there is no file article….txt in it"):
        found_in(tmp_path, {"notes.txt": "x"})


def test_a_written_set_is_the_golden_one(tmp_path: Path) -> None:
    item = labelled(
        TEXT,
        on(TEXT, "regime", "Real patriots object.\n\nTake it"),
        tags=["Loaded_Language", "Name_Calling,Labeling"],
    )
    known = Metadata(item.article.id, language="de", genre="satire", extra={"data set id": "7"})
    answers = [
        Answer("a", item.article.id, "ann-0", "frames", FRAMES, 1, TIME, TIME),
        *item.answers,
    ]
    item = replace(item, article=replace(item.article, metadata=known), answers=tuple(answers))
    done, [draft] = there_and_back(semeval2023.FORMAT, [item], tmp_path)
    out = tmp_path / "out-0"
    assert {
        str(path.relative_to(out)): path.read_bytes().decode() for path in out.rglob("*.txt")
    } == {
        "ge/train-articles-subtask-1/article7.txt": TEXT,
        "ge/train-articles-subtask-2/article7.txt": TEXT,
        "ge/train-articles-subtask-3/article7.txt": TEXT,
        "ge/train-labels-subtask-1.txt": "7\tsatire\n",
        "ge/train-labels-subtask-2.txt": f"7\t{FRAMES}\n",
        "ge/train-labels-subtask-3.txt": (
            "7\t1\t\n7\t3\tLoaded_Language,Name_Calling-Labeling\n7\t5\tName_Calling-Labeling\n"
        ),
        "ge/train-labels-subtask-3-spans/article7-labels-subtask-3.txt": (
            "7\tLoaded_Language\t22\t28\n7\tName_Calling,Labeling\t38\t68\n"
        ),
    }
    assert "1 answer about articles left out" in done.losses
    assert (draft.genre, draft.language, draft.answers[0].value) == ("satire", "de", FRAMES)
    assert semeval2023.FORMAT.sniff
    assert semeval2023.FORMAT.sniff(Source(out))
    assert not semeval2023.FORMAT.sniff(Source(tmp_path / "nothing"))
    assert not ptc.sniff(Source(out))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(semeval2023.FORMAT, items, tmp_path)
    there = {draft.text: draft for draft in drafts}
    assert there.keys() == {item.article.text for item in items}
    for item in items:
        wanted = Counter(
            (label.tag, tuple(piece)) for label in item.labels for piece in label.pieces
        )
        assert wanted == Counter(
            (label.tag, tuple(label.pieces[0])) for label in there[item.article.text].labels
        )


def test_a_text_that_begins_with_a_mark_comes_back(tmp_path: Path) -> None:
    text = "\ufeffThe regime fell."
    _, [draft] = there_and_back(semeval2023.FORMAT, [labelled(text, on(text, "regime"))], tmp_path)
    assert (draft.text, said(draft)) == (text, [("loaded-language", [(5, 11)], "regime")])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    files = dict(GOLDEN)
    name = data.draw(st.sampled_from(sorted(files)))
    content = str(files[name]).encode()
    cut = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(cut, min(len(content), cut + 10)))
    files[name] = content[:cut] + data.draw(st.binary(max_size=6)) + content[end:]
    with suppress(AnnotatorError):
        found_in(tmp_path, files)
