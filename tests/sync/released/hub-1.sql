-- Written by tests/sync/release_hub.py; never changed after its release.

CREATE SCHEMA annotator;

CREATE FUNCTION annotator.add_articles(in_project text, ids text[], digests text[], contents text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DECLARE
        so_far bigint;
        added bigint;
    BEGIN
        SELECT p.articles INTO so_far FROM annotator.projects p WHERE p.id = in_project FOR UPDATE;
        INSERT INTO annotator.articles (project, id, position, sha256, content)
        SELECT in_project, n.id, so_far + row_number() OVER (ORDER BY n.ord), n.sha256, n.content
        FROM unnest(ids, digests, contents) WITH ORDINALITY AS n(id, sha256, content, ord)
        WHERE NOT EXISTS (
            SELECT 1 FROM annotator.articles a WHERE a.project = in_project AND a.id = n.id
        );
        GET DIAGNOSTICS added = ROW_COUNT;
        UPDATE annotator.projects p SET articles = so_far + added WHERE p.id = in_project;
    END
    $$;

CREATE FUNCTION annotator.fault_in(me text, kinds text[], keys text[], articles text[], authors text[], clocks bigint[], contents text[]) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        WITH given AS (
            SELECT * FROM unnest(kinds, keys, articles, authors, clocks, contents)
                AS n(kind, key, article, author, clock, content)
        ), sides AS (
            SELECT g.article, e->>'kind' AS kind, side
            FROM given g, json_array_elements(g.content::json->'edits') e,
                LATERAL (VALUES (e->'before'), (e->'after')) AS s(side)
            WHERE g.kind <> 'visit' AND json_typeof(side) IS DISTINCT FROM 'null'
        )
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM given WHERE kind NOT IN ('step', 'record', 'visit'))
                THEN 'there is no such kind of entry'
            WHEN EXISTS (SELECT 1 FROM given WHERE kind = 'step' AND (author <> me OR clock < 1))
                THEN 'a step is told in the name of somebody else'
            WHEN EXISTS (
                SELECT 1 FROM sides WHERE side IS NULL
                OR coalesce(kind, '') NOT IN
                    ('label', 'answer', 'second-answer', 'decision', 'assignment')
                OR side->>'annotator_id' IS DISTINCT FROM me
                OR side->>'article_id' IS DISTINCT FROM article
            ) THEN 'it changes the work of somebody else'
            WHEN EXISTS (
                SELECT 1 FROM given WHERE kind = 'visit'
                AND (article <> '' OR content::json->>'annotator_id' IS DISTINCT FROM me)
            ) THEN 'it tells the visits of somebody else'
            ELSE ''
        END
    $$;

