#!/bin/sh
# Installs the npm dependencies of this checkout and builds it, each only if it is needed. One process at a time.
# usage: prepare.sh [dependencies]     with the word, the build is left out
set -eu
root=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)
. "$root/bootstrap/say.sh"
. "$root/bootstrap/freshness.sh"
. "$root/bootstrap/node.sh"

mkdir -p "$root/dist" 2>/dev/null && [ -w "$root/dist" ] ||
  fail "cannot write to $root/dist: run this as the owner of $root, or as root"

if [ "${KESAKO_PREPARING-}" != "$root" ] && command -v flock >/dev/null 2>&1; then
  KESAKO_PREPARING=$root exec flock "$root/dist/.preparing" sh "$0" "$@"
fi
unset KESAKO_PREPARING

install_dependencies() {
  need_node_and_npm
  put_pinned_node_first
  # `npm ci` deletes what is there, under programs that may run from it. It is for folders where nothing is.
  command='ci'
  if [ -f "$root/node_modules/.package-lock.json" ]; then command='install --no-save'; fi
  # Dependencies for development include those that build, and the pinned Node comes by an install script.
  # shellcheck disable=SC2086
  say_while "$root/dist/npm.log" "installing npm dependencies (npm $command)" \
    npm $command --prefix "$root" --include=dev --ignore-scripts=false --engine-strict=false --prefer-offline \
    --no-audit --no-fund --loglevel=error ||
    fail "npm $command failed, see above; the whole log is $root/dist/npm.log"
  "$root/node_modules/node/bin/node" -e 0 2>/dev/null ||
    fail "the Node.js that npm installed does not run on this machine ($(uname -sm)): $root/node_modules/node/bin/node"
  rm -rf "$root/dist/.node"
  cp "$root/package-lock.json" "$root/dist/.installed"
}

build() {
  : >"$root/dist/.building"
  PATH=$root/node_modules/.bin:$PATH
  export PATH
  cd "$root"
  say_while "$root/dist/build.log" 'building' "$root/node_modules/.bin/node" "$root/build.ts" ||
    fail "the build failed, see above; the whole log is $root/dist/build.log"
  # What changed while it ran is newer than its start, so the next start builds again.
  touch -r "$root/dist/.building" "$root/dist/.built"
  rm -f "$root/dist/.building"
}

dependencies_are_fresh || install_dependencies
[ "${1-}" = dependencies ] || build_is_fresh || build
