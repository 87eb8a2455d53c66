-- A project as the release with this schema wrote it. Never change this file.
PRAGMA application_id = 1634627183;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-22 12:54:48.592171+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a20352-ccd7-7f8b-9fad-eb0e71695226','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a20352-d01f-73c0-92cd-14a34b26a89d','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a20352-d026-7eda-9445-0a4f454ee12e','01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-ccd7-7f8b-9fad-eb0e71695226','slant','-2',1,'2026-11-22T12:54:48.614Z','2026-11-22T12:54:48.614Z');
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
    ) STRICT;
INSERT INTO "articles" VALUES(1,'01a20352-d01d-7a08-ab67-cc7514af12a1','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269');
INSERT INTO "articles" VALUES(2,'01a20352-d01d-7591-95be-6e1ae7ae77d6','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12');
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-ccd7-7f8b-9fad-eb0e71695226','done','','');
INSERT INTO "assignments" VALUES('01a20352-d01d-7591-95be-6e1ae7ae77d6','01a20352-d01f-73c0-92cd-14a34b26a89d','in-progress','','a caption?');
INSERT INTO "assignments" VALUES('01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-d01f-73c0-92cd-14a34b26a89d','in-progress','','');
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
INSERT INTO "journal" VALUES(1,'01a20352-ccd7-7d04-beff-b96d0fe8fcc2','01a20352-ccd7-7201-8fb8-b01fad1445f8',1,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:47.767Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(2,'01a20352-d01d-777c-8a3a-004646f15cd6','01a20352-d01d-79d8-bae8-f7eb677fa6ee',1,'','2026-11-22T12:54:48.605Z','2 articles added','import','','[]','');
INSERT INTO "journal" VALUES(3,'01a20352-d020-7b85-bab4-e7a03bcf5420','01a20352-d01d-79d8-bae8-f7eb677fa6ee',2,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.608Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a20352-d01f-73c0-92cd-14a34b26a89d","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','');
INSERT INTO "journal" VALUES(4,'01a20352-d020-7b1b-bda5-2f9b51092a42','01a20352-d01d-79d8-bae8-f7eb677fa6ee',3,'','2026-11-22T12:54:48.608Z','Source shown','do','','[{"after":{"name":"Released","source_hidden":false},"before":{"name":"Released","source_hidden":true},"kind":"settings"}]','live');
INSERT INTO "journal" VALUES(5,'01a20352-d022-7c6d-abbb-19b45028f8f2','01a20352-d01d-79d8-bae8-f7eb677fa6ee',4,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:48.610Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.609Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a20352-d021-7eaf-b4e8-05ca53715aa8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-22T12:54:48.609Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(6,'01a20352-d023-7d53-9279-c775c090ff88','01a20352-d01d-79d8-bae8-f7eb677fa6ee',5,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:48.611Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.609Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a20352-d021-7eaf-b4e8-05ca53715aa8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-22T12:54:48.611Z"},"before":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.609Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a20352-d021-7eaf-b4e8-05ca53715aa8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-22T12:54:48.609Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(7,'01a20352-d025-7aa8-b3e2-fd531c0a85d9','01a20352-d01d-79d8-bae8-f7eb677fa6ee',6,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:48.613Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.609Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a20352-d021-7eaf-b4e8-05ca53715aa8","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-22T12:54:48.613Z"},"before":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.609Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a20352-d021-7eaf-b4e8-05ca53715aa8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-22T12:54:48.611Z"},"kind":"label"}]','live');
INSERT INTO "journal" VALUES(8,'01a20352-d026-7a6a-91c4-ad840a5aad70','01a20352-d01d-79d8-bae8-f7eb677fa6ee',7,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:48.614Z','Slant: -2','do','','[{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":1,"created":"2026-11-22T12:54:48.614Z","id":"01a20352-d026-7eda-9445-0a4f454ee12e","question":"slant","updated":"2026-11-22T12:54:48.614Z","value":-2},"before":null,"kind":"answer"}]','live');
INSERT INTO "journal" VALUES(9,'01a20352-d027-7583-a947-04e0bd44978e','01a20352-d01d-79d8-bae8-f7eb677fa6ee',8,'01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-11-22T12:54:48.615Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","note":"","reason":"","state":"done"},"before":{"annotator_id":"01a20352-ccd7-7f8b-9fad-eb0e71695226","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","note":"","reason":"","state":"in-progress"},"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(10,'01a20352-d028-7592-9dfa-75e48ac8728d','01a20352-d01d-79d8-bae8-f7eb677fa6ee',9,'','2026-11-22T12:54:48.616Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"key":"loaded","name":"Loaded word","parent":"","retired":false,"shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"shortcut":"","test":""}]},"kind":"codebook"}]','live');
INSERT INTO "journal" VALUES(11,'01a20352-d02a-737e-93fe-1d91483f82f0','01a20352-d01d-79d8-bae8-f7eb677fa6ee',10,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.618Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","note":"","reason":"","state":"in-progress"},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7a08-ab67-cc7514af12a1","codebook_version":2,"created":"2026-11-22T12:54:48.617Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a20352-d029-7342-89c8-9039351f7d7a","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-22T12:54:48.617Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(12,'01a20352-d030-74c0-9102-2f813009bcc6','01a20352-d01d-79d8-bae8-f7eb677fa6ee',11,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.624Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","note":"a caption?","reason":"","state":"todo"},"before":null,"kind":"assignment"}]','live');
INSERT INTO "journal" VALUES(13,'01a20352-d032-7297-bf74-3d564a15e381','01a20352-d01d-79d8-bae8-f7eb677fa6ee',12,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.626Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","note":"a caption?","reason":"","state":"in-progress"},"before":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","note":"a caption?","reason":"","state":"todo"},"kind":"assignment"},{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","codebook_version":2,"created":"2026-11-22T12:54:48.626Z","fields":{},"id":"01a20352-d032-7038-b5a7-5bed40f647ad","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-22T12:54:48.626Z"},"before":null,"kind":"label"}]','live');
INSERT INTO "journal" VALUES(14,'01a20352-d034-7e4f-9d1b-e6c126ebc7da','01a20352-d01d-79d8-bae8-f7eb677fa6ee',13,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.628Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","codebook_version":2,"created":"2026-11-22T12:54:48.626Z","fields":{},"id":"01a20352-d032-7038-b5a7-5bed40f647ad","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-22T12:54:48.626Z"},"kind":"label"}]','undone');
INSERT INTO "journal" VALUES(15,'01a20352-d039-71db-a15e-f4005c533ef9','01a20352-d01d-79d8-bae8-f7eb677fa6ee',14,'01a20352-d01f-73c0-92cd-14a34b26a89d','2026-11-22T12:54:48.633Z','Undo: Remove Plain tag from “Sunday”','undo','01a20352-d034-7e4f-9d1b-e6c126ebc7da','[{"after":{"annotator_id":"01a20352-d01f-73c0-92cd-14a34b26a89d","article_id":"01a20352-d01d-7591-95be-6e1ae7ae77d6","codebook_version":2,"created":"2026-11-22T12:54:48.626Z","fields":{},"id":"01a20352-d032-7038-b5a7-5bed40f647ad","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-22T12:54:48.626Z"},"before":null,"kind":"label"}]','');
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
INSERT INTO "labels" VALUES('01a20352-d021-7eaf-b4e8-05ca53715aa8','01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-ccd7-7f8b-9fad-eb0e71695226','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-22T12:54:48.609Z','2026-11-22T12:54:48.613Z','own');
INSERT INTO "labels" VALUES('01a20352-d029-7342-89c8-9039351f7d7a','01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-d01f-73c0-92cd-14a34b26a89d','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-22T12:54:48.617Z','2026-11-22T12:54:48.617Z','own');
INSERT INTO "labels" VALUES('01a20352-d032-7038-b5a7-5bed40f647ad','01a20352-d01d-7591-95be-6e1ae7ae77d6','01a20352-d01f-73c0-92cd-14a34b26a89d','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-22T12:54:48.626Z','2026-11-22T12:54:48.626Z','own');
CREATE TABLE project (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        source_hidden INTEGER NOT NULL,
        codebook_version INTEGER NOT NULL REFERENCES codebooks(version),
        created TEXT NOT NULL
    ) STRICT;
INSERT INTO "project" VALUES('01a20352-ccd8-7715-8aff-2da01fb15004','Released',0,2,'2026-11-22T12:54:47.768Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a20352-d01d-7a08-ab67-cc7514af12a1',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a20352-d01d-7591-95be-6e1ae7ae77d6',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a20352-d01d-7a08-ab67-cc7514af12a1','01a20352-ccd7-7f8b-9fad-eb0e71695226','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX articles_sha256 ON articles(sha256);
CREATE INDEX articles_title ON articles(title);
CREATE INDEX labels_words ON labels(annotator_id, substr(quote, 1, 60) COLLATE NOCASE);
CREATE INDEX labels_place ON labels(article_id, annotator_id, start);
CREATE INDEX visits_place ON visits(article_id, annotator_id);
CREATE INDEX journal_undo ON journal(undo, line) WHERE undo IN ('live', 'undone');
COMMIT;
