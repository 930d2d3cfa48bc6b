#!/usr/bin/env bash
# A workspace of a year: every question of the dashboards, every step of the loop,
# and a nightly run that finds nothing new beside its detector alone; see README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=regress/lib.sh
. "$here/../lib.sh"

rows=$SV_BENCH_ROWS
if [ -n "${SV_BENCH_SMOKE:-}" ]; then
	findings=2000 events=10000 runs=1 steps=5
else
	findings=100000 events=1000000 runs=${SV_BENCH_RUNS:-5} steps=50
fi
hits=$((findings / 5))
work=$(mktemp -d "${TMPDIR:-/tmp}/supervise-bench-workspace.XXXXXX")
trap 'rm -rf "$work"' EXIT

sql() { sv_as "$SV_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

# times ROLE: the milliseconds of every statement on standard input, one a line.
times() {
	{ echo "SET SESSION AUTHORIZATION $1;"; echo '\timing on'; cat; } | sql -f - >"$work/out" || { cat "$work/out" >&2; exit 1; }
	sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' "$work/out"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# line WHAT MS PROMISE RUNS
line() { printf '  %-44s %9.1f ms   promised %6s ms, median of %s\n' "$1" "$2" "$3" "$4"; }

expect() { # WHAT GIVEN WANTED
	[ "$2" = "$3" ] || { echo "$1: $2, not $3" >&2; exit 1; }
}

began=$SECONDS
sql -v rows="$rows" -v findings="$findings" -v hits="$hits" -v events="$events" -f - <"$here/workspace/setup.sql"
expect findings "$(sql -c 'SELECT count(*) FROM oversight.finding')" "$findings"
printf '%s findings, %s events, %s payments (made in %s s)\n' "$findings" \
	"$(sql -c 'SELECT count(*) FROM oversight.finding_event')" "$rows" $((SECONDS - began))

echo 'Questions of the dashboards, all rows and columns, as a BI user:'
expect 'figures' "$(sql -c 'SET SESSION AUTHORIZATION bench_bi_user' -c 'SELECT findings FROM oversight_bi.overview_figures')" "$findings"
for view in $(sql -c "SELECT relname FROM pg_class WHERE relnamespace = 'oversight_bi'::regnamespace AND relname ~ '^(overview|worklist|models|data)_' ORDER BY 1"); do
	line "$view" "$(for ((i = 0; i <= runs; i++)); do echo "SELECT count(q) FROM oversight_bi.$view q;"; done | times bench_bi_user | tail -n +2 | median)" 1000 "$runs"
done
for view in fact_finding finding_wide fact_event dim_date; do
	line "$view, every row" "$(for ((i = 0; i <= runs; i++)); do echo "SELECT count(q) FROM oversight_bi.$view q;"; done | times bench_bi_user | tail -n +2 | median)" - "$runs"
done
line "report('zh')" "$(for ((i = 0; i <= runs; i++)); do echo "SELECT length(oversight.report('zh'));"; done | times bench_reviewer_a | tail -n +2 | median)" - "$runs"

# calls COLUMN-OF-IDS STATEMENT...: each statement, for findings of that state.
echo 'Steps, each a transaction of its own:'
step() { # WHAT ROLE CONDITION STATEMENT
	sql -c "SELECT finding_id FROM oversight.finding WHERE model <> 'nightly' AND $3 ORDER BY finding_id % 97, finding_id LIMIT $steps" >"$work/ids"
	line "$1" "$(while read -r id; do echo "${4//ID/$id};"; done <"$work/ids" | times "$2" | median)" 20 "$(wc -l <"$work/ids")"
}
step assign bench_reviewer_a "state = 'warned'" 'SELECT (oversight.assign(ID)).state'
step 'verify, begin' bench_reviewer_a "state = 'assigned'" 'SELECT (oversight.verify(ID)).state'
step 'verify, confirmed' bench_reviewer_a "state = 'verifying'" "SELECT (oversight.verify(ID, 'confirmed', 'rule_gap', 1)).state"
step rectify bench_reviewer_a "state = 'confirmed'" "SELECT (oversight.rectify(ID, 'done', 1)).state"
step institute bench_reviewer_a "state = 'rectified'" "SELECT (oversight.institute(ID, 'rule 1')).state"
step close bench_reviewer_b "state = 'institutionalised'" 'SELECT (oversight.close(ID)).state'
step letter bench_reviewer_a "state = 'confirmed'" "SELECT length((oversight.letter(ID, 'reminder', 'zh')).body)"

echo 'A nightly run that finds nothing new, and its detector alone, in turn:'
for ((i = 0; i <= runs; i++)); do
	echo "SELECT count(c) FROM supervise.collisions('SELECT person AS subject, payment AS record, source, period AS valid, amount FROM ledger.payment') c;" |
		times bench_analyst_a >>"$work/alone"
	echo "SELECT (oversight.run('nightly')).findings;" | times bench_analyst_a >>"$work/nightly"
done
expect 'unchanged findings' "$(sql -c "SELECT DISTINCT (findings, findings_new, findings_changed, findings_lapsed) FROM (SELECT * FROM oversight.run WHERE model = 'nightly' ORDER BY run_id OFFSET 1) r")" "($hits,0,0,0)"
alone=$(tail -n +2 "$work/alone" | median) nightly=$(tail -n +2 "$work/nightly" | median)
line 'detector alone' "$alone" - "$runs"
line "run, $hits unchanged findings" "$nightly" "$(awk -v a="$alone" 'BEGIN { printf "%.0f", 1.5 * a }')" "$runs"
awk -v a="$alone" -v n="$nightly" 'BEGIN { printf "  %-44s %9.2f      promised    1.5\n", "run / detector", n / a }'
sql -c "SELECT format('  of it, by its ledger: query and staging %s ms, findings %s ms', round(percentile_cont(0.5) WITHIN GROUP (ORDER BY query_ms)), round(percentile_cont(0.5) WITHIN GROUP (ORDER BY store_ms)))
	FROM (SELECT * FROM oversight.run WHERE model = 'nightly' ORDER BY run_id OFFSET 2) r"
expect 'trail' "$(sql -c 'SELECT ok FROM oversight.audit_verify()')" t
