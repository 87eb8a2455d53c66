"""Bytes to text, whatever a news archive was saved in."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError
from annotator.formats.parts.encoding import decoded

ENGLISH = "The council’s “reform” was, critics said, a café-window fig leaf – nothing more."
NEWS = [
    ("cp1252", "Der Bürgermeister äußerte sich zur „Maßnahme“ nicht; größere Änderungen folgen."),
    ("cp1252", "Borgmästaren sade på tisdagen att färjan ska läggas ner. Många är ledsna."),
    ("cp1252", "Il sindaco ha detto martedì che il traghetto sarà soppresso perché è vecchio."),
    ("cp1252", "Le maire a refusé de répondre ; « c’est une manœuvre », a déclaré l’opposition."),
    ("cp1250", "Burmistrz powiedział we wtorek, że prom zostanie zamknięty, a środki są małe."),
    ("cp1250", "Starosta v úterý řekl, že přívoz bude uzavřen. Mnoho obyvatel je rozhořčeno."),
    ("cp1254", "Belediye başkanı salı günü vapurun kaldırılacağını söyledi. Birçok kişi üzgün."),
    ("cp1251", "Мэр сообщил во вторник, что паром будет закрыт: денег на ремонт нет."),
    ("koi8-r", "Мэр сообщил во вторник, что паром будет закрыт. Многие жители возмущены решением."),
    ("cp1253", "Ο δήμαρχος είπε την Τρίτη ότι το πλοίο θα σταματήσει, λέει η αντιπολίτευση."),
    ("shift_jis", "市長は火曜日、フェリーを廃止すると述べた。多くの住民が怒っていると野党は言う。"),
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_by_its_mark_or_its_shape(encoding: str) -> None:
    assert decoded(ENGLISH.encode(encoding))[0] == ENGLISH


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_utf8_and_marked_utf16_come_back_exactly(text: str) -> None:
    assert decoded(b"x" + text.encode())[0] == "x" + text
    assert decoded(b"\xff\xfe" + text.encode("utf-16-le"))[0] == text.lstrip("\ufeff")


@pytest.mark.parametrize(("encoding", "text"), NEWS)
def test_the_old_encodings_of_news_are_told_apart(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding))[0] == text


def test_western_text_is_read_as_western_even_if_other_code_pages_fit() -> None:
    assert decoded(ENGLISH.encode("cp1252")) == (ENGLISH, "cp1252")
    for short in ("naïve", "It’s over", "It costs €5 – or £4."):
        assert decoded(short.encode("cp1252")) == (short, "cp1252")


def test_a_declared_encoding_is_believed_after_utf8_and_only_if_it_is_one() -> None:
    polish = "Łódź".encode("cp1250")
    assert decoded(polish, "windows-1250") == ("Łódź", "cp1250")
    assert decoded("Łódź".encode(), "windows-1250") == ("Łódź", "utf-8")
    assert decoded("“naïve”".encode("cp1252"), "ISO-8859-1") == ("“naïve”", "cp1252")
    for odd in ("unicode_escape", "utf-7", "idna", "rot13", "no-such-thing", "\0"):
        assert decoded(b"a\\u0041+AEE-", odd)[0] == "a\\u0041+AEE-"
        assert decoded("naïve".encode("cp1252"), odd)[0] == "naïve"


@pytest.mark.parametrize(
    "data",
    [
        b"\0",
        b"words and a \0 among them",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"%PDF-1.7\n" + os.urandom(4096),
        "NUL \0 in UTF-16".encode("utf-16"),
    ],
)
def test_binary_data_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(AnnotatorError, match="no text file"):
        decoded(data)


@given(st.binary())
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    try:
        text, encoding = decoded(data)
    except AnnotatorError:
        return
    assert "\0" not in text
    assert encoding
