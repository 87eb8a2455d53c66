-- A project as the release with this schema wrote it. Never change this file.
PRAGMA application_id = 1634627183;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 13:20:46.816545+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 13:20:46.818142+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21d2a-62e8-7028-9659-eadcc69f4616','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21d2a-62f2-7d5a-b789-e9d092ee40d4','01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','slant','-2',1,'2026-11-27T13:20:46.834Z','2026-11-27T13:20:46.834Z');
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
INSERT INTO "articles" VALUES(1,'01a21d2a-62e6-74f4-9516-63a6dfe519a5','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21d2a-62e7-7798-ad2b-8a4a7c47b271','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','done','','');
INSERT INTO "assignments" VALUES('01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62e8-7028-9659-eadcc69f4616','in-progress','','');
INSERT INTO "assignments" VALUES('01a21d2a-62e7-7798-ad2b-8a4a7c47b271','01a21d2a-62e8-7028-9659-eadcc69f4616','in-progress','','a caption?');
CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "codebooks" VALUES(1,'3ca693b17acee4e50ac0fe07981eb80333b60664a8f3617fe877fbe0dc3b6e45','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
INSERT INTO "codebooks" VALUES(2,'189a9d69b3a553c9079c370e2ab8e019bf7c6300b71b92868bf71b8cc38d4f5b','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
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
    ) STRICT;
INSERT INTO "journal" VALUES(1,'01a21d2a-62ad-71a8-b948-0ffb29a731fe','01a21d2a-62ad-751c-b827-8e9d5144c2e5',1,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.765Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(2,'01a21d2a-62e7-7b10-8cb4-5798acd8d056','01a21d2a-62e6-7fab-adcf-d016abaa9454',1,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.823Z','2 articles added','import','','[]','');
INSERT INTO "journal" VALUES(3,'01a21d2a-62e8-7982-bce3-d8dcefa8efd3','01a21d2a-62e6-7fab-adcf-d016abaa9454',2,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.824Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21d2a-62e8-7028-9659-eadcc69f4616","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(4,'01a21d2a-62e9-7cce-91e7-b454c0ca0863','01a21d2a-62e6-7fab-adcf-d016abaa9454',3,'','2026-11-27T13:20:46.825Z','Source shown','do','','[{"after":{"name":"Released","source_hidden":false},"before":{"name":"Released","source_hidden":true},"kind":"settings"}]','live');
INSERT INTO "journal" VALUES(5,'01a21d2a-62f0-7a82-9be2-6a2a86d167fe','01a21d2a-62e6-7fab-adcf-d016abaa9454',4,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.832Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.825Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:20:46.825Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(6,'01a21d2a-62f1-752b-8b2b-4d4cea12a82d','01a21d2a-62e6-7fab-adcf-d016abaa9454',5,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.833Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.825Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:20:46.832Z"},"before":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.825Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:20:46.825Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(7,'01a21d2a-62f1-7f8b-a3b1-87d73c0df3dd','01a21d2a-62e6-7fab-adcf-d016abaa9454',6,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.833Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.825Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:20:46.833Z"},"before":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.825Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:20:46.832Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(8,'01a21d2a-62f2-7edf-9893-ec564221deca','01a21d2a-62e6-7fab-adcf-d016abaa9454',7,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.834Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":1,"created":"2026-11-27T13:20:46.834Z","id":"01a21d2a-62f2-7d5a-b789-e9d092ee40d4","question":"slant","updated":"2026-11-27T13:20:46.834Z","value":-2},"before":null,"kind":"answer"}]','live');
INSERT INTO "journal" VALUES(9,'01a21d2a-62f3-7c5a-96c9-99abb1c6df57','01a21d2a-62e6-7fab-adcf-d016abaa9454',8,'01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-11-27T13:20:46.835Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","note":"","reason":"","state":"done"},"before":{"annotator_id":"01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","note":"","reason":"","state":"in-progress"},"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(10,'01a21d2a-62f4-70df-b41b-0357041d5ac5','01a21d2a-62e6-7fab-adcf-d016abaa9454',9,'','2026-11-27T13:20:46.836Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live');
INSERT INTO "journal" VALUES(11,'01a21d2a-62f5-7e3b-92ae-de7089b8a369','01a21d2a-62e6-7fab-adcf-d016abaa9454',10,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.837Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e6-74f4-9516-63a6dfe519a5","codebook_version":2,"created":"2026-11-27T13:20:46.836Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21d2a-62f4-7a8a-a3b1-242d06e037b3","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T13:20:46.836Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(12,'01a21d2a-62f6-7295-b05d-182fda8abda7','01a21d2a-62e6-7fab-adcf-d016abaa9454',11,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.838Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","note":"a caption?","reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(13,'01a21d2a-62f6-732d-8365-d8d95fcb6944','01a21d2a-62e6-7fab-adcf-d016abaa9454',12,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.838Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","note":"a caption?","reason":"","state":"in-progress"},"before":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","note":"a caption?","reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","codebook_version":2,"created":"2026-11-27T13:20:46.838Z","fields":{},"id":"01a21d2a-62f6-702b-8f5c-1c239c978ae0","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:20:46.838Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(14,'01a21d2a-62f7-7ad3-959f-d9e9c0e1fe1e','01a21d2a-62e6-7fab-adcf-d016abaa9454',13,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.839Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","codebook_version":2,"created":"2026-11-27T13:20:46.838Z","fields":{},"id":"01a21d2a-62f6-702b-8f5c-1c239c978ae0","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:20:46.838Z"},"kind":"label"}]','undone');
INSERT INTO "journal" VALUES(15,'01a21d2a-62f8-7f3e-9c99-018adcad51d7','01a21d2a-62e6-7fab-adcf-d016abaa9454',14,'01a21d2a-62e8-7028-9659-eadcc69f4616','2026-11-27T13:20:46.840Z','Undo: Remove Plain tag from “Sunday”','undo','01a21d2a-62f7-7ad3-959f-d9e9c0e1fe1e','[{"after":{"annotator_id":"01a21d2a-62e8-7028-9659-eadcc69f4616","article_id":"01a21d2a-62e7-7798-ad2b-8a4a7c47b271","codebook_version":2,"created":"2026-11-27T13:20:46.838Z","fields":{},"id":"01a21d2a-62f6-702b-8f5c-1c239c978ae0","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:20:46.838Z"},"before":null,"kind":"label"}]','');
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
    ) STRICT;
INSERT INTO "labels" VALUES('01a21d2a-62e9-7aa7-ac9a-1cd3f592ca00','01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T13:20:46.825Z','2026-11-27T13:20:46.833Z','own');
INSERT INTO "labels" VALUES('01a21d2a-62f4-7a8a-a3b1-242d06e037b3','01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62e8-7028-9659-eadcc69f4616','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T13:20:46.836Z','2026-11-27T13:20:46.836Z','own');
INSERT INTO "labels" VALUES('01a21d2a-62f6-702b-8f5c-1c239c978ae0','01a21d2a-62e7-7798-ad2b-8a4a7c47b271','01a21d2a-62e8-7028-9659-eadcc69f4616','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T13:20:46.838Z','2026-11-27T13:20:46.838Z','own');
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT;
INSERT INTO "project" VALUES('01a21d2a-62ae-7178-b4e9-a313b83d3ecd','Released',0,2,'2026-11-27T13:20:46.766Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21d2a-62e6-74f4-9516-63a6dfe519a5',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21d2a-62e7-7798-ad2b-8a4a7c47b271',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21d2a-62e6-74f4-9516-63a6dfe519a5','01a21d2a-62ad-7b84-bf3b-7f0cee2b2fae','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX articles_sha256 ON articles(sha256);
CREATE INDEX articles_title ON articles(title);
CREATE INDEX labels_words ON labels(annotator_id, substr(quote, 1, 60) COLLATE NOCASE);
CREATE INDEX labels_place ON labels(article_id, annotator_id, start);
CREATE INDEX visits_place ON visits(article_id, annotator_id);
CREATE INDEX journal_undo ON journal(undo, line) WHERE undo IN ('live', 'undone');
CREATE INDEX articles_rank ON articles(rank, position);
CREATE INDEX articles_event ON articles(event);
CREATE INDEX assignments_article ON assignments(article_id);
CREATE INDEX labels_tag ON labels(tag COLLATE NOCASE, annotator_id, article_id, start);
CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='', tokenize="unicode61 remove_diacritics 1"
    );
CREATE VIRTUAL TABLE note_words USING fts5(
        note, content='labels', tokenize="unicode61 remove_diacritics 1"
    );
CREATE VIRTUAL TABLE quote_words USING fts5(
        quote, content='labels', tokenize="unicode61 remove_diacritics 1"
    );
INSERT INTO article_words (rowid, title, text) SELECT position, title, text FROM articles JOIN texts ON article_id = id;
INSERT INTO quote_words (rowid, quote) SELECT rowid, quote FROM labels;
INSERT INTO note_words (rowid, note) SELECT rowid, note FROM labels WHERE note <> '';
CREATE TRIGGER article_retitled AFTER UPDATE OF title ON articles
    WHEN old.title IS NOT new.title BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            SELECT 'delete', old.position, old.title, text FROM texts WHERE article_id = old.id;
        INSERT INTO article_words (rowid, title, text)
            SELECT new.position, new.title, text FROM texts WHERE article_id = new.id;
    END;
CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
        INSERT INTO quote_words (rowid, quote) VALUES (new.rowid, new.quote);
    END;
CREATE TRIGGER label_removed AFTER DELETE ON labels BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.rowid, old.quote);
    END;
CREATE TRIGGER label_reworded AFTER UPDATE ON labels WHEN old.quote IS NOT new.quote BEGIN
        INSERT INTO quote_words (quote_words, rowid, quote)
            VALUES ('delete', old.rowid, old.quote);
        INSERT INTO quote_words (rowid, quote) VALUES (new.rowid, new.quote);
    END;
CREATE TRIGGER note_added AFTER INSERT ON labels WHEN new.note <> '' BEGIN
        INSERT INTO note_words (rowid, note) VALUES (new.rowid, new.note);
    END;
CREATE TRIGGER note_removed AFTER DELETE ON labels WHEN old.note <> '' BEGIN
        INSERT INTO note_words (note_words, rowid, note) VALUES ('delete', old.rowid, old.note);
    END;
CREATE TRIGGER note_reworded AFTER UPDATE ON labels WHEN old.note IS NOT new.note BEGIN
        INSERT INTO note_words (note_words, rowid, note)
            SELECT 'delete', old.rowid, old.note WHERE old.note <> '';
        INSERT INTO note_words (rowid, note) SELECT new.rowid, new.note WHERE new.note <> '';
    END;
COMMIT;
