"""INCEpTION's files are read by its rules, and ours come back from its folder."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.offsets import Unit
from annotator.formats.source import Source
from annotator.formats.tools import webanno_tsv
from annotator.formats.tools.webanno_lines import (
    text_escaped,
    text_unescaped,
    value_escaped,
    value_unescaped,
)
from annotator.formats.writing import written

GOLDEN = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=webanno.custom.Bias|force|value
#T_SP=webanno.custom.Doubt|
#T_SP=webanno.custom.Frame|FE|ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink|webanno.custom.Bias
#T_RL=webanno.custom.Backs|kind|BT_webanno.custom.Bias


#Text=The 😀 regime fell
1-1\t0-3\tThe\tDT\t_\t_\t_\t_\t_\t_\t_\t_\t
1-2\t4-6\t😀\tSYM\t*|3[2]\tLoaded\\_x|Name \\[x\\][2]\t_\t_\t_\t_\tsays\t1-4\t
1-3\t7-13\tregime\tNN\t3[2]\tName \\[x\\][2]\t*[3]\t_\t_\t_\t_\t_\t
1-4\t14-18\tfell\tVB\t_\t_\t_\t_\t_\t_\t_\t_\t
1-4.1\t14-16\tfe\t_\t2[2]\tName \\[x\\][2]\t*[3]\t_\t_\t_\t_\t_\t
1-4.2\t16-18\tll\t_\t*\t*\t_\t_\t_\t_\t_\t_\t

#Sentence.id=s2
#Text=and
#Text=the harbour \\\\ waits .
2-1\t22-25\tand\tCC\t_\t_\t_\tWaiting[4]\tagent;place\t1-3[2];2-3\t_\t_\t
2-2\t26-29\tthe\tDT\t_\t_\t_\tWaiting[4]\tagent;place\t1-3[2];2-3\t_\t_\t
2-3\t30-37\tharbour\tNN\t_\t_\t_\t_\t_\t_\t_\t_\t
2-4\t38-39\t\\\t_\t_\t_\t_\t_\t_\t_\t_\t_\t
2-5\t40-45\twaits\tVB\t_\t_\t_\t_\t_\t_\t_\t_\t
2-6\t46-47\t.\t.\t_\t_\t_\t_\t_\t_\t_\t_\t
"""
TEXT = "The 😀 regime fell\n   and\nthe harbour \\ waits ."


def read(path: Path, options: ReadOptions | None = None) -> tuple[list[Draft], list[Skipped]]:
    found = list(webanno_tsv.read(Source(path), options or ReadOptions()))
    return (
        [item for item in found if isinstance(item, Draft)],
        [item for item in found if isinstance(item, Skipped)],
    )


def file(tmp_path: Path, content: str | bytes = GOLDEN) -> Path:
    path = tmp_path / f"in-{len(list(tmp_path.iterdir()))}.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def simple(rows: str, features: str = "value", text: str = "The regime fell.") -> str:
    return (
        f"#FORMAT=WebAnno TSV 3.2\n#T_SP=webanno.custom.Bias|{features}\n\n\n#Text={text}\n{rows}"
    )


def test_a_file_of_inceptions_is_read(tmp_path: Path) -> None:
    path = file(tmp_path)
    assert webanno_tsv.sniff(Source(path))
    [draft], left = read(path, ReadOptions(annotator="Oda"))
    assert draft.text == TEXT
    assert said(draft) == [
        ("Bias", [(15, 17)], "ll"),
        ("Doubt", [(6, 15)], "regime fe"),
        ("Loaded_x", [(4, 5)], "😀"),
        ("Name [x]", [(4, 15)], "😀 regime fe"),
        ("Waiting", [(21, 28)], "and\nthe"),
    ]
    fields = {label.tag: label.fields for label in draft.labels}
    assert fields["Name [x]"] == {"force": "3"}
    assert fields["Loaded_x"] == fields["Doubt"] == fields["Waiting"] == {}
    assert {label.annotator for label in draft.labels} == {"Oda"}
    assert [(item.where, item.why) for item in left] == [
        (
            "layer de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS (9 rows)",
            "it says what the tokens are and labels nothing",
        ),
        (
            "layer webanno.custom.Backs (1 rows)",
            "relations are not read, only the labels that they join",
        ),
    ]


def test_only_the_layers_that_are_asked_for(tmp_path: Path) -> None:
    [draft], _ = read(file(tmp_path), ReadOptions(settings={"layers": "POS,webanno.custom.Doubt"}))
    assert {label.tag for label in draft.labels} >= {"DT", "Doubt"}
    assert len(draft.labels) == 10


