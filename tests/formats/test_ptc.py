"""A folder as the Propaganda Techniques Corpus has it."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, article, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.formats.datasets import ptc
from annotator.formats.exchange import (
    Draft,
    LabelledArticle,
    ReadOptions,
    Skipped,
    WriteOptions,
)
from annotator.formats.source import Source

NUMBER = "111111112"
TEXT = (
    "Harbour board “asleep at the wheel” 😀\n"
    "\n"
    "The regime of Mayor Oda Renk sold the ferry.\n"
    "Real patriots keep it, she sneered.\n"
    "Ferries. Ferries. Only ferries.\n"
)


def row(words: str, technique: str = "", number: str = NUMBER, text: str = TEXT) -> str:
    at = text.index(words)
    return "\t".join([number, *([technique] if technique else []), str(at), str(at + len(words))])


GOLDEN = [
    row("asleep at the wheel", "Name_Calling,Labeling"),
    row("regime", "Loaded_Language"),
    row("regime of Mayor Oda Renk", "Name_Calling,Labeling"),
    row("Real patriots keep it, she sneered.\nFerries", "Flag-Waving"),
]


def a_set(folder: Path, files: dict[str, str | bytes]) -> Source:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(folder)


def found_in(folder: Path, files: dict[str, str | bytes]) -> tuple[list[Draft], list[Skipped]]:
    found = list(ptc.read(a_set(folder, files), ReadOptions()))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_a_data_set_is_read_to_the_letter(tmp_path: Path) -> None:
    [draft], left = found_in(
        tmp_path,
        {
            f"train-articles/article{NUMBER}.txt": TEXT,
            f"labels/article{NUMBER}.task2-TC.labels": "\n".join(GOLDEN) + "\n",
            "train-task2-TC.labels": "\n".join(GOLDEN),
        },
    )
    assert left == []
    assert draft.text == TEXT
    assert draft.text[: draft.headline_end] == "Harbour board “asleep at the wheel” 😀"
    assert draft.title == "Harbour board “asleep at the wheel” 😀"
    assert draft.id == NUMBER
    assert draft.extra == {"data set id": NUMBER}
    assert said(draft) == sorted(
        [
            ("Name_Calling,Labeling", [(15, 34)], "asleep at the wheel"),
            ("Loaded_Language", [(43, 49)], "regime"),
            ("Name_Calling,Labeling", [(43, 67)], "regime of Mayor Oda Renk"),
            ("Flag-Waving", [(84, 127)], "Real patriots keep it, she sneered.\nFerries"),
        ]
    )


def test_a_byte_order_mark_and_crlf_count(tmp_path: Path) -> None:
    raw = "\ufeff" + TEXT.replace("\n", "\r\n")
    rows = [row("regime", "Doubt", text=raw), row("sneered.\r\nFerries", "Slogans", text=raw)]
    [draft], left = found_in(
        tmp_path, {f"article{NUMBER}.txt": raw, "a.labels": "\n".join(rows) + "\n"}
    )
    assert left == []
    assert draft.text == TEXT
    assert [quote for _, _, quote in said(draft)] == ["regime", "sneered.\nFerries"]


def test_spans_of_the_task_si_are_merged_and_labels_only_where_no_technique_is(
    tmp_path: Path,
) -> None:
    spans = [row("regime of Mayor"), row("Mayor Oda Renk"), row("sneered")]
    files: dict[str, str | bytes] = {f"article{NUMBER}.txt": TEXT, "x.labels": "\n".join(spans)}
    [draft], left = found_in(tmp_path, files)
    assert left == []
    assert said(draft) == [
        ("propaganda", [(43, 67)], "regime of Mayor Oda Renk"),
        ("propaganda", [(111, 118)], "sneered"),
    ]
    [draft], left = found_in(tmp_path, {"y.labels": "\n".join(GOLDEN[:3])})
    assert left == []
    assert [tag for tag, _, _ in said(draft)].count("propaganda") == 1


@pytest.mark.parametrize(
    ("line", "where", "why"),
    [
        (f"{NUMBER}\tDoubt\t-1\t4", "x.labels, line 1, label “Doubt”", "-1–4 is no part"),
        (f"{NUMBER}\tDoubt\t9\t4", "x.labels, line 1, label “Doubt”", "9–4 is no part"),
        (f"{NUMBER}\tDoubt\t9\t9999", "x.labels, line 1, label “Doubt”", "9–9999 is no part"),
        (f"{NUMBER}\tDoubt\t9\tmany", "x.labels, line 1", "it is no row of labels"),
        (f"{NUMBER}\tDoubt\t9\t" + "9" * 5000, "x.labels, line 1", "it is no row of labels"),
        ("one cell", "x.labels, line 1", "it is no row of labels"),
        ("7\tDoubt\t1\t2", "1 label of article 7", "there is no file with its text"),
        (f"{NUMBER}\t?\t1\t2", "x.labels", "it is a template: 1 row with"),
        (f"{NUMBER}\t1\tnon-propaganda", "x.labels", "it is about sentences, not spans: 1 row"),
    ],
)
def test_what_is_no_label_is_told(line: str, where: str, why: str, tmp_path: Path) -> None:
    [draft], [left] = found_in(tmp_path, {f"article{NUMBER}.txt": TEXT, "x.labels": line + "\n"})
    assert draft.labels == ()
    assert left.where == where
    assert left.why.startswith(why)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"caf\xe9", "it is no text in UTF-8 (byte 3)"),
        (b" \n\n", "it holds no text"),
        (b"a\0b", "it is no text file but binary data"),
    ],
)
def test_a_file_that_is_no_article_is_told_and_the_rest_read(
    content: bytes, why: str, tmp_path: Path
) -> None:
    [draft], left = found_in(
        tmp_path,
        {"a/article1.txt": content, "a/article2.txt": TEXT, "x.labels": "1\tDoubt\t0\t1\n"},
    )
    assert draft.id == "2"
    assert left == [Skipped("article1.txt", why)]


def test_an_empty_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"there is no file article….txt in it"):
        found_in(tmp_path, {"x.labels": ""})


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody's business.", "utf-8")
    inside = tmp_path / "set"
    inside.mkdir()
    (inside / "article1.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "up").symlink_to(tmp_path)
    drafts, _ = found_in(inside, {"article2.txt": TEXT, "x.labels": ""})
    assert [draft.id for draft in drafts] == ["2"]


def test_a_written_set_is_the_golden_one(tmp_path: Path) -> None:
    item = labelled(
        TEXT,
        [
            *on(TEXT, "regime", "regime of Mayor Oda Renk"),
            *on(TEXT, "Real patriots keep it, she sneered.\nFerries"),
        ],
        tags=["Name_Calling,Labeling"],
    )
    done, [draft] = there_and_back(ptc.FORMAT, [item], tmp_path)
    made = {str(path.relative_to(tmp_path / "out-0")): path for path in tmp_path.rglob("*.*")}
    assert {name: path.read_bytes().decode() for name, path in made.items()} == {
        "train-articles/article100000001.txt": TEXT,
        "train-labels-task-flc-tc/article100000001.task-flc-tc.labels": (
            "100000001\tName_Calling,Labeling\t43\t49\n"
            "100000001\tName_Calling,Labeling\t43\t67\n"
            "100000001\tName_Calling,Labeling\t84\t127\n"
        ),
        "train-labels-task-si/article100000001.task-si.labels": (
            "100000001\t43\t67\n100000001\t84\t127\n"
        ),
    }
    assert done.read_back == 3
    assert len(draft.labels) == 3
    assert ptc.FORMAT.sniff
    assert ptc.FORMAT.sniff(Source(tmp_path / "out-0"))
    assert not ptc.FORMAT.sniff(Source(tmp_path / "out-0" / "train-articles"))


def test_an_article_keeps_the_number_it_came_with(tmp_path: Path) -> None:
    known = {"extra": {"data set id": "42"}}
    first, second = article("One.", **known), article("Two.", **known)  # type: ignore[arg-type]
    _, drafts = there_and_back(
        ptc.FORMAT, [LabelledArticle(first), LabelledArticle(second)], tmp_path
    )
    assert {draft.text: draft.id for draft in drafts} == {"One.": "42", "Two.": "100000001"}


def test_spans_are_trimmed_on_request_as_version_2_did(tmp_path: Path) -> None:
    text = "Out, out: said she. ..."
    places = [[Span(3, 10)], [Span(0, 3)], [Span(18, 23)]]
    options = WriteOptions(settings={"trim": "ptc"})
    _, [draft] = there_and_back(ptc.FORMAT, [labelled(text, places)], tmp_path, options)
    assert [quote for _, _, quote in said(draft)] == ["Out", "out", ". ..."]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(ptc.FORMAT, items, tmp_path)
    wanted = {
        item.article.text: Counter(
            (label.tag, item.article.text[piece.start : piece.end], piece.start)
            for label in item.labels
            for piece in label.pieces
        )
        for item in items
    }
    assert {
        draft.text: Counter((tag, quote, at[0][0]) for tag, at, quote in said(draft))
        for draft in drafts
    } == wanted


def test_a_text_that_begins_with_a_mark_comes_back(tmp_path: Path) -> None:
    text = "\ufeffThe regime fell."
    _, [draft] = there_and_back(ptc.FORMAT, [labelled(text, on(text, "regime"))], tmp_path, OPTIONS)
    assert draft.text == text
    assert said(draft) == [("loaded-language", [(5, 11)], "regime")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    noise = st.binary(max_size=40)
    lines = "\n".join(GOLDEN).encode()
    cut = data.draw(st.integers(0, len(lines)))
    text = data.draw(st.sampled_from([TEXT.encode(), TEXT.encode()[:50]]) | noise)
    content = lines[:cut] + data.draw(noise) + lines[cut:]
    with suppress(AnnotatorError):
        found_in(tmp_path, {f"article{NUMBER}.txt": text, "x.labels": content})
