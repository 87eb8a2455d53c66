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
INSERT INTO "_sqlite_migrations" VALUES(1,'annotator','m001_the_spine','2026-11-27 16:18:44.493799+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'annotator','m002_the_corpus','2026-11-27 16:18:44.499562+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'annotator','m003_the_team','2026-11-27 16:18:44.505071+00:00');
CREATE TABLE annotators (
        id TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        colour TEXT NOT NULL
    ) STRICT;
INSERT INTO "annotators" VALUES('01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','Ines','person','blue');
INSERT INTO "annotators" VALUES('01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','Tomas','person','blue');
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
INSERT INTO "answers" VALUES('01a21dcd-50e8-7e5c-bb89-40e8f7e526f2','01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','slant','-2',1,'2026-11-27T16:18:44.584Z','2026-11-27T16:18:44.584Z');
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
INSERT INTO "articles" VALUES(1,'01a21dcd-50b5-7891-853b-fc6d628b4597','Regime Sinks Beloved Ferry','','','2026-03-14','','','','{"page":"3"}',19,'cc7e83577421c569209c028caab6d607a864704f14fe175fe0e1f12c8efa5269','',1.0,0);
INSERT INTO "articles" VALUES(2,'01a21dcd-50b5-7f10-a1c8-73f9d8852168','Banner','','','','','','','{}',12,'030a34567fed5359cda425e7d3eaabca43da693888b20e457715922b3c1e2a12','',2.0,0);
CREATE TABLE assignments (
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        note TEXT NOT NULL, place INTEGER NOT NULL DEFAULT 0, batch TEXT NOT NULL DEFAULT '', labelled INTEGER NOT NULL DEFAULT 0, unasked TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (annotator_id, article_id)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "assignments" VALUES('01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','done','','',0,'',1,'');
INSERT INTO "assignments" VALUES('01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','in-progress','','',0,'',0,'');
INSERT INTO "assignments" VALUES('01a21dcd-50b5-7f10-a1c8-73f9d8852168','01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','in-progress','','a caption?',0,'',0,'');
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
INSERT INTO "journal" VALUES(1,'01a21dcd-4ff1-779c-aa28-47aa9360ca38','01a21dcd-4ff1-7d61-a86d-aabcdebedc8f',1,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.337Z','Annotator Ines added','import','','[{"after":{"colour":"blue","id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}]','',1);
INSERT INTO "journal" VALUES(2,'01a21dcd-50b5-755d-b19b-0fe191815cea','01a21dcd-50b4-7ece-8799-4cf2740bffb0',1,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.533Z','2 articles added','import','','[]','',2);
INSERT INTO "journal" VALUES(3,'01a21dcd-50ba-7183-a3ee-5f8d698cb261','01a21dcd-50b4-7ece-8799-4cf2740bffb0',2,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.538Z','Annotator Tomas added','import','','[{"after":{"colour":"blue","id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","kind":"person","name":"Tomas"},"before":null,"kind":"annotator"}]','',3);
INSERT INTO "journal" VALUES(4,'01a21dcd-50bd-7cfa-ad39-6fdb8e046942','01a21dcd-50b4-7ece-8799-4cf2740bffb0',3,'','2026-11-27T16:18:44.541Z','Source shown','do','','[{"after":{"deadline":"","name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":false},"before":{"deadline":"","name":"Released","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true},"kind":"settings"}]','live',4);
INSERT INTO "journal" VALUES(5,'01a21dcd-50e0-7639-b95b-5f7fa95a8783','01a21dcd-50b4-7ece-8799-4cf2740bffb0',4,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.576Z','Tag “catastrophic” as Loaded word','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.541Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dcd-50bd-783e-87e6-3d5bf38e4145","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T16:18:44.541Z"},"before":null,"kind":"label"}]','live',5);
INSERT INTO "journal" VALUES(6,'01a21dcd-50e2-77c8-8e2a-03fd64902ba9','01a21dcd-50b4-7ece-8799-4cf2740bffb0',5,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.578Z','Intensity of “catastrophic”: 5','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.541Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dcd-50bd-783e-87e6-3d5bf38e4145","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T16:18:44.578Z"},"before":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.541Z","fields":{"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dcd-50bd-783e-87e6-3d5bf38e4145","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T16:18:44.541Z"},"kind":"label"}]','live',6);
INSERT INTO "journal" VALUES(7,'01a21dcd-50e6-762c-afc9-849af33d11fe','01a21dcd-50b4-7ece-8799-4cf2740bffb0',6,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.582Z','Note on “catastrophic”','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.541Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dcd-50bd-783e-87e6-3d5bf38e4145","note":"why not “costly”?","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T16:18:44.582Z"},"before":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.541Z","fields":{"intensity":5,"quoted":true,"whose":"Oda Brenneke"},"id":"01a21dcd-50bd-783e-87e6-3d5bf38e4145","note":"","origin":"own","pieces":[[37,49]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic","suffix":" act of vandalism,” said Oda Bre","tag":"loaded","updated":"2026-11-27T16:18:44.578Z"},"kind":"label"}]','live',7);
INSERT INTO "journal" VALUES(8,'01a21dcd-50e8-736b-bf86-773b4e04c692','01a21dcd-50b4-7ece-8799-4cf2740bffb0',7,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.584Z','Slant: -2','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.584Z","id":"01a21dcd-50e8-7e5c-bb89-40e8f7e526f2","question":"slant","updated":"2026-11-27T16:18:44.584Z","value":-2},"before":null,"kind":"answer"}]','live',8);
INSERT INTO "journal" VALUES(9,'01a21dcd-50ea-7986-8021-925560be461e','01a21dcd-50b4-7ece-8799-4cf2740bffb0',8,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.586Z','Slant (once more): -1','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":1,"created":"2026-11-27T16:18:44.586Z","id":"01a21dcd-50ea-78b2-8ffb-04f7c9d8f0c4","question":"slant","updated":"2026-11-27T16:18:44.586Z","value":-1},"before":null,"kind":"second-answer"}]','live',9);
INSERT INTO "journal" VALUES(10,'01a21dcd-50ee-7150-9d2d-f7dcd97db66c','01a21dcd-50b4-7ece-8799-4cf2740bffb0',9,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.590Z','“Regime Sinks Beloved Ferry”: the labels are all there','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',10);
INSERT INTO "journal" VALUES(11,'01a21dcd-50ef-7d3d-939d-ed7bdc3b991a','01a21dcd-50b4-7ece-8799-4cf2740bffb0',10,'01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-11-27T16:18:44.591Z','“Regime Sinks Beloved Ferry”: done','do','','[{"after":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21dcd-4ff1-7611-942c-ebf7b8c04a1e","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":true,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}]','live',11);
INSERT INTO "journal" VALUES(12,'01a21dcd-50f2-7b49-a4e4-fce6561db7b1','01a21dcd-50b4-7ece-8799-4cf2740bffb0',11,'','2026-11-27T16:18:44.594Z','Definition of Loaded word','do','','[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges without reasons.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null},{"detect":"quotation","help":"","high":5,"high_name":"","key":"quoted","kind":"yes-no","level":null,"low":1,"low_name":"","name":"In a quotation?","options":[],"when":null},{"detect":"speaker","help":"","high":5,"high_name":"","key":"whose","kind":"text","level":null,"low":1,"low_name":"","name":"Whose","options":[],"when":{"field":"quoted","value":true}},{"detect":"","help":"","high":5,"high_name":"","key":"sure","kind":"choice","level":null,"low":1,"low_name":"","name":"Sure?","options":[{"key":"yes","name":"Sure"},{"key":"no","name":"Unsure"}],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"Judges.","examples":[],"fields":["intensity","quoted","whose","sure"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":["the *act*"],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"loaded","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}]','live',12);
INSERT INTO "journal" VALUES(13,'01a21dcd-50f7-7b1b-a680-234a252e4631','01a21dcd-50b4-7ece-8799-4cf2740bffb0',12,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.599Z','Tag “catastrophic act of vandalism” as Loaded word','do','','[{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7891-853b-fc6d628b4597","codebook_version":2,"created":"2026-11-27T16:18:44.598Z","fields":{"quoted":true,"sure":"no","whose":"Oda Brenneke"},"id":"01a21dcd-50f6-7cc3-b29a-e757aaed637a","note":"","origin":"own","pieces":[[37,49],[57,66]],"prefix":"e Sinks Beloved Ferry\n\n“It is a ","quote":"catastrophic act of vandalism","suffix":",” said Oda Brenneke. The regime","tag":"loaded","updated":"2026-11-27T16:18:44.598Z"},"before":null,"kind":"label"}]','live',13);
INSERT INTO "journal" VALUES(14,'01a21dcd-50fa-7692-88fd-90ac82b39c57','01a21dcd-50b4-7ece-8799-4cf2740bffb0',13,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.602Z','Note on “Banner”','do','','[{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}]','live',14);
INSERT INTO "journal" VALUES(15,'01a21dcd-50fe-7874-ac1f-20289e54992c','01a21dcd-50b4-7ece-8799-4cf2740bffb0',14,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.606Z','Tag “Sunday” as Plain tag','do','','[{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","batch":"","labelled":false,"note":"a caption?","place":0,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","codebook_version":2,"created":"2026-11-27T16:18:44.606Z","fields":{},"id":"01a21dcd-50fe-7348-b5f2-3e1e20c939eb","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T16:18:44.606Z"},"before":null,"kind":"label"}]','live',15);
INSERT INTO "journal" VALUES(16,'01a21dcd-5102-7884-8ceb-ef8b4db1aee2','01a21dcd-50b4-7ece-8799-4cf2740bffb0',15,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.610Z','Remove Plain tag from “Sunday”','do','','[{"after":null,"before":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","codebook_version":2,"created":"2026-11-27T16:18:44.606Z","fields":{},"id":"01a21dcd-50fe-7348-b5f2-3e1e20c939eb","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T16:18:44.606Z"},"kind":"label"}]','undone',16);
INSERT INTO "journal" VALUES(17,'01a21dcd-5107-7adf-ad3d-073f5e7ad239','01a21dcd-50b4-7ece-8799-4cf2740bffb0',16,'01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','2026-11-27T16:18:44.615Z','Undo: Remove Plain tag from “Sunday”','undo','01a21dcd-5102-7884-8ceb-ef8b4db1aee2','[{"after":{"annotator_id":"01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb","article_id":"01a21dcd-50b5-7f10-a1c8-73f9d8852168","codebook_version":2,"created":"2026-11-27T16:18:44.606Z","fields":{},"id":"01a21dcd-50fe-7348-b5f2-3e1e20c939eb","note":"","origin":"own","pieces":[[51,57]],"prefix":"anner that the crew hung out on ","quote":"Sunday","suffix":".","tag":"plain","updated":"2026-11-27T16:18:44.606Z"},"before":null,"kind":"label"}]','',17);
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
INSERT INTO "labels" VALUES(1,'01a21dcd-50bd-783e-87e6-3d5bf38e4145','01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','loaded',37,49,'catastrophic','e Sinks Beloved Ferry

“It is a ',' act of vandalism,” said Oda Bre','[[37,49]]','{"intensity":5,"quoted":true,"whose":"Oda Brenneke"}','why not “costly”?',1,'2026-11-27T16:18:44.541Z','2026-11-27T16:18:44.582Z','own');
INSERT INTO "labels" VALUES(2,'01a21dcd-50f6-7cc3-b29a-e757aaed637a','01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','loaded',37,66,'catastrophic act of vandalism','e Sinks Beloved Ferry

“It is a ',',” said Oda Brenneke. The regime','[[37,49],[57,66]]','{"quoted":true,"sure":"no","whose":"Oda Brenneke"}','',2,'2026-11-27T16:18:44.598Z','2026-11-27T16:18:44.598Z','own');
INSERT INTO "labels" VALUES(3,'01a21dcd-50fe-7348-b5f2-3e1e20c939eb','01a21dcd-50b5-7f10-a1c8-73f9d8852168','01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb','plain',51,57,'Sunday','anner that the crew hung out on ','.','[[51,57]]','{}','',2,'2026-11-27T16:18:44.606Z','2026-11-27T16:18:44.606Z','own');
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
INSERT INTO "project" VALUES('01a21dcd-4ff1-7a8b-9fb8-d5e98437542d','Released',0,2,'2026-11-27T16:18:44.337Z',0,'both','',0,0.7,0,'',0);
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
INSERT INTO "second_answers" VALUES('01a21dcd-50ea-78b2-8ffb-04f7c9d8f0c4','01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','slant','-1',1,'2026-11-27T16:18:44.586Z','2026-11-27T16:18:44.586Z');
CREATE TABLE texts (
        article_id TEXT PRIMARY KEY NOT NULL REFERENCES articles(id),
        headline_end INTEGER NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
INSERT INTO "texts" VALUES('01a21dcd-50b5-7891-853b-fc6d628b4597',26,'Regime Sinks Beloved Ferry

“It is a catastrophic act of vandalism,” said Oda Brenneke. The regime gave no reason.');
INSERT INTO "texts" VALUES('01a21dcd-50b5-7f10-a1c8-73f9d8852168',0,'“שלום” 🚢 read the banner that the crew hung out on Sunday.');
CREATE TABLE touched (
        record TEXT NOT NULL,
        line INTEGER NOT NULL REFERENCES journal(line),
        PRIMARY KEY (record, line)
    ) WITHOUT ROWID, STRICT;
INSERT INTO "touched" VALUES('annotator:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e',1);
INSERT INTO "touched" VALUES('annotator:01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb',3);
INSERT INTO "touched" VALUES('answer:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e:slant',8);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e',5);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e',10);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e',11);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb',13);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7f10-a1c8-73f9d8852168:01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb',14);
INSERT INTO "touched" VALUES('assignment:01a21dcd-50b5-7f10-a1c8-73f9d8852168:01a21dcd-50ba-76b0-bbc4-cfb9a616a4bb',15);
INSERT INTO "touched" VALUES('codebook',12);
INSERT INTO "touched" VALUES('label:01a21dcd-50bd-783e-87e6-3d5bf38e4145',5);
INSERT INTO "touched" VALUES('label:01a21dcd-50bd-783e-87e6-3d5bf38e4145',6);
INSERT INTO "touched" VALUES('label:01a21dcd-50bd-783e-87e6-3d5bf38e4145',7);
INSERT INTO "touched" VALUES('label:01a21dcd-50f6-7cc3-b29a-e757aaed637a',13);
INSERT INTO "touched" VALUES('label:01a21dcd-50fe-7348-b5f2-3e1e20c939eb',15);
INSERT INTO "touched" VALUES('label:01a21dcd-50fe-7348-b5f2-3e1e20c939eb',16);
INSERT INTO "touched" VALUES('label:01a21dcd-50fe-7348-b5f2-3e1e20c939eb',17);
INSERT INTO "touched" VALUES('secondanswer:01a21dcd-50b5-7891-853b-fc6d628b4597:01a21dcd-4ff1-7611-942c-ebf7b8c04a1e:slant',9);
INSERT INTO "touched" VALUES('settings',4);
CREATE TABLE visits (
        id TEXT PRIMARY KEY NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles(id),
        annotator_id TEXT NOT NULL REFERENCES annotators(id),
        started TEXT NOT NULL,
        milliseconds INTEGER NOT NULL,
        revealed TEXT NOT NULL
    ) STRICT;
INSERT INTO "visits" VALUES('visit','01a21dcd-50b5-7891-853b-fc6d628b4597','01a21dcd-4ff1-7611-942c-ebf7b8c04a1e','2026-03-14T09:26:53.589Z',61000,'2026-03-14T09:26:53.589Z');
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
