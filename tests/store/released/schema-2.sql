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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 13:17:18.977763+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 13:17:18.979651+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21d27-36ba-7f34-abbc-e717fcc20d4f','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21d27-3711-7bad-8afc-ae891e9d00be','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21d27-3727-7638-b98f-8623e5b4c013','01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-36ba-7f34-abbc-e717fcc20d4f','slant','-2',1,'2026-11-27T13:17:19.015Z','2026-11-27T13:17:19.015Z');
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
INSERT INTO "articles" VALUES(1,'01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21d27-370f-70d9-8727-932c3bb792a7','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-36ba-7f34-abbc-e717fcc20d4f','done','','');
INSERT INTO "assignments" VALUES('01a21d27-370f-70d9-8727-932c3bb792a7','01a21d27-3711-7bad-8afc-ae891e9d00be','in-progress','','a caption?');
INSERT INTO "assignments" VALUES('01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-3711-7bad-8afc-ae891e9d00be','in-progress','','');
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
INSERT INTO "journal" VALUES(1,'01a21d27-36ba-7c5d-b2a4-9a4ec5154c56','01a21d27-36ba-7d8d-9f85-347bc487fcd7',1,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:18.906Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(2,'01a21d27-370f-7ff2-84d0-94a00ed200c8','01a21d27-370e-7677-81ad-20d1621b2720',1,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:18.991Z','2 articles added','import','','[]','');
INSERT INTO "journal" VALUES(3,'01a21d27-3711-77c2-a926-b607eb53e4b3','01a21d27-370e-7677-81ad-20d1621b2720',2,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:18.993Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21d27-3711-7bad-8afc-ae891e9d00be","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(4,'01a21d27-3711-754f-990f-7e80943f1be5','01a21d27-370e-7677-81ad-20d1621b2720',3,'','2026-11-27T13:17:18.993Z','Source shown','do','','[{"after":{"name":"Released","source_hidden":false},"before":{"name":"Released","source_hidden":true},"kind":"settings"}]','live');
INSERT INTO "journal" VALUES(5,'01a21d27-371d-703f-99cc-8c6aa03558de','01a21d27-370e-7677-81ad-20d1621b2720',4,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:19.005Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:18.994Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d27-3712-74df-8d31-1ba2d4a39bd6","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:17:18.994Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(6,'01a21d27-3723-7b32-8d65-4a2c01211e16','01a21d27-370e-7677-81ad-20d1621b2720',5,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:19.011Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:18.994Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d27-3712-74df-8d31-1ba2d4a39bd6","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:17:19.011Z"},"before":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:18.994Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d27-3712-74df-8d31-1ba2d4a39bd6","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:17:18.994Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(7,'01a21d27-3723-7e38-90bc-c269c25875a3','01a21d27-370e-7677-81ad-20d1621b2720',6,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:19.012Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:18.994Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d27-3712-74df-8d31-1ba2d4a39bd6","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:17:19.011Z"},"before":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:18.994Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d27-3712-74df-8d31-1ba2d4a39bd6","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:17:19.011Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(8,'01a21d27-3727-7836-b2c9-1afb520a6a0f','01a21d27-370e-7677-81ad-20d1621b2720',7,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:19.015Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":1,"created":"2026-11-27T13:17:19.015Z","id":"01a21d27-3727-7638-b98f-8623e5b4c013","question":"slant","updated":"2026-11-27T13:17:19.015Z","value":-2},"before":null,"kind":"answer"}]','live');
INSERT INTO "journal" VALUES(9,'01a21d27-3727-7cdf-b1c9-83f68ac06676','01a21d27-370e-7677-81ad-20d1621b2720',8,'01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-11-27T13:17:19.015Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","note":"","reason":"","state":"done"},"before":{"annotator_id":"01a21d27-36ba-7f34-abbc-e717fcc20d4f","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","note":"","reason":"","state":"in-progress"},"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(10,'01a21d27-3728-7ca5-bf77-42af32ba000b','01a21d27-370e-7677-81ad-20d1621b2720',9,'','2026-11-27T13:17:19.016Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live');
INSERT INTO "journal" VALUES(11,'01a21d27-3729-78c6-8470-c5731bbd60c7','01a21d27-370e-7677-81ad-20d1621b2720',10,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:19.017Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-7a0b-a8e2-ed9d9ed75c38","codebook_version":2,"created":"2026-11-27T13:17:19.017Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21d27-3729-7caf-9ed0-f8e922067c3b","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T13:17:19.017Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(12,'01a21d27-372b-75c1-b8ba-bf4e63907018','01a21d27-370e-7677-81ad-20d1621b2720',11,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:19.019Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","note":"a caption?","reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(13,'01a21d27-372b-7397-b037-4fb792d5ba7e','01a21d27-370e-7677-81ad-20d1621b2720',12,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:19.019Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","note":"a caption?","reason":"","state":"in-progress"},"before":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","note":"a caption?","reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","codebook_version":2,"created":"2026-11-27T13:17:19.019Z","fields":{},"id":"01a21d27-372b-7753-bde6-b6ca8afaaf3d","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:17:19.019Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(14,'01a21d27-372e-74f3-ad0f-1b5252088bd8','01a21d27-370e-7677-81ad-20d1621b2720',13,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:19.022Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","codebook_version":2,"created":"2026-11-27T13:17:19.019Z","fields":{},"id":"01a21d27-372b-7753-bde6-b6ca8afaaf3d","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:17:19.019Z"},"kind":"label"}]','undone');
INSERT INTO "journal" VALUES(15,'01a21d27-3733-7ab7-aa37-41883843d4bb','01a21d27-370e-7677-81ad-20d1621b2720',14,'01a21d27-3711-7bad-8afc-ae891e9d00be','2026-11-27T13:17:19.027Z','Undo: Remove Plain tag from “Sunday”','undo','01a21d27-372e-74f3-ad0f-1b5252088bd8','[{"after":{"annotator_id":"01a21d27-3711-7bad-8afc-ae891e9d00be","article_id":"01a21d27-370f-70d9-8727-932c3bb792a7","codebook_version":2,"created":"2026-11-27T13:17:19.019Z","fields":{},"id":"01a21d27-372b-7753-bde6-b6ca8afaaf3d","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:17:19.019Z"},"before":null,"kind":"label"}]','');
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
INSERT INTO "labels" VALUES('01a21d27-3712-74df-8d31-1ba2d4a39bd6','01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-36ba-7f34-abbc-e717fcc20d4f','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T13:17:18.994Z','2026-11-27T13:17:19.011Z','own');
INSERT INTO "labels" VALUES('01a21d27-3729-7caf-9ed0-f8e922067c3b','01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-3711-7bad-8afc-ae891e9d00be','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T13:17:19.017Z','2026-11-27T13:17:19.017Z','own');
INSERT INTO "labels" VALUES('01a21d27-372b-7753-bde6-b6ca8afaaf3d','01a21d27-370f-70d9-8727-932c3bb792a7','01a21d27-3711-7bad-8afc-ae891e9d00be','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T13:17:19.019Z','2026-11-27T13:17:19.019Z','own');
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT;
INSERT INTO "project" VALUES('01a21d27-36c3-7573-8f26-679ddf9fcf41','Released',0,2,'2026-11-27T13:17:18.915Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21d27-370f-7a0b-a8e2-ed9d9ed75c38',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21d27-370f-70d9-8727-932c3bb792a7',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21d27-370f-7a0b-a8e2-ed9d9ed75c38','01a21d27-36ba-7f34-abbc-e717fcc20d4f','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
CREATE INDEX labels_tag ON labels(tag COLLATE NOCASE, annotator_id, article_id);
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
