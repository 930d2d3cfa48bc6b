-- What a run changes in the findings.  Static SQL over staged_finding; one event for
-- whatever happens to a finding beyond being seen again.
--
-- The planner knows nothing of the rows just staged (ANALYZE would lock out the runs
-- of other models until commit) and takes them for a handful. A nested loop over
-- 100,000 of them reads staged_finding 100,000 times, so there are none here; and no
-- JIT, which the price of what cannot be avoided would call for. A fingerprint belongs
-- to one model; the model is named in every join all the same, for its index.

CREATE OR REPLACE FUNCTION _merge(r run)
RETURNS run
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET enable_nestloop = off
SET jit = off
AS $$
DECLARE
	gravity text;
	lapsed bigint[];
	returned bigint[];
	changed bigint[];
	details jsonb[];
	fresh bigint;
BEGIN
	SELECT m.severity INTO STRICT gravity FROM model m WHERE m.code = r.model;
	PERFORM _hold_trail();

	-- What is known beside what was found, once: no longer found; found again after it
	-- had lapsed; the same evidence, but another amount, place or reason; new.
	SELECT array_agg(f.finding_id ORDER BY f.finding_id) FILTER (WHERE s.run_id IS NULL AND f.lapsed_at IS NULL),
		array_agg(f.finding_id ORDER BY f.finding_id) FILTER (WHERE s.run_id IS NOT NULL AND f.lapsed_at IS NOT NULL),
		array_agg(f.finding_id ORDER BY f.finding_id) FILTER (WHERE s.run_id IS NOT NULL AND f.finding_id IS NOT NULL
			AND (f.amount, f.score, f.valid_from, f.valid_to, f.region, f.reason)
				IS DISTINCT FROM (s.amount, s.score, s.valid_from, s.valid_to, s.region, s.reason)),
		count(*) FILTER (WHERE f.finding_id IS NULL)
	INTO lapsed, returned, changed, fresh
	FROM (SELECT * FROM finding x WHERE x.model = r.model) f
	FULL JOIN (SELECT * FROM staged_finding x WHERE x.run_id = r.run_id) s ON s.fingerprint = f.fingerprint;
	r.findings_lapsed := coalesce(cardinality(lapsed), 0);
	r.findings_returned := coalesce(cardinality(returned), 0);
	r.findings_changed := coalesce(cardinality(changed), 0);

	UPDATE finding f SET lapsed_at = r.started_at WHERE f.finding_id = ANY (lapsed);
	PERFORM _append('lapsed', coalesce(lapsed, '{}'), r.model, r.run_id);
	PERFORM _append('found_again', coalesce(returned, '{}'), r.model, r.run_id);
	IF r.findings_changed > 0 THEN
		SELECT array_agg(jsonb_strip_nulls(jsonb_build_object(
			'amount', CASE WHEN f.amount IS DISTINCT FROM s.amount THEN jsonb_build_array(f.amount, s.amount) END,
			'score', CASE WHEN f.score IS DISTINCT FROM s.score THEN jsonb_build_array(f.score, s.score) END,
			'valid_from', CASE WHEN f.valid_from IS DISTINCT FROM s.valid_from THEN jsonb_build_array(f.valid_from, s.valid_from) END,
			'valid_to', CASE WHEN f.valid_to IS DISTINCT FROM s.valid_to THEN jsonb_build_array(f.valid_to, s.valid_to) END,
			'region', CASE WHEN f.region IS DISTINCT FROM s.region THEN jsonb_build_array(f.region, s.region) END,
			'reason', CASE WHEN f.reason IS DISTINCT FROM s.reason THEN jsonb_build_array(f.reason, s.reason) END
			)) ORDER BY f.finding_id) INTO details
		FROM staged_finding s JOIN finding f ON f.fingerprint = s.fingerprint
		WHERE s.run_id = r.run_id AND f.model = r.model AND f.finding_id = ANY (changed);
		PERFORM _append('changed', changed, r.model, r.run_id, details => details);
	END IF;

	-- Seen. The department stays: a finding may have been assigned to another since.
	UPDATE finding f SET last_seen = r.started_at, last_run = r.run_id, last_version = r.version,
		amount = s.amount, score = s.score, valid_from = s.valid_from, valid_to = s.valid_to,
		region = s.region, reason = s.reason, lapsed_at = NULL,
		returned_at = CASE WHEN f.lapsed_at IS NULL THEN f.returned_at ELSE r.started_at END
	FROM staged_finding s
	WHERE s.run_id = r.run_id AND s.fingerprint = f.fingerprint AND f.model = r.model;

	r.findings_new := CASE WHEN fresh > 0 THEN _raise(r, gravity) ELSE 0 END;
	SELECT count(*) INTO r.findings_exempt FROM staged_finding s
	WHERE s.run_id = r.run_id AND EXISTS (
		SELECT FROM exemption e WHERE e.subject = s.subject AND (e.model IS NULL OR e.model = r.model)
			AND e.ended_at IS NULL AND e.expires_on >= r.as_of);
	RETURN r;