CREATE FUNCTION annotator.is_released(in_project text, in_article text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        RETURN (
            SELECT CASE p.release
                WHEN 'open' THEN true
                WHEN 'deadline' THEN coalesce(
                    (now() AT TIME ZONE 'UTC')::date >= p.deadline, false)
                ELSE (
                    SELECT coalesce(
                        CASE WHEN bool_or(g.assigned)
                            THEN bool_and(g.done) FILTER (WHERE g.assigned)
                            ELSE bool_and(g.done) FILTER (WHERE g.begun) END,
                        false
                    )
                    FROM annotator.progress g
                    WHERE g.project = p.id AND g.article = in_article AND NOT EXISTS (
                        SELECT 1 FROM annotator.annotators a
                        WHERE a.project = p.id AND a.id = g.annotator AND a.kind <> 'person'
                    )
                )
            END
            FROM annotator.projects p WHERE p.id = in_project
        );
    END
    $$;

CREATE FUNCTION annotator.may_read(in_project text, in_article text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT (
            p.release <> 'both' OR coalesce(g.done, false)
            OR s.assigned > 0 AND NOT coalesce(g.assigned, false)
        ) AND annotator.is_released(p.id, in_article)
        FROM annotator.members m
        JOIN annotator.projects p ON p.id = m.project
        JOIN annotator.streams s ON s.project = m.project AND s.owner = m.annotator
        LEFT JOIN annotator.progress g ON g.project = m.project
            AND g.article = in_article AND g.annotator = m.annotator
        WHERE m.project = in_project AND m.role = session_user::text
    $$;

CREATE FUNCTION annotator.note_progress(in_project text, in_owner text, after_it bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DECLARE
        told record;
        any_told boolean := false;
    BEGIN
        FOR told IN
            SELECT n.article, n.by_it,
                coalesce((n.b->>'place')::bigint, 0) > 0 AS was_assigned,
                coalesce((n.a->>'place')::bigint, 0) > 0 AS assigned,
                coalesce((n.b->>'place')::bigint, 0) <> coalesce((n.a->>'place')::bigint, 0)
                    OR n.by_it = '' AS moved,
                coalesce(n.b->>'state', 'todo') <> 'todo' AS was_begun,
                coalesce(n.a->>'state', 'todo') <> 'todo' AS begun,
                coalesce(n.b->>'state', 'todo') IN ('done', 'skipped') AS was_done,
                coalesce(n.a->>'state', 'todo') IN ('done', 'skipped') AS done,
                coalesce(n.b->>'state', 'todo') <> coalesce(n.a->>'state', 'todo')
                    OR n.by_it = '' AS said
            FROM (
                SELECT e.article, e.position, it.ord, it.edit->'before' AS b, it.edit->'after' AS a,
                    CASE e.kind WHEN 'step'
                        THEN lpad(e.clock::text, 20, '0') || ' ' || e.key ELSE '' END AS by_it
                FROM annotator.entries e, json_array_elements(e.content::json->'edits')
                    WITH ORDINALITY AS it(edit, ord)
                WHERE e.project = in_project AND e.owner = in_owner AND e.position > after_it
                    AND e.kind <> 'visit' AND e.content LIKE '%"assignment"%'
                    AND it.edit->>'kind' = 'assignment'
            ) n ORDER BY n.position, n.ord
        LOOP
            any_told := true;
            INSERT INTO annotator.progress (project, article, annotator, assigned, begun, done)
                VALUES (in_project, told.article, in_owner, told.was_assigned, told.was_begun,
                    told.was_done)
                ON CONFLICT DO NOTHING;
            UPDATE annotator.progress SET
                assigned = CASE WHEN told.moved AND told.by_it >= assigned_by
                    THEN told.assigned ELSE assigned END,
                assigned_by = CASE WHEN told.moved
                    THEN greatest(told.by_it, assigned_by) ELSE assigned_by END,
                begun = CASE WHEN told.said AND told.by_it >= done_by
                    THEN told.begun ELSE begun END,
                done = CASE WHEN told.said AND told.by_it >= done_by
                    THEN told.done ELSE done END,
                done_by = CASE WHEN told.said
                    THEN greatest(told.by_it, done_by) ELSE done_by END
            WHERE project = in_project AND article = told.article AND annotator = in_owner;
        END LOOP;
        IF any_told THEN
            UPDATE annotator.streams SET assigned = (
                SELECT count(*) FROM annotator.progress g WHERE g.project = in_project
                AND g.annotator = in_owner AND g.assigned
            ) WHERE project = in_project AND owner = in_owner;
        END IF;
    END
    $$;

CREATE FUNCTION annotator.push(in_project text, in_owner text, kinds text[], keys text[], articles text[], steps text[], authors text[], clocks bigint[], contents text[]) RETURNS TABLE(position_before bigint, position_after bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DECLARE
        me text;
        fault text;
        so_far bigint;
        added bigint;
        done bigint;
    BEGIN
        IF NOT has_table_privilege(session_user, 'annotator.entries', 'INSERT') THEN
            SELECT m.annotator INTO me FROM annotator.members m
                WHERE m.project = in_project AND m.role = session_user::text;
            IF me IS NULL OR me <> in_owner THEN
                RAISE EXCEPTION 'nobody may push the work of somebody else'
                    USING ERRCODE = '42501';
            END IF;
            fault := annotator.fault_in(me, kinds, keys, articles, authors, clocks, contents);
            IF fault <> '' THEN
                RAISE EXCEPTION '%', fault USING ERRCODE = '42501';
            END IF;
        END IF;
        SELECT s.last INTO so_far FROM annotator.streams s
            WHERE s.project = in_project AND s.owner = in_owner FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO annotator.streams (project, owner) VALUES (in_project, in_owner)
                ON CONFLICT DO NOTHING;
            SELECT s.last INTO so_far FROM annotator.streams s
                WHERE s.project = in_project AND s.owner = in_owner FOR UPDATE;
        END IF;
        IF me IS NOT NULL AND EXISTS (
            SELECT 1 FROM unnest(kinds, keys) AS n(kind, key)
            JOIN annotator.devices d ON d.project = in_project
                AND d.device = split_part(n.key, ':', 1)
            WHERE n.kind = 'step' AND d.author <> me
        ) THEN
            RAISE EXCEPTION 'a step is told as if another device had written it'
                USING ERRCODE = '42501';
        END IF;
        -- Each key is looked up by itself: where the planner knows nothing of the tables yet, a
        -- join would read all that an owner ever pushed.
        IF EXISTS (
            SELECT 1 FROM unnest(kinds, keys, steps, authors, clocks)
                AS n(kind, key, step, author, clock)
            WHERE n.kind = 'step' AND (
                SELECT (e.step, e.author, e.clock) IS DISTINCT FROM (n.step, n.author, n.clock)
                FROM annotator.entries e WHERE e.project = in_project AND e.key = n.key LIMIT 1
            )
        ) THEN
            RAISE EXCEPTION 'The hub has another step under the number of one of these; nothing '
                'was pushed. Tell whoever leads the project.' USING ERRCODE = 'AN001';
        END IF;
        SELECT string_agg(DISTINCT n.article, ', ') INTO fault FROM unnest(articles) AS n(article)
            WHERE n.article <> '' AND NOT EXISTS (
                SELECT 1 FROM annotator.articles a
                WHERE a.project = in_project AND a.id = n.article
            );
        IF fault IS NOT NULL THEN
            RAISE EXCEPTION 'There is work on articles that the hub does not have (%); nothing was '
                'pushed. Send them to whoever leads the project, with an export as JSON Lines.',
                fault USING ERRCODE = 'AN002';
        END IF;
        WITH given AS (
            SELECT * FROM unnest(kinds, keys, articles, steps, authors, clocks, contents)
                WITH ORDINALITY AS n(kind, key, article, step, author, clock, content, ord)
        ), fresh AS (
            SELECT g.*, row_number() OVER (ORDER BY g.ord) AS nth,
                row_number() OVER (PARTITION BY g.article ORDER BY g.ord) AS nth_there,
                count(*) OVER (PARTITION BY g.article) AS there
            FROM given g WHERE (
                SELECT 1 FROM (
                    SELECT e.owner, e.article FROM annotator.entries e
                    WHERE e.project = in_project AND e.key = g.key OFFSET 0
                ) there WHERE there.owner = in_owner AND there.article = g.article
            ) IS NULL
        ), moved AS (
            INSERT INTO annotator.work AS w (project, article, last)
            SELECT in_project, f.article, count(*) FROM fresh f
                WHERE f.article <> '' GROUP BY f.article ORDER BY f.article
            ON CONFLICT (project, article) DO UPDATE SET last = w.last + excluded.last
            RETURNING w.article, w.last
        )
        INSERT INTO annotator.entries (project, owner, position, article, place, kind, key, step,
            author, clock, content)
        SELECT in_project, in_owner, so_far + f.nth, f.article,
            coalesce(m.last - f.there + f.nth_there, 0), f.kind, f.key, f.step, f.author, f.clock,
            f.content
        FROM fresh f LEFT JOIN moved m ON m.article = f.article;
        GET DIAGNOSTICS added = ROW_COUNT;
        INSERT INTO annotator.devices (project, device, author)
            SELECT DISTINCT in_project, split_part(n.key, ':', 1), n.author
            FROM unnest(kinds, keys, authors) AS n(kind, key, author) WHERE n.kind = 'step'
            ON CONFLICT DO NOTHING;
        SELECT count(DISTINCT e.key) INTO done FROM annotator.entries e
            WHERE e.project = in_project AND e.owner = in_owner AND e.position > so_far
            AND e.kind = 'step' AND e.author = in_owner;
        UPDATE annotator.streams s SET last = s.last + added, steps = s.steps + done,
            pushed = CASE WHEN me IS NOT NULL OR done > 0 THEN now() ELSE s.pushed END
            WHERE s.project = in_project AND s.owner = in_owner;
        PERFORM annotator.note_progress(in_project, in_owner, so_far);
        position_before := so_far;
        position_after := so_far + added;
        RETURN NEXT;
    END
    $$;

CREATE TABLE annotator.annotators (
    project text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    kind text NOT NULL
);

CREATE TABLE annotator.articles (
    project text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    sha256 text NOT NULL,
    content text NOT NULL
);

CREATE TABLE annotator.codebooks (
    project text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    content text NOT NULL
);

CREATE TABLE annotator.devices (
    project text NOT NULL COLLATE pg_catalog."C",
    device text NOT NULL COLLATE pg_catalog."C",
    author text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE annotator.entries (
    project text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    article text NOT NULL COLLATE pg_catalog."C",
    place bigint NOT NULL,
    kind text NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    step text NOT NULL,
    author text NOT NULL COLLATE pg_catalog."C",
    clock bigint NOT NULL,
    content text NOT NULL
);

CREATE TABLE annotator.hub (
    version integer NOT NULL,
    invited text NOT NULL
);

CREATE TABLE annotator.members (
    role text NOT NULL COLLATE pg_catalog."C",
    project text NOT NULL COLLATE pg_catalog."C",
    annotator text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE annotator.progress (
    project text NOT NULL COLLATE pg_catalog."C",
    article text NOT NULL COLLATE pg_catalog."C",
    annotator text NOT NULL COLLATE pg_catalog."C",
    assigned boolean DEFAULT false NOT NULL,
    assigned_by text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    begun boolean DEFAULT false NOT NULL,
    done boolean DEFAULT false NOT NULL,
    done_by text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);

CREATE TABLE annotator.projects (
    id text NOT NULL COLLATE pg_catalog."C",
    generation text NOT NULL,
    name text NOT NULL,
    settings text NOT NULL,
    release text NOT NULL,
    deadline date,
    articles bigint DEFAULT 0 NOT NULL
);

CREATE TABLE annotator.streams (
    project text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL COLLATE pg_catalog."C",
    last bigint DEFAULT 0 NOT NULL,
    steps bigint DEFAULT 0 NOT NULL,
    assigned bigint DEFAULT 0 NOT NULL,
    pushed timestamp with time zone
);

CREATE TABLE annotator.work (
    project text NOT NULL COLLATE pg_catalog."C",
    article text NOT NULL COLLATE pg_catalog."C",
    last bigint NOT NULL
);

INSERT INTO annotator.annotators VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f6ce-7f83-807c-7158c741927a', 'Ines', 'person');
INSERT INTO annotator.annotators VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 'Ben', 'person');
INSERT INTO annotator.annotators VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 'Cleo', 'person');
INSERT INTO annotator.annotators VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b7-758c-a341-857a05e272a0', 'Key', 'key');

INSERT INTO annotator.articles VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 1, '10156d0f6d22753b7dac53ca1a8ba1b5eef0426d79d6afb2624ad7bcbf5c9651', '{"article":{"headline_end":0,"id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","metadata":{"article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","author":"","date":"","event":"","extra":{},"genre":"","language":"","outlet":"","title":"The regime s","url":""},"sha256":"10156d0f6d22753b7dac53ca1a8ba1b5eef0426d79d6afb2624ad7bcbf5c9651","text":"The regime scrapped the ferry: a catastrophic 🚢 act, said “Oda”."},"shelf":{"archived":false,"article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","rank":1.0}}');
INSERT INTO annotator.articles VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-745e-b39a-04d656a363d1', 2, '0ed6b0e8190c727840d174065b80130ba86514555546dbfbb3441474deec016d', '{"article":{"headline_end":0,"id":"01a21ec0-f7a8-745e-b39a-04d656a363d1","metadata":{"article_id":"01a21ec0-f7a8-745e-b39a-04d656a363d1","author":"","date":"","event":"","extra":{},"genre":"","language":"","outlet":"","title":"A café on th","url":""},"sha256":"0ed6b0e8190c727840d174065b80130ba86514555546dbfbb3441474deec016d","text":"A café on the pier stays; the ferry was scrapped."},"shelf":{"archived":false,"article_id":"01a21ec0-f7a8-745e-b39a-04d656a363d1","rank":2.0}}');
INSERT INTO annotator.articles VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-782d-96f9-a439511ce611', 3, 'a73c72907582c9398d8f63ee0194de19d00b791bfe55836222097c34f1527379', '{"article":{"headline_end":0,"id":"01a21ec0-f7a8-782d-96f9-a439511ce611","metadata":{"article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","author":"","date":"","event":"","extra":{},"genre":"","language":"","outlet":"","title":"“שלום” read ","url":""},"sha256":"a73c72907582c9398d8f63ee0194de19d00b791bfe55836222097c34f1527379","text":"“שלום” read the banner."},"shelf":{"archived":false,"article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","rank":3.0}}');
INSERT INTO annotator.articles VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7c3-7301-8a31-65f90cfb70a0', 4, '94d1429efe3da8a932b05f900769e852fb49206a825efd6a2ebabffb516a7a68', '{"article":{"headline_end":0,"id":"01a21ec0-f7c3-7301-8a31-65f90cfb70a0","metadata":{"article_id":"01a21ec0-f7c3-7301-8a31-65f90cfb70a0","author":"","date":"","event":"","extra":{},"genre":"","language":"","outlet":"","title":"","url":""},"sha256":"94d1429efe3da8a932b05f900769e852fb49206a825efd6a2ebabffb516a7a68","text":"A jetty opened."},"shelf":{"archived":false,"article_id":"01a21ec0-f7c3-7301-8a31-65f90cfb70a0","rank":4.0}}');

INSERT INTO annotator.codebooks VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', 1, '{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":["intensity"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"","retired":false,"scope":"words","shortcut":"","test":""}]}');
INSERT INTO annotator.codebooks VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', 2, '{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null}],"id":"harbour","language":"","name":"Pier words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":["intensity"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"","retired":false,"scope":"words","shortcut":"","test":""}]}');

INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f6ce-7c8f-9d49-983a40300d99', '01a21ec0-f6ce-7f83-807c-7158c741927a');
INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322', '');
INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322', '01a21ec0-f6ce-7f83-807c-7158c741927a');
INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322', '01a21ec0-f7b7-758c-a341-857a05e272a0');
INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f8c7-7e18-958d-23754d8922e9', '01a21ec0-f7af-7e55-afda-32e2f808af38');
INSERT INTO annotator.devices VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f97b-704e-9b30-50fe52a36eb4', '01a21ec0-f7b5-79ad-beef-dae4757f999c');

INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 1, '01a21ec0-f7c3-7301-8a31-65f90cfb70a0', 1, 'record', 'label:01a21ec0-f7c3-7ed9-888a-970b282043cf', '', '', 0, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7c3-7301-8a31-65f90cfb70a0","codebook_version":1,"created":"2026-11-27T20:44:52.547Z","fields":{},"id":"01a21ec0-f7c3-7ed9-888a-970b282043cf","note":"","origin":"import","pieces":[[2,5]],"prefix":"A ","quote":"jet","suffix":"ty opened.","tag":"loaded","updated":"2026-11-27T20:44:52.547Z"},"before":null,"kind":"label"}]}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 1, '', 0, 'step', '01a21ec0-f6ce-7c8f-9d49-983a40300d99:1', '01a21ec0-f6ce-7531-ade0-8dd2dffa2edb', '01a21ec0-f6ce-7f83-807c-7158c741927a', 1, '{"edits":[{"after":{"colour":"blue","id":"01a21ec0-f6ce-7f83-807c-7158c741927a","kind":"person","name":"Ines"},"before":null,"kind":"annotator"}],"kind":"import","places":[0],"target":"","time":"2026-11-27T20:44:52.302Z","title":"Annotator Ines added","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 2, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:1', '01a21ec0-f7a8-75b4-9543-27675c8e0ca4', '01a21ec0-f6ce-7f83-807c-7158c741927a', 2, '{"edits":[],"kind":"import","places":[],"target":"","time":"2026-11-27T20:44:52.520Z","title":"3 articles added","total":0}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 3, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:2', '01a21ec0-f7af-721a-85f0-ce50673c93d2', '', 3, '{"edits":[{"after":{"colour":"red","id":"01a21ec0-f7af-7e55-afda-32e2f808af38","kind":"person","name":"Ben"},"before":null,"kind":"annotator"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.527Z","title":"Annotator Ben added","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 4, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:3', '01a21ec0-f7b5-70ba-8f6a-690f416c24be', '', 4, '{"edits":[{"after":{"colour":"amber","id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","kind":"person","name":"Cleo"},"before":null,"kind":"annotator"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.533Z","title":"Annotator Cleo added","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 5, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:4', '01a21ec0-f7b8-7f0d-b707-c09d51ce2ee7', '', 5, '{"edits":[{"after":{"colour":"violet","id":"01a21ec0-f7b7-758c-a341-857a05e272a0","kind":"key","name":"Key"},"before":null,"kind":"annotator"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.536Z","title":"Annotator Key added","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 6, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:9', '01a21ec0-f7c3-7365-bb22-5e157d35fd8c', '01a21ec0-f6ce-7f83-807c-7158c741927a', 10, '{"edits":[],"kind":"import","places":[],"target":"","time":"2026-11-27T20:44:52.547Z","title":"Article “” added","total":0}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 1, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 1, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', '01a21ec0-f7bf-7950-929e-da1d28430f30', '', 8, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.543Z","title":"2 articles assigned to Ben, Cleo","total":4}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 2, '01a21ec0-f7a8-745e-b39a-04d656a363d1', 1, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', '01a21ec0-f7bf-7950-929e-da1d28430f30', '', 8, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-745e-b39a-04d656a363d1","batch":"main","labelled":false,"note":"","place":2,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}],"kind":"do","places":[1],"target":"","time":"2026-11-27T20:44:52.543Z","title":"2 articles assigned to Ben, Cleo","total":4}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 3, '01a21ec0-f7a8-782d-96f9-a439511ce611', 1, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:8', '01a21ec0-f7c0-755f-b4aa-ae2a78bc2588', '', 9, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","batch":"training","labelled":false,"note":"","place":3,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.544Z","title":"1 article made training","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 2, '01a21ec0-f7a8-745e-b39a-04d656a363d1', 2, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', '01a21ec0-f7bf-7950-929e-da1d28430f30', '', 8, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-745e-b39a-04d656a363d1","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}],"kind":"do","places":[2],"target":"","time":"2026-11-27T20:44:52.543Z","title":"2 articles assigned to Ben, Cleo","total":4}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 3, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 2, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', '01a21ec0-f7bf-7950-929e-da1d28430f30', '', 8, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":2,"reason":"","state":"todo","unasked":""},"before":null,"kind":"assignment"}],"kind":"do","places":[3],"target":"","time":"2026-11-27T20:44:52.543Z","title":"2 articles assigned to Ben, Cleo","total":4}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b7-758c-a341-857a05e272a0', 1, '01a21ec0-f7a8-782d-96f9-a439511ce611', 2, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:5', '01a21ec0-f7bb-7836-9b57-0ee05d5af197', '01a21ec0-f7b7-758c-a341-857a05e272a0', 6, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b7-758c-a341-857a05e272a0","article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"before":null,"kind":"assignment"},{"after":{"annotator_id":"01a21ec0-f7b7-758c-a341-857a05e272a0","article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","codebook_version":1,"created":"2026-11-27T20:44:52.539Z","fields":{},"id":"01a21ec0-f7bb-730b-9255-f62ed5d9fb40","note":"","origin":"own","pieces":[[16,22]],"prefix":"“שלום” read the ","quote":"banner","suffix":".","tag":"loaded","updated":"2026-11-27T20:44:52.539Z"},"before":null,"kind":"label"}],"kind":"do","places":[0,1],"target":"","time":"2026-11-27T20:44:52.539Z","title":"Tag “banner” as Loaded word","total":2}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b7-758c-a341-857a05e272a0', 2, '01a21ec0-f7a8-782d-96f9-a439511ce611', 3, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:6', '01a21ec0-f7bc-791e-b9c4-47be37caf9f3', '01a21ec0-f7b7-758c-a341-857a05e272a0', 7, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b7-758c-a341-857a05e272a0","article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21ec0-f7b7-758c-a341-857a05e272a0","article_id":"01a21ec0-f7a8-782d-96f9-a439511ce611","batch":"","labelled":false,"note":"","place":0,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.540Z","title":"““שלום” read”: done","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 4, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 3, 'step', '01a21ec0-f8c7-7e18-958d-23754d8922e9:1', '01a21ec0-f8ef-7dd4-a7cd-6410082daf33', '01a21ec0-f7af-7e55-afda-32e2f808af38', 11, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:52.847Z","fields":{"intensity":4},"id":"01a21ec0-f8ef-7d60-a31b-5898f2fe4d4f","note":"","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:52.847Z"},"before":null,"kind":"label"}],"kind":"do","places":[0,1],"target":"","time":"2026-11-27T20:44:52.847Z","title":"Tag “catastrophic” as Loaded word","total":2}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 5, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 4, 'step', '01a21ec0-f8c7-7e18-958d-23754d8922e9:2', '01a21ec0-f8f2-705b-b2d8-896a366b5c56', '01a21ec0-f7af-7e55-afda-32e2f808af38', 12, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:52.847Z","fields":{"intensity":4},"id":"01a21ec0-f8ef-7d60-a31b-5898f2fe4d4f","note":"why not “costly”?","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:52.850Z"},"before":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:52.847Z","fields":{"intensity":4},"id":"01a21ec0-f8ef-7d60-a31b-5898f2fe4d4f","note":"","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:52.847Z"},"kind":"label"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.850Z","title":"Note on “catastrophic”","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 6, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 5, 'step', '01a21ec0-f8c7-7e18-958d-23754d8922e9:3', '01a21ec0-f8f4-72ff-988e-93d2f7263ac3', '01a21ec0-f7af-7e55-afda-32e2f808af38', 13, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:52.852Z","id":"01a21ec0-f8f4-72fd-a7e7-a2c7ca9148f1","question":"slant","updated":"2026-11-27T20:44:52.852Z","value":-1},"before":null,"kind":"answer"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.852Z","title":"Slant: -1","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 7, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 6, 'step', '01a21ec0-f8c7-7e18-958d-23754d8922e9:4', '01a21ec0-f906-7d02-b05e-f19e532415bb', '01a21ec0-f7af-7e55-afda-32e2f808af38', 14, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"done","unasked":""},"before":{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":1,"reason":"","state":"in-progress","unasked":""},"kind":"assignment"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:52.870Z","title":"“The regime s”: done","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 8, '', 0, 'visit', 'v-Ben:0:', '', '', 0, '{"annotator_id":"01a21ec0-f7af-7e55-afda-32e2f808af38","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","id":"v-Ben","milliseconds":0,"revealed":"","started":"2026-03-14T09:26:53.589Z"}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 4, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 7, 'step', '01a21ec0-f97b-704e-9b30-50fe52a36eb4:1', '01a21ec0-f996-7f6e-ad15-ba30722582af', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 11, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":2,"reason":"","state":"in-progress","unasked":""},"before":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","batch":"main","labelled":false,"note":"","place":2,"reason":"","state":"todo","unasked":""},"kind":"assignment"},{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:53.014Z","fields":{"intensity":4},"id":"01a21ec0-f996-7b85-8a37-7112599bbc8d","note":"","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:53.014Z"},"before":null,"kind":"label"}],"kind":"do","places":[0,1],"target":"","time":"2026-11-27T20:44:53.014Z","title":"Tag “catastrophic” as Loaded word","total":2}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 5, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 8, 'step', '01a21ec0-f97b-704e-9b30-50fe52a36eb4:2', '01a21ec0-f999-7a76-b6a9-57d62800b170', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 12, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:53.014Z","fields":{"intensity":4},"id":"01a21ec0-f996-7b85-8a37-7112599bbc8d","note":"why not “costly”?","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:53.017Z"},"before":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:53.014Z","fields":{"intensity":4},"id":"01a21ec0-f996-7b85-8a37-7112599bbc8d","note":"","origin":"own","pieces":[[33,45]],"prefix":"he regime scrapped the ferry: a ","quote":"catastrophic","suffix":" 🚢 act, said “Oda”.","tag":"loaded","updated":"2026-11-27T20:44:53.014Z"},"kind":"label"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:53.017Z","title":"Note on “catastrophic”","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 6, '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 9, 'step', '01a21ec0-f97b-704e-9b30-50fe52a36eb4:3', '01a21ec0-f99a-7394-97d0-a369b8ffbd3d', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 13, '{"edits":[{"after":{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","codebook_version":1,"created":"2026-11-27T20:44:53.018Z","id":"01a21ec0-f99a-72c6-aad5-110afa4050f7","question":"slant","updated":"2026-11-27T20:44:53.018Z","value":-1},"before":null,"kind":"answer"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:53.018Z","title":"Slant: -1","total":1}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 7, '', 0, 'visit', 'v-Cleo:0:', '', '', 0, '{"annotator_id":"01a21ec0-f7b5-79ad-beef-dae4757f999c","article_id":"01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44","id":"v-Cleo","milliseconds":0,"revealed":"","started":"2026-03-14T09:26:53.589Z"}');
INSERT INTO annotator.entries VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 7, '', 0, 'step', '01a21ec0-f7a7-7fe7-82af-d4d265ef2322:10', '01a21ec0-f9b9-778e-92b3-7b348896064c', '', 11, '{"edits":[{"after":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null}],"id":"harbour","language":"","name":"Pier words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":["intensity"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"","retired":false,"scope":"words","shortcut":"","test":""}]},"before":{"description":"","fields":[{"detect":"","help":"","high":5,"high_name":"","key":"intensity","kind":"scale","level":null,"low":1,"low_name":"","name":"Intensity","options":[],"when":null}],"id":"harbour","language":"","name":"Harbour words","questions":[{"detect":"","help":"","high":2,"high_name":"","key":"slant","kind":"scale","level":null,"low":-2,"low_name":"","moment":"any","name":"Slant","options":[],"required":false,"when":null}],"source":"","tags":[{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":["intensity"],"group":false,"key":"loaded","name":"Loaded word","parent":"","retired":false,"scope":"words","shortcut":"","test":""},{"colour":"red","counter_examples":[],"definition":"","examples":[],"fields":[],"group":false,"key":"plain","name":"Plain tag","parent":"","retired":false,"scope":"words","shortcut":"","test":""}]},"kind":"codebook"}],"kind":"do","places":[0],"target":"","time":"2026-11-27T20:44:53.049Z","title":"Renamed","total":1}');

INSERT INTO annotator.hub VALUES (1, 'annotators_then');

INSERT INTO annotator.members VALUES ('ben_then', '01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38');
INSERT INTO annotator.members VALUES ('cleo_then', '01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c');

INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-745e-b39a-04d656a363d1', '01a21ec0-f7af-7e55-afda-32e2f808af38', true, '00000000000000000008 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', false, false, '');
INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-782d-96f9-a439511ce611', '01a21ec0-f7af-7e55-afda-32e2f808af38', true, '00000000000000000009 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:8', false, false, '');
INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-745e-b39a-04d656a363d1', '01a21ec0-f7b5-79ad-beef-dae4757f999c', true, '00000000000000000008 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', false, false, '');
INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-782d-96f9-a439511ce611', '01a21ec0-f7b7-758c-a341-857a05e272a0', false, '', true, true, '00000000000000000007 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:6');
INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', '01a21ec0-f7af-7e55-afda-32e2f808af38', true, '00000000000000000008 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', true, true, '00000000000000000014 01a21ec0-f8c7-7e18-958d-23754d8922e9:4');
INSERT INTO annotator.progress VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', '01a21ec0-f7b5-79ad-beef-dae4757f999c', true, '00000000000000000008 01a21ec0-f7a7-7fe7-82af-d4d265ef2322:7', true, false, '00000000000000000011 01a21ec0-f97b-704e-9b30-50fe52a36eb4:1');

INSERT INTO annotator.projects VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f81d-7883-a519-5667e26b3807', 'Harbour', '{"deadline":"","lesson":null,"name":"Harbour","outlet_masked":false,"pass_mark":0.7,"questionnaire":false,"release":"both","second_rating":false,"source_hidden":true}', 'both', NULL, 4);

INSERT INTO annotator.streams VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b7-758c-a341-857a05e272a0', 2, 2, 0, '2026-11-27 20:44:52.698897+00');
INSERT INTO annotator.streams VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7af-7e55-afda-32e2f808af38', 8, 4, 3, '2026-11-27 20:44:52.916863+00');
INSERT INTO annotator.streams VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7b5-79ad-beef-dae4757f999c', 7, 3, 2, '2026-11-27 20:44:53.038587+00');
INSERT INTO annotator.streams VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '', 7, 4, 0, '2026-11-27 20:44:53.073877+00');

INSERT INTO annotator.work VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7c3-7301-8a31-65f90cfb70a0', 1);
INSERT INTO annotator.work VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-745e-b39a-04d656a363d1', 2);
INSERT INTO annotator.work VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-782d-96f9-a439511ce611', 3);
INSERT INTO annotator.work VALUES ('01a21ec0-f6ce-762f-8cbf-35c2c187b407', '01a21ec0-f7a8-7cb8-9786-fee4f0a6ef44', 9);

ALTER TABLE ONLY annotator.annotators
    ADD CONSTRAINT annotators_pkey PRIMARY KEY (project, id);

ALTER TABLE ONLY annotator.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (project, id);

ALTER TABLE ONLY annotator.articles
    ADD CONSTRAINT articles_project_position_key UNIQUE (project, "position");

ALTER TABLE ONLY annotator.codebooks
    ADD CONSTRAINT codebooks_pkey PRIMARY KEY (project, version);

ALTER TABLE ONLY annotator.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (project, device, author);

ALTER TABLE ONLY annotator.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (project, owner, "position");

ALTER TABLE ONLY annotator.entries
    ADD CONSTRAINT entries_project_key_owner_article_key UNIQUE (project, key, owner, article);

ALTER TABLE ONLY annotator.hub
    ADD CONSTRAINT hub_pkey PRIMARY KEY (version);

ALTER TABLE ONLY annotator.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (role, project);

ALTER TABLE ONLY annotator.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (project, article, annotator);

ALTER TABLE ONLY annotator.projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (id);

ALTER TABLE ONLY annotator.streams
    ADD CONSTRAINT streams_pkey PRIMARY KEY (project, owner);

ALTER TABLE ONLY annotator.work
    ADD CONSTRAINT work_pkey PRIMARY KEY (project, article);

CREATE UNIQUE INDEX entries_place ON annotator.entries USING btree (project, article, place) WHERE (place > 0);

CREATE UNIQUE INDEX members_annotator ON annotator.members USING btree (project, annotator);

CREATE INDEX progress_annotator ON annotator.progress USING btree (project, annotator) WHERE assigned;

ALTER TABLE annotator.annotators ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.articles ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.codebooks ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.devices ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.members ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.progress ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.projects ENABLE ROW LEVEL SECURITY;

CREATE POLICY readable ON annotator.annotators FOR SELECT USING (((project, id) IN ( SELECT m.project,
    m.annotator
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))));

CREATE POLICY readable ON annotator.articles FOR SELECT USING ((project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))));

