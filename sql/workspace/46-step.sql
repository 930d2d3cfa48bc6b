-- The one way by which a finding changes its state: _step() looks into the table of
-- steps, whether it exists, who may take it, and whether a second pair of eyes is
-- needed, then writes the trail.

-- Whether the actor has a role of this workspace.  Until create_roles() has made
-- them only the owner can call anything, and has every role.
CREATE OR REPLACE FUNCTION _has_role(role text)
RETURNS boolean
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT g.role_prefix IS NULL OR EXISTS (
		SELECT FROM pg_roles p
		WHERE p.rolname = g.role_prefix || '_' || role AND pg_has_role(actor(), p.oid, 'USAGE'))
	FROM setting g
$$;
COMMENT ON FUNCTION _has_role(text) IS
'Internal: whether the actor has a role of the workspace 内部:操作者是否具备角色';

-- A finding, locked, if the actor may see it: this function works within row
-- security, its callers do not.
CREATE OR REPLACE FUNCTION _locked(id bigint)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
DECLARE
	f finding;
BEGIN
	PERFORM _hold_trail();
	SELECT * INTO f FROM finding x WHERE x.finding_id = id FOR NO KEY UPDATE;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no finding %s', id), HINT = 'Or it is not yours to see.';
	END IF;
	RETURN f;
END
$$;
COMMENT ON FUNCTION _locked(bigint) IS
'Internal: lock a finding the actor may see 内部:锁定可见线索';

CREATE OR REPLACE FUNCTION _check_step(f finding, target text, by_verb text)
RETURNS void
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	s step;
	possible text;
	me name[] := ARRAY[actor(), session_user::name];
BEGIN
	SELECT * INTO s FROM step x WHERE x.from_state = f.state AND x.to_state = target AND x.verb = by_verb;
	IF NOT found THEN
		SELECT string_agg(DISTINCT x.verb || '()', ', ' ORDER BY x.verb || '()') INTO possible
		FROM step x WHERE x.from_state = f.state;
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('finding %s is %s and cannot become %s', f.finding_id, f.state, target),
			DETAIL = 'The table "step" has no such step.',
			HINT = coalesce(format('Possible now: %s.', possible), 'Nothing can be done with it now.');
	ELSIF NOT _has_role(s.role) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('only a %s may take the step from %s to %s', s.role, f.state, target),
			DETAIL = format('%s is none.', quote_ident(actor()));
	ELSIF NOT s.four_eyes THEN
		RETURN;
	ELSIF EXISTS (SELECT FROM finding_event e WHERE e.model = f.model AND e.finding_id IS NULL
			AND e.kind IN ('model_added', 'model_changed') AND (e.actor = ANY (me) OR e.login = ANY (me))) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('the author of model "%s" may not take the step from %s to %s', f.model, f.state, target),
			HINT = 'Somebody else has to.';
	ELSIF EXISTS (SELECT FROM (SELECT * FROM finding_event e WHERE e.finding_id = f.finding_id
				AND e.to_state IS NOT NULL ORDER BY e.event_id DESC LIMIT 1) e
			WHERE e.actor = ANY (me) OR e.login = ANY (me)) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('whoever brought finding %s to %s may not bring it to %s', f.finding_id, f.state, target),
			HINT = 'Somebody else has to.';
	END IF;
END
$$;
COMMENT ON FUNCTION _check_step(finding, text, text) IS
'Internal: whether a step may be taken, by this actor 内部:检查步骤是否允许';

CREATE OR REPLACE FUNCTION _step(f finding, target text, by_verb text, note text, detail jsonb)
RETURNS finding
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	PERFORM _check_step(f, target, by_verb);
	UPDATE finding x SET state = target, state_since = clock_timestamp(),
		closed_at = CASE WHEN (SELECT s.open FROM state s WHERE s.code = target) THEN NULL ELSE clock_timestamp() END
	WHERE x.finding_id = f.finding_id;
	PERFORM _append(by_verb, ARRAY[f.finding_id], f.model, NULL, ARRAY[f.state], ARRAY[target], note,
		ARRAY[jsonb_strip_nulls(detail)]);
	RETURN _after(f.finding_id);
END
$$;
COMMENT ON FUNCTION _step(finding, text, text, text, jsonb) IS
'Internal: take a step 内部:流转一步';

CREATE OR REPLACE FUNCTION _after(id bigint)
RETURNS finding
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT x FROM finding x WHERE x.finding_id = id
$$;
COMMENT ON FUNCTION _after(bigint) IS
'Internal: a finding as it is now 内部:线索当前状态';

CREATE OR REPLACE FUNCTION _require(what text, given text)
RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF coalesce(given, '') = '' THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = format('%s must be given', what);
	END IF;
END
$$;
COMMENT ON FUNCTION _require(text, text) IS
'Internal: refuse an empty argument 内部:拒绝空参数';
