"""Articles in XML with a file beside them that says which are hyperpartisan."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.formats.datasets import hyperpartisan
from annotator.formats.exchange import Draft, ReadOptions, Skipped
from annotator.formats.source import LARGEST_FILE_BYTES, Source

ARTICLES = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<articles>
<article id="0000000" published-at="2017-09-10" title="Mayor&apos;s &quot;deal&quot; 😀">
<p>The <q>regime</q> sold
 the <a href="http://a.example" type="external">ferry</a> &amp; left.</p>

<p> </p>
Loose <a href="">words</a> stand here.
<p>It&#8217;s over.</p></article>
<article id="0000001" title=""><p>One paragraph.</p></article>
<article id="0000002" title="Empty"><p/></article>
</articles>
"""
TRUTH = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<articles>
<article hyperpartisan="false" id="0000001" labeled-by="article" url="http://a.example/1"/>
<article bias="left" hyperpartisan="true" id="0000000" labeled-by="publisher" url=""/>
</articles>
"""


def found_in(
    folder: Path, articles: str | bytes, truth: str | bytes | None = TRUTH
) -> tuple[list[Draft], list[Skipped]]:
    path = folder / "articles-training-byarticle.xml"
    path.write_bytes(articles if isinstance(articles, bytes) else articles.encode())
    if truth is not None:
        content = truth if isinstance(truth, bytes) else truth.encode()
        (folder / "ground-truth-training-byarticle.xml").write_bytes(content)
    found = list(hyperpartisan.read(Source(path), ReadOptions(annotator="Crowd")))
    drafts = [item for item in found if isinstance(item, Draft)]
    return drafts, [item for item in found if isinstance(item, Skipped)]


def test_articles_are_read_to_the_letter(tmp_path: Path) -> None:
    [first, second], left = found_in(tmp_path, ARTICLES)
    assert left == [Skipped("article 0000002", "it holds no text")]
    assert first.text == (
        'Mayor\'s "deal" 😀\n\nThe regime sold the ferry & left.\n\n'
        "Loose words stand here.\n\nIt’s over."
    )
    assert first.text[: first.headline_end] == first.title == 'Mayor\'s "deal" 😀'
    assert (first.id, first.date, first.extra) == (
        "0000000",
        "2017-09-10",
        {"labeled-by": "publisher"},
    )
    assert [(it.question, it.value, it.annotator) for it in first.answers] == [
        ("hyperpartisan", True, "Crowd"),
        ("bias", "left", "Crowd"),
    ]
    assert (second.text, second.headline_end, second.url) == (
        "One paragraph.",
        0,
        "http://a.example/1",
    )
    assert [(it.question, it.value) for it in second.answers] == [("hyperpartisan", False)]
    assert hyperpartisan.sniff(Source(tmp_path / "articles-training-byarticle.xml"))


def test_articles_are_read_without_the_other_file_or_one_that_breaks(tmp_path: Path) -> None:
    drafts, _ = found_in(tmp_path, ARTICLES, None)
    assert [draft.answers for draft in drafts] == [(), ()]
    drafts, left = found_in(tmp_path, ARTICLES, TRUTH[:-40])
    assert len(drafts) == 2
    assert left[-1].where == "the file ground-truth-… beside it"


def test_the_other_file_alone_is_a_clause(tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError, match="open the file articles-… beside it"):
        found_in(tmp_path, TRUTH)


def test_what_was_read_before_a_break_stays(tmp_path: Path) -> None:
    [draft], [left] = found_in(tmp_path, ARTICLES[: ARTICLES.index('title=""')])
    assert draft.id == "0000000"
    assert left.where == "all after article 1"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no XML",
        b"<articles>",
        b"<html></html>",
        b'<?xml version="1.0" encoding="nonsense"?><articles/>x',
        b"<a>" * 10_000,
        b'<!DOCTYPE articles [<!ENTITY a "aa">]><articles><article id="1">&a;</article></articles>',
        b'<!DOCTYPE articles SYSTEM "file:///etc/passwd"><articles/>',
    ],
)
def test_what_cannot_be_read_is_a_clause(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(AnnotatorError) as told:
        found_in(tmp_path, content)
    assert str(told.value)[0].islower()
    assert not str(told.value).endswith(".")


def test_an_article_deep_in_itself_is_read(tmp_path: Path) -> None:
    deep = b"<a>" * 20_000 + b"x" + b"</a>" * 20_000
    content = b'<articles><article id="1"><p>' + deep + b"</p></article></articles>"
    [draft], _ = found_in(tmp_path, content)
    assert draft.text == "x"


def test_an_article_without_an_end_is_not_read_for_ever(tmp_path: Path) -> None:
    content = b'<articles><article id="1"><p>' + b"x" * LARGEST_FILE_BYTES
    with pytest.raises(AnnotatorError, match="an article in it is larger than 64 MB"):
        found_in(tmp_path, content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(data=st.data())
def test_whatever_the_bytes_it_is_told(data: st.DataObject, tmp_path: Path) -> None:
    contents = []
    for whole in (ARTICLES, TRUTH):
        content = whole.encode()
        cut = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(cut, min(len(content), cut + 10)))
        contents.append(content[:cut] + data.draw(st.binary(max_size=4)) + content[end:])
    with suppress(AnnotatorError):
        found_in(tmp_path, contents[0], contents[1])
