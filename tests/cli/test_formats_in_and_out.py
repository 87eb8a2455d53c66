"""Every format through the command line, in and out, and files of others in."""

from collections import Counter

import pytest
from foreign import FOREIGN, Foreign
from shell import Shell, tagging

from annotator.formats.exchange import Format
from annotator.formats.registry import FORMATS

BOTH = [form for form in FORMATS if form.read and form.write and form.carries.text]


def quotes(shell: Shell, project: str) -> Counter[tuple[str, str]]:
    """Tag and quote of every label of a project."""
    return Counter(
        (label["tag"], label["quote"])
        for row in shell.gives("list", project)
        for label in shell.gives("show", project, row["id"])["labels"]
    )


@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.id)
def test_what_goes_out_comes_back(shell: Shell, article: str, form: Format) -> None:
    shell.does(*tagging(article, "--find", "catastrophic", "--all"))
    shell.does(*tagging(article, "--find", "horrific"))
    before = quotes(shell, "P.annot")
    out = "out" if form.folder else f"out{form.extensions[0]}"
    said = shell.gives("export", "P.annot", "--format", form.id, "--out", out)
    assert (said["labels"], said["read_back_equal"]) == (sum(before.values()), True)
    shell.does("new", "Q.annot")
    came = shell.gives("import", "Q.annot", out)
    assert (came["articles"], came["labels"], came["skipped"]) == (1, said["labels"], [])
    assert quotes(shell, "Q.annot") == before


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.form)
def test_what_others_made_comes_in(shell: Shell, foreign: Foreign) -> None:
    foreign.made(shell.folder / foreign.name)
    shell.does("new", "Q.annot")
    owner = ("--owner", f"{foreign.owner}=Ada") if foreign.owner else ()
    if owner:
        assert "has" in shell.refuses("import", "Q.annot", foreign.name, *owner)
    came = shell.gives("import", "Q.annot", foreign.name)
    assert came["labels"] >= len(foreign.labels)
    told = " ".join(item["where"] for item in came["skipped"])
    assert all(words in told for words in foreign.more)
    first = shell.gives("show", "Q.annot", came["ids"][0])
    assert first["text"].startswith(foreign.article)
    wanted = {row.split(": “")[1].removesuffix("”") for row in foreign.labels}
    assert wanted <= {quote for _, quote in quotes(shell, "Q.annot")}
