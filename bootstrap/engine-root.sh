#!/bin/sh
# Prints the folder that tests run engines of a named version from: a small Debian with the docker.io of that suite.
# Makes it if it is not there, once, under a lock; it appears when it is whole.
# usage: engine-root.sh [--no-install] 26|28|trixie|forky
# KESAKO_TEST_ENGINE_FOLDER is where these folders are kept, KESAKO_TEST_DEBIAN_MIRROR where packages come from.
set -eu
here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
. "$here/say.sh"
PATH=$PATH:/usr/sbin:/sbin

install=
if [ "${1-}" = --no-install ]; then
  install=--no-install
  shift
fi
asked=${1-}
case $asked in
  26 | trixie) suite=trixie ;;
  28 | forky) suite=forky ;;
  *) fail "KESAKO_TEST_ENGINE is \"$asked\": it can be 26 or trixie, 28 or forky, or empty for the engine of this machine" ;;
esac
place=${KESAKO_TEST_ENGINE_FOLDER:-/var/cache/kesako-lab}
mirror=${KESAKO_TEST_DEBIAN_MIRROR:-http://deb.debian.org/debian}
# Raise the number when the recipe makes something else: folders that are there are in use by other checkouts.
folder=$place/$suite-1

print_folder() {
  version=$(cat "$folder/etc/engine-version")
  case $asked in
    "$suite" | "${version%%.*}") printf '%s\n' "$folder" ;;
    *)
      fail "Debian $suite has engine $version by now: for $asked delete $folder and name in KESAKO_TEST_DEBIAN_MIRROR" \
        'a mirror of an earlier day, such as those of snapshot.debian.org'
      ;;
  esac
}

if [ -d "$folder" ]; then
  print_folder
  exit 0
fi

sh "$here/packages.sh" $install engines
[ "$(id -u)" -eq 0 ] || fail "engine $asked runs from $folder, which is not there and which only root can make"
mkdir -p "$place" || fail "cannot make $place: name another folder in KESAKO_TEST_ENGINE_FOLDER"
if [ "${KESAKO_MAKING-}" != "$folder" ]; then
  KESAKO_MAKING=$folder exec flock --no-fork "$folder.lock" sh "$0" $install "$asked"
fi
unset KESAKO_MAKING

# Namespaces of its own end with this script, whatever kills it, and with them every program and every mount. So what
# an earlier one left is dead, and nothing of the machine is mounted inside.
rm -rf "$folder.draft"
say_while "$folder.log" "making the root folder of engine $asked from Debian $suite" \
  setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --propagation private \
  sh "$here/make-engine-root.sh" "$suite" "$folder.draft" "$mirror" ||
  fail "the root folder of engine $asked could not be made, see above; the whole log is $folder.log"
mv "$folder.draft" "$folder"
print_folder
