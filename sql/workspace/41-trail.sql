-- The trail: appending, and checking that nobody has touched it.
--
-- hash(n) = HASH(hash(n-1) || JSON array of the columns of row n, as UTF-8), where the
-- first column is which hash it is: SHA-256, or SM3 (GB/T 32905) where setting.trail_hash
-- says so and pgcrypto can. JSON keeps columns apart whatever they contain; times go in as
-- microseconds since 1970, so that no session setting matters. A chain proves nothing about
-- its own end: whoever can write the table can compute it anew. So note
-- audit_head() somewhere else (print it, send it to another office), and give it
-- to audit_verify() later.

CREATE OR REPLACE FUNCTION _digest(algorithm text, content bytea)
RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
DECLARE
	home name;
	digest bytea;
BEGIN
	IF algorithm = 'sha256' THEN
		RETURN sha256(content);
	END IF;
	-- By the extension's own schema, not by a name that anybody can plant.
	SELECT n.nspname INTO home
	FROM pg_extension e
	JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
	JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
	JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE e.extname = 'pgcrypto' AND p.proname = 'digest' AND p.proargtypes = '17 25'::oidvector;
	IF found THEN
		EXECUTE format('SELECT %I.digest($1, $2)', home) INTO digest USING content, algorithm;
		RETURN digest;
	END IF;
	RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
		MESSAGE = format('hash "%s" is not available', algorithm),
		DETAIL = 'It comes from the extension pgcrypto, which is not in this database.',
		HINT = 'CREATE EXTENSION pgcrypto.';
END
$$;
COMMENT ON FUNCTION _digest(text, bytea) IS
'Internal: hash of some bytes 内部:计算哈希';

CREATE OR REPLACE FUNCTION _event_hash(
	algorithm text, previous_hash bytea, event_id bigint, at timestamptz, actor name, login name,
	kind text, finding_id bigint, model text, run_id bigint,
	from_state text, to_state text, note text, detail jsonb)
RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE
RETURN _digest(algorithm, previous_hash || convert_to(json_build_array(
	algorithm, event_id, (extract(epoch FROM at) * 1000000)::bigint, actor, login,
	kind, finding_id, model, run_id, from_state, to_state, note, detail::text)::text, 'UTF8'));
COMMENT ON FUNCTION _event_hash(text, bytea, bigint, timestamptz, name, name, text, bigint, text, bigint, text, text, text, jsonb) IS
'Internal: hash of one event 内部:单个事件的哈希';

-- The lock that every writer of the trail needs, taken before any finding is locked:
-- whoever takes several steps in a transaction, and a run, which touches every
-- finding, would otherwise wait for each other.
CREATE OR REPLACE FUNCTION _hold_trail()
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	PERFORM FROM trail_head FOR UPDATE;
END
$$;
COMMENT ON FUNCTION _hold_trail() IS
'Internal: become the only writer of the trail 内部:锁定留痕链';

