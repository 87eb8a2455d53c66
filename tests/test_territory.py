"""Where a computer is set up to be says which paper lies in its printer."""

import sys

import pytest

from annotator.teach.paper import PaperSize, usual_in
from annotator.territory import territory, territory_in


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("en_US.UTF-8", "US"),
        ("de-AT", "AT"),
        ("zh_Hans_CN", "CN"),
        ("ca_ES@valencia", "ES"),
        ("en_US_POSIX", "US"),
        ("de", ""),
        ("C.UTF-8", ""),
        ("", ""),
    ],
)
def test_a_locale_names_its_country(locale: str, code: str) -> None:
    assert territory_in(locale) == code


@pytest.mark.parametrize(
    ("code", "size"),
    [("US", PaperSize.LETTER), ("mx", PaperSize.LETTER), ("AT", PaperSize.A4), ("", PaperSize.A4)],
)
def test_offices_of_a_country_have_one_paper(code: str, size: PaperSize) -> None:
    assert usual_in(code) is size


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks no variables")
def test_the_paper_is_asked_for_before_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_PAPER", raising=False)
    assert territory() == "US"
    monkeypatch.setenv("LC_PAPER", "de_DE.UTF-8")
    assert territory() == "DE"
