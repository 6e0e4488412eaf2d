#!/bin/sh
# Migrations on many schemas of one database, and on many databases of one server: time and peak memory of whole
# processes, for several numbers of jobs. Needs RETORT_TEST_PG. SCHEMAS, DATABASES and JOBS set the sizes.
set -eu
cd "$(dirname "$0")/.."
build=$(cd "${RETORT_BUILD:-build}" && pwd)
server=$RETORT_TEST_PG
schemas=${SCHEMAS:-1000}
databases=${DATABASES:-200}
jobs=${JOBS:-1 4 16}
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT

database() { printf '%s' "$server" | sed "s#/postgres?#/$1?#"; }
revision() { # number, the one before, up, down
  printf -- '-- %s step\n-- revision: aaaa%s\n-- down_revision: %s\n\n-- migrate:up\n%s\n\n-- migrate:down\n%s\n' \
    "$1" "$1" "$2" "$3" "$4" >"$project/migrations/$1_step.sql"
}
measured() {
  /usr/bin/env python3 - "$@" <<'PY'
import resource, subprocess, sys, time
start = time.time()
done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print("%-44s %6.2f s  %3d MB  status %d: %s" % (sys.argv[1], time.time() - start, used, done.returncode,
                                               done.stdout.split(":")[0].strip()))
PY
}

mkdir "$project/migrations"
revision 0001 none "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE items (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE INDEX items_user ON items (user_id);" "DROP TABLE items;
DROP TABLE users;"
revision 0002 aaaa0001 "ALTER TABLE users ADD COLUMN mail text;" "ALTER TABLE users DROP COLUMN mail;"
revision 0003 aaaa0002 "CREATE INDEX users_mail ON users (mail);" "DROP INDEX users_mail;"
mkdir "$project/models"
cat >"$project/models/users.hpp" <<'END'
#include <cstdint>
#include <optional>
#include <retort/model.hpp>
#include <string>

struct User {
    std::int64_t id;
    std::string name;
    std::optional<std::string> mail;
    static constexpr auto schema() {
        using namespace retort;
        return table("users", column<&User::id>().primary_key(), index<&User::mail>().named("users_mail"));
    }
};

struct Item {
    std::int64_t id;
    std::optional<std::int64_t> user_id;
    static constexpr auto schema() {
        using namespace retort;
        return table("items", column<&Item::id>().primary_key(), column<&Item::user_id>().references<&User::id>(),
                     index<&Item::user_id>().named("items_user"));
    }
};
END

psql -q "$server" -c "DROP DATABASE IF EXISTS bench_tenants" -c "CREATE DATABASE bench_tenants"
cat >"$project/retort.toml" <<END
[models]
headers = ["models/*.hpp"]
[database]
url = "$(database bench_tenants)"
scratch_url = "$server"
trust_sources = true
END
retort="$build/retort --config $project/retort.toml"
for each in $jobs; do
  i=0
  while [ $i -lt "$schemas" ]; do
    i=$((i + 1))
    printf 'CREATE SCHEMA tenant_%05d;\n' $i
  done | psql -q -v ON_ERROR_STOP=1 "$(database bench_tenants)"
  measured "upgrade, $schemas schemas, $each jobs" $retort upgrade head --each-schema 'tenant_*' --jobs "$each"
  measured "  again, nothing to do" $retort upgrade head --each-schema 'tenant_*' --jobs "$each"
  measured "  current" $retort current --each-schema 'tenant_*' --jobs "$each"
  measured "  check" $retort check --each-schema 'tenant_*' --jobs "$each"
  measured "  downgrade -1" $retort downgrade -1 --each-schema 'tenant_*' --jobs "$each"
  psql -q -t -A "$(database bench_tenants)" -c "SELECT 'DROP SCHEMA ' || nspname || ' CASCADE;' FROM pg_namespace
    WHERE nspname LIKE 'tenant\_%'" | psql -q -o /dev/null "$(database bench_tenants)" 2>/dev/null
done
psql -q "$server" -c "DROP DATABASE bench_tenants"

i=0
while [ $i -lt "$databases" ]; do
  i=$((i + 1))
  name=$(printf 'bench_many_%04d' $i)
  psql -q "$server" -c "CREATE DATABASE $name"
  database "$name" >>"$project/urls.txt"
  echo >>"$project/urls.txt"
done
for each in $jobs; do
  measured "upgrade, $databases databases, $each jobs" \
    $retort upgrade head --databases "$project/urls.txt" --jobs "$each"
  measured "  current" $retort current --databases "$project/urls.txt" --jobs "$each"
  measured "  check" $retort check --databases "$project/urls.txt" --jobs "$each"
  measured "  downgrade base" $retort downgrade base --databases "$project/urls.txt" --jobs "$each"
done
i=0
while [ $i -lt "$databases" ]; do
  i=$((i + 1))
  psql -q "$server" -c "DROP DATABASE $(printf 'bench_many_%04d' $i)"
done
