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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 13:08:09.491938+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 13:08:09.493650+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21d1e-d43d-7ebe-b600-dee91a54e266','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21d1e-d4aa-7e0f-b841-cfe2804093ed','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21d1e-d4d4-7119-8775-0c725334ff13','01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d43d-7ebe-b600-dee91a54e266','slant','-2',1,'2026-11-27T13:08:09.556Z','2026-11-27T13:08:09.556Z');
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
INSERT INTO "articles" VALUES(1,'01a21d1e-d499-7832-9e8f-458606801295','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21d1e-d49a-7cdb-bd8f-328c827daa1e','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d43d-7ebe-b600-dee91a54e266','done','','');
INSERT INTO "assignments" VALUES('01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d4aa-7e0f-b841-cfe2804093ed','in-progress','','');
INSERT INTO "assignments" VALUES('01a21d1e-d49a-7cdb-bd8f-328c827daa1e','01a21d1e-d4aa-7e0f-b841-cfe2804093ed','in-progress','','a caption?');
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
INSERT INTO "journal" VALUES(1,'01a21d1e-d43e-7a71-b661-11afb34a7b23','01a21d1e-d43e-7eeb-987c-f5fdb2a69cb8',1,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.406Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(2,'01a21d1e-d49e-778a-bb2b-bbe5f9b15a79','01a21d1e-d499-72ac-a066-e0f47c30cc8f',1,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.502Z','2 articles added','import','','[]','');
INSERT INTO "journal" VALUES(3,'01a21d1e-d4aa-7d96-87be-98ef7dff5c47','01a21d1e-d499-72ac-a066-e0f47c30cc8f',2,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.515Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(4,'01a21d1e-d4ae-76b8-a97e-0102305d20ef','01a21d1e-d499-72ac-a066-e0f47c30cc8f',3,'','2026-11-27T13:08:09.518Z','Source shown','do','','[{"after":{"name":"Released","source_hidden":false},"before":{"name":"Released","source_hidden":true},"kind":"settings"}]','live');
INSERT INTO "journal" VALUES(5,'01a21d1e-d4c1-78c5-aa03-94aa3bf6ab52','01a21d1e-d499-72ac-a066-e0f47c30cc8f',4,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.537Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.522Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d1e-d4b2-7bb2-948e-94b0604120ad","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:08:09.522Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(6,'01a21d1e-d4ce-7fb6-bbd9-9c4e1379b2ca','01a21d1e-d499-72ac-a066-e0f47c30cc8f',5,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.550Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.522Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d1e-d4b2-7bb2-948e-94b0604120ad","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:08:09.550Z"},"before":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.522Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d1e-d4b2-7bb2-948e-94b0604120ad","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:08:09.522Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(7,'01a21d1e-d4d2-7489-ba85-f0036a56cd26','01a21d1e-d499-72ac-a066-e0f47c30cc8f',6,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.554Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.522Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d1e-d4b2-7bb2-948e-94b0604120ad","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:08:09.554Z"},"before":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.522Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21d1e-d4b2-7bb2-948e-94b0604120ad","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T13:08:09.550Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(8,'01a21d1e-d4d4-7e44-a3d7-fc6a176a303f','01a21d1e-d499-72ac-a066-e0f47c30cc8f',7,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.556Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":1,"created":"2026-11-27T13:08:09.556Z","id":"01a21d1e-d4d4-7119-8775-0c725334ff13","question":"slant","updated":"2026-11-27T13:08:09.556Z","value":-2},"before":null,"kind":"answer"}]','live');
INSERT INTO "journal" VALUES(9,'01a21d1e-d4d6-7baf-bd99-dd368bf557a9','01a21d1e-d499-72ac-a066-e0f47c30cc8f',8,'01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-11-27T13:08:09.558Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","note":"","reason":"","state":"done"},"before":{"annotator_id":"01a21d1e-d43d-7ebe-b600-dee91a54e266","article_id":"01a21d1e-d499-7832-9e8f-458606801295","note":"","reason":"","state":"in-progress"},"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(10,'01a21d1e-d4d7-7991-9366-4d63c701474f','01a21d1e-d499-72ac-a066-e0f47c30cc8f',9,'','2026-11-27T13:08:09.559Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live');
INSERT INTO "journal" VALUES(11,'01a21d1e-d4da-746d-9cc6-4f5c868360f9','01a21d1e-d499-72ac-a066-e0f47c30cc8f',10,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.562Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d499-7832-9e8f-458606801295","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d499-7832-9e8f-458606801295","codebook_version":2,"created":"2026-11-27T13:08:09.562Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21d1e-d4da-7f01-98b0-81035e42f98b","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T13:08:09.562Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(12,'01a21d1e-d4e2-7a51-811c-735198e74a3c','01a21d1e-d499-72ac-a066-e0f47c30cc8f',11,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.570Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","note":"a caption?","reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(13,'01a21d1e-d4e6-7689-bf25-2e4908e21655','01a21d1e-d499-72ac-a066-e0f47c30cc8f',12,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.574Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","note":"a caption?","reason":"","state":"in-progress"},"before":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","note":"a caption?","reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","codebook_version":2,"created":"2026-11-27T13:08:09.574Z","fields":{},"id":"01a21d1e-d4e6-74fb-ac05-f1d732c7171c","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:08:09.574Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(14,'01a21d1e-d4e8-787c-98c6-ed976e82b59d','01a21d1e-d499-72ac-a066-e0f47c30cc8f',13,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.576Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","codebook_version":2,"created":"2026-11-27T13:08:09.574Z","fields":{},"id":"01a21d1e-d4e6-74fb-ac05-f1d732c7171c","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:08:09.574Z"},"kind":"label"}]','undone');
INSERT INTO "journal" VALUES(15,'01a21d1e-d4eb-75ce-ad1b-260ea0cbfeb4','01a21d1e-d499-72ac-a066-e0f47c30cc8f',14,'01a21d1e-d4aa-7e0f-b841-cfe2804093ed','2026-11-27T13:08:09.579Z','Undo: Remove Plain tag from “Sunday”','undo','01a21d1e-d4e8-787c-98c6-ed976e82b59d','[{"after":{"annotator_id":"01a21d1e-d4aa-7e0f-b841-cfe2804093ed","article_id":"01a21d1e-d49a-7cdb-bd8f-328c827daa1e","codebook_version":2,"created":"2026-11-27T13:08:09.574Z","fields":{},"id":"01a21d1e-d4e6-74fb-ac05-f1d732c7171c","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T13:08:09.574Z"},"before":null,"kind":"label"}]','');
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
INSERT INTO "labels" VALUES('01a21d1e-d4b2-7bb2-948e-94b0604120ad','01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d43d-7ebe-b600-dee91a54e266','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T13:08:09.522Z','2026-11-27T13:08:09.554Z','own');
INSERT INTO "labels" VALUES('01a21d1e-d4da-7f01-98b0-81035e42f98b','01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d4aa-7e0f-b841-cfe2804093ed','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T13:08:09.562Z','2026-11-27T13:08:09.562Z','own');
INSERT INTO "labels" VALUES('01a21d1e-d4e6-74fb-ac05-f1d732c7171c','01a21d1e-d49a-7cdb-bd8f-328c827daa1e','01a21d1e-d4aa-7e0f-b841-cfe2804093ed','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T13:08:09.574Z','2026-11-27T13:08:09.574Z','own');
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT;
INSERT INTO "project" VALUES('01a21d1e-d43e-770b-a07a-3e0cf48becb2','Released',0,2,'2026-11-27T13:08:09.406Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21d1e-d499-7832-9e8f-458606801295',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21d1e-d49a-7cdb-bd8f-328c827daa1e',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21d1e-d499-7832-9e8f-458606801295','01a21d1e-d43d-7ebe-b600-dee91a54e266','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