-- One row per element of finding_ids; the other arrays are as long, or null.
CREATE OR REPLACE FUNCTION _append(
	kind text,
	finding_ids bigint[],
	model text DEFAULT NULL,
	run_id bigint DEFAULT NULL,
	from_states text[] DEFAULT NULL,
	to_states text[] DEFAULT NULL,
	note text DEFAULT NULL,
	details jsonb[] DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	head trail_head;
	happened timestamptz;
	me name := actor();
	algorithm text := (SELECT g.trail_hash FROM setting g);
	item record;
	last bytea;
	hashes bytea[] := '{}';
BEGIN
	IF cardinality(finding_ids) = 0 THEN
		RETURN;
	END IF;
	-- Held until commit: numbers follow the order of commits and of time, without gaps.
	SELECT * INTO STRICT head FROM trail_head FOR UPDATE;
	happened := clock_timestamp();

	-- Not by subscripts: reaching the last of n texts in an array costs n.
	last := head.hash;
	FOR item IN
		SELECT u.* FROM unnest(finding_ids, from_states, to_states, details)
			WITH ORDINALITY u(finding_id, from_state, to_state, detail, n) ORDER BY u.n
	LOOP
		last := _event_hash(algorithm, last, head.event_id + item.n, happened, me, session_user, kind,
			item.finding_id, model, run_id, item.from_state, item.to_state, note, item.detail);
		hashes := hashes || last;
	END LOOP;

	INSERT INTO finding_event
	SELECT head.event_id + u.n, happened, me, session_user, kind, u.finding_id, model, run_id,
		u.from_state, u.to_state, note, u.detail, lag(u.hash, 1, head.hash) OVER (ORDER BY u.n), u.hash, algorithm
	FROM unnest(finding_ids, from_states, to_states, details, hashes)
		WITH ORDINALITY u(finding_id, from_state, to_state, detail, hash, n)
	ORDER BY u.n;
	UPDATE trail_head h SET event_id = head.event_id + cardinality(hashes), hash = last;
END
$$;
COMMENT ON FUNCTION _append(text, bigint[], text, bigint, text[], text[], text, jsonb[]) IS
'Internal: append events to the trail 内部:追加留痕事件';

CREATE OR REPLACE FUNCTION _trail_is_append_only()
RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
	RAISE EXCEPTION USING
		ERRCODE = 'insufficient_privilege',
		MESSAGE = format('%s of "%s" is not allowed', lower(tg_op), tg_table_name),
		DETAIL = CASE tg_table_name
			WHEN 'finding_event' THEN 'The trail is append-only.'
			ELSE 'Versions of models never change.' END;
END
$$;
COMMENT ON FUNCTION _trail_is_append_only() IS
'Internal: refuse changes of rows that never change 内部:拒绝更改不可变的行';

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finding_event
	FOR EACH STATEMENT EXECUTE FUNCTION _trail_is_append_only();
COMMENT ON TRIGGER append_only ON finding_event IS 'The trail is append-only 留痕只增不改';
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON model_version
	FOR EACH STATEMENT EXECUTE FUNCTION _trail_is_append_only();
COMMENT ON TRIGGER append_only ON model_version IS 'Versions never change 版本不可更改';
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON model_parameter
	FOR EACH STATEMENT EXECUTE FUNCTION _trail_is_append_only();
COMMENT ON TRIGGER append_only ON model_parameter IS 'Parameters of a version never change 版本参数不可更改';

--| # The trail
--|
--| Every event carries the hash of the one before, SHA-256 unless the workspace was made
--| with `create_workspace(name, 'sm3')`. `UPDATE oversight.setting SET trail_hash = 'sm3'`
--| (or `'sha256'`) switches for the events to come, that update's own event being the first;
--| each event says which hash it has, and `audit_verify` follows the chain through both. SM3
--| (GB/T 32905) comes from pgcrypto, where its OpenSSL has it, as on Debian 12.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```

--| ## audit_head
--| `WORKSPACE.audit_head() → TABLE (event_id bigint, hash text, at timestamptz)`
--|
--| The end of the trail. Kept outside the database (printed, sent to another
--| office), it later proves that everything up to it is as it was.
--|
--| ```sql
--| SELECT * FROM oversight.audit_head();
--| ```
CREATE OR REPLACE FUNCTION audit_head(OUT event_id bigint, OUT hash text, OUT at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
	SELECT h.event_id, encode(h.hash, 'hex'), e.at
	FROM trail_head h LEFT JOIN finding_event e USING (event_id)
$$;
COMMENT ON FUNCTION audit_head() IS
'The end of the trail, to be kept elsewhere 留痕链末端,请另处保存';

--| ## audit_verify
--| `WORKSPACE.audit_verify(anchor_event_id bigint DEFAULT NULL, anchor_hash text DEFAULT NULL) → TABLE (ok boolean, events bigint, broken_event_id bigint, problem text)`
--|
--| Computes the whole chain anew and names the first row that is not as it was.
--| With an `audit_head()` kept from earlier it also shows a chain that was
--| rewritten as a whole, or cut off. One row.
--|
--| Cost: about 5 µs an event.
--|
--| ```sql
--| SELECT ok, events FROM oversight.audit_verify();
--| SELECT v.ok, v.problem FROM oversight.audit_head() h CROSS JOIN LATERAL oversight.audit_verify(h.event_id, h.hash) v;
--| ```
CREATE OR REPLACE FUNCTION audit_verify(
	anchor_event_id bigint DEFAULT NULL,
	anchor_hash text DEFAULT NULL,
	OUT ok boolean,
	OUT events bigint,
	OUT broken_event_id bigint,
	OUT problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	head trail_head;
BEGIN
	IF (anchor_event_id IS NULL) <> (anchor_hash IS NULL) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'an anchor is an event number and its hash',
			HINT = 'Give both columns that audit_head() returned, or neither.';
	END IF;
	SELECT * INTO head FROM trail_head;
	SELECT count(*) INTO events FROM finding_event;

	SELECT c.event_id, c.problem INTO broken_event_id, problem
	FROM (
		SELECT e.event_id,
			CASE
				WHEN e.event_id <> row_number() OVER w
					THEN format('Events %s to %s are missing.', row_number() OVER w, e.event_id - 1)
				WHEN e.previous_hash <> lag(e.hash, 1, sha256(''::bytea)) OVER w
					THEN 'It does not continue the event before.'
				WHEN e.hash <> _event_hash(e.algorithm, e.previous_hash, e.event_id, e.at, e.actor, e.login,
						e.kind, e.finding_id, e.model, e.run_id, e.from_state, e.to_state, e.note, e.detail)
					THEN 'Its columns are not what they were when it was written.'
				WHEN e.event_id = anchor_event_id AND encode(e.hash, 'hex') <> lower(anchor_hash)
					THEN 'Its hash is not the anchored one: the chain has been written anew.'
			END AS problem
		FROM finding_event e
		WINDOW w AS (ORDER BY e.event_id)
	) c
	WHERE c.problem IS NOT NULL
	ORDER BY c.event_id
	LIMIT 1;

	IF problem IS NULL AND anchor_event_id > events THEN
		broken_event_id := events + 1;
		problem := format('The chain ends before the anchored event %s.', anchor_event_id);
	ELSIF problem IS NULL AND anchor_event_id = 0 AND lower(anchor_hash) <> encode(sha256(''::bytea), 'hex') THEN
		broken_event_id := 0;
		problem := 'The anchored hash is not that of an empty trail.';
	ELSIF problem IS NULL AND (head.event_id IS DISTINCT FROM events OR head.hash IS DISTINCT FROM
			coalesce((SELECT e.hash FROM finding_event e WHERE e.event_id = events), sha256(''::bytea))) THEN
		broken_event_id := events + 1;
		problem := format('The chain ends before event %s, to which trail_head points.', head.event_id);
	END IF;
	ok := problem IS NULL;
END
$$;
COMMENT ON FUNCTION audit_verify(bigint, text) IS
'Check the trail, against an anchored head if given 校验留痕链,可与另存的末端比对';

--| ## audit_findings
--| `WORKSPACE.audit_findings() → TABLE (finding_id bigint, field text, by_trail text, by_table text)`
--|
--| Findings that are not as the trail says: state, outcome, cause, amounts and document
--| changed behind its back, a finding that no event raised. No row: they agree. The chain
--| shows tampering with the trail itself (`audit_verify`), this with what it speaks of.
--|
--| Cost: about 3 µs an event.
--|
--| ```sql
--| UPDATE oversight.finding SET state = 'closed' WHERE finding_id = 1;
--| SELECT * FROM oversight.audit_findings();
--| ```
CREATE OR REPLACE FUNCTION audit_findings(
	OUT finding_id bigint, OUT field text, OUT by_trail text, OUT by_table text)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
	WITH told AS (
		SELECT e.finding_id,
			(array_agg(e.to_state ORDER BY e.event_id DESC) FILTER (WHERE e.to_state IS NOT NULL))[1] AS state,
			-- Verification counts from when it was last begun anew.
			(array_agg(CASE WHEN e.kind = 'verify' THEN jsonb_build_object('outcome', e.to_state) || e.detail ELSE '{}' END ORDER BY e.event_id DESC)
				FILTER (WHERE e.kind = 'reopen' OR e.kind = 'verify' AND e.to_state IN ('confirmed', 'refuted')))[1] AS verified,
			(array_agg(e.detail ->> 'amount_recovered' ORDER BY e.event_id DESC)
				FILTER (WHERE e.kind = 'rectify' AND e.detail ? 'amount_recovered'))[1] AS recovered,
			(array_agg(e.detail ->> 'document' ORDER BY e.event_id DESC) FILTER (WHERE e.kind = 'institute'))[1] AS document
		FROM finding_event e
		WHERE e.finding_id IS NOT NULL
			AND (e.to_state IS NOT NULL OR e.kind IN ('warned', 'verify', 'reopen', 'rectify', 'institute'))
		GROUP BY e.finding_id
	)
	SELECT f.finding_id, c.field, c.by_trail, c.by_table
	FROM finding f
	LEFT JOIN told t ON t.finding_id = f.finding_id
	CROSS JOIN LATERAL (VALUES
		(1, 'state', t.state, f.state),
		(2, 'outcome', t.verified ->> 'outcome', f.outcome),
		(3, 'cause', t.verified ->> 'cause', f.cause),
		(4, 'amount_confirmed', t.verified ->> 'amount_confirmed', f.amount_confirmed::text),
		(5, 'amount_recovered', t.recovered, f.amount_recovered::text),
		(6, 'document', t.document, f.document)
	) c(n, field, by_trail, by_table)
	WHERE c.by_trail IS DISTINCT FROM c.by_table
	ORDER BY f.finding_id, c.n
$$;
COMMENT ON FUNCTION audit_findings() IS
'Findings that are not as the trail says 与留痕不一致的线索';
