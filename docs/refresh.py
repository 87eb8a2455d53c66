"""Draws the pictures of the README and writes its table of keys; `make docs` runs it."""

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import formats_page
from agreement_pictures import agreeing
from drawing import PICTURES, drawn
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from teach_pictures import teaching

from annotator.clock import new_id, now
from annotator.core.adjudication import Rule, RuleKind
from annotator.core.model import Span, State, Visit
from annotator.core.text import occurrences
from annotator.desk import Desk
from annotator.gui import commands
from annotator.gui.adjudicate.page import AdjudicatePage
from annotator.gui.app import application, make_window
from annotator.gui.corpus.page import CorpusPage
from annotator.gui.dialogs.import_files import ImportDialog
from annotator.gui.dialogs.shortcuts import key_table
from annotator.gui.team.page import TeamPage
from annotator.gui.window import Window
from annotator.gui.workspaces import WORKSPACES
from annotator.project import Project
from annotator.project.team import Sharing, add_annotator, assign
from annotator.sample import make_sample

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
_WORDS = (
    ("Regime", "contentious-label"),
    ("catastrophic", "evaluative-word"),
    ("Catastrophic Dam Flood", "dramatic-noun"),
    ("rotten", "evaluative-word"),
    ("horrific", "evaluative-word"),
    ("claimed", "reporting-verb"),
    ("bombshell", "dramatic-noun"),
    ("hapless", "evaluative-word"),
)


def opened(folder: Path) -> Window:
    """The window on the sample, with some words tagged and one label's fields filled in."""
    window = make_window(application(), folder)
    window.resize(1440, 900)
    window.show()
    window.session.take(make_sample(folder / "Sample.annot", "Ines"))
    page = window.annotate
    for words, tag in _WORDS:
        page.tagging.tag_places(tag, [(occurrences(page.view.text, words)[0],)])
    page.tagging.tag_places("contentious-label", [(occurrences(page.view.text, "Regime")[2],)])
    page.upkeep.catch_up()
    for key, value in (("intensity", 4), ("target", "the government"), ("neutral", "government")):
        page.tagging.set_field(key, value)
        page.upkeep.catch_up()
    return window


def pictures(folder: Path) -> Iterator[str]:
    """Draw each picture; gives their names."""
    window = opened(folder)
    for name, theme in (("annotate-light", "light"), ("annotate-dark", "dark")):
        window.looks.apply(replace(window.looks.preferences, theme=theme))
        yield drawn(window, name)
    window.looks.apply(replace(window.looks.preferences, theme="light"))
    window.annotate.walk.to(occurrences(window.annotate.view.text, "shameless")[0])
    yield drawn(window, "select")
    window.session.go_to_workspace("codebook")
    yield drawn(window, "codebook")
    yield from _corpus(window)
    yield _shared_out(window)
    yield from _importing(window, folder)
    window.close_project()
    window.session.take(_team(folder / "Team.annot"))
    yield _adjudicated(window)
    window.close_project()
    yield agreeing(window, folder)
    window.close_project()
    yield from teaching(window, folder)
    window.close()


def _corpus(window: Window) -> Iterator[str]:
    """The corpus as a table, and a word in its context."""
    window.session.go_to_workspace("corpus")
    yield drawn(window, "corpus")
    corpus = window.frame.page(CorpusPage)
    corpus.views.go_to("concordance")
    corpus.concordance.show_words("regime | so-called")
    yield drawn(window, "concordance")
    corpus.views.go_to("events")
    QTest.qWait(600)
    corpus.events.show_reader(seen=True)
    yield drawn(window, "events")
    corpus.events.show_reader(seen=False)
    corpus.views.go_to("articles")


def _team(path: Path) -> Project:
    """The sample, its first article done by three who see most of it alike."""
    project = make_sample(path, "Ines")
    first = project.article(project.article_ids()[0])
    for number, name in enumerate(("Ada", "Ben", "Cleo")):
        desk = Desk(project, add_annotator(project, name))
        for at, (words, tag) in enumerate(_WORDS):
            if (at + number) % 4:
                other = "dramatic-noun" if (at, number) == (3, 2) else tag
                strong = {"intensity": 2 + (at + number) % 3}
                desk.tag(first, other, [(occurrences(first.text, words)[0],)], fields=strong)
        desk.set_state(first.id, State.DONE)
    return project


def _adjudicated(window: Window) -> str:
    """Three annotators' work, some of it decided."""
    window.session.go_to_workspace("adjudicate")
    page = window.frame.page(AdjudicatePage)
    _wait_for(lambda: page.found is not None)
    page.deciding.accept_agreed(Rule(RuleKind.ALL), everywhere=False)
    page.deciding.choose("1")
    page.deciding.choose("1")
    return drawn(window, "adjudicate")


def _shared_out(window: Window) -> str:
    """Three people more, who share the articles out and are at different places."""
    project = window.session.project
    people = [add_annotator(project, name) for name in ("Ada", "Ben", "Cleo")]
    assign(project, project.article_ids(), Sharing(tuple(it.id for it in people), 2, pilot=2))
    for done, who in enumerate(people, 1):
        desk = Desk(project, who)
        for minutes, article_id in enumerate(project.article_ids(who.id)[: done + 1], 2):
            article = project.article(article_id)
            desk.tag(article, "praise-word", [[Span(0, article.text.index(" "))]])
            stay = Visit(new_id(), article_id, who.id, now(), 60_000 * minutes + 7_000 * done)
            project.record_visit(stay)
        for article_id in project.article_ids(who.id)[:done]:
            desk.set_state(article_id, State.DONE)
    window.session.go_to_workspace("team")
    _wait_for(lambda: window.frame.page(TeamPage).figures is not None)
    return drawn(window, "team")


def _importing(window: Window, folder: Path) -> Iterator[str]:
    """The dialog for files of other programs, on a file of doccano's shape."""
    file = folder / "tagged.jsonl"
    text = window.session.project.article(window.session.project.article_ids()[0]).text
    places = [occurrences(text, word)[0] for word in ("rotten", "horrific", "hapless")]
    rows = [[*span, tag] for span, tag in zip(places, ("Loaded", "Loaded", "Mockery"), strict=True)]
    file.write_text(json.dumps({"id": 1, "text": text, "label": rows}) + "\n", "utf-8")
    window.files.import_files([file])
    dialog = next(it for it in window.findChildren(ImportDialog) if it.isVisible())
    dialog.resize(1_120, 700)
    _wait_for(dialog.primary.isEnabled)
    dialog.grab().save(str(PICTURES / "import.png"))
    dialog.close()
    yield "import"


def _wait_for(what: Callable[[], bool]) -> None:
    """Until it is so; jobs run meanwhile."""
    while not what():
        QApplication.processEvents()
        time.sleep(0.01)


def with_keys(text: str) -> str:
    """The README's text with the table of keys made anew between its two marks."""
    actions = [*commands.ACTIONS, *(each for entry in WORKSPACES for each in entry.actions)]
    before, _, rest = text.partition("<!-- keys -->")
    after = rest.partition("<!-- /keys -->")[2]
    return f"{before}<!-- keys -->\n{key_table(actions)}\n<!-- /keys -->{after}"


def main() -> None:
    """Draw and write everything."""
    qInstallMessageHandler(lambda *_: None)
    formats_page.write()
    README.write_text(with_keys(README.read_text("utf-8")), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for name in pictures(Path(folder)):
            print(name)  # noqa: T201


if __name__ == "__main__":
    main()
