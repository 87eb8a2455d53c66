-- A project as the release with this schema wrote it. Never change this file.
PRAGMA application_id = 1634627183;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 17:23:41.403056+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 17:23:41.406172+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 17:23:41.415380+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21e08-c579-7c8c-ae31-519d30d1fc26','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21e08-c76a-76af-9c0b-881d62065d81','Tomas','person','blue');
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
    ) STRICT;
INSERT INTO "answers" VALUES('01a21e08-c7a7-71bb-88e7-cd1f15db911a','01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c579-7c8c-ae31-519d30d1fc26','slant','-2',1,'2026-11-27T17:23:41.607Z','2026-11-27T17:23:41.607Z');
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
    , event TEXT NOT NULL DEFAULT '', rank REAL NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "articles" VALUES(1,'01a21e08-c764-749b-b739-1e4fa4e7afd1','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21e08-c764-78d7-82f0-739eb38e4259','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '', labelled INTEGER NOT NULL DEFAULT 0, unasked TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c579-7c8c-ae31-519d30d1fc26','done','','',0,'',1,'');
INSERT INTO "assignments" VALUES('01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c76a-76af-9c0b-881d62065d81','in-progress','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21e08-c764-78d7-82f0-739eb38e4259','01a21e08-c76a-76af-9c0b-881d62065d81','in-progress','','a caption?',0,'',0,'');
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
    ) STRICT;
CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "codebooks" VALUES(1,'bfea117f4f0fad13c744a2268125697afe8fd0f0c8210eba5c7e063baf88cf42','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
INSERT INTO "codebooks" VALUES(2,'82021c8f57687729f068599daded312829d545ee7376b1a54d43300c31498953','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
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
    ) STRICT;
CREATE TABLE disputed (
        record TEXT PRIMARY KEY NOT NULL
    ) WITHOUT ROWID, STRICT;
CREATE TABLE hub (
        address TEXT NOT NULL,
        generation TEXT NOT NULL,
        pushed INTEGER NOT NULL,
        looked INTEGER NOT NULL,
        synced TEXT NOT NULL
    ) STRICT;
CREATE TABLE hub_positions (
        stream TEXT PRIMARY KEY NOT NULL,
        position INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
CREATE TABLE hub_visits (
        id TEXT PRIMARY KEY NOT NULL REFERENCES visits(id),
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
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
        undo TEXT NOT NULL, clock INTEGER NOT NULL DEFAULT 0,
        UNIQUE (device, number)
    ) STRICT;
INSERT INTO "journal" VALUES(1,'01a21e08-c579-793d-8098-7480fb332f7d','01a21e08-c579-794e-8915-d618a4e4b2d7',1,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.049Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21e08-c764-7376-a7f0-fb3e66de44f7','01a21e08-c764-708a-9c02-754daf2f6b19',1,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.540Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21e08-c76a-7554-86f8-c5391c82ef93','01a21e08-c764-708a-9c02-754daf2f6b19',2,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.546Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21e08-c76a-76af-9c0b-881d62065d81","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21e08-c76e-76fe-bd28-c8fe9fc8ac44','01a21e08-c764-708a-9c02-754daf2f6b19',3,'','2026-11-27T17:23:41.550Z','Source shown','do','','[{"after":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":false},"before":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21e08-c799-7d18-b45d-a9076fa6248c','01a21e08-c764-708a-9c02-754daf2f6b19',4,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.593Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.551Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e08-c76f-7a48-96cd-0042d7f79303","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:23:41.551Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21e08-c79d-769f-9cc0-9892a3a2750d','01a21e08-c764-708a-9c02-754daf2f6b19',5,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.597Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.551Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e08-c76f-7a48-96cd-0042d7f79303","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:23:41.597Z"},"before":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.551Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e08-c76f-7a48-96cd-0042d7f79303","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:23:41.551Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21e08-c7a2-763e-a983-0ecc6f02cead','01a21e08-c764-708a-9c02-754daf2f6b19',6,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.602Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.551Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e08-c76f-7a48-96cd-0042d7f79303","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:23:41.602Z"},"before":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.551Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e08-c76f-7a48-96cd-0042d7f79303","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:23:41.597Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21e08-c7a7-726c-adbf-19764d531665','01a21e08-c764-708a-9c02-754daf2f6b19',7,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.607Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.607Z","id":"01a21e08-c7a7-71bb-88e7-cd1f15db911a","question":"slant","updated":"2026-11-27T17:23:41.607Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21e08-c7ac-7da2-a421-07f0dbfb10e8','01a21e08-c764-708a-9c02-754daf2f6b19',8,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.612Z','Slant (once more): -1','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":1,"created":"2026-11-27T17:23:41.612Z","id":"01a21e08-c7ac-7e21-aa47-058b5ac51901","question":"slant","updated":"2026-11-27T17:23:41.612Z","value":-1},"before":null,"kind":"second-answer"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21e08-c7b2-73ce-b83b-555ab45e73b3','01a21e08-c764-708a-9c02-754daf2f6b19',9,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.618Z','“Regime Sinks Beloved Ferry”: the labels are all there','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21e08-c7b5-7047-9e61-1dc7286458c9','01a21e08-c764-708a-9c02-754daf2f6b19',10,'01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-11-27T17:23:41.621Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21e08-c579-7c8c-ae31-519d30d1fc26","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21e08-c7b9-7496-b4e3-781ef456bf0a','01a21e08-c764-708a-9c02-754daf2f6b19',11,'','2026-11-27T17:23:41.625Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21e08-c7bd-7901-81d1-334dfe10ccb1','01a21e08-c764-708a-9c02-754daf2f6b19',12,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.629Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-749b-b739-1e4fa4e7afd1","codebook_version":2,"created":"2026-11-27T17:23:41.628Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21e08-c7bc-7f0f-8e19-4dcd32c860aa","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T17:23:41.628Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21e08-c7c2-73dd-8cfa-b91ea97a08ff','01a21e08-c764-708a-9c02-754daf2f6b19',13,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.634Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}]','live',14);
INSERT INTO "journal" VALUES(15,'01a21e08-c7c6-727b-8ea9-eddf2e162454','01a21e08-c764-708a-9c02-754daf2f6b19',14,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.638Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","codebook_version":2,"created":"2026-11-27T17:23:41.638Z","fields":{},"id":"01a21e08-c7c6-7fe0-a14e-b3efc94abd67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:23:41.638Z"},"before":null,"kind":"label"}]','live',15);
INSERT INTO "journal" VALUES(16,'01a21e08-c7ca-7eb1-8a1b-fc845bd3d9f6','01a21e08-c764-708a-9c02-754daf2f6b19',15,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.642Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","codebook_version":2,"created":"2026-11-27T17:23:41.638Z","fields":{},"id":"01a21e08-c7c6-7fe0-a14e-b3efc94abd67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:23:41.638Z"},"kind":"label"}]','undone',16);
INSERT INTO "journal" VALUES(17,'01a21e08-c7cf-7018-9aad-779fd8bfaa27','01a21e08-c764-708a-9c02-754daf2f6b19',16,'01a21e08-c76a-76af-9c0b-881d62065d81','2026-11-27T17:23:41.647Z','Undo: Remove Plain tag from “Sunday”','undo','01a21e08-c7ca-7eb1-8a1b-fc845bd3d9f6','[{"after":{"annotator_id":"01a21e08-c76a-76af-9c0b-881d62065d81","article_id":"01a21e08-c764-78d7-82f0-739eb38e4259","codebook_version":2,"created":"2026-11-27T17:23:41.638Z","fields":{},"id":"01a21e08-c7c6-7fe0-a14e-b3efc94abd67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:23:41.638Z"},"before":null,"kind":"label"}]','',17);
CREATE TABLE "labels" (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
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
    ) STRICT;
INSERT INTO "labels" VALUES(1,'01a21e08-c76f-7a48-96cd-0042d7f79303','01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c579-7c8c-ae31-519d30d1fc26','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T17:23:41.551Z','2026-11-27T17:23:41.602Z','own');
INSERT INTO "labels" VALUES(2,'01a21e08-c7bc-7f0f-8e19-4dcd32c860aa','01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c76a-76af-9c0b-881d62065d81','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T17:23:41.628Z','2026-11-27T17:23:41.628Z','own');
INSERT INTO "labels" VALUES(3,'01a21e08-c7c6-7fe0-a14e-b3efc94abd67','01a21e08-c764-78d7-82f0-739eb38e4259','01a21e08-c76a-76af-9c0b-881d62065d81','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T17:23:41.638Z','2026-11-27T17:23:41.638Z','own');
CREATE TABLE partial (
        line INTEGER PRIMARY KEY REFERENCES journal(line),
        places TEXT NOT NULL
    ) STRICT;
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    , outlet_masked INTEGER NOT NULL DEFAULT 0, release TEXT NOT NULL DEFAULT 'both', deadline TEXT NOT NULL DEFAULT '', second_rating INTEGER NOT NULL DEFAULT 0, pass_mark REAL NOT NULL DEFAULT 0.7, questionnaire INTEGER NOT NULL DEFAULT 0, lesson TEXT NOT NULL DEFAULT '', desk TEXT NOT NULL DEFAULT '', work_copy INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "project" VALUES('01a21e08-c579-7e46-9bf1-3f36bd4c1118','Released',0,2,'2026-11-27T17:23:41.051Z',0,'both','',0,0.7,0,'','',0);
CREATE TABLE questionnaires (
        annotator_id TEXT PRIMARY KEY NOT NULL REFERENCES annotators(id) ON DELETE CASCADE,
        time TEXT NOT NULL,
        answers TEXT NOT NULL
    ) STRICT;
CREATE TABLE second_answers (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        question TEXT NOT NULL,
        value TEXT NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        UNIQUE (article_id, annotator_id, question)
    ) STRICT;
INSERT INTO "second_answers" VALUES('01a21e08-c7ac-7e21-aa47-058b5ac51901','01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c579-7c8c-ae31-519d30d1fc26','slant','-1',1,'2026-11-27T17:23:41.612Z','2026-11-27T17:23:41.612Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21e08-c764-749b-b739-1e4fa4e7afd1',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21e08-c764-78d7-82f0-739eb38e4259',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21e08-c579-7c8c-ae31-519d30d1fc26',1);
INSERT INTO "touched" VALUES('annotator:01a21e08-c76a-76af-9c0b-881d62065d81',3);
INSERT INTO "touched" VALUES('answer:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c579-7c8c-ae31-519d30d1fc26:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c579-7c8c-ae31-519d30d1fc26',5);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c579-7c8c-ae31-519d30d1fc26',10);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c579-7c8c-ae31-519d30d1fc26',11);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c76a-76af-9c0b-881d62065d81',13);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-78d7-82f0-739eb38e4259:01a21e08-c76a-76af-9c0b-881d62065d81',14);
INSERT INTO "touched" VALUES('assignment:01a21e08-c764-78d7-82f0-739eb38e4259:01a21e08-c76a-76af-9c0b-881d62065d81',15);
INSERT INTO "touched" VALUES('codebook',12);
INSERT INTO "touched" VALUES('label:01a21e08-c76f-7a48-96cd-0042d7f79303',5);
INSERT INTO "touched" VALUES('label:01a21e08-c76f-7a48-96cd-0042d7f79303',6);
INSERT INTO "touched" VALUES('label:01a21e08-c76f-7a48-96cd-0042d7f79303',7);
INSERT INTO "touched" VALUES('label:01a21e08-c7bc-7f0f-8e19-4dcd32c860aa',13);
INSERT INTO "touched" VALUES('label:01a21e08-c7c6-7fe0-a14e-b3efc94abd67',15);
INSERT INTO "touched" VALUES('label:01a21e08-c7c6-7fe0-a14e-b3efc94abd67',16);
INSERT INTO "touched" VALUES('label:01a21e08-c7c6-7fe0-a14e-b3efc94abd67',17);
INSERT INTO "touched" VALUES('secondanswer:01a21e08-c764-749b-b739-1e4fa4e7afd1:01a21e08-c579-7c8c-ae31-519d30d1fc26:slant',9);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21e08-c764-749b-b739-1e4fa4e7afd1','01a21e08-c579-7c8c-ae31-519d30d1fc26','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX articles_sha256 ON articles(sha256);
CREATE INDEX articles_title ON articles(title);
CREATE INDEX visits_place ON visits(article_id, annotator_id);
CREATE INDEX journal_undo ON journal(undo, line) WHERE undo IN ('live', 'undone');
CREATE INDEX articles_rank ON articles(rank, position);
CREATE INDEX articles_event ON articles(event);
CREATE INDEX assignments_article ON assignments(article_id);
CREATE INDEX labels_words ON labels(annotator_id, substr(quote, 1, 60) COLLATE NOCASE);
CREATE INDEX labels_place ON labels(article_id, annotator_id, start);
CREATE INDEX labels_tag ON labels(tag COLLATE NOCASE, annotator_id, article_id, start);
CREATE INDEX assignments_place ON assignments(annotator_id, place) WHERE place > 0;
CREATE INDEX journal_clock ON journal(clock);
CREATE INDEX journal_mine ON journal(kind, line) WHERE undo <> 'elsewhere';
CREATE INDEX attempts_annotator ON attempts(annotator_id, article_id, time);
CREATE INDEX decisions_article ON decisions(article_id);
CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='', tokenize="unicode61 remove_diacritics 1"
    );
CREATE VIRTUAL TABLE note_words USING fts5(
        note, content='labels', content_rowid='number', tokenize="unicode61 remove_diacritics 1"
    );
CREATE VIRTUAL TABLE quote_words USING fts5(
        quote, content='labels', content_rowid='number', tokenize="unicode61 remove_diacritics 1"
    );
INSERT INTO article_words (rowid, title, text) SELECT position, title, text FROM articles JOIN texts ON article_id = id;
INSERT INTO quote_words (rowid, quote) SELECT number, quote FROM labels;
INSERT INTO note_words (rowid, note) SELECT number, note FROM labels WHERE note <> '';
CREATE TRIGGER article_retitled AFTER UPDATE OF title ON articles
    WHEN old.title IS NOT new.title BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            SELECT 'delete', old.position, old.title, text FROM texts WHERE article_id = old.id;
        INSERT INTO article_words (rowid, title, text)
            SELECT new.position, new.title, text FROM texts WHERE article_id = new.id;
    END;
CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
        INSERT INTO quote_words (rowid, quote) VALUES (new.number, new.quote);
    END;
CREATE TRIGGER label_removed AFTER DELETE ON labels BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.number, old.quote);
    END;
CREATE TRIGGER label_reworded AFTER UPDATE ON labels WHEN old.quote IS NOT new.quote BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.number, old.quote);
        INSERT INTO quote_words (rowid, quote) VALUES (new.number, new.quote);
    END;
CREATE TRIGGER note_added AFTER INSERT ON labels WHEN new.note <> '' BEGIN
        INSERT INTO note_words (rowid, note) VALUES (new.number, new.note);
    END;
CREATE TRIGGER note_removed AFTER DELETE ON labels WHEN old.note <> '' BEGIN
        INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.number, old.note);
    END;
CREATE TRIGGER note_reworded AFTER UPDATE ON labels WHEN old.note IS NOT new.note BEGIN
        INSERT INTO note_words (note_words, rowid, note)
            SELECT 'delete', old.number, old.note WHERE old.note <> '';
        INSERT INTO note_words (rowid, note) SELECT new.number, new.note WHERE new.note <> '';
    END;
COMMIT;
