"""The tables of a hub, who may read what of them, and the one way to write for annotators.

All that copies of a project tell each other are entries. An entry is part of a step (one
annotator's work on one article, or the project's own), a record that no step tells of, or a visit;
it is written once and never changed. Each is numbered twice without gaps: by its `position` among
its owner's entries, and by its `place` among all work on its article. Both numbers are given under
a lock on a row (`streams`, `work`) that is held until the entry is to be seen, so who has read up
to a number has missed nothing before it, in whatever order transactions end.

Only what PostgreSQL-compatible distributed databases have too is used: no sequences, triggers,
advisory locks, notifications or extensions.
"""

from typing import LiteralString

VERSION = 2
"""The version of a hub: of these tables, of who reads what of them, and of its functions.

Whoever changes any of these gives it the next number, says in `making` how an older hub comes to
it, and writes the new one down with `tests.sync.release_hub`.
"""

QUESTIONNAIRES: LiteralString = """
    CREATE TABLE annotator.questionnaires (
        project text COLLATE "C" NOT NULL,
        annotator text COLLATE "C" NOT NULL,
        time text COLLATE "C" NOT NULL,
        answers text NOT NULL,
        PRIMARY KEY (project, annotator)
    )"""
"""What annotators said about themselves: beside no entry, in no history, the newest word alone."""

OWNED: LiteralString = """
    CREATE TABLE annotator.owned (
        project text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        owner text COLLATE "C" NOT NULL,
        PRIMARY KEY (project, kind, id)
    )"""
"""Whose a label is, an answer, an attempt, by its id: nobody makes one of their own under it."""

TABLES: tuple[LiteralString, ...] = (
    "CREATE SCHEMA annotator",
    "REVOKE ALL ON SCHEMA annotator FROM PUBLIC",
    # `invited` is the role that all annotators' roles are members of.
    "CREATE TABLE annotator.hub (version int PRIMARY KEY, invited text NOT NULL)",
    # `articles` is the position of the newest article.
    """
    CREATE TABLE annotator.projects (
        id text COLLATE "C" PRIMARY KEY,
        generation text NOT NULL,
        name text NOT NULL,
        settings text NOT NULL,
        release text NOT NULL,
        deadline date,
        articles bigint NOT NULL DEFAULT 0
    )""",
    """
    CREATE TABLE annotator.annotators (
        project text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        PRIMARY KEY (project, id)
    )""",
    """
    CREATE TABLE annotator.members (
        role text COLLATE "C" NOT NULL,
        project text COLLATE "C" NOT NULL,
        annotator text COLLATE "C" NOT NULL,
        PRIMARY KEY (role, project)
    )""",
    "CREATE UNIQUE INDEX members_annotator ON annotator.members (project, annotator)",
    """
    CREATE TABLE annotator.codebooks (
        project text COLLATE "C" NOT NULL,
        version int NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (project, version)
    )""",
    """
    CREATE TABLE annotator.articles (
        project text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL,
        position bigint NOT NULL,
        sha256 text NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (project, id),
        UNIQUE (project, position)
    )""",
    # `steps` counts those that the owner did, `pushed` is when the last came, `assigned` counts the
    # articles that are assigned to them, `bytes` what their entries hold, `clock` is the highest.
    """
    CREATE TABLE annotator.streams (
        project text COLLATE "C" NOT NULL,
        owner text COLLATE "C" NOT NULL,
        last bigint NOT NULL DEFAULT 0,
        steps bigint NOT NULL DEFAULT 0,
        assigned bigint NOT NULL DEFAULT 0,
        pushed timestamptz,
        bytes bigint NOT NULL DEFAULT 0,
        clock bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (project, owner)
    )""",
    """
    CREATE TABLE annotator.work (
        project text COLLATE "C" NOT NULL,
        article text COLLATE "C" NOT NULL,
        last bigint NOT NULL,
        PRIMARY KEY (project, article)
    )""",
    """
    CREATE TABLE annotator.entries (
        project text COLLATE "C" NOT NULL,
        owner text COLLATE "C" NOT NULL,
        position bigint NOT NULL,
        article text COLLATE "C" NOT NULL,
        place bigint NOT NULL,
        kind text NOT NULL,
        key text COLLATE "C" NOT NULL,
        step text NOT NULL,
        author text COLLATE "C" NOT NULL,
        clock bigint NOT NULL,
        content text NOT NULL,
        PRIMARY KEY (project, owner, position),
        UNIQUE (project, key, owner, article)
    )""",
    (
        "CREATE UNIQUE INDEX entries_place ON annotator.entries (project, article, place) "
        "WHERE place > 0"
    ),
    # Which annotators' steps a device has written, so that nobody writes on for another's.
    """
    CREATE TABLE annotator.devices (
        project text COLLATE "C" NOT NULL,
        device text COLLATE "C" NOT NULL,
        author text COLLATE "C" NOT NULL,
        PRIMARY KEY (project, device, author)
    )""",
    # Whether an article is assigned, and as training; whether it is begun, and done: each as the
    # newest step says that tells of it.
    """
    CREATE TABLE annotator.progress (
        project text COLLATE "C" NOT NULL,
        article text COLLATE "C" NOT NULL,
        annotator text COLLATE "C" NOT NULL,
        assigned boolean NOT NULL DEFAULT false,
        assigned_by text COLLATE "C" NOT NULL DEFAULT '',
        begun boolean NOT NULL DEFAULT false,
        done boolean NOT NULL DEFAULT false,
        done_by text COLLATE "C" NOT NULL DEFAULT '',
        training boolean NOT NULL DEFAULT false,
        PRIMARY KEY (project, article, annotator)
    )""",
    "CREATE INDEX progress_annotator ON annotator.progress (project, annotator) WHERE assigned",
    QUESTIONNAIRES,
    OWNED,
)

_MINE: LiteralString = (
    "project IN (SELECT m.project FROM annotator.members m WHERE m.role = session_user::text)"
)


def _own(column: LiteralString) -> LiteralString:
    return (
        "(project, " + column + ") IN (SELECT m.project, m.annotator FROM annotator.members m "
        "WHERE m.role = session_user::text)"
    )


READABLE: dict[LiteralString, LiteralString] = {
    "members": "role = session_user::text",
    "projects": (
        "id IN (SELECT m.project FROM annotator.members m WHERE m.role = session_user::text)"
    ),
    "codebooks": _MINE,
    "articles": _MINE,
    "annotators": _own("id"),
    "streams": "owner = '' AND " + _MINE + " OR " + _own("owner"),
    "progress": _own("annotator"),
    "questionnaires": _own("annotator"),
    "work": _MINE + " AND annotator.may_read(project, article)",
    "entries": (
        "owner = '' AND "
        + _MINE
        + " OR "
        + _own("owner")
        + " OR place > 0 AND "
        + _MINE
        + " AND (annotator.may_read(project, article)"
        + " OR annotator.may_learn(project, article, owner))"
    ),
}
"""The rows of each table that an annotator's role may read; of the others none, and writing none.

What is compared is `session_user`: the role that logged in, whatever it has turned into since.
"""

UNREADABLE: tuple[LiteralString, ...] = ("devices", "owned")
"""The tables of which no annotator's role may read a row."""

CALLABLE: tuple[LiteralString, ...] = ("push", "say", "may_read", "may_learn")
"""The functions that an annotator's role may call; the policies ask the last two."""
