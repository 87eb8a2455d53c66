"""Files and folders as a person hands them in; plain text."""

import json
import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.core.text import canonical
from annotator.formats.exchange import Skipped
from annotator.formats.reading import drafts, read, readable_files
from annotator.formats.registry import format_named, format_of
from annotator.formats.source import Source
from annotator.formats.texts import plain

ARTICLE = "Ferry to close 😀\n\nThe “reckless” board voted.\nThe café 👩‍👩‍👧 is e\u0301mpty.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_same_article_comes_from_every_encoding_and_line_end(
    tmp_path: Path, encoding: str, line_end: str
) -> None:
    file = tmp_path / "ferry.txt"
    file.write_bytes(ARTICLE.replace("\n", line_end).encode(encoding))
    (draft,) = drafts(file)
    assert draft.text == ARTICLE
    assert draft.text[: draft.headline_end] == draft.title == "Ferry to close 😀"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_plain_text_is_kept_character_for_character(text: str) -> None:
    (draft,) = plain.read(text.encode(), "file")
    assert draft.text == canonical(text.lstrip("\ufeff"))[0]
    assert "\n" not in draft.title


def test_a_text_without_a_headline_is_called_by_its_first_words(tmp_path: Path) -> None:
    sentence = "The harbour board of Marrow Bay has voted to end the last crossing to the island. "
    file = tmp_path / "ferry.txt"
    file.write_text(sentence * 3, encoding="utf-8")
    (draft,) = drafts(file)
    assert draft.headline_end == 0
    assert draft.title.endswith(" the…")
    assert len(draft.title) <= 80
    assert sentence.startswith(draft.title[:-1])


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "“empty.txt” holds no text."),
        ("blank.md", b" \r\n\t\n", "“blank.md” holds no text."),
        ("page.html", b"<html><body><script>x()</script></body></html>", "holds no text"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "“photo.txt” cannot be read: .* binary"),
        ("scan.jpg", b"\xff\xd8", "“scan.jpg” cannot be read: the program reads no “.jpg” files"),
    ],
)
def test_a_file_without_an_article_is_named_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(AnnotatorError, match=sentence):
        drafts(file)


def test_what_is_no_file_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match=r"“gone.txt” .* no such file"):
        drafts(tmp_path / "gone.txt")
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    with pytest.raises(AnnotatorError, match=r"“folder.txt” .* no file"):
        drafts(folder)
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(AnnotatorError, match=r"“large.txt” .* larger than 64 MB"):
        drafts(large)


def test_a_named_format_reads_a_file_of_any_extension(tmp_path: Path) -> None:
    file = tmp_path / "ferry.story"
    file.write_text(ARTICLE, encoding="utf-8")
    assert format_of(file) is None
    assert drafts(file, format_named("txt"))[0].text == ARTICLE
    with pytest.raises(AnnotatorError, match="only writes"):
        drafts(file, format_named("csv"))
    with pytest.raises(AnnotatorError, match="choose one of jsonl, csv, "):
        format_named("wordperfect")


def test_a_folder_gives_its_readable_files_in_order_and_says_what_it_leaves(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for name in (
        "b.txt",
        "a.TXT",
        "sub/c.md",
        "sub/d.html",
        "photo.jpg",
        ".hidden.txt",
        ".g/e.txt",
    ):
        file = corpus / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ARTICLE, encoding="utf-8")
    outside = tmp_path / "secret.txt"
    outside.write_text(ARTICLE, encoding="utf-8")
    (corpus / "link.txt").symlink_to(outside)
    (corpus / "itself.txt").symlink_to("itself.txt")
    (corpus / "loop").symlink_to(corpus, target_is_directory=True)
    if hasattr(os, "mkfifo"):  # opening it would wait for ever
        os.mkfifo(corpus / "pipe.txt")

    files, refused = readable_files([corpus, corpus / "b.txt", tmp_path / "gone.txt"])

    names = [file.relative_to(corpus).as_posix() for file in files]
    assert names == ["a.TXT", "b.txt", "sub/c.md", "sub/d.html"]
    reasons = {file.name: reason for file, reason in refused}
    assert reasons.keys() - {"pipe.txt"} == {"photo.jpg", "gone.txt", "itself.txt"}
    assert reasons["photo.jpg"] == "the program reads no “.jpg” files"
    assert reasons["gone.txt"] == "there is no such file"


def test_what_is_left_out_is_told_on_one_line(tmp_path: Path) -> None:
    file = tmp_path / "ferry.jsonl"
    label = {"tag": "loaded", "start": 0, "end": 5, "quote": "line\none\u2028two"}
    file.write_text(json.dumps({"text": ARTICLE, "labels": [label]}), "utf-8")
    left, _draft = read(Source(file), format_named("jsonl"))
    assert isinstance(left, Skipped)
    assert left.where == "line 1, label “line one two”"


def test_a_refusal_is_one_line_and_names_no_part_of_a_library(tmp_path: Path) -> None:
    file = tmp_path / "ferry.spacy"
    file.write_bytes(zlib.compress(b"x" * 90)[:8] + b"\xff" * 90)
    with pytest.raises(AnnotatorError, match=r"it is no DocBin of spaCy, or damaged\.$"):
        drafts(file, format_named("docbin"))
