-- The loop: what people do with a finding.  Every function takes a finding's number,
-- writes the trail, and returns the finding as it is then.

--| # The loop
--|
--| What people do with a finding. Which step is allowed when, by whom, and within how
--| many working days, stands in table `step`; every step is an event of the trail.
--| Each function returns the finding. Errors: 42704 no such finding, or not yours to
--| see; 55000 no such step from here (the hint names those there are); 42501 not your
--| role, or a second pair of eyes is needed; 22004, 22023 an argument.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| INSERT INTO oversight.department VALUES ('civil', 'Civil affairs', '民政局');
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```
--|
--| One finding through all of it (`four_eyes` is off, since one person does everything here):
--|
--| ```sql
--| UPDATE oversight.step SET four_eyes = false;
--| SELECT state FROM oversight.assign(1, 'civil', note => 'Please look at it');
--| SELECT state FROM oversight.verify(1, 'confirmed', 'late_report', amount_confirmed => 850);
--| SELECT state FROM oversight.rectify(1, 'Asked back', amount_recovered => 850);
--| SELECT state FROM oversight.institute(1, 'Circular 7/2026: bills are compared every month');
--| SELECT state FROM oversight.close(1);
--| SELECT at, actor, kind, from_state, to_state, note FROM oversight.finding_event WHERE finding_id = 1 ORDER BY event_id;
--| ```

--| ## assign
--| `WORKSPACE.assign(id bigint, department text DEFAULT NULL, assignee text DEFAULT NULL, note text DEFAULT NULL) → finding`
--|
--| Gives the finding to a department, or to the one its query named.
--|
--| ```sql
--| SELECT state, department FROM oversight.assign(2, 'civil');
--| ```
CREATE OR REPLACE FUNCTION assign(
	id bigint, department text DEFAULT NULL, assignee text DEFAULT NULL, note text DEFAULT NULL)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	department := coalesce(department, f.department);
	IF department IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = format('finding %s has no department', id), HINT = 'Name one.';
	ELSIF NOT EXISTS (SELECT FROM department d WHERE d.code = assign.department) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no department "%s"', department), HINT = 'Table department lists them.';
	END IF;
	UPDATE finding x SET department = assign.department, assignee = assign.assignee WHERE x.finding_id = id;
	RETURN _step(f, 'assigned', 'assign', note, jsonb_build_object(
		'department', department, 'from_department', nullif(f.department, department), 'assignee', assignee));
END
$$;
COMMENT ON FUNCTION assign(bigint, text, text, text) IS
'Give a finding to a department 交办线索';

--| ## give_back
--| `WORKSPACE.give_back(id bigint, note text) → finding`
--|
--| Returns a finding to those who assign, saying why: not ours, not enough to go by.
--|
--| ```sql
--| SELECT state FROM oversight.give_back(2, 'Not in our district');
--| SELECT state FROM oversight.assign(2, 'civil');
--| ```
CREATE OR REPLACE FUNCTION give_back(id bigint, note text)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	PERFORM _require('the reason for giving a finding back', note);
	RETURN _step(f, 'returned', 'give_back', note, NULL);
END
$$;
COMMENT ON FUNCTION give_back(bigint, text) IS
'Return a finding with a reason 退回线索';

--| ## verify
--| `WORKSPACE.verify(id bigint, outcome text DEFAULT NULL, cause text DEFAULT NULL, amount_confirmed numeric DEFAULT NULL, note text DEFAULT NULL) → finding`
--|
--| Without an outcome, verification begins. With 'confirmed' or 'refuted' it ends (and
--| begins, if it had not): `cause` is one of table `cause` for that outcome;
--| `amount_confirmed` is needed where a confirmed finding has an amount.
--|
--| ```sql
--| SELECT state FROM oversight.verify(2);
--| SELECT state, outcome, cause FROM oversight.verify(2, 'confirmed', 'rule_gap', amount_confirmed => 700);
--| ```
CREATE OR REPLACE FUNCTION verify(
	id bigint,
	outcome text DEFAULT NULL,
	cause text DEFAULT NULL,
	amount_confirmed numeric DEFAULT NULL,
	note text DEFAULT NULL)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	IF outcome IS NULL THEN
		RETURN _step(f, 'verifying', 'verify', note, NULL);
	ELSIF outcome NOT IN ('confirmed', 'refuted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no outcome of verification', outcome), HINT = 'It is confirmed or refuted.';
	ELSIF NOT EXISTS (SELECT FROM cause c WHERE c.code = verify.cause AND c.outcome = verify.outcome) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('"%s" is no cause of a finding being %s', cause, outcome),
			HINT = format('Causes are %s.', (SELECT string_agg(c.code, ', ' ORDER BY c.code COLLATE "C")
				FROM cause c WHERE c.outcome = verify.outcome));
	ELSIF outcome = 'refuted' AND amount_confirmed IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'a refuted finding has no confirmed amount';
	ELSIF outcome = 'confirmed' AND f.amount IS NOT NULL AND amount_confirmed IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'amount_confirmed must be given', DETAIL = format('The amount found is %s.', f.amount);
	END IF;
	PERFORM _check_amount('amount_confirmed', amount_confirmed);

	IF f.state = 'assigned' THEN
		f := _step(f, 'verifying', 'verify', NULL, NULL);
	END IF;
	UPDATE finding x SET outcome = verify.outcome, cause = verify.cause, amount_confirmed = verify.amount_confirmed,
		verified_at = clock_timestamp(), verified_by = actor()
	WHERE x.finding_id = id;
	RETURN _step(f, outcome, 'verify', note,
		jsonb_build_object('cause', cause, 'amount_confirmed', amount_confirmed));
END
$$;
COMMENT ON FUNCTION verify(bigint, text, text, numeric, text) IS
'Verify a finding: begin, confirm or refute 核实线索';

CREATE OR REPLACE FUNCTION _check_amount(name text, amount numeric)
RETURNS void
LANGUAGE plpgsql IMMUTABLE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF amount < 0 OR amount IN ('NaN', 'Infinity') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('%s cannot be %s', name, amount);
	END IF;
END
$$;
COMMENT ON FUNCTION _check_amount(text, numeric) IS
'Internal: refuse what is no amount 内部:拒绝无效金额';

--| ## rectify
--| `WORKSPACE.rectify(id bigint, measures text DEFAULT NULL, amount_recovered numeric DEFAULT NULL, done boolean DEFAULT true, note text DEFAULT NULL) → finding`
--|
--| What was done about a confirmed finding, and how much money came back in all.
--| With `done` false, rectification only begins.
--|
--| ```sql
--| SELECT state FROM oversight.rectify(2, done => false);
--| SELECT state, amount_recovered FROM oversight.rectify(2, 'Paid back in two parts', 700);
--| ```
CREATE OR REPLACE FUNCTION rectify(
	id bigint,
	measures text DEFAULT NULL,
	amount_recovered numeric DEFAULT NULL,
	done boolean DEFAULT true,
	note text DEFAULT NULL)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	PERFORM _check_amount('amount_recovered', amount_recovered);
	IF done THEN
		PERFORM _require('what was done', coalesce(measures, f.measures));
	END IF;
	IF f.state = 'confirmed' OR done IS NOT TRUE THEN
		f := _step(f, 'rectifying', 'rectify', CASE WHEN done THEN NULL ELSE note END, CASE WHEN done THEN NULL
			ELSE jsonb_build_object('measures', measures, 'amount_recovered', amount_recovered) END);
	END IF;
	UPDATE finding x SET measures = coalesce(rectify.measures, x.measures),
		amount_recovered = coalesce(rectify.amount_recovered, x.amount_recovered)
	WHERE x.finding_id = id;
	IF done THEN
		f := _step(f, 'rectified', 'rectify', note,
			jsonb_build_object('measures', measures, 'amount_recovered', amount_recovered));
	END IF;
	RETURN _after(id);
END
$$;
COMMENT ON FUNCTION rectify(bigint, text, numeric, boolean, text) IS
'Put a confirmed finding right 整改线索';

--| ## institute
--| `WORKSPACE.institute(id bigint, document text, note text DEFAULT NULL) → finding`
--|
--| The rule or system that was changed so that it does not happen again, by its
--| document or change number.
--|
--| ```sql
--| SELECT state, document FROM oversight.institute(2, 'Change 114 of the payment system');
--| ```
CREATE OR REPLACE FUNCTION institute(id bigint, document text, note text DEFAULT NULL)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	PERFORM _require('the document', document);
	UPDATE finding x SET document = institute.document WHERE x.finding_id = id;
	RETURN _step(f, 'institutionalised', 'institute', note, jsonb_build_object('document', document));
END
$$;
COMMENT ON FUNCTION institute(bigint, text, text) IS
'Record the rule or system changed 建章立制';

--| ## close
--| `WORKSPACE.close(id bigint, note text DEFAULT NULL) → finding`
--|
--| Ends it. Neither the author of the model nor whoever took the step before may.
--|
--| ```sql
--| SELECT state, closed_at FROM oversight.close(2);
--| ```
CREATE OR REPLACE FUNCTION close(id bigint, note text DEFAULT NULL)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	RETURN _step(_locked(id), 'closed', 'close', note, NULL);
END
$$;
COMMENT ON FUNCTION close(bigint, text) IS
'Close a finding 办结线索';

--| ## reopen
--| `WORKSPACE.reopen(id bigint, note text) → finding`
--|
--| Takes a closed or refuted finding up again. What verification said before stays in
--| the trail.
--|
--| ```sql
--| SELECT state, outcome FROM oversight.reopen(2, 'The second part was not paid');
--| ```
CREATE OR REPLACE FUNCTION reopen(id bigint, note text)
RETURNS finding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
BEGIN
	PERFORM _require('the reason for reopening', note);
	UPDATE finding x SET outcome = NULL, cause = NULL, amount_confirmed = NULL, verified_at = NULL, verified_by = NULL
	WHERE x.finding_id = id;
	RETURN _step(f, 'reopened', 'reopen', note,
		jsonb_build_object('outcome', f.outcome, 'cause', f.cause, 'amount_confirmed', f.amount_confirmed));
END
$$;
COMMENT ON FUNCTION reopen(bigint, text) IS
'Take a finding up again 重新启动线索';

--| ## exempt
--| `WORKSPACE.exempt(id bigint, reason text, expires_on date, all_models boolean DEFAULT false) → bigint`
--|
--| Findings of this subject by this model (or by any) need no work until the day, that
--| day included. They are still found and counted, and the exemption is counted too.
--| Returns its number, which `end_exemption(exemption_id, note)` takes.
--|
--| ```sql
--| SELECT oversight.exempt(2, 'Court order 12/2026', oversight.today() + 90);
--| ```
CREATE OR REPLACE FUNCTION exempt(id bigint, reason text, expires_on date, all_models boolean DEFAULT false)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
	number bigint;
BEGIN
	PERFORM _require('the reason for an exemption', reason);
	IF expires_on IS NULL OR NOT isfinite(expires_on) OR expires_on < today() THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('an exemption cannot end on %s', coalesce(expires_on::text, 'null')),
			HINT = 'Give its last day, today or later.';
	ELSIF NOT _has_role('reviewer') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only a reviewer may grant an exemption';
	END IF;
	INSERT INTO exemption (subject, model, reason, granted_by, expires_on, department, region)
	VALUES (f.subject, CASE WHEN all_models THEN NULL ELSE f.model END, reason, actor(), expires_on, f.department, f.region)
	RETURNING exemption_id INTO number;
	PERFORM _append('exempted', ARRAY[id], f.model, note => reason, details => ARRAY[jsonb_build_object(
		'exemption', number, 'expires_on', expires_on, 'all_models', all_models)]);
	RETURN number;
END
$$;
COMMENT ON FUNCTION exempt(bigint, text, date, boolean) IS
'Exempt a subject from work until a day 豁免';

--| ## end_exemption
--| `WORKSPACE.end_exemption(exemption_id bigint, note text) → void`
--|
--| Ends an exemption before its day. Errors: 42704 none of that number in force; 22004 no
--| reason; 42501 not a reviewer.
--|
--| ```sql
--| SELECT oversight.end_exemption(1, 'The order was lifted');
--| ```
CREATE OR REPLACE FUNCTION end_exemption(exemption_id bigint, note text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	e exemption;
	ids bigint[];
BEGIN
	PERFORM _require('the reason for ending an exemption', note);
	IF NOT _has_role('reviewer') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'only a reviewer may end an exemption';
	END IF;
	PERFORM _hold_trail();
	UPDATE exemption x SET ended_at = now()
	WHERE x.exemption_id = end_exemption.exemption_id AND x.ended_at IS NULL RETURNING x.* INTO e;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no exemption %s in force', exemption_id);
	END IF;
	SELECT array_agg(f.finding_id ORDER BY f.finding_id) INTO ids FROM finding f
	WHERE f.subject = e.subject AND (e.model IS NULL OR f.model = e.model);
	PERFORM _append('exemption_ended', ids, e.model, note => note,
		details => array_fill(jsonb_build_object('exemption', e.exemption_id), ARRAY[cardinality(ids)]));
END
$$;
COMMENT ON FUNCTION end_exemption(bigint, text) IS
'End an exemption early 提前终止豁免';
