# shellcheck shell=bash disable=SC2034
# What the tests, the demo and the benchmarks share: packages, a build, a
# throwaway cluster.  Source it; it changes no directory and starts nothing.
#
#   sv_packages PKG...       install what is missing (root or sudo only for that)
#   sv_build DIR             build this tree into DIR (out of tree, incremental);
#                            DIR/root is an overlay with the installed extension
#   sv_cluster_start DIR [name=value]...   initdb where needed, and start; a socket
#                            in DIR is the only way in.  Sets PGHOST, PGUSER, …
#   sv_cluster_stop DIR      stop; the files stay
#   sv_as CMD...             run as the user that runs the server (never root)
#
# Every process started here runs as an ordinary user: the caller, or, for root,
# the user postgres that Debian's package makes.

SV_TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SV_PGVERSION=${SV_PGVERSION:-15}
SV_BIN=/usr/lib/postgresql/$SV_PGVERSION/bin
SV_PACKAGES=(make gcc "postgresql-$SV_PGVERSION" "postgresql-server-dev-$SV_PGVERSION")

sv_say() { printf '%s\n' "$*" >&2; }
sv_die() { sv_say "$@"; exit 1; }

sv_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

sv_missing() {
	local p
	for p in "$@"; do
		dpkg-query -W -f '${Status}\n' "$p" 2>/dev/null | grep -q ' installed$' || printf '%s ' "$p"
	done
}

sv_packages() {
	local missing
	missing=$(sv_missing "$@")
	[ -n "$missing" ] || return 0
	sv_say "Installing Debian packages: $missing"
	[ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
		sv_die "Neither root nor sudo: ask an administrator to run: apt-get install $missing"
	local noise
	noise=$(mktemp)
	# A server that the package would set up and start is not wanted here.
	local hold=/etc/postgresql-common/createcluster.d/supervise-test.conf
	# shellcheck disable=SC2086
	{
		sv_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
			{ dpkg-query -W postgresql-common >/dev/null 2>&1 ||
				sv_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql-common; } &&
			sv_root mkdir -p "$(dirname $hold)" &&
			sv_root sh -c "echo 'create_main_cluster = false' > $hold" &&
			sv_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
	} </dev/null >"$noise" 2>&1 || { cat "$noise" >&2; sv_die "The packages could not be installed."; }
	sv_root rm -f "$hold"
	rm -f "$noise"
}

# The user that runs servers.
sv_user() { if [ "$(id -u)" = 0 ]; then echo postgres; else id -un; fi; }

sv_as() {
	if [ "$(id -u)" = 0 ]; then
		setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all \
			env HOME="${SV_HOME:-/tmp}" "$@"
	else
		"$@"
	fi
}

# A directory of the server's user, only for it.
sv_directory() {
	mkdir -p "$1" && chmod 700 "$1"
	if [ "$(id -u)" = 0 ]; then chown postgres: "$1"; fi
}

# 15.20 changed the rules for composite datums: build against nothing older.
sv_check_server() {
	local version
	version=$("$SV_BIN/postgres" --version | sed -E 's/^[^0-9]*([0-9.]+).*/\1/')
	if [ "$SV_PGVERSION" = 15 ] && dpkg --compare-versions "$version" lt 15.20; then
		sv_say "PostgreSQL $version is older than 15.20: upgrading it"
		sv_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null
		sv_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
			"postgresql-$SV_PGVERSION" "postgresql-server-dev-$SV_PGVERSION" </dev/null >/dev/null 2>&1
	fi
}

sv_build() {
	local dir=$1
	sv_check_server
	sv_directory "$dir"
	# A copy, so that the checkout stays clean and may be unreadable to the
	# server's user.  tar keeps times: make then builds only what changed.
	# shellcheck disable=SC2046
	(cd "$SV_TOP" && tar -cf - --exclude=.git --exclude='*.o' --exclude='*.so' --exclude='supervise--*.sql' \
		Makefile supervise.control src sql catalogue dashboards regress expected $(ls -d demo README*.md 2>/dev/null)) |
		sv_as sh -c "mkdir -p '$dir/src' && tar -xf - -C '$dir/src' --no-same-owner"
	# Files that are gone from the tree go from the copy.
	(cd "$SV_TOP" && find src sql catalogue dashboards regress expected demo -type f | sort) >"$dir/.now"
	chmod a+r "$dir/.now"
	sv_as sh -c "cd '$dir/src' && find src sql catalogue dashboards regress expected demo -type f ! -name '*.o' ! -path 'sql/generated/*' | sort | comm -23 - ../.now | xargs -r rm -f"
	sv_as make -C "$dir/src" -s -j"$(nproc)" PG_CONFIG="$SV_BIN/pg_config" with_llvm=no ${WERROR:+WERROR=1} \
		${SV_CFLAGS:+COPT="$SV_CFLAGS"} all >"$dir/build.log" 2>&1 || { cat "$dir/build.log" >&2; sv_die "The build failed."; }
	sv_as make -C "$dir/src" -s PG_CONFIG="$SV_BIN/pg_config" with_llvm=no DESTDIR="$dir/root" install >>"$dir/build.log" 2>&1 ||
		{ cat "$dir/build.log" >&2; sv_die "The installation into the overlay failed."; }
}

sv_cluster_start() {
	local dir=$1 root=${SV_ROOT:-$1/root}
	shift
	sv_directory "$dir"
	export PGHOST=$dir PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
	unset PGSERVICE PGPASSWORD PGOPTIONS
	if [ ! -f "$dir/data/PG_VERSION" ]; then
		sv_as "$SV_BIN/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
			{ cat "$dir/initdb.log" >&2; sv_die "initdb failed."; }
		sv_as tee "$dir/data/supervise.conf" >/dev/null <<-CONF
			listen_addresses = ''
			unix_socket_directories = '$dir'
			unix_socket_permissions = 0700
			extension_destdir = '$root'
			fsync = off
			shared_buffers = '${SV_SHARED_BUFFERS:-256MB}'
			max_worker_processes = 16
			max_wal_size = 8GB
			log_min_messages = warning
		CONF
		sv_as sh -c "echo \"include 'supervise.conf'\" >> '$dir/data/postgresql.conf'"
		chmod 711 "$dir"
	fi
	local setting
	for setting in "$@"; do
		sv_as sh -c "printf '%s = %s\n' '${setting%%=*}' \"'${setting#*=}'\" >> '$dir/data/supervise.conf'"
	done
	sv_as "$SV_BIN/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -s start </dev/null ||
		{ tail -20 "$dir/server.log" >&2; sv_die "The server did not start."; }
	chmod 711 "$dir"
}

sv_cluster_stop() {
	[ -f "$1/data/postmaster.pid" ] || return 0
	sv_as "$SV_BIN/pg_ctl" -D "$1/data" -m fast -w -s stop </dev/null
}