def test_an_exported_folder_is_one_article_by_several_people(tmp_path: Path) -> None:
    rows = "1-1\t0-3\tThe\t{}\t\n1-2\t4-10\tregime\t{}\t\n1-3\t11-16\tfell.\t_\t\n"
    for name, here in {
        "annotation/ferry.txt/oda.tsv": ("_", "Loaded"),
        "annotation/ferry.txt/ben.tsv": ("Doubt[1]", "Doubt[1]"),
        "annotation/ferry.txt/INITIAL_CAS.tsv": ("Old", "_"),
        "annotation/plain.txt/INITIAL_CAS.tsv": ("Old", "_"),
        "curation/ferry.txt/CURATION_USER.tsv": ("_", "Loaded"),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(simple(rows.format(*here)), "utf-8")
    assert webanno_tsv.sniff(Source(tmp_path))
    [ferry, plain], left = read(tmp_path)
    assert left == []
    assert (ferry.where, plain.where) == ("ferry.txt", "plain.txt")
    assert [(label.annotator, label.tag) for label in ferry.labels] == [
        ("ben", "Doubt"),
        ("oda", "Loaded"),
        ("CURATION_USER", "Loaded"),
    ]
    assert [(label.annotator, label.tag) for label in plain.labels] == [("", "Old")]


def test_written_as_inception_writes(tmp_path: Path) -> None:
    text = "Head\n\nA 😀 regime fell... Ben\twaits."
    item = labelled(
        text,
        [[Span(10, 16)], [Span(10, 21)], [Span(12, 19)], [Span(6, 7), Span(25, 28)]],
        tags=["doubt"],
        fields={"intensity": 3},
    )
    finish(written(tmp_path / "out", webanno_tsv.FORMAT, [item], OPTIONS))
    [path] = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    folder = "annotation/00001-head-a-regime-fel.txt"
    assert path.relative_to(tmp_path / "out").as_posix() == f"{folder}/Oda Renk.tsv"
    assert path.read_bytes().decode("utf-8").split("\n") == [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.Label|tag|intensity|target|neutral|note|group",
        "",
        "",
        "#Text=Head",
        "#Text=",
        "1-1\t0-4\tHead\t_\t_\t_\t_\t_\t_\t",
        "",
        "#Text=A 😀 regime fell... ",
        "2-1\t6-7\tA\tdoubt\t3\t*\t*\t*\t1\t",
        "2-2\t8-10\t😀\t_\t_\t_\t_\t_\t_\t",
        "2-3\t11-17\tregime\tdoubt[1]|doubt[2]\t3[1]|3[2]" + 4 * "\t*[1]|*[2]" + "\t",
        "2-3.1\t13-17\tgime\tdoubt[3]\t3[3]\t*[3]\t*[3]\t*[3]\t*[3]\t",
        "2-4\t18-22\tfell\tdoubt[2]\t3[2]\t*[2]\t*[2]\t*[2]\t*[2]\t",
        "2-4.1\t18-20\tfe\tdoubt[3]\t3[3]\t*[3]\t*[3]\t*[3]\t*[3]\t",
        "2-5\t22-25\t...\t_\t_\t_\t_\t_\t_\t",
        "",
        "#Text=Ben\\twaits.",
        "3-1\t26-29\tBen\tdoubt\t3\t*\t*\t*\t1\t",
        "3-2\t30-35\twaits\t_\t_\t_\t_\t_\t_\t",
        "3-3\t35-36\t.\t_\t_\t_\t_\t_\t_\t",
        "",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_what_is_written_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(webanno_tsv.FORMAT, items, tmp_path)
    assert [draft.text for draft in drafts] == [item.article.text for item in items]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(item=labelled_articles())
def test_offsets_are_those_of_java(item: LabelledArticle, tmp_path: Path) -> None:
    """Each row's token is what UTF-16 has at its place, and a sentence starts at its first one."""
    home = tmp_path / str(len(list(tmp_path.iterdir())))
    home.mkdir()
    there_and_back(webanno_tsv.FORMAT, [item], home)
    wide = item.article.text.encode("utf-16-le")
    for path in home.rglob("*.tsv"):
        sentence: list[str] = []
        for line in path.read_bytes().decode("utf-8").split("\n")[4:]:
            if line.startswith("#Text="):
                sentence.append(text_unescaped(line[6:]))
                continue
            found = re.match(r"\d+-\d+(?:\.\d+)?\t(\d+)-(\d+)\t([^\t]*)\t", line)
            if found:
                token = wide[2 * int(found[1]) : 2 * int(found[2])].decode("utf-16-le")
                assert token == text_unescaped(found[3])
                assert not sentence or "\n".join(sentence).startswith(token)
                sentence = []


def test_text_that_begins_with_white_space(tmp_path: Path) -> None:
    for text in ("\n\n The regime fell", "   The regime", "The\ufeff regime \n\n", "\tx regime\n"):
        item = labelled(text, on(text, "regime"))
        _, [draft] = there_and_back(webanno_tsv.FORMAT, [item], tmp_path)
        assert draft.text == text


def test_labels_lose_white_space_at_their_ends(tmp_path: Path) -> None:
    item = labelled("The regime fell", [[Span(3, 11)], [Span(3, 4)]])
    done, [draft] = there_and_back(webanno_tsv.FORMAT, [item], tmp_path)
    assert said(draft) == [("loaded-language", [(4, 10)], "regime")]
    assert "1 label left out" in done.losses
    assert "1 label with white space at an end trimmed" in done.losses


def test_strangers_count_code_points(tmp_path: Path) -> None:
    rows = "1-1\t0-1\t😀\t_\n1-2\t2-8\tregime\tLoaded\n"
    path = file(tmp_path, simple(rows, text="😀 regime") + "\n#Text=fell\n2-1\t9-13\tfell\tx\n")
    [draft], left = read(path)
    assert (draft.text, left) == ("😀 regime\nfell", [])
    assert said(draft) == [("Loaded", [(2, 8)], "regime"), ("x", [(9, 13)], "fell")]
    _, left = read(path, ReadOptions(unit=Unit.UTF16))
    assert [item.where for item in left] == ["line 7, label “Loaded”"]


def test_other_line_ends_and_a_mark(tmp_path: Path) -> None:
    rows = "1-1\t0-3\tThe\t_\n1-2\t5-11\tregime\tLoaded\n1-3\t12-16\tfell\t_\n"
    content = "\ufeff" + simple(rows, text="The\\r").replace("#T_SP", "#T_SP")
    content = content.replace("#Text=The\\r", "#Text=The\\r\n#Text=regime fell")
    [draft], left = read(file(tmp_path, content.replace("\n", "\r\n")))
    assert (draft.text, left) == ("The\nregime fell", [])
    assert said(draft) == [("Loaded", [(4, 10)], "regime")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1-2\t4-99\tregime\tx\t", "4–99 is no part of the text"),
        ("1-2\t9-4\tregime\tx\t", "9–4 is no part of the text"),
        ("1-2\t4-4\t\tx\t", "4–4 is no part of the text"),
        ("1-2\t5-11\tregime\tx\t", "at 5–11 stands “egime”, not “regime”"),
        ("1-2\t-1-3\tregime\tx\t", "it is no row of a token"),
        ("1-2\t4-10\tregime", "it has 0 columns of annotations, not 1"),
        ("regime", "it is no row of a token"),
    ],
)
def test_a_row_that_cannot_be_used_is_told(row: str, why: str, tmp_path: Path) -> None:
    [draft], [left] = read(file(tmp_path, simple(f"1-1\t0-3\tThe\tOk\t\n{row}\n")))
    assert said(draft) == [("Ok", [(0, 3)], "The")]
    assert left.where.startswith("line 7")
    assert left.why == why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "its first line is not"),
        (b"#FORMAT=WebAnno TSV 2.0\n", "its first line is not"),
        (GOLDEN.encode("utf-16"), "it is not in UTF-8"),
        (GOLDEN.encode().replace(b"fell", b"f\xe8ll"), "it is not in UTF-8"),
        (GOLDEN.encode() + b"\0", "binary"),
        (simple("1-1\t999999999999-999999999999\tx\tx\n").encode(), "a gap of 999,999,999,999"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=re.escape(why)):
        read(file(tmp_path, content))


