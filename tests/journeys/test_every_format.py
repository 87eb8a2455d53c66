"""Every format in and out, by hand: what goes out comes back in, what others made can be read."""

import re
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from eyes import texts
from foreign import FOREIGN, Foreign
from user import User

from annotator.codebooks import shipped_codebook
from annotator.core.model import Article, Span, State
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, Format
from annotator.formats.registry import FORMATS, format_named
from annotator.gui.printing import pdf
from annotator.project import Project
from annotator.project.importing import add_drafts

FALL = "Regime Falls\n\nThe regime 🚢 fell, “horribly” so, and its beloved ferry with it."
FLOOD = "A family 👩‍👩‍👧 drowned at the café\u0301 in a catastrophic flood."

BOTH = [form for form in FORMATS if form.read and form.write and form.carries.text]


def spans(article: Article, *words: str) -> list[Span]:
    return [Span(article.text.index(w), article.text.index(w) + len(w)) for w in words]


@pytest.fixture
def labelled(documents: Path) -> Path:
    """A project of Ines: labels with a field, with a note, in two pieces, over another."""
    path = documents / "Labelled.annot"
    project = Project.create(path, "Labelled", shipped_codebook("loaded-language"), "Ines")
    drafts = [
        Draft(FALL, 12, title="Regime Falls", outlet="The Lantern"),
        Draft(FLOOD, title="A flood"),
    ]
    fall, flood = map(project.article, finish(add_drafts(project, drafts)).ids)
    ines = Desk(project, project.annotators()[0])
    ines.tag(fall, "contentious-label", [spans(fall, "regime")], fields={"intensity": 4})
    ines.tag(fall, "evaluative-word", [spans(fall, "horribly")], note="why so?")
    ines.tag(fall, "praise-word", [spans(fall, "beloved ferry")])
    ines.tag(fall, "evaluative-word", [spans(fall, "beloved")])
    ines.tag(flood, "evaluative-word", [spans(flood, "catastrophic")])
    ines.tag(flood, "dramatic-verb", [spans(flood, "drowned", "flood")])
    ines.answer(fall.id, "slant", 5)
    ines.set_state(fall.id, State.DONE)
    project.close()
    return path


@pytest.fixture
def empty(documents: Path) -> Path:
    """Ada's new project, with nothing in it."""
    book = shipped_codebook("loaded-language")
    project = Project.create(documents / "New.annot", "New", book, "Ada")
    project.close()
    return project.path


FULL = {
    "Contentious label: “regime”",
    "Evaluative word: “horribly”",
    "Praise word: “beloved ferry”",
    "Evaluative word: “beloved”",
    "Evaluative word: “catastrophic”",
    "Dramatic verb: “drowned … flood”",
}
"""The labels of Ines as the list of labels reads, without their places."""


def exports(user: User, form: Format, out: Path) -> str:
    """Export the project that is open; all that the dialog said."""
    user.presses("Ctrl+E")
    ending = "folder" if form.folder else form.extensions[0]
    user.picks(f"{form.name}, {ending}", within="Format")
    user.fills("File", str(out))
    user.sees_no("Looking…")
    told = " ".join(texts())
    user.clicks("Export")
    user.sees_bar(f"labels written to {out.name}")
    return told


def asks_to_import(user: User, path: Path) -> None:
    """Open the import dialog and choose a file or folder."""
    user.presses("Ctrl+Shift+I")
    kind = "a folder" if path.is_dir() else "files"
    user.chooses_file(path, press=f"Choose {kind} to import")


def labels_seen(user: User) -> set[str]:
    """The labels of all articles as their list reads, without their places."""
    found: set[str] = set()
    for row in user.list_named("Articles"):
        user.opens(row.split(",")[0])
        found |= {re.sub(r" \((¶|headline).*", "", row, flags=re.DOTALL) for row in user.labels()}
    return found


