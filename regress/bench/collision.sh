#!/usr/bin/env bash
# collisions() and collide() against the scan that reads the same columns, plain
# SQL and DuckDB; see README.md.  What the sides are is in collision/sides.sql.
#
#   SV_BENCH_PARTS="county flat growth"   what to do, by default all
#   SV_BENCH_RUNS=5                       runs of each side, after one to warm up
#   SV_BENCH_SIDES="scan ours collide sql duckdb" which sides, by default all
#   SV_BENCH_LARGE=1                      growth up to five times the rows
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=regress/lib.sh
. "$here/../lib.sh"
# shellcheck source=regress/bench/compare/duckdb.bash
. "$here/compare/duckdb.bash"

rows=$SV_BENCH_ROWS
runs=${SV_BENCH_RUNS:-$([ -n "${SV_BENCH_SMOKE:-}" ] && echo 1 || echo 5)}
parts=${SV_BENCH_PARTS:-county flat growth}
sides=${SV_BENCH_SIDES:-scan ours collide sql duckdb}
work=$(mktemp -d "${TMPDIR:-/tmp}/supervise-bench-collision.XXXXXX")
database=${PGDATABASE:-bench}

finish() {
	trap - EXIT INT TERM HUP
	duckdb_stop
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

sql() { sv_as "$SV_BIN/psql" -X -q -v ON_ERROR_STOP=1 -v rows="$rows" -v runs="$runs" "$@"; }
file() { sql -f - "${@:2}" <"$here/collision/$1.sql"; }

# A database of its own for each part: one county, one table payment.
database_for() {
	export PGDATABASE=${database}_$1
	sv_as "$SV_BIN/dropdb" --if-exists "$PGDATABASE" 2>/dev/null
	sv_as "$SV_BIN/createdb" "$PGDATABASE"
	sql -c 'CREATE EXTENSION supervise'
	file setup
}

leave_database() {
	local left=$PGDATABASE
	export PGDATABASE=$database
	sv_as "$SV_BIN/dropdb" "$left"
}

# DuckDB with the rows, and the pairs of sources where they matter.
load_duckdb() {
	duckdb_start "$work/npm"
	sql -c 'COPY (SELECT subject, record, source, lower(valid), upper(valid), amount FROM payment) TO STDOUT (FORMAT csv)' >"$work/rows.csv"
	duckdb_ask "CREATE TABLE payment AS SELECT * FROM read_csv('$work/rows.csv', header = false, columns = {'subject': 'VARCHAR',
		'record': 'VARCHAR', 'source': 'VARCHAR', 'first': 'DATE', 'past': 'DATE', 'amount': 'DECIMAL(18, 2)'})"
	rm -f "$work/rows.csv"
	if [ "$1" = county ]; then
		sql -c 'COPY (SELECT source_a, source_b FROM county.exclusion) TO STDOUT (FORMAT csv)' >"$work/pairs.csv"
		duckdb_ask "CREATE TABLE exclusion AS SELECT * FROM read_csv('$work/pairs.csv', header = false, columns = {'source_a': 'VARCHAR', 'source_b': 'VARCHAR'})"
	fi
	file duckdb
}

ask_duckdb() {
	local name=$1 round=$2
	duckdb_ask "$(sql -At -c "SELECT query FROM side WHERE name = '$name'")"
	sql -c "INSERT INTO timing (name, round, answer, ms) VALUES ('$name', $round, '$duckdb_answer', $duckdb_ms)"
}

# Round 0 warms up.  Plain SQL takes long: only the way that was fastest in it runs
# again, with both sizes of memory; the others are shown with this one run.
measure() {
	local round what name
	for ((round = 0; round <= runs; round++)); do
		while IFS='|' read -r what name <&3; do
			if [ "$what" = duckdb ]; then
				ask_duckdb "$name" $round
			else
				sql -c "CALL measure('$name', $round)"
			fi
		done 3< <(sql -At -c "SELECT what, name FROM side WHERE what = ANY (string_to_array('$sides', ' ')) AND (what <> 'sql' OR $round = 0
			OR query = (SELECT query FROM timing JOIN side USING (name) WHERE what = 'sql' AND round = 0 ORDER BY ms LIMIT 1))
			ORDER BY place")
	done
}

compare() {
	printf -- '-- %s: load average %s\n' "$1" "$(cut -d' ' -f1-3 /proc/loadavg)"
	database_for "$1"
	[ "$1" != county ] || "$here/../../demo/county/load" --payments "$rows"
	file "$1"
	file sides
	[ -z "$duckdb" ] || load_duckdb "$1"
	measure
	duckdb_stop
	file check
	file report
	# Few rows say nothing about speed.
	[ -n "${SV_BENCH_SMOKE:-}" ] || file promise
	leave_database
}

grow() {
	local n
	printf -- '-- growth: load average %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
	database_for growth
	sql -c 'CREATE TABLE growth (rows bigint, skewed boolean, scan_ms float8, collisions_ms float8, peak bigint, found bigint)'
	for n in $((rows / 10)) "$rows" ${SV_BENCH_LARGE:+$((rows * 5))}; do
		file growth -v n="$n" -v skewed=false
	done
	file growth -v n="$rows" -v skewed=true
	sql -P footer=off -c "SELECT rows, CASE WHEN skewed THEN 'half of one subject' ELSE 'two or three a subject' END AS kind, found,
		round(scan_ms::numeric) AS scan_ms, round(collisions_ms::numeric) AS collisions_ms,
		round((collisions_ms / scan_ms)::numeric, 2) AS times_the_scan, round((collisions_ms * 1000000 / rows)::numeric, 1) AS ns_a_row,
		round(peak::numeric / rows, 1) AS peak_bytes_a_row FROM growth ORDER BY skewed, rows"
	leave_database
}

duckdb=''
case $parts in *county* | *flat*) ! duckdb_install "$work/npm" || duckdb=yes ;; esac
for part in $parts; do
	case $part in
		county | flat) compare "$part" ;;
		growth) grow ;;
		*) sv_die "No such part: $part" ;;
	esac
done
