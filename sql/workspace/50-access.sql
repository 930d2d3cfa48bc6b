-- Row security.
--
-- A row is seen by whoever has a membership for its department and region; before
-- create_roles() has been called, by the owner. The policies ask actor(), not
-- current_user, and are FORCEd: they hold in the workspace's own SECURITY DEFINER
-- functions and in views of the owner, too. Those functions that have to work on all
-- rows (a run, the chain) say SET supervise.engine = on; the others say off. The
-- setting counts for the owner only, so a caller who sets it gains nothing.
--
-- Each policy calls its functions in sub-SELECTs: they run once a query, not a row.

--| # Access
--|
--| Who may do what, and who sees which rows.
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

-- HMAC-SHA-256 (RFC 2104): the key filled to one block, xor a byte.
CREATE OR REPLACE FUNCTION _xor(key bytea, pad integer)
RETURNS bytea
LANGUAGE plpgsql IMMUTABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	block bytea := substr((CASE WHEN octet_length(key) > 64 THEN sha256(key) ELSE key END)
		|| decode(repeat('00', 64), 'hex'), 1, 64);
BEGIN
	FOR i IN 0 .. 63 LOOP
		block := set_byte(block, i, get_byte(block, i) # pad);
	END LOOP;
	RETURN block;
END
$$;
COMMENT ON FUNCTION _xor(bytea, integer) IS
'Internal: a key filled to one block, xor a byte 内部:密钥补齐一块后异或';

CREATE OR REPLACE FUNCTION _hmac(inner_key bytea, outer_key bytea, message bytea)
RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(outer_key || sha256(inner_key || message));
COMMENT ON FUNCTION _hmac(bytea, bytea, bytea) IS
'Internal: HMAC-SHA-256 with prepared keys 内部:HMAC-SHA-256';

-- The key, made once: 488 random bits of the server's strong generator, in 256.
INSERT INTO pseudonym_key (inner_key, outer_key)
SELECT _xor(k.key, 54), _xor(k.key, 92)
FROM (SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())
	|| uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS key) k
ON CONFLICT DO NOTHING;

--| ## pseudonym
--| `WORKSPACE.pseudonym(key text, kind text DEFAULT 'subject') → text`
--|
--| HMAC-SHA-256 of kind and key with the workspace's key, 32 hexadecimal digits.
--| Findings carry it as column `pseudonym`, and so do the BI views. Who may call it can
--| test guesses: only the key holder may. NULL for NULL.
--|
--| ```sql
--| SELECT f.finding_id, f.pseudonym = oversight.pseudonym('Ann') AS is_ann FROM oversight.finding f;
--| ```
CREATE OR REPLACE FUNCTION pseudonym(key text, kind text DEFAULT 'subject')
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT encode(substr(_hmac(k.inner_key, k.outer_key, convert_to(kind || chr(31) || key, 'UTF8')), 1, 16), 'hex')
	FROM pseudonym_key k
$$;
COMMENT ON FUNCTION pseudonym(text, text) IS
'Pseudonym of a key 主键的假名';

CREATE OR REPLACE FUNCTION _engine()
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('supervise.engine', true) = 'on'
	AND current_user = (SELECT c.relowner::regrole::name FROM pg_class c WHERE c.oid = 'finding'::regclass);
COMMENT ON FUNCTION _engine() IS
'Internal: whether a function of the workspace works on all rows 内部:是否处理全部行';

CREATE OR REPLACE FUNCTION _sees_all()
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT CASE WHEN g.role_prefix IS NULL THEN pg_has_role(actor(), current_user, 'USAGE')
		ELSE EXISTS (SELECT FROM membership m JOIN pg_roles r ON r.rolname = m.member
			WHERE m.department IS NULL AND m.region IS NULL AND pg_has_role(actor(), r.oid, 'USAGE')) END
	FROM setting g
