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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 17:59:26.955221+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 17:59:26.956901+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 17:59:26.963421+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21e29-82c7-72f8-bdb0-b2843304ed1e','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21e29-8408-7011-b7b3-af7922c75050','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21e29-8443-79a7-a866-658bf0639fd2','01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-82c7-72f8-bdb0-b2843304ed1e','slant','-2',1,'2026-11-27T17:59:27.043Z','2026-11-27T17:59:27.043Z');
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
INSERT INTO "articles" VALUES(1,'01a21e29-8403-7209-ae8a-9a17b01c8906','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21e29-8403-7cf2-a0e9-1167f9aaea00','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '', labelled INTEGER NOT NULL DEFAULT 0, unasked TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-82c7-72f8-bdb0-b2843304ed1e','done','','',0,'',1,'');
INSERT INTO "assignments" VALUES('01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-8408-7011-b7b3-af7922c75050','in-progress','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21e29-8403-7cf2-a0e9-1167f9aaea00','01a21e29-8408-7011-b7b3-af7922c75050','in-progress','','a caption?',0,'',0,'');
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
INSERT INTO "journal" VALUES(1,'01a21e29-82c7-790e-b38e-21c1ef8f679c','01a21e29-82c7-7cba-ad95-c3be86c044d9',1,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:26.663Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21e29-8403-79db-94b9-1b6f5e4991b8','01a21e29-8403-7f19-9003-24a481393901',1,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:26.979Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21e29-8408-7447-94a7-17f0fb807652','01a21e29-8403-7f19-9003-24a481393901',2,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:26.984Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21e29-8408-7011-b7b3-af7922c75050","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21e29-8408-7936-a502-40a3f2a0ffd1','01a21e29-8403-7f19-9003-24a481393901',3,'','2026-11-27T17:59:26.984Z','Source shown','do','','[{"after":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":false},"before":{"deadline":"","lesson":null,"name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21e29-8438-78d4-a60c-1f5bdcd2d733','01a21e29-8403-7f19-9003-24a481393901',4,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.032Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:26.986Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e29-840a-7e4f-bb64-1b44d0d2c4b8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:59:26.986Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21e29-843b-73dd-9b81-21ae33b124f0','01a21e29-8403-7f19-9003-24a481393901',5,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.035Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:26.986Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e29-840a-7e4f-bb64-1b44d0d2c4b8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:59:27.035Z"},"before":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:26.986Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e29-840a-7e4f-bb64-1b44d0d2c4b8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:59:26.986Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21e29-843c-7b9b-b21e-0fb91fb7bfd7','01a21e29-8403-7f19-9003-24a481393901',6,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.036Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:26.986Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e29-840a-7e4f-bb64-1b44d0d2c4b8","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:59:27.036Z"},"before":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:26.986Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21e29-840a-7e4f-bb64-1b44d0d2c4b8","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T17:59:27.035Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21e29-8443-7751-b2a5-2bbcb6d0d38a','01a21e29-8403-7f19-9003-24a481393901',7,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.043Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:27.043Z","id":"01a21e29-8443-79a7-a866-658bf0639fd2","question":"slant","updated":"2026-11-27T17:59:27.043Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21e29-8444-79b8-bc80-13d424ac4e26','01a21e29-8403-7f19-9003-24a481393901',8,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.044Z','Slant (once more): -1','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":1,"created":"2026-11-27T17:59:27.043Z","id":"01a21e29-8443-7204-bbba-b9e73066ad2c","question":"slant","updated":"2026-11-27T17:59:27.043Z","value":-1},"before":null,"kind":"second-answer"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21e29-844b-72ce-8dbf-52741ddf6b64','01a21e29-8403-7f19-9003-24a481393901',9,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.051Z','“Regime Sinks Beloved Ferry”: the labels are all there','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21e29-844f-7870-8856-b2ee34b9a7c8','01a21e29-8403-7f19-9003-24a481393901',10,'01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-11-27T17:59:27.055Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21e29-82c7-72f8-bdb0-b2843304ed1e","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21e29-8450-7fac-b323-0ffdbbb818aa','01a21e29-8403-7f19-9003-24a481393901',11,'','2026-11-27T17:59:27.056Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21e29-845a-7c26-ab50-8ad89a402e30','01a21e29-8403-7f19-9003-24a481393901',12,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:27.066Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7209-ae8a-9a17b01c8906","codebook_version":2,"created":"2026-11-27T17:59:27.066Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21e29-845a-77c2-818a-6b9f2ca1f9c6","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T17:59:27.066Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21e29-845f-7dc0-96db-8f05414ff1b4','01a21e29-8403-7f19-9003-24a481393901',13,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:27.071Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}]','live',14);
INSERT INTO "journal" VALUES(15,'01a21e29-8467-71b7-be62-7c6a107e2a6f','01a21e29-8403-7f19-9003-24a481393901',14,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:27.079Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","codebook_version":2,"created":"2026-11-27T17:59:27.078Z","fields":{},"id":"01a21e29-8466-787d-989f-110afc061e67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:59:27.078Z"},"before":null,"kind":"label"}]','live',15);
INSERT INTO "journal" VALUES(16,'01a21e29-8467-73a9-adc5-bd3ef22a0d7b','01a21e29-8403-7f19-9003-24a481393901',15,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:27.079Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","codebook_version":2,"created":"2026-11-27T17:59:27.078Z","fields":{},"id":"01a21e29-8466-787d-989f-110afc061e67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:59:27.078Z"},"kind":"label"}]','undone',16);
INSERT INTO "journal" VALUES(17,'01a21e29-8468-7cd3-bd03-4b002d33de7c','01a21e29-8403-7f19-9003-24a481393901',16,'01a21e29-8408-7011-b7b3-af7922c75050','2026-11-27T17:59:27.080Z','Undo: Remove Plain tag from “Sunday”','undo','01a21e29-8467-73a9-adc5-bd3ef22a0d7b','[{"after":{"annotator_id":"01a21e29-8408-7011-b7b3-af7922c75050","article_id":"01a21e29-8403-7cf2-a0e9-1167f9aaea00","codebook_version":2,"created":"2026-11-27T17:59:27.078Z","fields":{},"id":"01a21e29-8466-787d-989f-110afc061e67","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T17:59:27.078Z"},"before":null,"kind":"label"}]','',17);
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
INSERT INTO "labels" VALUES(1,'01a21e29-840a-7e4f-bb64-1b44d0d2c4b8','01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-82c7-72f8-bdb0-b2843304ed1e','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T17:59:26.986Z','2026-11-27T17:59:27.036Z','own');
INSERT INTO "labels" VALUES(2,'01a21e29-845a-77c2-818a-6b9f2ca1f9c6','01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-8408-7011-b7b3-af7922c75050','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T17:59:27.066Z','2026-11-27T17:59:27.066Z','own');
INSERT INTO "labels" VALUES(3,'01a21e29-8466-787d-989f-110afc061e67','01a21e29-8403-7cf2-a0e9-1167f9aaea00','01a21e29-8408-7011-b7b3-af7922c75050','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T17:59:27.078Z','2026-11-27T17:59:27.078Z','own');
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
INSERT INTO "project" VALUES('01a21e29-82c7-7f4c-b6a6-0e52934df7aa','Released',0,2,'2026-11-27T17:59:26.664Z',0,'both','',0,0.7,0,'','',0);
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
INSERT INTO "second_answers" VALUES('01a21e29-8443-7204-bbba-b9e73066ad2c','01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-82c7-72f8-bdb0-b2843304ed1e','slant','-1',1,'2026-11-27T17:59:27.043Z','2026-11-27T17:59:27.043Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21e29-8403-7209-ae8a-9a17b01c8906',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21e29-8403-7cf2-a0e9-1167f9aaea00',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21e29-82c7-72f8-bdb0-b2843304ed1e',1);
INSERT INTO "touched" VALUES('annotator:01a21e29-8408-7011-b7b3-af7922c75050',3);
INSERT INTO "touched" VALUES('answer:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-82c7-72f8-bdb0-b2843304ed1e:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-82c7-72f8-bdb0-b2843304ed1e',5);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-82c7-72f8-bdb0-b2843304ed1e',10);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-82c7-72f8-bdb0-b2843304ed1e',11);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-8408-7011-b7b3-af7922c75050',13);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7cf2-a0e9-1167f9aaea00:01a21e29-8408-7011-b7b3-af7922c75050',14);
INSERT INTO "touched" VALUES('assignment:01a21e29-8403-7cf2-a0e9-1167f9aaea00:01a21e29-8408-7011-b7b3-af7922c75050',15);
INSERT INTO "touched" VALUES('codebook',12);
INSERT INTO "touched" VALUES('label:01a21e29-840a-7e4f-bb64-1b44d0d2c4b8',5);
INSERT INTO "touched" VALUES('label:01a21e29-840a-7e4f-bb64-1b44d0d2c4b8',6);
INSERT INTO "touched" VALUES('label:01a21e29-840a-7e4f-bb64-1b44d0d2c4b8',7);
INSERT INTO "touched" VALUES('label:01a21e29-845a-77c2-818a-6b9f2ca1f9c6',13);
INSERT INTO "touched" VALUES('label:01a21e29-8466-787d-989f-110afc061e67',15);
INSERT INTO "touched" VALUES('label:01a21e29-8466-787d-989f-110afc061e67',16);
INSERT INTO "touched" VALUES('label:01a21e29-8466-787d-989f-110afc061e67',17);
INSERT INTO "touched" VALUES('secondanswer:01a21e29-8403-7209-ae8a-9a17b01c8906:01a21e29-82c7-72f8-bdb0-b2843304ed1e:slant',9);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21e29-8403-7209-ae8a-9a17b01c8906','01a21e29-82c7-72f8-bdb0-b2843304ed1e','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
