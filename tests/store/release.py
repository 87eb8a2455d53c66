"""Writes `released/schema-N.sql`, a small project as today's program makes it.

Run it once when a release has a new SCHEMA, `python tests/store/release.py`, and never change that
file again: every later release must open it. It is SQL so that it can be read and compared.
"""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from annotator.core.edits import Edit
from annotator.core.model import (
    Article,
    Codebook,
    Condition,
    Field,
    Kind,
    Option,
    Question,
    Settings,
    Span,
    State,
    Tag,
    Visit,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, headlined
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.store.schema import APPLICATION_ID, CORPUS, SCHEMA, TEAM

CODEBOOK = Codebook(
    id="harbour",
    name="Harbour words",
    fields=(
        Field("intensity", "Intensity", Kind.SCALE, low=1, high=5),
        Field("quoted", "In a quotation?", Kind.YES_NO, detect="quotation"),
        Field("whose", "Whose", when=Condition("quoted", value=True), detect="speaker"),
        Field("sure", "Sure?", Kind.CHOICE, (Option("yes", "Sure"), Option("no", "Unsure"))),
    ),
    tags=(
        Tag("loaded", "Loaded word", "Judges.", fields=("intensity", "quoted", "whose", "sure")),
        Tag("plain", "Plain tag", examples=("the *act*",), parent="loaded"),
    ),
    questions=(Question("slant", "Slant", Kind.SCALE, low=-2, high=2),),
)
FERRY = headlined(
    "Regime Sinks Beloved Ferry",
    "“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.",
)
BANNER = "“שלום” 🚢 read the banner that the crew hung out on Sunday."


def span(article: Article, words: str) -> Span:
    """Where the words stand first."""
    at = article.text.index(words)
    return Span(at, at + len(words))


def fill(project: Project) -> None:
    """A little of everything that a project can hold."""
    drafts = (
        Draft(*FERRY, title="Regime Sinks Beloved Ferry", date="2026-03-14", extra={"page": "3"}),
        Draft(BANNER, title="Banner"),
    )
    ferry, banner = map(project.article, finish(add_drafts(project, drafts)).ids)
    ines = Desk(project, project.annotator_named("Ines"))
    tomas = Desk(project, project.annotator_named("Tomas", make=True))
    project.do("Source shown", Edit(project.settings, Settings("Released", source_hidden=False)))
    [label] = ines.tag(ferry, "loaded", [[span(ferry, "catastrophic")]])
    label = ines.set_field(label, "intensity", 5)
    ines.set_note(label, "why not “costly”?")
    ines.answer(ferry.id, "slant", -2)
    ines.answer_again(ferry.id, "slant", -1)
    ines.set_labelled(ferry.id, labelled=True)
    ines.set_state(ferry.id, State.DONE)
    book = project.codebook
    tags = (replace(book.tags[0], definition="Judges without reasons."), *book.tags[1:])
    project.do("Definition of Loaded word", Edit(book, replace(book, tags=tags)))
    pieces = [span(ferry, "catastrophic"), span(ferry, "vandalism")]
    tomas.tag(ferry, "loaded", [pieces], fields={"sure": "no"})
    tomas.set_article_note(banner.id, "a caption?")
    [plain] = tomas.tag(banner, "plain", [[span(banner, "Sunday")]])
    tomas.untag([plain])
    project.undo(tomas.annotator.id)
    began = "2026-03-14T09:26:53.589Z"
    project.record_visit(Visit("visit", ferry.id, ines.annotator.id, began, 61_000, began))


def dumped(connection: sqlite3.Connection) -> list[str]:
    """The SQL that makes the file anew; its search tables are filled from the others."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql LIKE ? ORDER BY name"
    virtual = connection.execute(made, ("table", "CREATE VIRTUAL%")).fetchall()
    triggers = connection.execute(made, ("trigger", "%")).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for name, _ in virtual:
        connection.execute(f"DROP TABLE {name}")
    plain = [line for line in connection.iterdump() if line != "COMMIT;"]
    filling = [
        it.strip()
        for it in (*CORPUS, *TEAM)
        if it.startswith("INSERT INTO") and "_words" in it and "SELECT rowid" not in it
    ]
    return [
        *plain,
        *(f"{sql};" for _, sql in virtual),
        *(f"{sql};" for sql in filling),
        *(f"{sql};" for _, sql in triggers),
        "COMMIT;",
    ]


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "Released.annot")
        with closing(Project.create(path, "Released", CODEBOOK, "Ines")) as project:
            fill(project)
        with closing(sqlite3.connect(path)) as connection:
            lines = [
                "-- A project as the release with this schema wrote it. Never change this file.",
                f"PRAGMA application_id = {APPLICATION_ID};",
                f"PRAGMA user_version = {SCHEMA};",
                *dumped(connection),
            ]
    target = Path(__file__).parent / "released" / f"schema-{SCHEMA}.sql"
    target.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
