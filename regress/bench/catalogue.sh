#!/usr/bin/env bash
# Every model of the catalogue over the county, end to end, against the scans of what
# it reads; see README.md.
#
#   SV_BENCH_RUNS=3       runs of each model, after one to warm up
#   SV_BENCH_SESSIONS=2   sessions that run all of them once more, together
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=regress/lib.sh
. "$here/../lib.sh"

runs=${SV_BENCH_RUNS:-$([ -n "${SV_BENCH_SMOKE:-}" ] && echo 1 || echo 3)}
top=$here/../..

sql() { sv_as "$SV_BIN/psql" -X -q -v ON_ERROR_STOP=1 -v runs="$runs" "$@"; }

began=$EPOCHREALTIME
bash "$top/demo/county/load" --payments "$SV_BENCH_ROWS"
awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "the county is made in %.0f s\n", b - a }'
sql -f - <"$here/catalogue/prepare.sql"
{ echo 'SET SESSION AUTHORIZATION bench_owner;'; cat "$top"/demo/adopt/*.sql; } | sql -o /dev/null -f -
sql -f - <"$here/catalogue/measure.sql"

# All models by several sessions, as CALL run_all() in each of them would.
sessions=${SV_BENCH_SESSIONS:-2}
sql -c 'CREATE TABLE bench_catalogue.queue AS SELECT t.model, max(t.run_ms) AS run_ms FROM bench_catalogue.took t GROUP BY t.model' \
	-c 'ALTER TABLE bench_catalogue.queue OWNER TO bench_owner'
began=$EPOCHREALTIME
running=()
for ((i = 0; i < sessions; i++)); do
	sql -f - <"$here/catalogue/share.sql" &
	running+=($!)
done
for pid in "${running[@]}"; do wait "$pid"; done
sql -c "SELECT $sessions AS sessions, round(sum(scans_ms)) AS \"scans ms\", round(1000 * ($EPOCHREALTIME - $began)) AS \"run ms\",
	round((1000 * ($EPOCHREALTIME - $began) / sum(scans_ms))::numeric, 2) AS ratio FROM bench_catalogue.median"
sql -c 'DROP OWNED BY bench_owner CASCADE' -c 'DROP ROLE bench_owner'
