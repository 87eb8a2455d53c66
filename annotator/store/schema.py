"""The tables of a project file.

The tables are plain so that any SQLite tool can read them. Ids are UUIDs as text; offsets are code
points; `pieces`, `fields`, `extra` and `edits` are JSON; yes and no are 1 and 0.
"""

APPLICATION_ID = 0x616E6E6F
"""`PRAGMA application_id` of a project file: "anno" in ASCII."""

SCHEMA = 3
"""`PRAGMA user_version`: how many migrations a file of today has had."""

SPINE = (
    """
    CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    """
    CREATE TABLE articles (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        author TEXT NOT NULL,
        date TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        genre TEXT NOT NULL,
        extra TEXT NOT NULL,
        words INTEGER NOT NULL,
        sha256 TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX articles_sha256 ON articles(sha256)",
    "CREATE INDEX articles_title ON articles(title)",
    """
    CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE labels (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        tag TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        pieces TEXT NOT NULL,
        fields TEXT NOT NULL,
        note TEXT NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        origin TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX labels_words ON labels(annotator_id, substr(quote, 1, 60) COLLATE NOCASE)",
    "CREATE INDEX labels_place ON labels(article_id, annotator_id, start)",
    """
    CREATE TABLE answers (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        UNIQUE (article_id, annotator_id, question)
    ) STRICT""",
    """
    CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT""",
    """
    CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX visits_place ON visits(article_id, annotator_id)",
    """
    CREATE TABLE journal (
        line INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        device TEXT NOT NULL,
        number INTEGER NOT NULL,
        annotator_id TEXT NOT NULL,
        time TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        target TEXT NOT NULL,
        edits TEXT NOT NULL,
        undo TEXT NOT NULL,
        UNIQUE (device, number)
    ) STRICT""",
    "CREATE INDEX journal_undo ON journal(undo, line) WHERE undo IN ('live', 'undone')",
)

CORPUS = (
    "ALTER TABLE articles ADD COLUMN event TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE articles ADD COLUMN rank REAL NOT NULL DEFAULT 0",
    "ALTER TABLE articles ADD COLUMN archived INTEGER NOT NULL DEFAULT 0",
    "UPDATE articles SET rank = position",
    (
        "UPDATE articles SET event = json_extract(extra, '$.event'), "
        "extra = json_remove(extra, '$.event') WHERE json_type(extra, '$.event') = 'text'"
    ),
    "CREATE INDEX articles_rank ON articles(rank, position)",
    "CREATE INDEX articles_event ON articles(event)",
    # No copy of the texts is kept: the rows are those of `articles`, and a text never changes.
    """
    CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='', tokenize="unicode61 remove_diacritics 1"
    )""",
    (
        "INSERT INTO article_words (rowid, title, text) "
        "SELECT position, title, text FROM articles JOIN texts ON article_id = id"
    ),
    """
    CREATE TRIGGER article_retitled AFTER UPDATE OF title ON articles
    WHEN old.title IS NOT new.title BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            SELECT 'delete', old.position, old.title, text FROM texts WHERE article_id = old.id;
        INSERT INTO article_words (rowid, title, text)
            SELECT new.position, new.title, text FROM texts WHERE article_id = new.id;
    END""",
    # Quotes and notes apart: hardly a label has a note, so looking in notes alone costs nothing.
    """
    CREATE VIRTUAL TABLE quote_words USING fts5(
        quote, content='labels', tokenize="unicode61 remove_diacritics 1"
    )""",
    "INSERT INTO quote_words (rowid, quote) SELECT rowid, quote FROM labels",
    """
    CREATE VIRTUAL TABLE note_words USING fts5(
        note, content='labels', tokenize="unicode61 remove_diacritics 1"
    )""",
    "INSERT INTO note_words (rowid, note) SELECT rowid, note FROM labels WHERE note <> ''",
    """
    CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
        INSERT INTO quote_words (rowid, quote) VALUES (new.rowid, new.quote);
    END""",
    """
    CREATE TRIGGER note_added AFTER INSERT ON labels WHEN new.note <> '' BEGIN
        INSERT INTO note_words (rowid, note) VALUES (new.rowid, new.note);
    END""",
    """
    CREATE TRIGGER label_removed AFTER DELETE ON labels BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.rowid, old.quote);
    END""",
    """
    CREATE TRIGGER note_removed AFTER DELETE ON labels WHEN old.note <> '' BEGIN
        INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.rowid, old.note);
    END""",
    """
    CREATE TRIGGER label_reworded AFTER UPDATE ON labels WHEN old.quote IS NOT new.quote BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.rowid, old.quote);
        INSERT INTO quote_words (rowid, quote) VALUES (new.rowid, new.quote);
    END""",
    """
    CREATE TRIGGER note_reworded AFTER UPDATE ON labels WHEN old.note IS NOT new.note BEGIN
        INSERT INTO note_words (note_words, rowid, note)
            SELECT 'delete', old.rowid, old.note WHERE old.note <> '';
        INSERT INTO note_words (rowid, note) SELECT new.rowid, new.note WHERE new.note <> '';
    END""",
    "CREATE INDEX assignments_article ON assignments(article_id)",
    "CREATE INDEX labels_tag ON labels(tag COLLATE NOCASE, annotator_id, article_id, start)",
)
"""Events, an order of one's own, what is archived; and every word of texts and labels, to search.

`article_words` holds titles and texts (its rowid is `articles.position`), `quote_words` and
`note_words` the quotes and notes of labels.
"""

_LABEL_COLUMNS = (
    "id, article_id, annotator_id, tag, start, end, quote, prefix, suffix, pieces, fields, note, "
    "codebook_version, created, updated, origin"
)
_LABELS = next(sql for sql in SPINE if "CREATE TABLE labels" in sql)
_ANSWERS = next(sql for sql in SPINE if "CREATE TABLE answers" in sql)
_LABELS_NUMBERED = _LABELS.replace("TABLE labels", "TABLE labels_numbered").replace(
    "id TEXT PRIMARY KEY NOT NULL,", "number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
)
_WORDS_OF_LABELS = ("quote_words", "note_words")

TEAM = (
    # A number of their own, that the words of quotes and notes refer to: rowids may be given anew.
    *(f"DROP TABLE {name}" for name in _WORDS_OF_LABELS),
    _LABELS_NUMBERED,
    (
        f"INSERT INTO labels_numbered (number, {_LABEL_COLUMNS}) "
        f"SELECT rowid, {_LABEL_COLUMNS} FROM labels"
    ),
    "DROP TABLE labels",
    "ALTER TABLE labels_numbered RENAME TO labels",
    *(sql for sql in (*SPINE, *CORPUS) if "INDEX labels_" in sql),
    *(
        sql.replace("content='labels',", "content='labels', content_rowid='number',")
        for sql in CORPUS
        if "content='labels'" in sql
    ),
    "INSERT INTO quote_words (rowid, quote) SELECT number, quote FROM labels",
    "INSERT INTO note_words (rowid, note) SELECT number, note FROM labels WHERE note <> ''",
    *(
        sql.replace("new.rowid", "new.number").replace("old.rowid", "old.number")
        for sql in CORPUS
        if "TRIGGER" in sql and "ON labels" in sql
    ),
    "ALTER TABLE assignments ADD COLUMN place INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE assignments ADD COLUMN batch TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX assignments_place ON assignments(annotator_id, place) WHERE place > 0",
    "ALTER TABLE assignments ADD COLUMN labelled INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE assignments ADD COLUMN unasked TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE project ADD COLUMN outlet_masked INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE project ADD COLUMN release TEXT NOT NULL DEFAULT 'both'",
    "ALTER TABLE project ADD COLUMN deadline TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE project ADD COLUMN second_rating INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE project ADD COLUMN pass_mark REAL NOT NULL DEFAULT 0.7",
    "ALTER TABLE project ADD COLUMN questionnaire INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE project ADD COLUMN lesson TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE project ADD COLUMN desk TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE project ADD COLUMN work_copy INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE journal ADD COLUMN clock INTEGER NOT NULL DEFAULT 0",
    "UPDATE journal SET clock = line",
    "CREATE INDEX journal_clock ON journal(clock)",
    "CREATE INDEX journal_mine ON journal(kind, line) WHERE undo <> 'elsewhere'",
    _ANSWERS.replace("TABLE answers", "TABLE second_answers"),
    """
    CREATE TABLE attempts (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        time TEXT NOT NULL,
        f1 REAL NOT NULL,
        hit INTEGER NOT NULL,
        near INTEGER NOT NULL,
        other_tag INTEGER NOT NULL,
        missed INTEGER NOT NULL,
        extra INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX attempts_annotator ON attempts(annotator_id, article_id, time)",
    """
    CREATE TABLE questionnaires (
        annotator_id TEXT PRIMARY KEY NOT NULL REFERENCES annotators(id) ON DELETE CASCADE,
        time TEXT NOT NULL,
        answers TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE decisions (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        by TEXT NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        sources TEXT NOT NULL,
        gold TEXT NOT NULL,
        question TEXT NOT NULL,
        reason TEXT NOT NULL,
        error TEXT NOT NULL,
        time TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX decisions_article ON decisions(article_id)",
    """
    CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT""",
    """
    CREATE TABLE disputed (
        record TEXT PRIMARY KEY NOT NULL
    ) WITHOUT ROWID, STRICT""",
    """
    CREATE TABLE partial (
        line INTEGER PRIMARY KEY REFERENCES journal(line),
        places TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE hub (
        address TEXT NOT NULL,
        generation TEXT NOT NULL,
        pushed INTEGER NOT NULL,
        looked INTEGER NOT NULL,
        synced TEXT NOT NULL
    ) STRICT""",
    """
    CREATE TABLE hub_positions (
        stream TEXT PRIMARY KEY NOT NULL,
        position INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT""",
    """
    CREATE TABLE hub_visits (
        id TEXT PRIMARY KEY NOT NULL REFERENCES visits(id),
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) WITHOUT ROWID, STRICT""",
)
"""Places in queues; which line of the journal touched which record, and what copies dispute.

`project.lesson` is JSON, "" where the project is no lesson. `project.desk` is the annotator last at
the desk, `project.work_copy` 1 where the project was made from a work pack. `questionnaires` is
what annotators said about themselves: it is in no journal, so that no pack or export can
carry it. `touched.record` and `disputed.record` are what `core.edits.identity` gives.

`partial` has the lines of steps that came in parts and are not whole: the place in the whole step
of each edit in the line, as JSON. `hub` has one row, if any: the shared database that this copy is
synced with (its address has no password), the line of the journal up to which steps were pushed
there, the line up to which imports were looked through for what no step tells, and when it was last
synced. `hub_positions` says how far each stream of the hub was read, `hub_visits` what it was told
of visits.
"""
