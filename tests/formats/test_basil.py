"""A folder as the BASIL corpus has it."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labelled import OPTIONS, TIME, article, labelled, labelled_articles, on, said, there_and_back

from annotator.core.errors import AnnotatorError
from annotator.core.model import Answer, Metadata, Span, Value
from annotator.formats.datasets import basil
from annotator.formats.exchange import Draft, LabelledArticle, ReadOptions, Skipped
from annotator.formats.source import Source

NAME = "2b95d2cf-e979-4f9c-ae27-9a5370934f23_1"
ARTICLE: dict[str, Any] = {
    "title": "Mayor crows about ferry 😀",
    "keywords": ["ferry", "harbour"],
    "date": "2012-03-14",
    "uuid": "8a97c97e-f3b4-416a-a1d2-a749a2bc7ecf",
    "url": "http://a.example/ferry",
    "main-entities": ["Oda Renk", "Harbour board"],
    "word-count": 23,
    "source": "nyt",
    "main-event": "Ferry sold",
    "triplet-uuid": "2b95d2cf-e979-4f9c-ae27-9a5370934f23",
    "body-paragraphs": [
        ["Mayor Oda Renk 😀 crowed about the vote.", "“This is nonsense,” said the board."],
        ["Renk, who missed 12 votes this year, left."],
    ],
}
PHRASE: dict[str, Any] = {
    "id": "p0",
    "start": 17,
    "end": 23,
    "txt": "crowed",
    "bias": "lex",
    "polarity": "neg",
    "target": "Oda_Renk",
    "aim": "dir",
    "indirect-target-name": "",
    "indirect-ally-opponent-sentiment": "",
    "quote": "no",
    "speaker": "",
    "notes": "said would do",
}
SECOND = PHRASE | {
    "id": "p2",
    "start": 6,
    "end": 35,
    "txt": "who missed 12 votes this year",
    "bias": "inf",
    "notes": "",
}
THIRD = PHRASE | {"id": "title", "start": 6, "end": 11, "txt": "crows", "notes": ""}
FOURTH = PHRASE | {
    "id": "p1",
    "start": 9,
    "end": 17,
    "txt": "nonsense",
    "quote": "yes",
    "speaker": "Harbour_board",
    "notes": "",
}
ANNOTATIONS: dict[str, Any] = {
    "uuid": ARTICLE["uuid"],
    "triplet-uuid": ARTICLE["triplet-uuid"],
    "article-level-annotations": {
        "author_feeling_Oda_Renk": "neg",
        "relative_stance": "left",
        "notes": "",
    },
    "phrase-level-annotations": [PHRASE, SECOND, THIRD, FOURTH],
}


def found_in(folder: Path, text: object, labels: object) -> tuple[list[Draft], list[Skipped]]:
    for path, content in (
        (folder / "articles" / "2012" / f"{NAME}.json", text),
        (folder / "annotations" / "2012" / f"{NAME}_ann.json", labels),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    found = list(basil.read(Source(folder), ReadOptions(annotator="Gold")))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_a_data_set_is_read_to_the_letter(tmp_path: Path) -> None:
    [draft], left = found_in(tmp_path, ARTICLE, ANNOTATIONS)
    assert left == []
    assert draft.text == (
        "Mayor crows about ferry 😀\n\n"
        "Mayor Oda Renk 😀 crowed about the vote. “This is nonsense,” said the board.\n\n"
        "Renk, who missed 12 votes this year, left."
    )
    assert draft.text[: draft.headline_end] == "Mayor crows about ferry 😀"
    assert (draft.title, draft.outlet, draft.date) == (ARTICLE["title"], "nyt", "2012-03-14")
    assert (draft.url, draft.event, draft.id) == (ARTICLE["url"], "Ferry sold", ARTICLE["uuid"])
    assert draft.extra == {
        "keywords": "ferry; harbour",
        "main-entities": "Oda Renk; Harbour board",
        "triplet-uuid": ARTICLE["triplet-uuid"],
    }
    assert said(draft) == [
        ("inf", [(110, 139)], "who missed 12 votes this year"),
        ("lex", [(6, 11)], "crows"),
        ("lex", [(44, 50)], "crowed"),
        ("lex", [(76, 84)], "nonsense"),
    ]
    assert draft.labels[0].fields == {
        "polarity": "neg",
        "target": "Oda_Renk",
        "aim": "dir",
        "quote": False,
    }
    assert draft.labels[0].note == "said would do"
    assert draft.labels[3].fields["quote"] is True
    assert draft.labels[3].fields["speaker"] == "Harbour_board"
    assert {label.annotator for label in draft.labels} == {"Gold"}
    assert [(it.question, it.value) for it in draft.answers] == [
        ("author_feeling_Oda_Renk", "neg"),
        ("relative_stance", "left"),
    ]


def test_without_a_main_event_the_triplet_is_the_event(tmp_path: Path) -> None:
    [draft], _ = found_in(tmp_path, ARTICLE | {"main-event": ""}, ANNOTATIONS)
    assert draft.event == ARTICLE["triplet-uuid"]


def test_line_ends_and_marks_in_sentences_move_the_labels(tmp_path: Path) -> None:
    text = ARTICLE | {
        "title": "\ufeffHead",
        "body-paragraphs": [["One\r\ntwo.", "The\r\nregime fell."]],
    }
    phrase = PHRASE | {"id": "p1", "start": 5, "end": 11, "txt": "regime"}
    [draft], left = found_in(tmp_path, text, {"phrase-level-annotations": [phrase]})
    assert left == []
    assert draft.text == "Head\n\nOne\ntwo. The\nregime fell."
    assert said(draft) == [("lex", [(19, 25)], "regime")]
    assert draft.headline_end == 4


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"start": -1}, "-1–23 is no part of its sentence"),
        ({"start": 23}, "23–23 is no part of its sentence"),
        ({"end": 41}, "17–41 is no part of its sentence"),
        ({"id": "p9"}, "there is no sentence p9"),
        ({"id": "p1"}, "at 84–90 stands"),
        ({"start": 16}, "at 43–50 stands “crowed”, not “crowed”"),
        ({"end": 10**30}, "17–1000"),
        ({"end": None}, "it is no label"),
        ({"bias": 3}, "it is no label"),
    ],
)
def test_a_phrase_that_does_not_stand_in_its_sentence_is_told(
    change: dict[str, Any], why: str, tmp_path: Path
) -> None:
    labels = ANNOTATIONS | {"phrase-level-annotations": [PHRASE | change, SECOND]}
    [draft], [left] = found_in(tmp_path, ARTICLE, labels)
    assert [label.tag for label in draft.labels] == ["inf"]
    assert left.where.startswith(f"{NAME}.json, ")
    assert left.why.startswith(why)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    deep = b'{"body-paragraphs": [["x"]], "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for broken in (b"{", b"[]", b"\xff\xfe", b'{"title": "x"}', deep):
        drafts, [left] = found_in(tmp_path, broken, ANNOTATIONS)
        assert drafts == []
        assert left.where == f"{NAME}.json"
        assert left.why.startswith("it is no article of BASIL")
        [draft], [left] = found_in(tmp_path, ARTICLE, broken.replace(b"title", b"answers"))
        assert draft.labels == ()
        assert left.why.startswith("its labels cannot be read") or broken == deep
    assert found_in(tmp_path, ARTICLE | {"title": "", "body-paragraphs": [[]]}, {})[1] == [
        Skipped(f"{NAME}.json", "it holds no text")
    ]


def test_a_folder_of_something_else_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="there is no folder articles in it"):
        list(basil.read(Source(tmp_path), ReadOptions()))


def test_a_written_set_is_the_golden_one(tmp_path: Path) -> None:
    text = (
        "Mayor crows about ferry 😀\n\n"
        "The regime sneered. It sold the ferry. Nobody laughed.\n\n"
        "  Renk  left."
    )
    places = [[Span(6, 11)], *on(text, "regime", "ferry. Nobody")]
    fields: dict[str, Value] = {"target": "Oda_Renk", "quote": "yes", "id": "7"}
    item = labelled(text, places, tags=["lex"], note="why", fields=fields)
    known = Metadata(
        item.article.id,
        title="x",
        outlet="nyt",
        date="2012-03-14",
        event="Ferry sold",
        extra={"triplet-uuid": "2b95d2cf", "main-entities": "Oda Renk; Board", "desk": "H"},
    )
    item = replace(item, article=replace(item.article, metadata=known))
    done, [draft] = there_and_back(basil.FORMAT, [item], tmp_path)
    assert done.read_back == 3
    folder = tmp_path / "out-0"
    row = json.loads((folder / "articles" / "2012" / "2b95d2cf_1.json").read_text("utf-8"))
    assert row == {
        "title": "Mayor crows about ferry 😀",
        "uuid": item.article.id,
        "source": "nyt",
        "date": "2012-03-14",
        "main-event": "Ferry sold",
        "triplet-uuid": "2b95d2cf",
        "main-entities": ["Oda Renk", "Board"],
        "keywords": [],
        "desk": "H",
        "word-count": 11,
        "body-paragraphs": [
            ["The regime sneered.", "It sold the ferry. Nobody laughed."],
            ["  Renk  left."],
        ],
    }
    labels = json.loads((folder / "annotations/2012/2b95d2cf_1_ann.json").read_text("utf-8"))
    assert [
        (it["id"], it["start"], it["end"], it["txt"], it["quote"], it["polarity"], it["_id"])
        for it in labels["phrase-level-annotations"]
    ] == [
        ("title", 6, 11, "crows", "yes", "", "7"),
        ("p0", 4, 10, "regime", "yes", "", "7"),
        ("p1", 12, 25, "ferry. Nobody", "yes", "", "7"),
    ]
    assert labels["article-level-annotations"] == {"slant": 3}
    assert draft.event == "Ferry sold"
    assert draft.labels[1].fields == {"target": "Oda_Renk", "quote": True, "id": "7"}
    assert [(it.question, it.value, it.annotator) for it in draft.answers] == [
        ("slant", 3, "Oda Renk")
    ]
    assert basil.FORMAT.sniff
    assert basil.FORMAT.sniff(Source(folder))
    assert not basil.FORMAT.sniff(Source(tmp_path))


def test_a_label_over_all_ends_comes_back(tmp_path: Path) -> None:
    text = "Head\n\nOne. Two.\n\n\n\nThree."
    _, [draft] = there_and_back(basil.FORMAT, [labelled(text, [[Span(2, 22)]])], tmp_path)
    assert draft.text == text
    assert said(draft) == [("loaded-language", [(2, 22)], text[2:22])]


def test_answers_of_several_are_kept_apart(tmp_path: Path) -> None:
    found = article("The regime fell.")
    answers = tuple(
        Answer(who, found.id, who, "relative_stance", value, 1, TIME, TIME)
        for who, value in (("a", "left"), ("b", "right"))
    )
    item = LabelledArticle(found, answers=answers, annotators={"a": "Oda", "b": "Ben"})
    _, [draft] = there_and_back(basil.FORMAT, [item], tmp_path, OPTIONS)
    assert [(it.value, it.annotator) for it in draft.answers] == [("left", "Oda"), ("right", "Ben")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(items=st.lists(labelled_articles(), max_size=3, unique_by=lambda x: x.article.text))
def test_everything_comes_back(items: list[LabelledArticle], tmp_path: Path) -> None:
    _, drafts = there_and_back(basil.FORMAT, items, tmp_path)
    there = {draft.text: draft for draft in drafts}
    assert there.keys() == {item.article.text for item in items}
    for item in items:
        draft = there[item.article.text]
        wanted = Counter(
            (label.tag, tuple(piece), item.name_of(label.annotator_id), label.note)
            for label in item.labels
            for piece in label.pieces
        )
        assert wanted == Counter(
            (label.tag, tuple(label.pieces[0]), label.annotator, label.note)
            for label in draft.labels
        )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    contents = []
    for row in (ARTICLE, ANNOTATIONS):
        content = json.dumps(row).encode()
        cut = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(cut, min(len(content), cut + 10)))
        contents.append(content[:cut] + data.draw(st.binary(max_size=4)) + content[end:])
    with suppress(AnnotatorError):
        found_in(tmp_path, contents[0], contents[1])
