#!/usr/bin/env bash
# Every model of the catalogue over the county, end to end, against the scans of what
# it reads; see README.md.
#
#   SV_BENCH_RUNS=3   runs of each model, after one to warm up
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
sql -c 'DROP OWNED BY bench_owner CASCADE' -c 'DROP ROLE bench_owner'
