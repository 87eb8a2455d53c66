"""Markdown articles as the reader of the rendered page sees them."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text import canonical
from annotator.formats.exchange import Draft
from annotator.formats.texts.markdown import read


def draft_of(source: str) -> Draft:
    (draft,) = read(dedent(source).encode(), "file")
    return draft


def test_an_article_with_front_matter() -> None:
    draft = draft_of(
        """\
        ---
        title: "Ferry: the end"
        author: Ines Tollander
        outlet: 'The Marrow Bay Courier'
        url: https://courier.example/ferry
        genre: news
        desk: Harbour
        tags:
          - ferry
        ---
        # Ferry to *close* after [sixty](https://courier.example) years

        The **reckless** board
        voted `7:2`. ![Gulls over the pier](gulls.png)

        ## “A betrayal”
        """
    )
    assert draft.text == (
        "Ferry to close after sixty years\n\n"
        "The reckless board voted 7:2. Gulls over the pier\n\n"
        "“A betrayal”"
    )
    assert draft.text[: draft.headline_end] == "Ferry to close after sixty years"
    assert draft == Draft(
        text=draft.text,
        headline_end=32,
        title="Ferry: the end",
        author="Ines Tollander",
        outlet="The Marrow Bay Courier",
        url="https://courier.example/ferry",
        genre="news",
        extra={"desk": "Harbour"},
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("- one\n- two\n  - in\n- three", "• one\n• two\n  • in\n• three"),
        ("3. three\n4. four\n\nend", "3. three\n4. four\n\nend"),
        ("- a\n- b\n\n1. c\n2. d", "• a\n• b\n\n1. c\n2. d"),
        ("- loose\n\n- items\n\n  more", "• loose\n\n• items\n\nmore"),
        ("> We had\n> no choice.\n\nHe left.", "We had no choice.\n\nHe left."),
        ("```py\nx  = 1\n\ny\n```\nend", "x  = 1\n\ny\n\nend"),
        ("|a|b|\n|-|-|\n|1|2|\n|3|4|\n\nend", "a | b\n1 | 2\n3 | 4\n\nend"),
        ("one  \ntwo<br>three\nfour", "one\ntwo\nthree four"),
        ("a<!-- note --> <i>b</i>\n\n<div>c<p>d</div>\n\n<script>e</script>", "a b\n\nc\n\nd"),
        ("&copy; 2 \\* 3 &amp; ~~4~~\n\n***\n\nend", "© 2 * 3 & 4\n\nend"),
        ("[a]: http://x.example\n\nsee [a] and <http://y.example>", "see a and http://y.example"),
        ("---\nno front matter\n---\nend", "no front matter\n\nend"),
    ],
)
def test_blocks_become_the_text_they_show(source: str, text: str) -> None:
    assert draft_of(source).text == text


def test_only_a_first_heading_of_the_first_level_is_the_headline() -> None:
    assert draft_of("words\n\n# Later").headline_end == 0
    assert draft_of("## Second level\n\nwords").headline_end == 0
    titled = draft_of("---\ntitle: From the front\n---\n## Second\n\nwords")
    assert titled.text == "From the front\n\nSecond\n\nwords"
    assert titled.headline_end == len("From the front")


@given(st.text(st.sampled_from("#*_->[](){}!`|<&;:\n\r\t\\ 1.=~a😀\u00a0\u0301\u2028\ufeff'\"")))
def test_any_markdown_gives_canonical_text_with_its_headline_in_front(source: str) -> None:
    (draft,) = read(source.encode(), "file")
    assert canonical(draft.text)[0] == draft.text
    assert "\n" not in draft.text[: draft.headline_end]
    if draft.headline_end and draft.headline_end < len(draft.text):
        assert draft.text[draft.headline_end :].startswith("\n\n")