CREATE POLICY readable ON annotator.codebooks FOR SELECT USING ((project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))));

CREATE POLICY readable ON annotator.entries FOR SELECT USING ((((owner = ''::text) AND (project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text)))) OR ((project, owner) IN ( SELECT m.project,
    m.annotator
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))) OR ((place > 0) AND (project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))) AND annotator.may_read(project, article))));

CREATE POLICY readable ON annotator.members FOR SELECT USING ((role = (SESSION_USER)::text));

CREATE POLICY readable ON annotator.progress FOR SELECT USING (((project, annotator) IN ( SELECT m.project,
    m.annotator
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))));

CREATE POLICY readable ON annotator.projects FOR SELECT USING ((id IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))));

CREATE POLICY readable ON annotator.streams FOR SELECT USING ((((owner = ''::text) AND (project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text)))) OR ((project, owner) IN ( SELECT m.project,
    m.annotator
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text)))));

CREATE POLICY readable ON annotator.work FOR SELECT USING (((project IN ( SELECT m.project
   FROM annotator.members m
  WHERE (m.role = (SESSION_USER)::text))) AND annotator.may_read(project, article)));

ALTER TABLE annotator.streams ENABLE ROW LEVEL SECURITY;

ALTER TABLE annotator.work ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA annotator TO annotators_then;

