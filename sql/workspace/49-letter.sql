-- Letters.

--| # Letters
--|
--| Texts on findings, from templates that users can change.
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

-- Text with {{words}} replaced, in one pass: what comes in is not looked at again.
CREATE OR REPLACE FUNCTION _filled(template text, words jsonb)
RETURNS text
LANGUAGE plpgsql IMMUTABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	unknown text;
	filled text;
BEGIN
	SELECT min(split_part(p.piece, '}}', 1)) INTO unknown
	FROM regexp_split_to_table(template, '\{\{') WITH ORDINALITY p(piece, n)
	WHERE p.n > 1 AND NOT (strpos(p.piece, '}}') > 0 AND words ? split_part(p.piece, '}}', 1));
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('the template has an unknown word "{{%s}}"', left(unknown, 40)),
			HINT = format('Known are %s.', (SELECT string_agg(k, ', ' ORDER BY k COLLATE "C") FROM jsonb_object_keys(words) k));
	END IF;
	SELECT string_agg(CASE WHEN p.n = 1 THEN p.piece
		ELSE (words ->> split_part(p.piece, '}}', 1)) || substr(p.piece, strpos(p.piece, '}}') + 2) END, '' ORDER BY p.n)
	INTO filled
	FROM regexp_split_to_table(template, '\{\{') WITH ORDINALITY p(piece, n);
	RETURN filled;
END
$$;
COMMENT ON FUNCTION _filled(text, jsonb) IS
'Internal: a template with its words filled in 内部:填充模板';

CREATE OR REPLACE FUNCTION _day(day timestamp, language text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
SET lc_time = 'C'
AS $$
	SELECT to_char(day, CASE language WHEN 'zh' THEN 'FMYYYY"年"FMMM"月"FMDD"日"' ELSE 'FMDD FMMonth YYYY' END)
$$;
COMMENT ON FUNCTION _day(timestamp, text) IS
'Internal: a day in words 内部:日期文字';

-- The words of a letter on a finding, none of them null.
CREATE OR REPLACE FUNCTION _words(f finding, language text)
RETURNS jsonb
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT (SELECT jsonb_object_agg(w.key, coalesce(w.value, '-')) FROM jsonb_each_text(jsonb_build_object(
		'number', f.finding_id,
		'subject', f.subject,
		'model', CASE language WHEN 'zh' THEN m.title_zh ELSE m.title_en END,
		'department', coalesce(CASE language WHEN 'zh' THEN d.name_zh ELSE d.name_en END, f.department),
		'state', CASE language WHEN 'zh' THEN s.label_zh ELSE s.label_en END,
		'reason', f.reason,
		'cause', CASE language WHEN 'zh' THEN c.label_zh ELSE c.label_en END,
		'amount', f.amount,
		'amount_confirmed', f.amount_confirmed,
		'amount_recovered', coalesce(f.amount_recovered, 0),
		'records', (SELECT string_agg(coalesce(r.source || ' ', '') || r.record,
				CASE language WHEN 'zh' THEN '、' ELSE ', ' END ORDER BY r.ordinal)
			FROM finding_record r WHERE r.finding_id = f.finding_id AND r.record IS NOT NULL),
		'first_seen', _day(f.first_seen AT TIME ZONE g.timezone, language),
		'due_on', CASE WHEN l.working_days IS NOT NULL THEN _day(due.due_on, language) END,
		'lateness', CASE
			WHEN l.working_days IS NULL THEN CASE language WHEN 'zh' THEN '未设时限' ELSE 'there is no time limit' END
			WHEN due."left" < 0 THEN format(CASE language WHEN 'zh' THEN '已逾期%s个工作日'
				ELSE 'it is %s working days late' END, -due."left")
			ELSE format(CASE language WHEN 'zh' THEN '剩余%s个工作日'
				ELSE '%s working days are left' END, due."left") END,
		'office', CASE language WHEN 'zh' THEN g.office_zh ELSE g.office_en END,
		'today', _day(today(), language))) w)
	FROM setting g
	JOIN model m ON m.code = f.model
	JOIN state s ON s.code = f.state
	LEFT JOIN state_limit l ON l.state = f.state
	LEFT JOIN department d ON d.code = f.department
	LEFT JOIN cause c ON c.code = f.cause
	CROSS JOIN LATERAL supervise.alert(calendar(), (f.state_since AT TIME ZONE g.timezone)::date,
		coalesce(l.working_days, 0), NULL, today()) due
$$;
COMMENT ON FUNCTION _words(finding, text) IS
'Internal: the words of a letter 内部:函件用词';

--| ## letter
--| `WORKSPACE.letter(id bigint, kind text, language text DEFAULT 'zh', OUT title text, OUT body text)`
--|
--| A letter on a finding from table `letter_template`: 'reminder' or 'advice', 'zh' or
--| 'en', or a kind that users have added. That it was written is an event of the trail.
--| A template may say {{number}}, {{subject}}, {{model}}, {{department}}, {{state}},
--| {{reason}}, {{cause}}, {{amount}}, {{amount_confirmed}}, {{amount_recovered}},
--| {{records}}, {{first_seen}}, {{due_on}}, {{lateness}}, {{office}}, {{today}}; what is
--| not known becomes a dash. Errors: 42704 no such template or finding; 22023 a word
--| that is none of these.
--|
--| ```sql
--| SELECT oversight.assign(1, 'civil');
--| SELECT title, body FROM oversight.letter(1, 'reminder', 'en');
--| INSERT INTO oversight.letter_template VALUES ('thanks', 'en', 'Thanks [{{number}}]', 'To: {{department}}. {{model}} is settled. {{office}}, {{today}}');
--| SELECT body FROM oversight.letter(1, 'thanks', 'en');
--| ```
CREATE OR REPLACE FUNCTION letter(
	id bigint, kind text, language text DEFAULT 'zh', OUT title text, OUT body text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	f finding := _locked(id);
	t letter_template;
	words jsonb;
BEGIN
	SELECT * INTO t FROM letter_template x WHERE x.kind = letter.kind AND x.language = letter.language;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no letter "%s" in language "%s"', kind, language),
			HINT = 'Table letter_template lists them.';
	END IF;
	words := _words(f, language);
	title := _filled(t.title, words);
	body := _filled(t.body, words);
	PERFORM _append('letter', ARRAY[id], f.model, note => title,
		details => ARRAY[jsonb_build_object('kind', kind, 'language', language)]);
END
$$;
COMMENT ON FUNCTION letter(bigint, text, text) IS
'A letter on a finding, from a template 生成函件';
