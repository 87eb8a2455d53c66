"""What brings a new or an older project file up to date; imported only where that is needed."""

from contextlib import suppress

from sqlite_utils import Database, Migrations

from annotator.core.edits import identity
from annotator.core.errors import Damaged
from annotator.store.rows import edits_from_json
from annotator.store.schema import CORPUS, SPINE, TEAM

migrations = Migrations("annotator")


@migrations()
def m001_the_spine(db: Database) -> None:
    """Articles, annotators, codebooks, labels, answers, assignments, visits, journal."""
    for statement in SPINE:
        db.execute(statement)


@migrations()
def m002_the_corpus(db: Database) -> None:
    """Events, order, archive; search in titles, texts, quotes and notes."""
    for statement in CORPUS:
        db.execute(statement)


@migrations()
def m003_the_team(db: Database) -> None:
    """Places in queues, and steps that can be merged with those of other copies."""
    for statement in TEAM:
        db.execute(statement)
    for line, edits in db.execute("SELECT line, CAST(edits AS BLOB) FROM journal").fetchall():
        with suppress(Damaged):  # `annotator check` tells of such a line
            records = {identity(edit.record) for edit in edits_from_json(edits)}
            rows = [(record, line) for record in records]
            db.conn.executemany("INSERT INTO touched VALUES (?, ?)", rows)