END
$$;
COMMENT ON FUNCTION _merge(run) IS
'Internal: bring the findings up to date with a run 内部:用运行结果更新线索';

-- New findings with their evidence.
CREATE OR REPLACE FUNCTION _raise(r run, gravity text)
RETURNS bigint
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET enable_nestloop = off
SET jit = off
AS $$
DECLARE
	ids bigint[];
BEGIN
	WITH numbered AS (
		SELECT nextval(pg_get_serial_sequence('finding', 'finding_id')) AS id, s.*
		FROM (SELECT * FROM staged_finding s
			WHERE s.run_id = r.run_id
				AND NOT EXISTS (SELECT FROM finding f WHERE f.fingerprint = s.fingerprint AND f.model = r.model)
			ORDER BY s.subject COLLATE "C", s.fingerprint) s
	), raised AS (
		INSERT INTO finding (finding_id, model, fingerprint, subject, pseudonym, valid_from, valid_to, amount, score,
			department, region, reason, severity, state_since, first_version, last_version,
			first_run, last_run, first_seen, last_seen, incident_id, recurrence_of)
		OVERRIDING SYSTEM VALUE
		SELECT n.id, r.model, n.fingerprint, n.subject, pseudonym(n.subject), n.valid_from, n.valid_to, n.amount, n.score,
			n.department, n.region, n.reason, gravity, r.started_at, r.version, r.version,
			r.run_id, r.run_id, r.started_at, r.started_at, n.id,
			-- The same again after it had been put right.
			(SELECT max(f.finding_id) FROM finding f
				WHERE f.subject = n.subject AND f.model = r.model AND f.outcome = 'confirmed'
					AND f.state IN ('rectified', 'institutionalised', 'closed'))
		FROM numbered n
		ORDER BY n.id
	), evidence AS (
		INSERT INTO finding_record (finding_id, ordinal, source, record, field, value)
		SELECT n.id, row_number() OVER (PARTITION BY n.id ORDER BY e.field NULLS FIRST, e.n), e.source, e.record, e.field, e.value
		FROM numbered n CROSS JOIN LATERAL (
			SELECT k.n, CASE WHEN jsonb_typeof(n.detail -> 'sources') = 'array'
						AND jsonb_array_length(n.detail -> 'sources') = cardinality(n.records)
					THEN n.detail -> 'sources' ->> (k.n - 1)::integer END AS source,
				k.key AS record, NULL AS field, NULL AS value
			FROM unnest(n.records) WITH ORDINALITY k(key, n) WHERE k.key IS NOT NULL
			UNION ALL
			SELECT 0, NULL, NULL, d.key COLLATE "C", d.value FROM jsonb_each_text(n.detail) d
		) e
	)
	SELECT array_agg(n.id ORDER BY n.id) INTO ids FROM numbered n;

	PERFORM _append('warned', coalesce(ids, '{}'), r.model, r.run_id,
		to_states => array_fill('warned'::text, ARRAY[coalesce(cardinality(ids), 0)]));
	PERFORM _join_incidents(ids);
	RETURN coalesce(cardinality(ids), 0);
END
$$;
COMMENT ON FUNCTION _raise(run, text) IS
'Internal: new findings and their evidence 内部:新增线索及证据';

-- Findings that share a record and the subject become one incident, named by its
-- least finding. A new finding may join two incidents into one. Names are passed on
-- along the links until none changes: as many rounds as the longest chain of incidents
-- has links, nearly always one, and one that finds nothing.
CREATE OR REPLACE FUNCTION _join_incidents(ids bigint[])
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET enable_nestloop = on
SET jit = off
AS $$
DECLARE
	mine bigint[];
	theirs bigint[];
BEGIN
	SELECT array_agg(l.mine), array_agg(l.theirs) INTO mine, theirs
	FROM (
		SELECT DISTINCT f.finding_id AS mine, g.finding_id AS theirs
		FROM unnest(ids) i(id)
		JOIN finding f ON f.finding_id = i.id
		JOIN finding_record a ON a.finding_id = f.finding_id AND a.record IS NOT NULL
		JOIN finding g ON g.subject = f.subject AND g.finding_id <> f.finding_id
		JOIN finding_record b ON b.finding_id = g.finding_id AND b.record = a.record
			AND (b.source = a.source OR a.source IS NULL OR b.source IS NULL)
	) l;
	LOOP
		UPDATE finding x SET incident_id = n.least_id
		FROM (
			SELECT greatest(f.incident_id, g.incident_id) AS incident_id, min(least(f.incident_id, g.incident_id)) AS least_id
			FROM unnest(mine, theirs) l(mine, theirs)
			JOIN finding f ON f.finding_id = l.mine
			JOIN finding g ON g.finding_id = l.theirs
			WHERE f.incident_id <> g.incident_id
			GROUP BY 1
		) n
		WHERE x.incident_id = n.incident_id;
		EXIT WHEN NOT found;
	END LOOP;
END
$$;
COMMENT ON FUNCTION _join_incidents(bigint[]) IS
'Internal: join findings of one fact 内部:合并同一事实的线索';