def left_of(told: str) -> set[str]:
    """What must be left of the labels after what the dialog said would be lost."""
    left = set(FULL)
    if "1 label in several pieces split into one each" in told:
        left = {row for row in left if "drowned" not in row}
        left |= {"Dramatic verb: “drowned”", "Dramatic verb: “flood”"}
    if "1 label overlapping longer ones left out" in told:
        left.remove("Evaluative word: “beloved”")
    return left


@pytest.mark.parametrize("form", BOTH, ids=lambda form: form.id)
def test_what_goes_out_comes_back_but_for_what_was_told(
    user: User, labelled: Path, empty: Path, documents: Path, form: Format
) -> None:
    out = documents / f"out{'' if form.folder else form.extensions[0]}"
    user.starts(labelled)
    told = exports(user, form, out)
    user.sees_bar("read back equal")
    user.drops(user.window, [empty])
    asks_to_import(user, out)
    user.sees(f"{form.name} (found out)", "Contentious label")
    if form.carries.annotators:
        user.picks("Ada (you)", within="Who gets the labels of “Ines”")
    user.clicks("Import")
    user.sees("Added: 2 articles")
    assert labels_seen(user) == left_of(told)
    notes = [note for (note,) in user.in_file(empty, "SELECT note FROM labels") if note]
    assert notes == ([] if "label with a note written without it" in told else ["why so?"])
    fields = user.fields_in_file(empty, "regime")
    assert fields == (
        {} if "with fields written without" in told else {"intensity": 4, "quoted": False}
    )
    answers = user.in_file(empty, "SELECT question, value FROM answers")
    assert answers == ([] if "1 answer about articles left out" in told else [("slant", "5")])
    done = user.in_file(empty, "SELECT count(*) FROM assignments WHERE state = 'done'")
    in_progress_too = "1 article flagged or in progress written as submitted" in told
    assert done == [(0 if "written without their state" in told else 1 + in_progress_too,)]
    outlets = {outlet for (outlet,) in user.in_file(empty, "SELECT outlet FROM articles")}
    assert ("The Lantern" in outlets) != ("written without outlet" in told)


@pytest.mark.parametrize("form_id", ["csv", "parquet"])
def test_labels_without_texts_are_not_taken_for_articles(
    user: User, labelled: Path, empty: Path, documents: Path, form_id: str
) -> None:
    form = format_named(form_id)
    out = documents / f"out{form.extensions[0]}"
    user.starts(labelled)
    assert "the exact text of the articles" in exports(user, form, out)
    user.drops(user.window, [empty])
    asks_to_import(user, out)
    user.sees("it holds labels without the texts of their articles")
    user.sees_no("Columns")
    user.presses("Esc")


def test_pages_and_pairs_are_for_people(user: User, labelled: Path, documents: Path) -> None:
    page, pairs = documents / "page.html", documents / "pairs.csv"
    user.starts(labelled)
    exports(user, format_named("reading"), page)
    told = exports(user, format_named("rewrites"), pairs)
    assert "6 labels without neutral words" in told
    assert "beloved ferry" in page.read_text("utf-8")
    assert pairs.exists()


def test_a_pdf_has_every_article(user: User, labelled: Path, documents: Path) -> None:
    user.starts(labelled)
    exports(user, pdf.FORMAT, documents / "All.pdf")
    user.sees("to All.pdf")
    with closing(pypdfium2.PdfDocument(documents / "All.pdf")) as pages:
        said = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "Regime Falls" in said
    assert "A family" in said


# ---------------------------------------------------------------------------- of others


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda foreign: foreign.form)
def test_what_others_made_comes_in(
    user: User, empty: Path, documents: Path, foreign: Foreign
) -> None:
    path = documents / foreign.name
    foreign.made(path)
    user.starts(empty)
    asks_to_import(user, path)
    user.sees(f"{format_named(foreign.form).name} (found out)", foreign.article.split("\n")[0])
    if foreign.owner:
        user.picks("Ada (you)", within=f"Who gets the labels of “{foreign.owner}”")
    user.clicks("Import")
    user.sees("Added: ", *foreign.more)
    if user.dialogs():
        user.clicks("Close")
    user.sees_article(foreign.article)
    assert labels_seen(user) >= set(foreign.labels)
