"""Writes `released/hub-N.sql`, a small team's hub as today's program makes it.

Run it once when a release has a new VERSION of the hub, `python -m tests.sync.release_hub`, and
never change that file again: every later release must bring such a hub up to date. It is what
`pg_dump` writes, without what names the server; roles end in `_then`, and have no passwords.
"""

import re
import subprocess
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from annotator.core.edits import Edit
from annotator.core.model import (
    AnnotatorKind,
    Codebook,
    Field,
    Kind,
    Question,
    Span,
    State,
    Tag,
    Visit,
)
from annotator.core.work import finish
from annotator.desk import Desk
from annotator.formats.exchange import Draft, DraftLabel
from annotator.project import Project
from annotator.project.importing import add_drafts
from annotator.project.team import Sharing, add_annotator, assign
from annotator.project.training import assign_training
from annotator.sync.hub.tables import VERSION
from tests.postgres import Database, new_database, program, running
from tests.sync.copies import tag
from tests.sync.hubs import hub_copy, invited, lead_synced, made, synced

RELEASED = Path(__file__).parent / "released"
CODEBOOK = Codebook(
    id="harbour",
    name="Harbour words",
    fields=(Field("intensity", "Intensity", Kind.SCALE, low=1, high=5),),
    tags=(Tag("loaded", "Loaded word", fields=("intensity",)), Tag("plain", "Plain tag")),
    questions=(Question("slant", "Slant", Kind.SCALE, low=-2, high=2),),
)
TEXTS = (
    "The regime scrapped the ferry: a catastrophic 🚢 act, said “Oda”.",
    "A café on the pier stays; the ferry was scrapped.",
    "“שלום” read the banner.",
)


def write(folder: Path) -> None:
    """Ben is done with an article and Cleo is not; another, which has a key, is Ben's training.

    An import brought a label of Cleo's.
    """
    with running() as server:
        database = new_database(server)
        lead = Project.create(folder / "lead.annot", "Harbour", CODEBOOK, "Ines")
        with closing(lead):
            finish(add_drafts(lead, [Draft(text, title=text[:12]) for text in TEXTS]))
            people = tuple(add_annotator(lead, name) for name in ("Ben", "Cleo"))
            key = Desk(lead, add_annotator(lead, "Key", AnnotatorKind.KEY))
            key.set_state(tag(key, "banner").article_id, State.DONE)
            assign(lead, lead.article_ids()[:2], Sharing(tuple(it.id for it in people), 2))
            assign_training(lead, lead.article_ids()[2:], [people[0].id])
            imported = DraftLabel("loaded", (Span(2, 5),), annotator="Cleo")
            finish(add_drafts(lead, [Draft("A jetty opened.", labels=(imported,))]))
            book = lead.codebook
            made(database, lead)
            roles = {name: invited(database, name) for name in ("Ben", "Cleo")}
            for name, role in roles.items():
                desk = hub_copy(role, folder / f"{name}.annot")
                with closing(desk.project):
                    label = tag(desk, "catastrophic", intensity=4)
                    desk.set_note(label, "why not “costly”?")
                    desk.answer(label.article_id, "slant", -1)
                    visit = Visit(
                        f"v-{name}", label.article_id, desk.annotator.id, "2026-03-14T09:26:53.589Z"
                    )
                    desk.project.record_visit(visit)
                    desk.set_state(
                        label.article_id, State.DONE if name == "Ben" else State.IN_PROGRESS
                    )
                    synced(desk.project, role)
            after = replace(book, name="Pier words")
            lead.do("Renamed", Edit(book, after))
            lead_synced(lead, database)
            names = {
                database.asked("SELECT invited FROM annotator.hub")[0][0]: "annotators_then",
                **{role.role: f"{name.lower()}_then" for name, role in roles.items()},
            }
            target = RELEASED / f"hub-{VERSION}.sql"
            target.parent.mkdir(exist_ok=True)
            with target.open("x", encoding="utf-8") as stream:
                stream.write(dumped(database, names))


def dumped(database: Database, names: dict[str, str]) -> str:
    """The hub as SQL that any role can run which owns a database and has made those roles."""
    done = subprocess.run(
        [program("pg_dump"), "-h", str(database.server.folder), "-p", str(database.server.port),
         "-U", "postgres", "--schema=annotator", "--no-owner", "--inserts", database.name],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    told = done.stdout[done.stdout.index("CREATE SCHEMA") :]
    for here, released in names.items():
        told = told.replace(here, released)
    # Comments of pg_dump, and what only psql or one version of the server understands.
    told = re.sub(r"^(--.*|\\.*|SET .*)\n", "", told, flags=re.MULTILINE)
    told = re.sub(r"\n{3,}", "\n\n", told).rstrip("\n")
    return f"-- Written by tests/sync/release_hub.py; never changed after its release.\n\n{told}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        write(Path(made_in))