$$;
COMMENT ON FUNCTION _sees_all() IS
'Internal: whether the actor sees all rows 内部:操作者是否可见全部行';

-- Departments wholly visible, regions wholly visible, and pairs, joined by a
-- character that neither may contain in practice (unit separator).
CREATE OR REPLACE FUNCTION _scope(OUT departments text[], OUT regions text[], OUT pairs text[])
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	WITH RECURSIVE mine AS (
		SELECT m.department, m.region FROM membership m JOIN pg_roles r ON r.rolname = m.member
		WHERE pg_has_role(actor(), r.oid, 'USAGE')
	), department_below (top, code) AS (
		SELECT x.department, x.department FROM mine x WHERE x.department IS NOT NULL
		UNION
		SELECT b.top, d.code FROM department_below b JOIN department d ON d.parent = b.code
	), region_below (top, code) AS (
		SELECT x.region, x.region FROM mine x WHERE x.region IS NOT NULL
		UNION
		SELECT b.top, r.code FROM region_below b JOIN region r ON r.parent = b.code
	)
	SELECT ARRAY(SELECT DISTINCT d.code FROM mine x JOIN department_below d ON d.top = x.department WHERE x.region IS NULL),
		ARRAY(SELECT DISTINCT r.code FROM mine x JOIN region_below r ON r.top = x.region WHERE x.department IS NULL),
		ARRAY(SELECT DISTINCT d.code || E'\x1f' || r.code FROM mine x
			JOIN department_below d ON d.top = x.department JOIN region_below r ON r.top = x.region)
$$;
COMMENT ON FUNCTION _scope() IS
'Internal: departments and regions the actor may see 内部:操作者可见的部门和区划';

-- For the tables under finding. Within row security, as its caller.
CREATE OR REPLACE FUNCTION _visible_findings()
RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER ROWS 10000
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT f.finding_id FROM finding f
$$;
COMMENT ON FUNCTION _visible_findings() IS
'Internal: findings the actor may see 内部:操作者可见的线索';

-- The trail as a whole is the auditor's; of models, whoever works with them may read.
CREATE OR REPLACE FUNCTION _reads_trail()
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT g.role_prefix IS NOT NULL AND _has_role('auditor') FROM setting g
$$;
COMMENT ON FUNCTION _reads_trail() IS
'Internal: whether the actor reads the whole trail 内部:操作者是否可读全部留痕';

DO $$
DECLARE
	place text;
	by_place constant text := '(SELECT _engine()) OR (SELECT _sees_all())'
		' OR department = ANY ((SELECT (_scope()).departments)::text[])'
		' OR region = ANY ((SELECT (_scope()).regions)::text[])'
		' OR department || E''\x1f'' || region = ANY ((SELECT (_scope()).pairs)::text[])';
	by_finding constant text := '(SELECT _engine()) OR (SELECT _sees_all()) OR finding_id IN (SELECT _visible_findings())';
BEGIN
	FOREACH place IN ARRAY '{finding,exemption,shadow_finding,finding_record,finding_event}'::text[] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', place);
		EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', place);
		EXECUTE format('DROP POLICY IF EXISTS scope ON %I', place);
		EXECUTE format('CREATE POLICY scope ON %I USING (%s)', place, CASE place
			WHEN 'finding_record' THEN by_finding
			-- Also where a finding that the reader sees is exempt by it.
			WHEN 'exemption' THEN by_place || ' OR EXISTS (SELECT FROM finding f WHERE f.subject = exemption.subject'
				' AND (exemption.model IS NULL OR f.model = exemption.model))'
			WHEN 'finding_event' THEN by_finding || ' OR finding_id IS NULL OR (SELECT _reads_trail())'
			ELSE by_place END);
		EXECUTE format('COMMENT ON POLICY scope ON %I IS %L', place, 'Rows within the reader''s departments and regions 按部门和区划授权可见');
	END LOOP;
END
$$;
