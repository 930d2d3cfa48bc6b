# shellcheck shell=bash disable=SC2154
# Measures the sides that a benchmark has listed in bench.side; see README.md.
# Source it after regress/lib.sh and compare/duckdb.bash.

compare_sql() { sv_as "$SV_BIN/psql" -X -q -v ON_ERROR_STOP=1 "$@"; }
compare_file() { compare_sql -f - <"$(dirname "${BASH_SOURCE[0]}")/$1.sql"; }

# The tables of the benchmark, in DuckDB.
compare_load() {
	local work=$1 name write read
	while IFS=$'\t' read -r name write read <&3; do
		compare_sql -c "$write" >"$work/$name.csv"
		# shellcheck disable=SC2059	# it has a place for the file
		duckdb_ask "$(printf "$read" "$work/$name.csv")"
		rm -f "$work/$name.csv"
	done 3< <(compare_sql -At -F $'\t' -c 'SELECT name, write, read FROM bench.table')
}

compare_ask_duckdb() {
	local name=$1 round=$2
	duckdb_ask "SELECT n || ':' || coalesce(s::VARCHAR, '') FROM ($(compare_sql -At -v name="$name" -f - <<<"SELECT query FROM bench.side WHERE name = :'name'")) AS q"
	compare_sql -v name="$name" -v answer="$duckdb_answer" -f - <<-SQL
		INSERT INTO bench.timing (name, round, answer, ms, cpu) VALUES (:'name', $round, :'answer', $duckdb_ms, $duckdb_cpu)
	SQL
}

# Round 0 warms up.  Of plain SQL only the best side of each question runs again,
# and none that takes more than half a minute: those are shown with this run.
compare_round() {
	local round=$1 what name
	while IFS=$'\t' read -r what name <&3; do
		if [ "$what" = duckdb ]; then
			compare_ask_duckdb "$name" "$round"
		else
			compare_sql -v name="$name" -f - <<<"CALL bench.measure(:'name', $round)"
		fi
	done 3< <(compare_sql -At -F $'\t' -c "SELECT what, name FROM bench.side AS s
		WHERE $round = 0 OR what <> 'sql' OR name = (SELECT CASE WHEN ms < 30000 THEN name END
			FROM bench.timing JOIN bench.side AS o USING (name) WHERE round = 0 AND o.what = 'sql' AND o.question = s.question ORDER BY ms LIMIT 1)
		ORDER BY place")
}

# compare_sides RUNS DIR: DIR is where DuckDB is installed, and for passing files.
compare_sides() {
	local runs=$1 work=$2 round
	if [ "$(compare_sql -At -c "SELECT count(*) FROM bench.side WHERE what = 'duckdb'")" != 0 ]; then
		if duckdb_install "$work/npm"; then
			duckdb_start "$work/npm"
			compare_load "$work"
		else
			compare_sql -c "DELETE FROM bench.side WHERE what = 'duckdb'"
		fi
	fi
	compare_sql -c 'VACUUM ANALYZE'
	for ((round = 0; round <= runs; round++)); do
		compare_round $round
	done
	duckdb_stop
	compare_file check
	compare_file report
}