REVOKE ALL ON FUNCTION annotator.add_articles(in_project text, ids text[], digests text[], contents text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION annotator.fault_in(me text, kinds text[], keys text[], articles text[], authors text[], clocks bigint[], contents text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION annotator.is_released(in_project text, in_article text) FROM PUBLIC;

REVOKE ALL ON FUNCTION annotator.may_read(in_project text, in_article text) FROM PUBLIC;
GRANT ALL ON FUNCTION annotator.may_read(in_project text, in_article text) TO annotators_then;

REVOKE ALL ON FUNCTION annotator.note_progress(in_project text, in_owner text, after_it bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION annotator.push(in_project text, in_owner text, kinds text[], keys text[], articles text[], steps text[], authors text[], clocks bigint[], contents text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION annotator.push(in_project text, in_owner text, kinds text[], keys text[], articles text[], steps text[], authors text[], clocks bigint[], contents text[]) TO annotators_then;

GRANT SELECT ON TABLE annotator.annotators TO annotators_then;

GRANT SELECT ON TABLE annotator.articles TO annotators_then;

GRANT SELECT ON TABLE annotator.codebooks TO annotators_then;

GRANT SELECT ON TABLE annotator.entries TO annotators_then;

GRANT SELECT ON TABLE annotator.hub TO annotators_then;

GRANT SELECT ON TABLE annotator.members TO annotators_then;

GRANT SELECT ON TABLE annotator.progress TO annotators_then;

GRANT SELECT ON TABLE annotator.projects TO annotators_then;

GRANT SELECT ON TABLE annotator.streams TO annotators_then;

GRANT SELECT ON TABLE annotator.work TO annotators_then;
