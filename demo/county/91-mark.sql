-- How each adopted model did against what was planted: the last run of each model
-- of a workspace, subject by subject. A function, for the county is there before
-- any workspace is; it reads the workspace with its caller's rights.
CREATE FUNCTION county_truth.mark(workspace text DEFAULT 'oversight')
RETURNS TABLE (template text, model text, population bigint, hits bigint, insufficient_data bigint, not_applicable bigint,
	milliseconds numeric, planted bigint, found bigint, clear bigint, clear_found bigint, right_hits bigint,
	"precision" numeric, recall numeric)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH last AS (
			SELECT DISTINCT ON (r.model) r.*, a.template FROM %1$I.adopted a JOIN %1$I.run r ON r.model = a.model
			WHERE r.status = 'done' ORDER BY r.model, r.run_id DESC
		), hit AS (
			SELECT DISTINCT f.model, f.subject FROM %1$I.finding f JOIN last l ON l.model = f.model WHERE f.lapsed_at IS NULL
		), truth AS (
			SELECT p.model AS template, p.subject, bool_or(p.wrong) AS wrong, bool_or(p.clear) AS clear
			FROM county_truth.planted p GROUP BY p.model, p.subject
		), marked AS (
			SELECT l.template, l.model, count(h.subject) AS hits, count(h.subject) FILTER (WHERE t.wrong) AS right_hits
			FROM last l LEFT JOIN hit h ON h.model = l.model
			LEFT JOIN truth t ON t.template = l.template AND t.subject = h.subject
			GROUP BY l.template, l.model
		), recalled AS (
			SELECT l.model, count(t.subject) AS planted, count(h.subject) AS found,
				count(t.subject) FILTER (WHERE t.clear) AS clear, count(h.subject) FILTER (WHERE t.clear) AS clear_found
			FROM last l LEFT JOIN truth t ON t.template = l.template AND t.wrong
			LEFT JOIN hit h ON h.model = l.model AND h.subject = t.subject
			GROUP BY l.model
		)
		SELECT m.template, m.model, l.population, m.hits, l.insufficient_data, l.not_applicable,
			l.query_ms + l.store_ms, r.planted, r.found, r.clear, r.clear_found, m.right_hits,
			round(m.right_hits::numeric / nullif(m.hits, 0), 3), round(r.found::numeric / nullif(r.planted, 0), 3)
		FROM marked m JOIN recalled r ON r.model = m.model JOIN last l ON l.model = m.model
		ORDER BY m.template COLLATE "C", m.model COLLATE "C"$q$, workspace);
END
$$;
COMMENT ON FUNCTION county_truth.mark(text) IS
'How each adopted model did against what was planted 各模型对照标准答案的准确率与召回率';
