#!/bin/sh
# Runs a command against a temporary PostgreSQL server, which is stopped and removed at the end:
# tools/with_postgres.sh ctest --test-dir build. The server's URL is in RETORT_TEST_PG.
# RETORT_PG_PROGRAMS=folder uses the initdb and postgres of that folder, of another version.
set -eu

client=/usr/lib/postgresql/15/bin
bin=${RETORT_PG_PROGRAMS:-$client}
# The cluster is in memory if 4 GiB are free there. A socket's path has at most 107 bytes, so the folder has a short
# name outside of TMPDIR.
base=/tmp
free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -w /dev/shm ] && [ "${free:-0}" -ge 4194304 ]; then
  base=/dev/shm
fi
cluster=$(mktemp -d "$base/retort-test.XXXXXX")
server=""

stop() {
  trap - EXIT HUP INT TERM
  if [ -n "$server" ]; then
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$cluster"
}
trap stop EXIT
trap 'stop; exit 130' HUP INT TERM

# PostgreSQL does not run as root. setpriv executes the server in its own process, so $! is the server's.
as_user=""
if [ "$(id -u)" -eq 0 ]; then
  as_user="setpriv --reuid postgres --regid postgres --init-groups"
  chown postgres: "$cluster"
fi

$as_user "$bin/initdb" -D "$cluster/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
  --no-sync >"$cluster/initdb.log" 2>&1 || { cat "$cluster/initdb.log" >&2; exit 1; }
# One role requires a password, for the tests of a wrong password.
{
  echo "local all retort_password scram-sha-256"
  cat "$cluster/data/pg_hba.conf"
} >"$cluster/hba"
cat "$cluster/hba" >"$cluster/data/pg_hba.conf"

cd "$cluster"
$as_user "$bin/postgres" -D "$cluster/data" -k "$cluster" -c listen_addresses= -c port=5432 \
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200 \
  </dev/null >"$cluster/server.log" 2>&1 &
server=$!
cd - >/dev/null

tries=0
until "$client/pg_isready" -q -h "$cluster" -p 5432 -U postgres; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "with_postgres: PostgreSQL did not start" >&2
    cat "$cluster/server.log" >&2
    exit 1
  fi
  sleep 0.1
done

# Debian's pg_dump and psql in /usr/bin are Perl scripts that start these.
export PATH="$client:$PATH"
export RETORT_TEST_PG="postgresql://postgres@/postgres?host=$cluster&port=5432"
# The caller's database settings must not reach the tests.
unset PGHOST PGPORT PGUSER PGDATABASE PGPASSWORD PGSERVICE PGOPTIONS 2>/dev/null || true
unset DATABASE_URL RETORT_CONFIG NO_COLOR 2>/dev/null || true

status=0
"$@" || status=$?
exit "$status"
