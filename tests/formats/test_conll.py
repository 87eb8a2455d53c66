"""CoNLL files of strangers are read in every scheme, and ours come back to the letter."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Span
from annotator.core.text import canonical
from annotator.core.work import finish
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped, WriteOptions
from annotator.formats.losses import reduced
from annotator.formats.parts.tokens import in_sentences, tokens, touched
from annotator.formats.source import Source
from annotator.formats.tools import conll
from annotator.formats.writing import written

REUTERS = """\
-DOCSTART- -X- -X- O

EU NNP I-NP I-ORG
rejects VBZ I-VP O
German JJ I-NP I-MISC
call NN I-NP O
. . O O

Peter NNP I-NP I-PER
Blackburn NNP I-NP I-PER
Oda NNP I-NP B-PER

-DOCSTART- -X- -X- O

# # I-NP O
Brussels NNP I-NP I-LOC
"""


def read(path: Path, options: ReadOptions | None = None) -> tuple[list[Draft], list[Skipped]]:
    found = list(conll.read(Source(path), options or ReadOptions()))
    return (
        [item for item in found if isinstance(item, Draft)],
        [item for item in found if isinstance(item, Skipped)],
    )


def file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / f"in-{len(list(tmp_path.iterdir()))}.conll"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_shared_task_is_read(tmp_path: Path) -> None:
    path = file(tmp_path, REUTERS)
    assert conll.sniff(Source(path))
    [first, second], left = read(path, ReadOptions(annotator="key"))
    assert left == []
    assert first.text == "EU rejects German call .\nPeter Blackburn Oda"
    assert said(first) == [
        ("MISC", [(11, 17)], "German"),
        ("ORG", [(0, 2)], "EU"),
        ("PER", [(25, 40)], "Peter Blackburn"),
        ("PER", [(41, 44)], "Oda"),
    ]
    assert {label.annotator for label in first.labels} == {"key"}
    assert (second.text, second.where) == ("# Brussels", "line 13")
    assert said(second) == [("LOC", [(2, 10)], "Brussels")]


@pytest.mark.parametrize(
    "tags",
    [
        "I-X I-X B-X O I-Y",  # IOB1
        "B-X I-X B-X O B-Y",  # IOB2
        "B-X E-X S-X O S-Y",  # BIOES
        "B-X L-X U-X O U-Y",  # BILOU
    ],
)
@pytest.mark.parametrize("glue", [" ", "\t"])
def test_every_scheme_says_the_same(tags: str, glue: str, tmp_path: Path) -> None:
    rows = "".join(f"{word}{glue}{tag}\n" for word, tag in zip("abcde", tags.split(), strict=True))
    [draft], left = read(file(tmp_path, rows + "\n"))
    assert (draft.text, left) == ("a b c d e", [])
    assert said(draft) == [("X", [(0, 3)], "a b"), ("X", [(4, 5)], "c"), ("Y", [(8, 9)], "e")]


def test_bare_tags_and_a_label_that_ends_with_its_sentence(tmp_path: Path) -> None:
    [draft], _ = read(file(tmp_path, "a X\nb X\n\nc X\nd Y\ne O\n"))
    assert draft.text == "a b\nc d e"
    assert said(draft) == [("X", [(0, 3)], "a b"), ("X", [(4, 5)], "c"), ("Y", [(6, 7)], "d")]


def test_the_text_of_a_comment_is_the_text(tmp_path: Path) -> None:
    content = (
        "# newdoc id = a\n# sent_id = 1\n# text = Don’t (go).\nDo\tO\nn’t\tB-X\n(\tO\ngo\tO\n)\tO\n"
        ".\tO\n\n# text = not these\nBut\tO\nstay\tB-X\n\n# newdoc id = b\nEnd\tO\n"
    )
    [first, second], left = read(file(tmp_path, content))
    assert (first.id, first.text, left) == ("a", "Don’t (go).\nBut stay", [])
    assert said(first) == [("X", [(2, 5)], "n’t"), ("X", [(16, 20)], "stay")]
    assert (second.id, second.text) == ("b", "End")


def test_columns_that_are_named(tmp_path: Path) -> None:
    content = "# global.columns = ID FORM UPOS NE\n1\tOda\tPROPN\tB-PER\n2\twaits\tVERB\tO\n"
    [draft], _ = read(file(tmp_path, content))
    assert (draft.text, said(draft)) == ("Oda waits", [("PER", [(0, 3)], "Oda")])


def test_a_file_in_another_code_page_with_other_line_ends(tmp_path: Path) -> None:
    content = "Über O\r\nKöln B-LOC\r\n\r\nè O\r\n"
    for encoding in ("cp1252", "utf-8", "utf-8-sig"):
        [draft], left = read(file(tmp_path, content.encode(encoding)))
        assert (draft.text, left) == ("Über Köln\nè", [])
        assert said(draft) == [("LOC", [(5, 9)], "Köln")]


def test_written_in_columns(tmp_path: Path) -> None:
    text = "Ben’s regime fell. He\u2028waits."
    item = labelled(
        text,
        [[Span(6, 12)], [Span(8, 17)], [Span(0, 3)], [Span(16, 21)]],
        tags=["loaded-language", "doubt", "a b", "loaded-language"],
    )
    path = tmp_path / "out.conll"
    finish(written(path, conll.FORMAT, [item], OPTIONS))
    assert path.read_bytes().decode("utf-8") == (
        "# global.columns = FORM loaded-language Name_Calling,Labeling doubt\n\n"
        "-DOCSTART-\tO\tO\tO\tO\n\n"
        "# columns = FORM loaded-language Name_Calling,Labeling doubt a_x0020_b\n"
        f"# newdoc id = {item.article.id}\n"
        "# title = Ben’s regime fell. H\n"
        "# annotator = Oda Renk\n"
        '# annotator_text = "Ben’s regime fell. He\\u2028waits."\n'
        "# text = Ben’s regime fell. He waits.\n"
        "Ben’s\tO\tO\tO\tB-a_x0020_b\n"
        "regime\tB-loaded-language\tO\tB-doubt\tO\n"
        "fell\tB-loaded-language\tO\tI-doubt\tO\n"
        ".\tI-loaded-language\tO\tO\tO\n"
        "He\tI-loaded-language\tO\tO\tO\n"
        "waits\tO\tO\tO\tO\n"
        ".\tO\tO\tO\tO\n\n"
    )


def test_written_in_one_column(tmp_path: Path) -> None:
    text = "The regime fell."
    item = labelled(text, [[Span(4, 10)], [Span(0, 10)], [Span(11, 15)]], tags=["doubt", "x", "x"])
    path = tmp_path / "out.conll"
    done = finish(written(path, conll.ONE, [item], OPTIONS))
    lines = path.read_text("utf-8").split("\n")
    assert lines[0] == "# global.columns = FORM tag"
    assert lines[-6:] == ["The\tB-x", "regime\tI-x", "fell\tB-x", ".\tO", "", ""]
    assert "1 label overlapping longer ones left out" in done.losses


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(
    items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text),
    options=st.sampled_from([OPTIONS, WriteOptions()]),
)
@pytest.mark.parametrize("form", [conll.FORMAT, conll.ONE])
def test_what_is_written_comes_back(
    form: conll.Format, items: list[LabelledArticle], options: WriteOptions, tmp_path: Path
) -> None:
    there_and_back(form, items, tmp_path, options)
    drafts, left = read(max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns))
    assert left == []
    assert [draft.text for draft in drafts] == [item.article.text for item in items]
    assert [draft.id for draft in drafts] == [item.article.id for item in items]
    for item, draft in zip(items, drafts, strict=True):
        wanted = reduced(item, form, options).labels
        assert Counter((it.tag, it.pieces, it.annotator) for it in draft.labels) == Counter(
            (it.tag, it.pieces, item.name_of(it.annotator_id)) for it in wanted
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(item=labelled_articles())
def test_each_sentence_is_sound_by_itself(item: LabelledArticle, tmp_path: Path) -> None:
    """No sentence begins within a label, and no `I-` follows anything but its own tag."""
    path = tmp_path / f"out-{len(list(tmp_path.iterdir()))}.conll"
    finish(written(path, conll.FORMAT, [item], OPTIONS))
    before: list[str] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        first, *tags = line.split("\t")
        if not tags or first.startswith("-DOC"):
            before = []
            continue
        for number, tag in enumerate(tags):
            if tag.startswith("I-"):
                assert before
                assert before[number][2:] == tag[2:]
        before = tags


@given(st.text(st.sampled_from("aB1 .,-’'()\n\t\u00a0\u2028😀👩‍👧e\u0301שא漢\x1c")))
def test_every_visible_character_is_in_one_token(raw: str) -> None:
    text = canonical(raw)[0]
    found = tokens(text)
    counted = Counter(at for start, end in found for at in range(start, end))
    assert counted == Counter(at for at, sign in enumerate(text) if not sign.isspace())
    assert [at for sentence in in_sentences(text, found) for at in sentence] == [*range(len(found))]
    for at in range(len(text)):
        span = Span(at, min(at + 3, len(text)))
        assert list(touched(found, span)) == [
            number
            for number, (start, end) in enumerate(found)
            if start < span.end and span.start < end
        ]


def test_labels_of_two_people_are_one_article(tmp_path: Path) -> None:
    text = "The regime fell."
    people = ("Oda Renk", '"Ben"\u2028 ')
    item = labelled(text, on(text, "regime", "regime"), people=people)
    done, [draft] = there_and_back(conll.FORMAT, [item], tmp_path)
    assert sorted(label.annotator for label in draft.labels) == sorted(people)
    assert "1 label overlapping longer ones left out" not in done.losses


def test_a_text_that_was_edited_since_is_put_together(tmp_path: Path) -> None:
    text = "The regime\tfell."
    item = labelled(text, on(text, "regime"))
    path = tmp_path / "out.conll"
    finish(written(path, conll.FORMAT, [item], OPTIONS))
    path.write_text(path.read_text("utf-8").replace("\nfell\t", "\nrose\t"), "utf-8")
    [draft], [left] = read(path)
    assert draft.text == "The regime rose ."
    assert said(draft) == [("loaded-language", [(4, 10)], "regime")]
    assert left.why.startswith("its tokens are not those of its annotator_text")


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        ("a O\nb B-\nc O\n", "line 2", "“B-” names no tag"),
        ("a O\nb\nc\n", "line 2", "2 lines from here have no tag"),
        ('# annotator_text = {"\na O\n', "line 1", "its tokens are not those"),
        ('# annotator_text = "' + "[" * 9 + "\na O\n", "line 1", "its tokens are not those"),
    ],
)
def test_what_cannot_be_used_is_told(content: str, where: str, why: str, tmp_path: Path) -> None:
    [draft], [left] = read(file(tmp_path, content))
    assert draft.text[0] == "a"
    assert left.where == where
    assert left.why.startswith(why)


def test_a_file_that_is_no_text_says_why(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"it is in utf-16-le; save it in UTF-8"):
        read(file(tmp_path, REUTERS.encode("utf-16")))
    with pytest.raises(AnnotatorError, match="it is no text file"):
        read(file(tmp_path, bytes(range(256)) * 9))
    assert read(file(tmp_path, b"")) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(data=st.data())
def test_whatever_the_bytes_nothing_breaks(data: st.DataObject, tmp_path: Path) -> None:
    ours = '# annotator_text = "EU rejects German call"\n# columns = FORM a b\nEU\tB-a\tO\n\n'
    raw = bytearray((ours + REUTERS).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        odd = st.sampled_from([b"\t", b"\n", b"#", b"-", b" ", b"=", b'"', b"\\", b"FORM"])
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
