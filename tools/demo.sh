#!/bin/sh
# Installs missing packages, builds the command, and shows its main job on SQLite, in a temporary
# folder: models, a first migration, an edit, a second migration, downgrade and upgrade.
set -eu
cd "$(dirname "$0")/.."

tools/setup.sh
tools/build.sh retort

root=$(pwd)
retort="$root/build/retort"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' HUP INT TERM
unset DATABASE_URL RETORT_CONFIG 2>/dev/null || true

bold="" plain=""
[ -t 1 ] && bold=$(printf '\033[1m') && plain=$(printf '\033[0m')
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
# Prints a command as typed, and runs it.
show() {
  printf '$'
  for word in "$@"; do
    case "$word" in
      *[!A-Za-z0-9_./:=+-]*) printf ' "%s"' "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  if [ "$1" = retort ]; then
    shift
    "$retort" "$@"
  else
    "$@"
  fi
}

cd "$folder"
mkdir -p models
cp -r "$root/models/auth" models/

say "1. A project with three models: users, auth_sessions, api_keys"
show retort init --dialect sqlite

say "2. The first migration, proved on a scratch database before it is written"
show retort revision --autogenerate -m "users, sessions, keys"
show retort upgrade
show sqlite3 app.db "INSERT INTO users (id, email, hashed_password, full_name)
VALUES (x'01', 'ann@example.org', '-', 'Ann Example')"

say "3. An edit: a label for the enum UserRole, and a column that may not be NULL"
cp models/auth/user.hpp before.hpp
sed -i \
  -e '/^enum class UserRole/s/patient, admin/patient, supervisor, admin/' \
  -e '/^BOOST_DESCRIBE_ENUM(UserRole,/s/patient, admin/patient, supervisor, admin/' \
  -e 's|^    bool is_active = true;|    std::string locale;              ///< language of letters to the user\n&|' \
  -e 's|^\( *\)column<&User::is_active>|\1column<\&User::locale>().varchar(10).server_default("en"),\n&|' \
  -e 's/role, is_active, created_at, updated_at))/role, locale, is_active, created_at, updated_at))/' \
  models/auth/user.hpp
diff -u before.hpp models/auth/user.hpp | tail -n +3 || true

say "4. The second migration"
show retort revision --autogenerate -m "locale and supervisors" | tee written
show retort upgrade
show sqlite3 -header app.db "SELECT email, role, locale FROM users"

say "5. Downgrade, and upgrade again"
show retort downgrade -1
show retort upgrade
show retort check
show retort history

say "6. The file that was written"
show cat "$(tail -n 1 written)"
