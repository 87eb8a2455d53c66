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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 11:55:54.276477+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 11:55:54.278341+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21cdc-adf0-7fb6-9d41-b946acad5e69','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21cdc-ae37-77b1-bcff-bf0ab7052161','01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-adf0-7fb6-9d41-b946acad5e69','slant','-2',1,'2026-11-27T11:55:54.295Z','2026-11-27T11:55:54.295Z');
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
INSERT INTO "articles" VALUES(1,'01a21cdc-ae2b-71f2-9e69-3092f07fe688','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21cdc-ae2b-7f83-a8f4-0d136c468d7e','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-adf0-7fb6-9d41-b946acad5e69','done','','');
INSERT INTO "assignments" VALUES('01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','in-progress','','');
INSERT INTO "assignments" VALUES('01a21cdc-ae2b-7f83-a8f4-0d136c468d7e','01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','in-progress','','a caption?');
CREATE TABLE codebooks (
        version INTEGER PRIMARY KEY NOT NULL,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0
    ) STRICT;
INSERT INTO "codebooks" VALUES(1,'72dc7bfe60d68a5965918f84ba7ec51f177479d0e34c2cd8a90117764663a11d','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]}',1);
INSERT INTO "codebooks" VALUES(2,'6dca3581e76c887dae4e9454b06ed3193b8fd988471c99e8ca1e90c00a0db5f5','{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]}',1);
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
INSERT INTO "journal" VALUES(1,'01a21cdc-adf0-72c9-8238-53139afef1b8','01a21cdc-adf0-7246-bc78-ec17807abef0',1,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.224Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(2,'01a21cdc-ae2b-7356-87e3-590137ae0232','01a21cdc-ae2b-7482-b85b-7976c24b4758',1,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.283Z','2 articles added','import','','[]','');
INSERT INTO "journal" VALUES(3,'01a21cdc-ae2d-7ae8-93e2-81abc17d4f2c','01a21cdc-ae2b-7482-b85b-7976c24b4758',2,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.285Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(4,'01a21cdc-ae2d-757c-8b2b-bc44fc188d07','01a21cdc-ae2b-7482-b85b-7976c24b4758',3,'','2026-11-27T11:55:54.285Z','Source shown','do','','[{"after":{"name":"Released","source_hidden":false},"before":{"name":"Released","source_hidden":true},"kind":"settings"}]','live');
INSERT INTO "journal" VALUES(5,'01a21cdc-ae35-7cde-8310-65160306c19d','01a21cdc-ae2b-7482-b85b-7976c24b4758',4,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.293Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.286Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21cdc-ae2e-7a20-81a2-b79c1b4293ab","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T11:55:54.286Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(6,'01a21cdc-ae36-7019-b619-a1ec3cfa9dbd','01a21cdc-ae2b-7482-b85b-7976c24b4758',5,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.294Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.286Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21cdc-ae2e-7a20-81a2-b79c1b4293ab","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T11:55:54.293Z"},"before":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.286Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21cdc-ae2e-7a20-81a2-b79c1b4293ab","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T11:55:54.286Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(7,'01a21cdc-ae36-7c99-8a59-38dd54df2963','01a21cdc-ae2b-7482-b85b-7976c24b4758',6,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.294Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.286Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21cdc-ae2e-7a20-81a2-b79c1b4293ab","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T11:55:54.294Z"},"before":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.286Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21cdc-ae2e-7a20-81a2-b79c1b4293ab","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T11:55:54.293Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(8,'01a21cdc-ae37-7fda-88c7-9ea0acbeb2f8','01a21cdc-ae2b-7482-b85b-7976c24b4758',7,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.295Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":1,"created":"2026-11-27T11:55:54.295Z","id":"01a21cdc-ae37-77b1-bcff-bf0ab7052161","question":"slant","updated":"2026-11-27T11:55:54.295Z","value":-2},"before":null,"kind":"answer"}]','live');
INSERT INTO "journal" VALUES(9,'01a21cdc-ae38-73da-9dc5-033a2f79a7c0','01a21cdc-ae2b-7482-b85b-7976c24b4758',8,'01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-11-27T11:55:54.296Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","note":"","reason":"","state":"done"},"before":{"annotator_id":"01a21cdc-adf0-7fb6-9d41-b946acad5e69","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","note":"","reason":"","state":"in-progress"},"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(10,'01a21cdc-ae39-7be6-b678-a1076c52bb58','01a21cdc-ae2b-7482-b85b-7976c24b4758',9,'','2026-11-27T11:55:54.297Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]},"kind":"codebook"}]','live');
INSERT INTO "journal" VALUES(11,'01a21cdc-ae3a-764c-b07e-d120c4cb1e16','01a21cdc-ae2b-7482-b85b-7976c24b4758',10,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.298Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-71f2-9e69-3092f07fe688","codebook_version":2,"created":"2026-11-27T11:55:54.298Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21cdc-ae3a-71d4-aac1-2a1f05f461df","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T11:55:54.298Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(12,'01a21cdc-ae3b-7bff-878b-e8c555e07255','01a21cdc-ae2b-7482-b85b-7976c24b4758',11,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.299Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","note":"a caption?","reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(13,'01a21cdc-ae3c-7b84-a96f-4872f16ecc16','01a21cdc-ae2b-7482-b85b-7976c24b4758',12,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.300Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","note":"a caption?","reason":"","state":"in-progress"},"before":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","note":"a caption?","reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","codebook_version":2,"created":"2026-11-27T11:55:54.300Z","fields":{},"id":"01a21cdc-ae3c-73ed-bf2a-e5ce183af7cf","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T11:55:54.300Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(14,'01a21cdc-ae3c-7603-ba6b-f834453dc96f','01a21cdc-ae2b-7482-b85b-7976c24b4758',13,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.300Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","codebook_version":2,"created":"2026-11-27T11:55:54.300Z","fields":{},"id":"01a21cdc-ae3c-73ed-bf2a-e5ce183af7cf","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T11:55:54.300Z"},"kind":"label"}]','undone');
INSERT INTO "journal" VALUES(15,'01a21cdc-ae3e-7cab-a85f-e5002ceb8810','01a21cdc-ae2b-7482-b85b-7976c24b4758',14,'01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','2026-11-27T11:55:54.302Z','Undo: Remove Plain tag from “Sunday”','undo','01a21cdc-ae3c-7603-ba6b-f834453dc96f','[{"after":{"annotator_id":"01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c","article_id":"01a21cdc-ae2b-7f83-a8f4-0d136c468d7e","codebook_version":2,"created":"2026-11-27T11:55:54.300Z","fields":{},"id":"01a21cdc-ae3c-73ed-bf2a-e5ce183af7cf","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T11:55:54.300Z"},"before":null,"kind":"label"}]','');
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
INSERT INTO "labels" VALUES('01a21cdc-ae2e-7a20-81a2-b79c1b4293ab','01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-adf0-7fb6-9d41-b946acad5e69','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T11:55:54.286Z','2026-11-27T11:55:54.294Z','own');
INSERT INTO "labels" VALUES('01a21cdc-ae3a-71d4-aac1-2a1f05f461df','01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T11:55:54.298Z','2026-11-27T11:55:54.298Z','own');
INSERT INTO "labels" VALUES('01a21cdc-ae3c-73ed-bf2a-e5ce183af7cf','01a21cdc-ae2b-7f83-a8f4-0d136c468d7e','01a21cdc-ae2d-7fda-99d0-f73b4a4ee54c','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T11:55:54.300Z','2026-11-27T11:55:54.300Z','own');
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT;
INSERT INTO "project" VALUES('01a21cdc-adf0-7b4a-b3fd-8f9ee28aa6c2','Released',0,2,'2026-11-27T11:55:54.224Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21cdc-ae2b-71f2-9e69-3092f07fe688',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21cdc-ae2b-7f83-a8f4-0d136c468d7e',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21cdc-ae2b-71f2-9e69-3092f07fe688','01a21cdc-adf0-7fb6-9d41-b946acad5e69','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
CREATE INDEX labels_tag ON labels(tag);
CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='', tokenize="unicode61 remove_diacritics 1"
    );
CREATE VIRTUAL TABLE label_words USING fts5(
        quote, note, content='labels', tokenize="unicode61 remove_diacritics 1"
    );
INSERT INTO article_words (rowid, title, text) SELECT position, title, text FROM articles JOIN texts ON article_id = id;
INSERT INTO label_words (rowid, quote, note) SELECT rowid, quote, note FROM labels;
CREATE TRIGGER article_retitled AFTER UPDATE OF title ON articles
    WHEN old.title IS NOT new.title BEGIN
        INSERT INTO article_words (article_words, rowid, title, text)
            SELECT 'delete', old.position, old.title, text FROM texts WHERE article_id = old.id;
        INSERT INTO article_words (rowid, title, text)
            SELECT new.position, new.title, text FROM texts WHERE article_id = new.id;
    END;
CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
        INSERT INTO label_words (rowid, quote, note) VALUES (new.rowid, new.quote, new.note);
    END;
CREATE TRIGGER label_removed AFTER DELETE ON labels BEGIN
        INSERT INTO label_words (label_words, rowid, quote, note)
            VALUES ('delete', old.rowid, old.quote, old.note);
    END;
CREATE TRIGGER label_reworded AFTER UPDATE ON labels
    WHEN old.quote IS NOT new.quote OR old.note IS NOT new.note BEGIN
        INSERT INTO label_words (label_words, rowid, quote, note)
            VALUES ('delete', old.rowid, old.quote, old.note);
        INSERT INTO label_words (rowid, quote, note) VALUES (new.rowid, new.quote, new.note);
    END;
COMMIT;
