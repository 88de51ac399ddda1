#!/bin/sh
# `./kesako test [--no-install] [arguments of vitest]`: what the tests need, then the tests.
set -eu
root=$(CDPATH='' cd -P "$(dirname "$0")/.." && pwd)

install=
if [ "${1-}" = --no-install ]; then
  install=--no-install
  shift
fi
sh "$root/bootstrap/packages.sh" $install test
if [ -n "${KESAKO_TEST_ENGINE-}" ] && [ -z "${KESAKO_TEST_DOCKER_HOST-}" ]; then
  sh "$root/bootstrap/engine-root.sh" $install "$KESAKO_TEST_ENGINE" >/dev/null
fi
sh "$root/bootstrap/prepare.sh"

PATH=$root/node_modules/.bin:$PATH
export PATH
cd "$root"
exec npm run --silent test -- "$@"
