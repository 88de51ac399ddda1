#!/bin/sh
# Installs from the distribution's packages the programs that Kesako needs and that are missing; nothing that is there
# already, from wherever, is replaced.
# usage: packages.sh [--no-install] sample|up|test|engines
#   sample  Git, and the static program that the sample is made of
#   up      that, and a Docker engine
#   test    that, and what the throwaway engines, the registry and the browser of the tests need
#   engines what makes the root folders of engines of other versions
# With --no-install, or when not root, it says what is missing and exits with 1.
set -eu
here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
. "$here/say.sh"
. "$here/needs.sh"
PATH=$PATH:/usr/sbin:/sbin

may_install=yes
if [ "${1-}" = --no-install ]; then
  may_install=no
  shift
fi
case "${1-}" in
  sample) needs=$needs_sample ;;
  up) needs="$needs_sample $needs_engine" ;;
  test) needs="$needs_sample $needs_engine $needs_test" ;;
  engines) needs=$needs_engines ;;
  *) fail 'usage: packages.sh [--no-install] sample|up|test|engines' ;;
esac

missing_of() {
  for need in "$@"; do is_there "$need" || printf '%s ' "$need"; done
}

# Needs and packages are single words, so lists of them are split on purpose.
# shellcheck disable=SC2046,SC2086
packages_of() {
  found=
  for need in "$@"; do
    for package in $(package_of "$need" || :); do
      case " $found " in *" $package "*) ;; *) found="${found:+$found }$package" ;; esac
    done
  done
  printf '%s' "$found"
}

describe() {
  for need in "$@"; do say "  $(purpose_of "$need")"; done
}

missing=$(missing_of $needs)
[ -n "$missing" ] || exit 0

say 'missing on this machine:'
describe $missing
if ! command -v apt-get >/dev/null 2>&1; then
  fail 'there is no apt-get here: install these programs with the means of this system, and start again'
fi
by_hand="apt-get install --no-install-recommends $(packages_of $missing)"
# Without package lists nothing can be said about what the distribution lacks.
if has_candidate git; then
  for need in $missing; do package_of "$need" >/dev/null || say "$(why_no_package "$need")"; done
fi
[ "$may_install" = yes ] || fail "nothing is installed, as asked. To install it as root: $by_hand"
[ "$(id -u)" -eq 0 ] || fail "only root can install it: run this as root, or first: sudo $by_hand"

log=$(mktemp "${TMPDIR:-/tmp}/kesako-packages.XXXXXX")
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND

all_are_known() {
  for need in "$@"; do
    packages=$(package_of "$need") || return 1
    for package in $packages; do has_candidate "$package" || return 1; done
  done
}

if ! all_are_known $missing; then
  say_while "$log" 'apt-get update' apt-get update || fail "the package lists could not be read, see above ($log)"
fi
for need in $missing; do
  package_of "$need" >/dev/null || fail "nothing was installed, because one is not to be had: $(why_no_package "$need")"
done
packages=$(packages_of $missing)
install="apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $packages"
if ! say_while "$log" "$install" $install; then
  # The lists may be older than what the mirror still has.
  say_while "$log" 'apt-get update' apt-get update && say_while "$log" "$install" $install ||
    fail "the packages could not be installed, see above ($log)"
fi

missing=$(missing_of $needs)
if [ -n "$missing" ]; then
  say 'still missing after the installation:'
  describe $missing
  fail "the log is $log"
fi
rm -f "$log"
