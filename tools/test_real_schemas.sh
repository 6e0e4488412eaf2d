#!/bin/sh
# Builds the schemas of programs that Debian packages, from an empty database and back, with the SQL of `retort diff`:
# tools/test_real_schemas.sh. After each direction `retort diff` must find no difference. Then writes the models of each
# schema, which must compile with GCC and Clang and declare the same schema: `retort diff DATABASE models` is empty.
# The packages are downloaded, not installed, and kept in RETORT_SCHEMAS_CACHE, /var/tmp/retort-schemas unless set.
# RETORT_BUILD=folder uses the program of a built folder as it is.
set -eu
cd "$(dirname "$0")/.."

build=${RETORT_BUILD:-build}
case $build in /*) ;; *) build=$PWD/$build ;; esac
if [ -z "${RETORT_TEST_PG:-}" ]; then
  [ -n "${RETORT_BUILD:-}" ] || tools/build.sh retort
  exec tools/with_postgres.sh "$0"
fi

cache=${RETORT_SCHEMAS_CACHE:-/var/tmp/retort-schemas}
psql="/usr/lib/postgresql/15/bin/psql -X -q -v ON_ERROR_STOP=1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Prints the package's file at that path.
file_of() {
  if [ ! -f "$cache/$1/$2" ]; then
    mkdir -p "$cache/$1"
    (cd "$cache/$1" && apt-get -o APT::Sandbox::User=root download -qq "$1" >&2 && dpkg-deb -x ./*.deb . && rm ./*.deb)
  fi
  echo "$cache/$1/$2"
}

url_of() { echo "$RETORT_TEST_PG" | sed "s|/postgres?|/$1?|"; }

# Makes the first database like the second one.
convert() {
  "$build/retort" diff "$1" "$2" >"$work/sql" || [ $? -eq 1 ] || return 1
  $psql "$1" -f "$work/sql" >"$work/log" || return 1
  "$build/retort" diff "$1" "$2" >"$work/rest" || { cat "$work/rest"; return 1; }
}

# Writes the models of a database in each layout, compiles them, and compares.
models() {
  for layout in table schema; do
    rm -rf "$work/project"
    mkdir "$work/project"
    "$build/retort" models --from "$1" --layout "$layout" --output "$work/project/models" 2>"$work/notes" ||
      { cat "$work/notes"; return 1; }
    if [ -e "$work/project/models/undeclared.txt" ]; then
      grep '^undeclared:' "$work/notes"
      return 1
    fi
    printf '[models]\nheaders = ["models/**/*.hpp"]\nsql = ["models/**/*.sql"]\n' >"$work/project/retort.toml"
    (cd "$work/project" && "$build/retort" diff "$1" models) >"$work/rest" 2>"$work/log" ||
      { head -20 "$work/rest" "$work/log"; return 1; }
    (cd "$work/project/models" && find . -name '*.hpp' | sort | sed 's|.*|#include "&"|') >"$work/all"
    mv "$work/all" "$work/project/models/all.cpp"
    for compiler in g++ clang++-19; do
      "$compiler" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -Ireflect/include "$work/project/models/all.cpp" ||
        return 1
    done
  done
}

check() {
  name=$1 file=$(file_of "$2" "$3")
  for database in start goal nothing; do
    $psql "$RETORT_TEST_PG" -c "DROP DATABASE IF EXISTS real_$database" -c "CREATE DATABASE real_$database" 2>/dev/null
  done
  start=$(url_of real_start) goal=$(url_of real_goal) nothing=$(url_of real_nothing)
  case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac >"$work/schema"
  sed "/^CREATE LANGUAGE plpgsql/d" "$work/schema" >"$work/schema.sql"
  $psql "$goal" -f "$work/schema.sql" >/dev/null 2>"$work/log" || { cat "$work/log"; exit 2; }
  figures=$($psql -At "$goal" -c "SELECT format('%s tables, %s indexes, %s foreign keys, %s views, %s functions',
      count(*) FILTER (WHERE relkind IN ('r', 'p')), count(*) FILTER (WHERE relkind IN ('i', 'I')),
      (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conparentid = 0),
      count(*) FILTER (WHERE relkind IN ('v', 'm')),
      (SELECT count(*) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace))
    FROM pg_class WHERE relnamespace = 'public'::regnamespace")
  result="up and back"
  convert "$start" "$goal" || result="FAILED up"
  [ "$result" = "FAILED up" ] || convert "$start" "$nothing" || result="FAILED back"
  written="models"
  models "$goal" || written="FAILED models"
  case "$result $written" in *FAILED*) failed=1 ;; esac
  echo "$name: $result, $written ($figures)"
}

check "Bacula" bacula-director-pgsql usr/share/dbconfig-common/data/bacula-director-pgsql/install/pgsql
check "ejabberd" ejabberd usr/share/ejabberd/sql/pg.sql
check "Gammu SMSD" gammu-smsd usr/share/doc/gammu-smsd/examples/pgsql.sql
check "Icinga 2 IDO" icinga2-ido-pgsql usr/share/icinga2-ido-pgsql/schema/pgsql.sql
check "Icinga DB" icingadb usr/share/icingadb/schema/pgsql/schema.sql
check "Kea" kea-admin usr/share/kea/scripts/pgsql/dhcpdb_create.pgsql
check "MediaWiki" mediawiki usr/share/mediawiki/maintenance/postgres/tables-generated.sql
check "PowerDNS" pdns-backend-pgsql usr/share/pdns-backend-pgsql/schema/schema.pgsql.sql
check "Roundcube" roundcube-core usr/share/roundcube/SQL/postgres.initial.sql
check "Zabbix" zabbix-server-pgsql usr/share/zabbix-server-pgsql/schema.sql.gz
exit "$failed"
