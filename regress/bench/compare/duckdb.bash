# shellcheck shell=bash disable=SC2034
# DuckDB beside the server.  It is a development dependency of the benchmarks
# alone; without npm they say that it is left out.  Source this after
# regress/lib.sh.
#
#   duckdb_install DIR     from npm into DIR, once; false where that is not to be had
#   duckdb_start DIR       a process with tables of its own in memory
#   duckdb_ask STATEMENT   leaves its answer in duckdb_ms, duckdb_cpu, duckdb_answer
#   duckdb_stop

duckdb_version=1.5.6-r.1
duckdb_pid=

# By the caller, not by the server's user: npm is configured for that user.
duckdb_install() {
	[ ! -d "$1/node_modules/@duckdb/node-api" ] || return 0
	if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
		echo 'DuckDB is skipped: npm is not there.'
		return 1
	fi
	if ! timeout 60 npm install --prefix "$1" --no-audit --no-fund --ignore-scripts --silent \
		"@duckdb/node-api@$duckdb_version" >"$1.log" 2>&1; then
		echo 'DuckDB is skipped: npm could not install it.'
		return 1
	fi
}

duckdb_start() {
	coproc DUCKDB { NODE_PATH=$1/node_modules exec node "$(dirname "${BASH_SOURCE[0]}")/duckdb.js"; }
	# shellcheck disable=SC2153	# coproc sets it
	duckdb_pid=$DUCKDB_PID
	duckdb_ask 'SELECT version()'
	echo "DuckDB $duckdb_answer, 2 threads, its own tables in memory"
}

duckdb_ask() {
	# One line is one statement.
	printf '%s\n' "${1//$'\n'/ }" >&"${DUCKDB[1]}"
	read -r duckdb_ms duckdb_cpu duckdb_answer <&"${DUCKDB[0]}" || sv_die "DuckDB did not answer: $1"
}

duckdb_stop() {
	[ -n "$duckdb_pid" ] || return 0
	kill "$duckdb_pid"
	wait "$duckdb_pid" 2>/dev/null || true
	duckdb_pid=
}
