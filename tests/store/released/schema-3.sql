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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 15:58:25.995499+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 15:58:25.997135+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 15:58:26.007433+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21dba-b799-7e63-83ba-ddeee070e794','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21dba-b8f4-7a3a-8637-979f76f77b67','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21dba-b92b-7b94-b81d-8c9a2ac2a855','01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b799-7e63-83ba-ddeee070e794','slant','-2',1,'2026-11-27T15:58:26.091Z','2026-11-27T15:58:26.091Z');
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
INSERT INTO "articles" VALUES(1,'01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21dba-b8e8-7f78-b68e-7a8134ec25ce','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '', labelled INTEGER NOT NULL DEFAULT 0, unasked TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b799-7e63-83ba-ddeee070e794','done','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b8f4-7a3a-8637-979f76f77b67','in-progress','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21dba-b8e8-7f78-b68e-7a8134ec25ce','01a21dba-b8f4-7a3a-8637-979f76f77b67','in-progress','','a caption?',0,'',0,'');
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
INSERT INTO "journal" VALUES(1,'01a21dba-b799-7d4c-9ca9-a41156062d6e','01a21dba-b799-783f-9701-15b1d3946db7',1,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:25.690Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21dba-b799-7e63-83ba-ddeee070e794","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21dba-b8e8-7090-8601-076a1c4ad449','01a21dba-b8e7-71ed-a864-f8b2f2499d83',1,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.024Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21dba-b8f4-726d-b8be-87a4671f34a3','01a21dba-b8e7-71ed-a864-f8b2f2499d83',2,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.036Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21dba-b8fb-7bc0-850d-3c25db338ba1','01a21dba-b8e7-71ed-a864-f8b2f2499d83',3,'','2026-11-27T15:58:26.043Z','Source shown','do','','[{"after":{"deadline":"","name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":false},"before":{"deadline":"","name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21dba-b921-7080-a847-c2c7bf5b9ec9','01a21dba-b8e7-71ed-a864-f8b2f2499d83',4,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.081Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.045Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dba-b8fd-7a9d-b42d-706c3e2ceab5","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:58:26.045Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21dba-b925-76b6-92ec-94d184ecd88f','01a21dba-b8e7-71ed-a864-f8b2f2499d83',5,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.085Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.045Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dba-b8fd-7a9d-b42d-706c3e2ceab5","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:58:26.085Z"},"before":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.045Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dba-b8fd-7a9d-b42d-706c3e2ceab5","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:58:26.045Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21dba-b926-7290-9e03-630f716017d6','01a21dba-b8e7-71ed-a864-f8b2f2499d83',6,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.086Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.045Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dba-b8fd-7a9d-b42d-706c3e2ceab5","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:58:26.086Z"},"before":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.045Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dba-b8fd-7a9d-b42d-706c3e2ceab5","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:58:26.085Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21dba-b92b-7fb9-a088-91e0a2fd12e5','01a21dba-b8e7-71ed-a864-f8b2f2499d83',7,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.091Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":1,"created":"2026-11-27T15:58:26.091Z","id":"01a21dba-b92b-7b94-b81d-8c9a2ac2a855","question":"slant","updated":"2026-11-27T15:58:26.091Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21dba-b92c-7094-9352-77fa2bc240a8','01a21dba-b8e7-71ed-a864-f8b2f2499d83',8,'01a21dba-b799-7e63-83ba-ddeee070e794','2026-11-27T15:58:26.092Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21dba-b799-7e63-83ba-ddeee070e794","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21dba-b935-769b-9222-ac993932afa8','01a21dba-b8e7-71ed-a864-f8b2f2499d83',9,'','2026-11-27T15:58:26.101Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21dba-b936-70ec-b985-6788ba5bb47d','01a21dba-b8e7-71ed-a864-f8b2f2499d83',10,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.102Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d","codebook_version":2,"created":"2026-11-27T15:58:26.102Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21dba-b936-7e07-9eb5-6b50c021aada","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T15:58:26.102Z"},"before":null,"kind":"label"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21dba-b93c-7c40-a6f8-b32293441450','01a21dba-b8e7-71ed-a864-f8b2f2499d83',11,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.108Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21dba-b940-7833-9a23-bab6b793d625','01a21dba-b8e7-71ed-a864-f8b2f2499d83',12,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.112Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","codebook_version":2,"created":"2026-11-27T15:58:26.112Z","fields":{},"id":"01a21dba-b940-7a49-a3a6-89796f188df2","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:58:26.112Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21dba-b946-70c6-ae8d-c74a76e5b604','01a21dba-b8e7-71ed-a864-f8b2f2499d83',13,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.118Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","codebook_version":2,"created":"2026-11-27T15:58:26.112Z","fields":{},"id":"01a21dba-b940-7a49-a3a6-89796f188df2","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:58:26.112Z"},"kind":"label"}]','undone',14);
INSERT INTO "journal" VALUES(15,'01a21dba-b949-7d7a-83fc-3d3459a365eb','01a21dba-b8e7-71ed-a864-f8b2f2499d83',14,'01a21dba-b8f4-7a3a-8637-979f76f77b67','2026-11-27T15:58:26.121Z','Undo: Remove Plain tag from “Sunday”','undo','01a21dba-b946-70c6-ae8d-c74a76e5b604','[{"after":{"annotator_id":"01a21dba-b8f4-7a3a-8637-979f76f77b67","article_id":"01a21dba-b8e8-7f78-b68e-7a8134ec25ce","codebook_version":2,"created":"2026-11-27T15:58:26.112Z","fields":{},"id":"01a21dba-b940-7a49-a3a6-89796f188df2","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:58:26.112Z"},"before":null,"kind":"label"}]','',15);
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
INSERT INTO "labels" VALUES(1,'01a21dba-b8fd-7a9d-b42d-706c3e2ceab5','01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b799-7e63-83ba-ddeee070e794','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T15:58:26.045Z','2026-11-27T15:58:26.086Z','own');
INSERT INTO "labels" VALUES(2,'01a21dba-b936-7e07-9eb5-6b50c021aada','01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b8f4-7a3a-8637-979f76f77b67','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T15:58:26.102Z','2026-11-27T15:58:26.102Z','own');
INSERT INTO "labels" VALUES(3,'01a21dba-b940-7a49-a3a6-89796f188df2','01a21dba-b8e8-7f78-b68e-7a8134ec25ce','01a21dba-b8f4-7a3a-8637-979f76f77b67','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T15:58:26.112Z','2026-11-27T15:58:26.112Z','own');
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
    , outlet_masked INTEGER NOT NULL DEFAULT 0, release TEXT NOT NULL DEFAULT 'both', deadline TEXT NOT NULL DEFAULT '', second_rating INTEGER NOT NULL DEFAULT 0, pass_mark REAL NOT NULL DEFAULT 0.7, questionnaire INTEGER NOT NULL DEFAULT 0, desk TEXT NOT NULL DEFAULT '', work_copy INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "project" VALUES('01a21dba-b79a-738a-b638-12a72f60af59','Released',0,2,'2026-11-27T15:58:25.691Z',0,'both','',0,0.7,0,'',0);
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
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21dba-b8e8-7f78-b68e-7a8134ec25ce',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21dba-b799-7e63-83ba-ddeee070e794',1);
INSERT INTO "touched" VALUES('annotator:01a21dba-b8f4-7a3a-8637-979f76f77b67',3);
INSERT INTO "touched" VALUES('answer:01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d:01a21dba-b799-7e63-83ba-ddeee070e794:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d:01a21dba-b799-7e63-83ba-ddeee070e794',5);
INSERT INTO "touched" VALUES('assignment:01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d:01a21dba-b799-7e63-83ba-ddeee070e794',9);
INSERT INTO "touched" VALUES('assignment:01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d:01a21dba-b8f4-7a3a-8637-979f76f77b67',11);
INSERT INTO "touched" VALUES('assignment:01a21dba-b8e8-7f78-b68e-7a8134ec25ce:01a21dba-b8f4-7a3a-8637-979f76f77b67',12);
INSERT INTO "touched" VALUES('assignment:01a21dba-b8e8-7f78-b68e-7a8134ec25ce:01a21dba-b8f4-7a3a-8637-979f76f77b67',13);
INSERT INTO "touched" VALUES('codebook',10);
INSERT INTO "touched" VALUES('label:01a21dba-b8fd-7a9d-b42d-706c3e2ceab5',5);
INSERT INTO "touched" VALUES('label:01a21dba-b8fd-7a9d-b42d-706c3e2ceab5',6);
INSERT INTO "touched" VALUES('label:01a21dba-b8fd-7a9d-b42d-706c3e2ceab5',7);
INSERT INTO "touched" VALUES('label:01a21dba-b936-7e07-9eb5-6b50c021aada',11);
INSERT INTO "touched" VALUES('label:01a21dba-b940-7a49-a3a6-89796f188df2',13);
INSERT INTO "touched" VALUES('label:01a21dba-b940-7a49-a3a6-89796f188df2',14);
INSERT INTO "touched" VALUES('label:01a21dba-b940-7a49-a3a6-89796f188df2',15);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21dba-b8e8-79b0-91a8-e8d6bbaefd2d','01a21dba-b799-7e63-83ba-ddeee070e794','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
