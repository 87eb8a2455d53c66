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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 15:36:35.165073+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 15:36:35.167482+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 15:36:35.172996+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21da6-b779-7529-ac65-76bf60f68c4c','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21da6-b86f-7855-a5b7-3db8ce6554c1','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21da6-b87c-7bcd-a051-c9acc91bd453','01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b779-7529-ac65-76bf60f68c4c','slant','-2',1,'2026-11-27T15:36:35.196Z','2026-11-27T15:36:35.196Z');
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
INSERT INTO "articles" VALUES(1,'01a21da6-b86d-785f-92e2-a832d18689d9','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21da6-b86d-7862-aeb7-582a27870908','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b779-7529-ac65-76bf60f68c4c','done','','',0,'');
INSERT INTO "assignments" VALUES('01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b86f-7855-a5b7-3db8ce6554c1','in-progress','','',0,'');
INSERT INTO "assignments" VALUES('01a21da6-b86d-7862-aeb7-582a27870908','01a21da6-b86f-7855-a5b7-3db8ce6554c1','in-progress','','a caption?',0,'');
CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "codebooks" VALUES(1,'3ca693b17acee4e50ac0fe07981eb80333b60664a8f3617fe877fbe0dc3b6e45','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
INSERT INTO "codebooks" VALUES(2,'189a9d69b3a553c9079c370e2ab8e019bf7c6300b71b92868bf71b8cc38d4f5b','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]}',1);
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
INSERT INTO "journal" VALUES(1,'01a21da6-b779-797e-ae6e-3aa49a5ca033','01a21da6-b779-7f55-9823-72aab9b0b0f4',1,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:34.937Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21da6-b779-7529-ac65-76bf60f68c4c","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21da6-b86d-767a-880d-7108eea2e1bc','01a21da6-b86c-793c-9d53-0420d54efc89',1,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.181Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21da6-b86f-76ba-bf1c-38cdaa412e89','01a21da6-b86c-793c-9d53-0420d54efc89',2,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.183Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21da6-b86f-7a72-b35b-27a5fb5840dd','01a21da6-b86c-793c-9d53-0420d54efc89',3,'','2026-11-27T15:36:35.183Z','Source shown','do','','[{"after":{"deadline":"","name":"Released","outlet_masked":false,"release":"both","source_hidden":false},"before":{"deadline":"","name":"Released","outlet_masked":false,"release":"both","source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21da6-b879-7fac-826b-4f94631e48af','01a21da6-b86c-793c-9d53-0420d54efc89',4,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.193Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","batch":"","note":"","place":0,"reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.184Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21da6-b870-7e3a-9b86-6023166f3a37","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:36:35.184Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21da6-b87a-7a96-bd29-439043aa9000','01a21da6-b86c-793c-9d53-0420d54efc89',5,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.194Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.184Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21da6-b870-7e3a-9b86-6023166f3a37","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:36:35.194Z"},"before":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.184Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21da6-b870-7e3a-9b86-6023166f3a37","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:36:35.184Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21da6-b87b-7b56-9e9f-08048d418cd6','01a21da6-b86c-793c-9d53-0420d54efc89',6,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.195Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.184Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21da6-b870-7e3a-9b86-6023166f3a37","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:36:35.195Z"},"before":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.184Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21da6-b870-7e3a-9b86-6023166f3a37","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T15:36:35.194Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21da6-b87c-7f11-b606-010c3dfba4b4','01a21da6-b86c-793c-9d53-0420d54efc89',7,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.196Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":1,"created":"2026-11-27T15:36:35.196Z","id":"01a21da6-b87c-7bcd-a051-c9acc91bd453","question":"slant","updated":"2026-11-27T15:36:35.196Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21da6-b87c-74a7-be39-89596cf1da90','01a21da6-b86c-793c-9d53-0420d54efc89',8,'01a21da6-b779-7529-ac65-76bf60f68c4c','2026-11-27T15:36:35.196Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","batch":"","note":"","place":0,"reason":"","state":"done"},"before":{"annotator_id":"01a21da6-b779-7529-ac65-76bf60f68c4c","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","batch":"","note":"","place":0,"reason":"","state":"in-progress"},"kind":"assignment"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21da6-b87d-7894-a8b7-530cfcf6b510','01a21da6-b86c-793c-9d53-0420d54efc89',9,'','2026-11-27T15:36:35.197Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21da6-b87e-788a-99a4-748ab99dfc30','01a21da6-b86c-793c-9d53-0420d54efc89',10,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.198Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","batch":"","note":"","place":0,"reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-785f-92e2-a832d18689d9","codebook_version":2,"created":"2026-11-27T15:36:35.198Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21da6-b87e-74a3-91df-30e18b37032b","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T15:36:35.198Z"},"before":null,"kind":"label"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21da6-b87f-749c-9ee2-b7704f637e1b','01a21da6-b86c-793c-9d53-0420d54efc89',11,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.199Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","batch":"","note":"a caption?","place":0,"reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21da6-b880-77df-978a-86d49982dd35','01a21da6-b86c-793c-9d53-0420d54efc89',12,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.200Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","batch":"","note":"a caption?","place":0,"reason":"","state":"in-progress"},"before":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","batch":"","note":"a caption?","place":0,"reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","codebook_version":2,"created":"2026-11-27T15:36:35.200Z","fields":{},"id":"01a21da6-b880-78e4-9236-6a8a5ff63b28","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:36:35.200Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21da6-b880-78b8-bedc-f706676e73b1','01a21da6-b86c-793c-9d53-0420d54efc89',13,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.200Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","codebook_version":2,"created":"2026-11-27T15:36:35.200Z","fields":{},"id":"01a21da6-b880-78e4-9236-6a8a5ff63b28","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:36:35.200Z"},"kind":"label"}]','undone',14);
INSERT INTO "journal" VALUES(15,'01a21da6-b881-78c4-9402-5912f794a0d6','01a21da6-b86c-793c-9d53-0420d54efc89',14,'01a21da6-b86f-7855-a5b7-3db8ce6554c1','2026-11-27T15:36:35.201Z','Undo: Remove Plain tag from “Sunday”','undo','01a21da6-b880-78b8-bedc-f706676e73b1','[{"after":{"annotator_id":"01a21da6-b86f-7855-a5b7-3db8ce6554c1","article_id":"01a21da6-b86d-7862-aeb7-582a27870908","codebook_version":2,"created":"2026-11-27T15:36:35.200Z","fields":{},"id":"01a21da6-b880-78e4-9236-6a8a5ff63b28","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T15:36:35.200Z"},"before":null,"kind":"label"}]','',15);
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
INSERT INTO "labels" VALUES(1,'01a21da6-b870-7e3a-9b86-6023166f3a37','01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b779-7529-ac65-76bf60f68c4c','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T15:36:35.184Z','2026-11-27T15:36:35.195Z','own');
INSERT INTO "labels" VALUES(2,'01a21da6-b87e-74a3-91df-30e18b37032b','01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b86f-7855-a5b7-3db8ce6554c1','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T15:36:35.198Z','2026-11-27T15:36:35.198Z','own');
INSERT INTO "labels" VALUES(3,'01a21da6-b880-78e4-9236-6a8a5ff63b28','01a21da6-b86d-7862-aeb7-582a27870908','01a21da6-b86f-7855-a5b7-3db8ce6554c1','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T15:36:35.200Z','2026-11-27T15:36:35.200Z','own');
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
    , outlet_masked INTEGER NOT NULL DEFAULT 0, release TEXT NOT NULL DEFAULT 'both', deadline TEXT NOT NULL DEFAULT '', desk TEXT NOT NULL DEFAULT '', work_copy INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "project" VALUES('01a21da6-b779-7d39-8d30-7596a08f4c8a','Released',0,2,'2026-11-27T15:36:34.937Z',0,'both','','',0);
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21da6-b86d-785f-92e2-a832d18689d9',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21da6-b86d-7862-aeb7-582a27870908',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21da6-b779-7529-ac65-76bf60f68c4c',1);
INSERT INTO "touched" VALUES('annotator:01a21da6-b86f-7855-a5b7-3db8ce6554c1',3);
INSERT INTO "touched" VALUES('answer:01a21da6-b86d-785f-92e2-a832d18689d9:01a21da6-b779-7529-ac65-76bf60f68c4c:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21da6-b86d-785f-92e2-a832d18689d9:01a21da6-b779-7529-ac65-76bf60f68c4c',5);
INSERT INTO "touched" VALUES('assignment:01a21da6-b86d-785f-92e2-a832d18689d9:01a21da6-b779-7529-ac65-76bf60f68c4c',9);
INSERT INTO "touched" VALUES('assignment:01a21da6-b86d-785f-92e2-a832d18689d9:01a21da6-b86f-7855-a5b7-3db8ce6554c1',11);
INSERT INTO "touched" VALUES('assignment:01a21da6-b86d-7862-aeb7-582a27870908:01a21da6-b86f-7855-a5b7-3db8ce6554c1',12);
INSERT INTO "touched" VALUES('assignment:01a21da6-b86d-7862-aeb7-582a27870908:01a21da6-b86f-7855-a5b7-3db8ce6554c1',13);
INSERT INTO "touched" VALUES('codebook',10);
INSERT INTO "touched" VALUES('label:01a21da6-b870-7e3a-9b86-6023166f3a37',5);
INSERT INTO "touched" VALUES('label:01a21da6-b870-7e3a-9b86-6023166f3a37',6);
INSERT INTO "touched" VALUES('label:01a21da6-b870-7e3a-9b86-6023166f3a37',7);
INSERT INTO "touched" VALUES('label:01a21da6-b87e-74a3-91df-30e18b37032b',11);
INSERT INTO "touched" VALUES('label:01a21da6-b880-78e4-9236-6a8a5ff63b28',13);
INSERT INTO "touched" VALUES('label:01a21da6-b880-78e4-9236-6a8a5ff63b28',14);
INSERT INTO "touched" VALUES('label:01a21da6-b880-78e4-9236-6a8a5ff63b28',15);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21da6-b86d-785f-92e2-a832d18689d9','01a21da6-b779-7529-ac65-76bf60f68c4c','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
