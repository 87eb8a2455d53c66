"""What brings a new or an older project file up to date; imported only where that is needed."""

from sqlite_utils import Database, Migrations

from annotator.store.schema import CORPUS, SPINE

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
