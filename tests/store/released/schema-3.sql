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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 17:58:25.764797+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 17:58:25.766598+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 17:58:25.785527+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21e28-93e5-70ae-8c42-dde0a88f1ec2','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21e28-9511-7369-a343-038c0b1fb9ac','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21e28-952c-7143-b504-0b832bc6f75d','01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-93e5-70ae-8c42-dde0a88f1ec2','slant','-2',1,'2026-11-27T17:58:25.836Z','2026-11-27T17:58:25.836Z');
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
INSERT INTO "articles" VALUES(1,'01a21e28-950f-7a94-88cd-5f33f776d707','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21e28-9510-7d3d-ad5e-e2912a602008','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '', labelled INTEGER NOT NULL DEFAULT 0, unasked TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-93e5-70ae-8c42-dde0a88f1ec2','done','','',0,'',1,'');
INSERT INTO "assignments" VALUES('01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-9511-7369-a343-038c0b1fb9ac','in-progress','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21e28-9510-7d3d-ad5e-e2912a602008','01a21e28-9511-7369-a343-038c0b1fb9ac','in-progress','','a caption?',0,'',0,'');
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
INSERT INTO "journal" VALUES(1,'01a21e28-93e5-72d6-823e-08d77850e3e9','01a21e28-93e5-7af9-8feb-079d391934cd',1,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.509Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21e28-9510-7883-b396-8c51db4e1a58','01a21e28-950f-73c7-a068-c5bf00d61c08',1,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.808Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21e28-9511-7e8b-99ff-375546f80e39','01a21e28-950f-73c7-a068-c5bf00d61c08',2,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.809Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21e28-9511-7369-a343-038c0b1fb9ac","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21e28-9512-71a7-a253-d24298d96c7d','01a21e28-950f-73c7-a068-c5bf00d61c08',3,'','2026-11-27T17:58:25.810Z','Source shown','do','','[{"after":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":false},"before":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21e28-9529-78c2-8113-df799139e307','01a21e28-950f-73c7-a068-c5bf00d61c08',4,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.833Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.810Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e28-9512-7768-aa05-aae00c322b3c","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:58:25.810Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21e28-952a-7b18-a6f8-7783d6c296a9','01a21e28-950f-73c7-a068-c5bf00d61c08',5,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.834Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.810Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e28-9512-7768-aa05-aae00c322b3c","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:58:25.834Z"},"before":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.810Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e28-9512-7768-aa05-aae00c322b3c","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:58:25.810Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21e28-952b-743d-b8e8-a6ebfd9bb6d6','01a21e28-950f-73c7-a068-c5bf00d61c08',6,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.835Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.810Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e28-9512-7768-aa05-aae00c322b3c","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:58:25.835Z"},"before":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.810Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e28-9512-7768-aa05-aae00c322b3c","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:58:25.834Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21e28-952c-7ae5-b3c8-ffeef9c3baad','01a21e28-950f-73c7-a068-c5bf00d61c08',7,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.836Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.836Z","id":"01a21e28-952c-7143-b504-0b832bc6f75d","question":"slant","updated":"2026-11-27T17:58:25.836Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21e28-952d-77da-9aac-94d9d170c999','01a21e28-950f-73c7-a068-c5bf00d61c08',8,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.837Z','Slant (once more): -1','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":1,"created":"2026-11-27T17:58:25.836Z","id":"01a21e28-952c-7c5c-a274-b6ce423b1a76","question":"slant","updated":"2026-11-27T17:58:25.836Z","value":-1},"before":null,"kind":"second-answer"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21e28-952d-7e1b-97d0-b6038dfae24f','01a21e28-950f-73c7-a068-c5bf00d61c08',9,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.837Z','“Regime Sinks Beloved Ferry”: the labels are all there','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21e28-952e-7812-bb3d-80d6cf1b2e92','01a21e28-950f-73c7-a068-c5bf00d61c08',10,'01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-11-27T17:58:25.838Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21e28-93e5-70ae-8c42-dde0a88f1ec2","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21e28-952f-705d-be9f-3119ba8f4abb','01a21e28-950f-73c7-a068-c5bf00d61c08',11,'','2026-11-27T17:58:25.839Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21e28-9530-7a83-aadf-0db155e620f9','01a21e28-950f-73c7-a068-c5bf00d61c08',12,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.840Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-950f-7a94-88cd-5f33f776d707","codebook_version":2,"created":"2026-11-27T17:58:25.840Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21e28-9530-7192-a311-a8874381e87c","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T17:58:25.840Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21e28-9531-72f8-8f51-fd5f95d4a893','01a21e28-950f-73c7-a068-c5bf00d61c08',13,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.841Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}]','live',14);
INSERT INTO "journal" VALUES(15,'01a21e28-9531-7941-b2df-3b83b47b5e7d','01a21e28-950f-73c7-a068-c5bf00d61c08',14,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.841Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","codebook_version":2,"created":"2026-11-27T17:58:25.841Z","fields":{},"id":"01a21e28-9531-7042-b7cc-9bf6c5730f20","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:58:25.841Z"},"before":null,"kind":"label"}]','live',15);
INSERT INTO "journal" VALUES(16,'01a21e28-9532-7baa-b04b-00a4adfdbde8','01a21e28-950f-73c7-a068-c5bf00d61c08',15,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.842Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","codebook_version":2,"created":"2026-11-27T17:58:25.841Z","fields":{},"id":"01a21e28-9531-7042-b7cc-9bf6c5730f20","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:58:25.841Z"},"kind":"label"}]','undone',16);
INSERT INTO "journal" VALUES(17,'01a21e28-9533-78f4-a6c6-2542359eb9ec','01a21e28-950f-73c7-a068-c5bf00d61c08',16,'01a21e28-9511-7369-a343-038c0b1fb9ac','2026-11-27T17:58:25.843Z','Undo: Remove Plain tag from “Sunday”','undo','01a21e28-9532-7baa-b04b-00a4adfdbde8','[{"after":{"annotator_id":"01a21e28-9511-7369-a343-038c0b1fb9ac","article_id":"01a21e28-9510-7d3d-ad5e-e2912a602008","codebook_version":2,"created":"2026-11-27T17:58:25.841Z","fields":{},"id":"01a21e28-9531-7042-b7cc-9bf6c5730f20","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:58:25.841Z"},"before":null,"kind":"label"}]','',17);
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
INSERT INTO "labels" VALUES(1,'01a21e28-9512-7768-aa05-aae00c322b3c','01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-93e5-70ae-8c42-dde0a88f1ec2','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T17:58:25.810Z','2026-11-27T17:58:25.835Z','own');
INSERT INTO "labels" VALUES(2,'01a21e28-9530-7192-a311-a8874381e87c','01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-9511-7369-a343-038c0b1fb9ac','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T17:58:25.840Z','2026-11-27T17:58:25.840Z','own');
INSERT INTO "labels" VALUES(3,'01a21e28-9531-7042-b7cc-9bf6c5730f20','01a21e28-9510-7d3d-ad5e-e2912a602008','01a21e28-9511-7369-a343-038c0b1fb9ac','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T17:58:25.841Z','2026-11-27T17:58:25.841Z','own');
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
INSERT INTO "project" VALUES('01a21e28-93e5-7b4b-a9a5-b18b0c42d4d6','Released',0,2,'2026-11-27T17:58:25.510Z',0,'both','',0,0.7,0,'','',0);
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
INSERT INTO "second_answers" VALUES('01a21e28-952c-7c5c-a274-b6ce423b1a76','01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-93e5-70ae-8c42-dde0a88f1ec2','slant','-1',1,'2026-11-27T17:58:25.836Z','2026-11-27T17:58:25.836Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21e28-950f-7a94-88cd-5f33f776d707',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21e28-9510-7d3d-ad5e-e2912a602008',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21e28-93e5-70ae-8c42-dde0a88f1ec2',1);
INSERT INTO "touched" VALUES('annotator:01a21e28-9511-7369-a343-038c0b1fb9ac',3);
INSERT INTO "touched" VALUES('answer:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-93e5-70ae-8c42-dde0a88f1ec2:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-93e5-70ae-8c42-dde0a88f1ec2',5);
INSERT INTO "touched" VALUES('assignment:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-93e5-70ae-8c42-dde0a88f1ec2',10);
INSERT INTO "touched" VALUES('assignment:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-93e5-70ae-8c42-dde0a88f1ec2',11);
INSERT INTO "touched" VALUES('assignment:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-9511-7369-a343-038c0b1fb9ac',13);
INSERT INTO "touched" VALUES('assignment:01a21e28-9510-7d3d-ad5e-e2912a602008:01a21e28-9511-7369-a343-038c0b1fb9ac',14);
INSERT INTO "touched" VALUES('assignment:01a21e28-9510-7d3d-ad5e-e2912a602008:01a21e28-9511-7369-a343-038c0b1fb9ac',15);
INSERT INTO "touched" VALUES('codebook',12);
INSERT INTO "touched" VALUES('label:01a21e28-9512-7768-aa05-aae00c322b3c',5);
INSERT INTO "touched" VALUES('label:01a21e28-9512-7768-aa05-aae00c322b3c',6);
INSERT INTO "touched" VALUES('label:01a21e28-9512-7768-aa05-aae00c322b3c',7);
INSERT INTO "touched" VALUES('label:01a21e28-9530-7192-a311-a8874381e87c',13);
INSERT INTO "touched" VALUES('label:01a21e28-9531-7042-b7cc-9bf6c5730f20',15);
INSERT INTO "touched" VALUES('label:01a21e28-9531-7042-b7cc-9bf6c5730f20',16);
INSERT INTO "touched" VALUES('label:01a21e28-9531-7042-b7cc-9bf6c5730f20',17);
INSERT INTO "touched" VALUES('secondanswer:01a21e28-950f-7a94-88cd-5f33f776d707:01a21e28-93e5-70ae-8c42-dde0a88f1ec2:slant',9);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21e28-950f-7a94-88cd-5f33f776d707','01a21e28-93e5-70ae-8c42-dde0a88f1ec2','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