@given(st.text(st.sampled_from("a\\[]|_->;\t\n\r*\f\b\x01\x0b\x1f😀tnrfb")))
def test_escapes_are_undone(text: str) -> None:
    assert text_unescaped(text_escaped(text)) == text
    assert value_unescaped(value_escaped(text)) == text
    assert "\n" not in text_escaped(text)
    assert not set(value_escaped(text)) & set("\t\n\r")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_the_bytes_nothing_breaks(data: st.DataObject, tmp_path: Path) -> None:
    raw = bytearray(GOLDEN.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(24, len(raw) - 1))
        odd = st.sampled_from([b"\t", b"\n", b"9", b"|", b"[", b"\\", b"-", b"#", b"_", b"*"])
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.one_of(st.binary(max_size=4), odd)
        )
    try:
        drafts, _ = read(file(tmp_path, bytes(raw[: data.draw(st.integers(1, len(raw)))])))
    except AnnotatorError:
        return
    for item in drafts:
        for label in item.labels:
            assert all(0 <= a < b <= len(item.text) for a, b in label.pieces)


def test_rows_are_those_that_inception_makes(tmp_path: Path) -> None:
    """Labels within, over and across tokens stand on the rows that its own tests expect."""
    spans = [(0, 6), (0, 13), (9, 11), (7, 11), (9, 13), (3, 13), (0, 10), (3, 10), (3, 17)]
    text = "regime harbor mayors"
    item = labelled(text, [[Span(*it)] for it in spans], tags=list("123456789"))
    done, [draft] = there_and_back(webanno_tsv.FORMAT, [item], tmp_path)
    assert done.read_back == len(draft.labels) == 9
    [path] = tmp_path.rglob("*.tsv")
    rows = [line.split("\t")[1:4] for line in path.read_text("utf-8").split("\n")[5:-1]]
    assert {place: set(re.sub(r"\[\d+\]", "", cell).split("|")) for place, _, cell in rows} == {
        "0-6": set("127"),
        "3-6": set("689"),
        "7-13": set("269"),
        "7-10": set("78"),
        "7-11": set("4"),
        "9-11": set("3"),
        "9-13": set("5"),
        "14-20": set("_"),
        "14-17": set("9"),
    }
    single = {cell for _, _, cell in rows if "[" not in cell}
    assert single == {"3", "4", "5", "_"}
