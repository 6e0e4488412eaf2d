#!/bin/sh
# Installs the Debian packages that Retort is built and tested with, if any is missing.
# Debian 12; as root, or with sudo.
set -eu

packages="
  g++ cmake ninja-build ccache pkg-config
  clang-19 clang-format-19 clang-tidy-19 libclang-19-dev libclang-rt-19-dev llvm-19-dev libclang-cpp19-dev
  libboost1.81-dev
  postgresql-15 postgresql-client-15 pgbouncer libpq-dev libpqxx-dev libpg-query-dev libprotobuf-c-dev
  sqlite3 libsqlite3-dev libsqlitecpp-dev
  libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libssl-dev
  libgraphviz-dev libkainjow-mustache-dev
  libgtest-dev librapidcheck-dev libbenchmark-dev chromium
"

missing=""
# shellcheck disable=SC2086
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $packages 2>/dev/null || true)
for package in $packages; do
  printf '%s\n' "$installed" | grep -qx "ii  $package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "setup: run as root or install sudo to install the missing packages:$missing" >&2
    exit 1
  }
  as_root="sudo"
fi
echo "setup: installing$missing" >&2
$as_root apt-get update -q >&2
# RUNLEVEL=1: no server is started (invoke-rc.d), the tests start their own.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -q -y --no-install-recommends $missing >&2
