"""A hub's functions: how annotators write to it, and whether they may see others' work.

What a role may do that was given to an annotator is bounded here, whatever program it uses: whose
work it writes, how much, and how far its clocks may run ahead. An honest copy never comes near.
"""

from typing import LiteralString

FUNCTIONS: tuple[LiteralString, ...] = (
    # Whether others' work on an article may be seen: the rule of `core.release.is_released`. Under
    # "both" all persons are done who were given the article or, where nobody was, who began it. In
    # PL/pgSQL, which keeps its plan: where `may_read` asks, SQL would be planned for every row.
    """
    CREATE OR REPLACE FUNCTION annotator.is_released(in_project text, in_article text)
    RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
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
    $$""",
    # Whether whoever is logged in may read others' work on an article: it is released and, under
    # "both", no more before them, as `core.release.still_before` has it. Null for who was not
    # invited to the project. They may not read what it depends on, so it runs as its owner.
    """
    CREATE OR REPLACE FUNCTION annotator.may_read(in_project text, in_article text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = pg_catalog, pg_temp AS $$
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
    $$""",
    # Whether whoever is logged in may read what this owner made of an article for its feedback: it
    # is in their training, and the owner is a key.
    """
    CREATE OR REPLACE FUNCTION annotator.may_learn(
        in_project text, in_article text, in_owner text
    ) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (
            SELECT 1 FROM annotator.members m
            JOIN annotator.progress g ON g.project = m.project
                AND g.article = in_article AND g.annotator = m.annotator
            JOIN annotator.annotators a ON a.project = m.project AND a.id = in_owner
            WHERE m.project = in_project AND m.role = session_user::text
                AND g.training AND a.kind = 'key'
        )
    $$""",
    # What is wrong with entries that an annotator pushes: '' if nothing is. The copies that read
    # them check far more; this keeps what is nobody's business out of the hub.
    """
    CREATE OR REPLACE FUNCTION annotator.fault_in(
        me text, kinds text[], keys text[], articles text[], steps text[], authors text[],
        clocks bigint[], contents text[]
    ) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        WITH given AS (
            SELECT * FROM unnest(kinds, keys, articles, steps, authors, clocks, contents)
                AS n(kind, key, article, step, author, clock, content)
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
                SELECT 1 FROM given WHERE octet_length(key) > 400 OR octet_length(step) > 100
                OR CASE kind WHEN 'step' THEN key !~ '^[^:]+:[1-9][0-9]{0,17}$'
                    ELSE step <> '' OR author <> '' OR clock <> 0 END
            ) THEN 'an entry is not named as it should be'
            WHEN EXISTS (
                SELECT 1 FROM sides WHERE side IS NULL
                OR coalesce(kind, '') NOT IN
                    ('label', 'answer', 'second-answer', 'attempt', 'decision', 'assignment')
                OR side->>'annotator_id' IS DISTINCT FROM me
                OR side->>'article_id' IS DISTINCT FROM article
            ) THEN 'it changes the work of somebody else'
            WHEN EXISTS (
                SELECT 1 FROM given WHERE kind = 'visit'
                AND (article <> '' OR content::json->>'annotator_id' IS DISTINCT FROM me)
            ) THEN 'it tells the visits of somebody else'
            ELSE ''
        END
    $$""",
    # Notes what fresh entries of an owner say about their assignments. Nobody gives themself
    # articles by a step, or makes them their training: that is told by whoever leads.
    """
    CREATE OR REPLACE FUNCTION annotator.note_progress(
        in_project text, in_owner text, after_it bigint, leads boolean
    ) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        told record;
        any_told boolean := false;
    BEGIN
        FOR told IN
            SELECT n.article, n.by_it,
                coalesce((n.b->>'place')::bigint, 0) > 0 AS was_assigned,
                coalesce((n.a->>'place')::bigint, 0) > 0 AS assigned,
                leads AND coalesce(n.a->>'batch', '') = 'training' AS training,
                n.by_it = '' OR leads AND (
                    coalesce((n.b->>'place')::bigint, 0) <> coalesce((n.a->>'place')::bigint, 0)
                    OR coalesce(n.b->>'batch', '') <> coalesce(n.a->>'batch', '')
                ) AS moved,
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
                VALUES (in_project, told.article, in_owner, leads AND told.was_assigned,
                    told.was_begun, told.was_done)
                ON CONFLICT DO NOTHING;
            UPDATE annotator.progress SET
                assigned = CASE WHEN told.moved AND told.by_it >= assigned_by
                    THEN told.assigned ELSE assigned END,
                training = CASE WHEN told.moved AND told.by_it >= assigned_by
                    THEN told.assigned AND told.training ELSE training END,
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
    $$""",
    # Notes whose the records are that fresh entries of an owner tell of, and which step each step
    # id names; gives whether one of them is somebody else's already.
    """
    CREATE OR REPLACE FUNCTION annotator.takes_others(
        in_project text, in_owner text, after_it bigint
    ) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        kinds text[];
        ids text[];
        owners text[];
    BEGIN
        SELECT array_agg(n.kind), array_agg(n.id), array_agg(n.owner) INTO kinds, ids, owners
        FROM (
            SELECT it->>'kind' AS kind, side->>'id' AS id, in_owner AS owner
            FROM annotator.entries e, json_array_elements(e.content::json->'edits') it,
                LATERAL (VALUES (it->'before'), (it->'after')) AS s(side)
            WHERE e.project = in_project AND e.owner = in_owner AND e.position > after_it
                AND e.kind <> 'visit' AND in_owner <> '' AND side->>'id' IS NOT NULL
            UNION
            SELECT e.kind, e.step, e.key FROM annotator.entries e
            WHERE e.project = in_project AND e.owner = in_owner AND e.position > after_it
                AND e.kind = 'step'
        ) n;
        INSERT INTO annotator.owned (project, kind, id, owner)
            SELECT in_project, n.kind, n.id, n.owner
            FROM unnest(kinds, ids, owners) AS n(kind, id, owner)
            ON CONFLICT DO NOTHING;
        RETURN EXISTS (
            SELECT 1 FROM unnest(kinds, ids, owners) AS n(kind, id, owner)
            JOIN annotator.owned o ON o.project = in_project AND o.kind = n.kind AND o.id = n.id
            WHERE o.owner <> n.owner
        );
    END
    $$""",
    # The one way to write entries. An annotator may push their own work and nothing else; what is
    # there already is left as it is. It runs as its owner, because an annotator's role may write to
    # no table. Gives the owner's position before and after.
    """
    CREATE OR REPLACE FUNCTION annotator.push(
        in_project text, in_owner text, kinds text[], keys text[], articles text[], steps text[],
        authors text[], clocks bigint[], contents text[]
    ) RETURNS TABLE (position_before bigint, position_after bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        me text;
        fault text;
        so_far bigint;
        added bigint;
        done bigint;
        held bigint;
        clock_so_far bigint;
        clock_given bigint;
    BEGIN
        IF NOT has_table_privilege(session_user, 'annotator.entries', 'INSERT') THEN
            SELECT m.annotator INTO me FROM annotator.members m
                WHERE m.project = in_project AND m.role = session_user::text;
            IF me IS NULL OR me <> in_owner THEN
                RAISE EXCEPTION 'nobody may push the work of somebody else'
                    USING ERRCODE = '42501';
            END IF;
            IF EXISTS (SELECT 1 FROM unnest(contents) AS n(it) WHERE octet_length(it) > 16777216)
            THEN
                RAISE EXCEPTION 'A step holds more than a hub takes at once (16 MB); nothing was '
                    'pushed. Hand it in as a file to whoever leads the project.'
                    USING ERRCODE = 'AN003';
            END IF;
            fault := annotator.fault_in(
                me, kinds, keys, articles, steps, authors, clocks, contents);
            IF fault <> '' THEN
                RAISE EXCEPTION '%', fault USING ERRCODE = '42501';
            END IF;
        END IF;
        SELECT s.last, s.clock INTO so_far, clock_so_far FROM annotator.streams s
            WHERE s.project = in_project AND s.owner = in_owner FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO annotator.streams (project, owner) VALUES (in_project, in_owner)
                ON CONFLICT DO NOTHING;
            SELECT s.last, s.clock INTO so_far, clock_so_far FROM annotator.streams s
                WHERE s.project = in_project AND s.owner = in_owner FOR UPDATE;
        END IF;
        SELECT coalesce(max(n.it), 0) INTO clock_given FROM unnest(clocks) AS n(it);
        -- All streams are asked only where one's own is not enough to tell.
        IF me IS NOT NULL AND clock_given > clock_so_far + 1000000 THEN
            SELECT max(s.clock) INTO clock_so_far FROM annotator.streams s
                WHERE s.project = in_project;
            IF clock_given > clock_so_far + 1000000 THEN
                RAISE EXCEPTION 'a step is told as if a million others had come before it'
                    USING ERRCODE = '42501';
            END IF;
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
        SELECT count(DISTINCT e.key) FILTER (WHERE e.kind = 'step' AND e.author = in_owner),
            coalesce(sum(octet_length(e.content)), 0) INTO done, held FROM annotator.entries e
            WHERE e.project = in_project AND e.owner = in_owner AND e.position > so_far;
        UPDATE annotator.streams s SET last = s.last + added, steps = s.steps + done,
            bytes = s.bytes + held, clock = greatest(s.clock, clock_given),
            pushed = CASE WHEN me IS NOT NULL OR done > 0 THEN now() ELSE s.pushed END
            WHERE s.project = in_project AND s.owner = in_owner
            RETURNING s.bytes INTO held;
        IF me IS NOT NULL AND held > 1073741824 THEN
            RAISE EXCEPTION 'The hub has no room for more work of yours (1 GB); nothing was '
                'pushed. Hand it in as a file to whoever leads the project.'
                USING ERRCODE = 'AN003';
        END IF;
        IF annotator.takes_others(in_project, in_owner, so_far) AND me IS NOT NULL THEN
            RAISE EXCEPTION 'it has the name of a record or a step of somebody else'
                USING ERRCODE = '42501';
        END IF;
        PERFORM annotator.note_progress(in_project, in_owner, so_far, me IS NULL);
        position_before := so_far;
        position_after := so_far + added;
        RETURN NEXT;
    END
    $$""",
    # The one way to say something about oneself: the later word stands, and nobody says it for
    # another.
    """
    CREATE OR REPLACE FUNCTION annotator.say(in_project text, in_time text, in_answers text)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        me text;
    BEGIN
        SELECT m.annotator INTO me FROM annotator.members m
            WHERE m.project = in_project AND m.role = session_user::text;
        IF me IS NULL THEN
            RAISE EXCEPTION 'nobody may say anything about somebody else' USING ERRCODE = '42501';
        END IF;
        IF octet_length(in_answers) > 20000 OR octet_length(in_time) > 40 THEN
            RAISE EXCEPTION 'Your answers to “About you” are longer than a hub takes; they were '
                'not sent.' USING ERRCODE = 'AN003';
        END IF;
        INSERT INTO annotator.questionnaires AS q VALUES (in_project, me, in_time, in_answers)
            ON CONFLICT (project, annotator) DO UPDATE
            SET time = excluded.time, answers = excluded.answers WHERE excluded.time > q.time;
    END
    $$""",
    # For who leads: articles that the hub does not have yet, numbered in the order they become
    # visible.
    """
    CREATE OR REPLACE FUNCTION annotator.add_articles(
        in_project text, ids text[], digests text[], contents text[]
    ) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
    $$""",
)
