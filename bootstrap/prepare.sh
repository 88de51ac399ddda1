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
  # Dependencies for development include those that build, and the pinned Node comes by an install script.
  say_while "$root/dist/npm-ci.log" 'installing npm dependencies' \
    npm ci --prefix "$root" --include=dev --ignore-scripts=false --engine-strict=false --prefer-offline \
    --no-audit --no-fund --loglevel=error ||
    fail "npm ci failed, see above; the whole log is $root/dist/npm-ci.log"
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
