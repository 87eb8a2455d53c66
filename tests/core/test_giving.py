"""Which tags may be given, and what is filled in before anybody is asked."""

from dataclasses import replace

import pytest

from annotator.core.errors import AnnotatorError
from annotator.core.giving import filled, offered_tag
from annotator.core.model import Codebook, Span, Tag

TEXT = "“It is a catastrophic act,” said Oda Brenneke, 71. The regime gave no reason."
CATASTROPHIC, REGIME = Span(9, 21), Span(55, 61)


def test_a_tag_that_is_not_there_is_refused_with_those_that_are(codebook: Codebook) -> None:
    assert offered_tag(codebook, "praise").name == "Praise"
    with pytest.raises(AnnotatorError, match="no tag “prise”; it has loaded, praise, plain"):
        offered_tag(codebook, "prise")


def test_a_retired_tag_is_refused(codebook: Codebook) -> None:
    with pytest.raises(AnnotatorError, match="Old tag is retired; its labels stay"):
        offered_tag(codebook, "old")


def test_of_a_group_the_tags_inside_are_told(codebook: Codebook) -> None:
    grouped = replace(
        codebook,
        tags=(
            Tag("words", "Words", group=True),
            Tag("verb", "Verb", parent="words"),
            Tag("empty", "Nothing yet", group=True),
        ),
    )
    with pytest.raises(AnnotatorError, match=r"Words is a group .* give one inside it: verb"):
        offered_tag(grouped, "words")
    with pytest.raises(AnnotatorError, match="inside it: none"):
        offered_tag(grouped, "empty")


def test_quotation_and_speaker_are_detected(codebook: Codebook) -> None:
    loaded = codebook.fields_of(offered_tag(codebook, "loaded"))
    assert filled(loaded, TEXT, CATASTROPHIC, {}) == {"quoted": True, "whose": "Oda Brenneke"}
    assert filled(loaded, TEXT, REGIME, {}) == {"quoted": False}


def test_what_was_given_stands_and_decides_what_is_asked(codebook: Codebook) -> None:
    loaded = codebook.fields_of(offered_tag(codebook, "loaded"))
    given = {"quoted": False, "intensity": 3}
    assert filled(loaded, TEXT, CATASTROPHIC, given) == given
    named = {"quoted": True, "whose": "the crew"}
    assert filled(loaded, TEXT, CATASTROPHIC, named) == named
