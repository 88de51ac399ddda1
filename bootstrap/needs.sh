# Sourced: the programs that Kesako needs, how to see that they are there, and the package that has them.
needs_sample='git busybox'
needs_engine='engine iptables'
needs_test='docker ip namespaces registry browser fonts'
needs_engines='namespaces debootstrap keyring'

is_there() {
  case $1 in
    engine) has dockerd ;;
    iptables) has iptables ;;
    git) has git ;;
    busybox) busybox_is_static ;;
    docker) has docker ;;
    ip) has ip ;;
    namespaces) has unshare && has flock && has mount ;;
    registry) has docker-registry ;;
    browser) has chromium || has google-chrome || has google-chrome-stable || [ -x "${KESAKO_TEST_BROWSER:-/nowhere}" ] ;;
    debootstrap) has debootstrap ;;
    keyring) [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] ;;
    fonts) [ -n "$(find /usr/share/fonts -name '*.ttf' -print -quit 2>/dev/null)" ] ;;
  esac
}

purpose_of() {
  case $1 in
    engine) echo 'dockerd, the Docker engine (package docker.io)' ;;
    iptables) echo 'iptables, for the networks of the engine (package iptables)' ;;
    git) echo 'git, for the stacks repository (package git)' ;;
    busybox) echo '/bin/busybox without shared libraries, which the images of sample and tests are made of (package busybox-static)' ;;
    docker) echo 'docker, the command line that Kesako is compared with (package docker-cli or docker.io)' ;;
    ip) echo 'ip, for the network of throwaway engines (package iproute2)' ;;
    namespaces) echo 'unshare, flock and mount, for throwaway engines (packages util-linux and mount)' ;;
    registry) echo 'docker-registry, an image registry of the tests (package docker-registry)' ;;
    browser) echo 'chromium or google-chrome, for tests of the page (package chromium)' ;;
    debootstrap) echo 'debootstrap, for engines of other versions (package debootstrap)' ;;
    keyring) echo "the keys of Debian's packages, for engines of other versions (package debian-archive-keyring)" ;;
    fonts) echo 'a font, for tests of the page (package fonts-dejavu-core)' ;;
  esac
}

# Gives nothing and false where the distribution has none.
package_of() {
  case $1 in
    engine) echo docker.io ;;
    iptables) echo iptables ;;
    git) echo git ;;
    busybox) echo busybox-static ;;
    docker) if has_candidate docker-cli; then echo docker-cli; else echo docker.io; fi ;;
    ip) echo iproute2 ;;
    namespaces) echo util-linux mount ;;
    registry) echo docker-registry ;;
    browser) has_candidate chromium && echo chromium ;;
    debootstrap) echo debootstrap ;;
    keyring) echo debian-archive-keyring ;;
    fonts) echo fonts-dejavu-core ;;
  esac
}

why_no_package() {
  case $1 in
    browser)
      echo 'this distribution has no package chromium (Ubuntu has it as a snap only). Install it by `snap install chromium`,' \
        'or Google Chrome from https://www.google.com/chrome, or name a program in KESAKO_TEST_BROWSER; then start again'
      ;;
    *) echo "no package has $(purpose_of "$1")" ;;
  esac
}

has() { command -v "$1" >/dev/null 2>&1; }

has_candidate() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'; }

# The static program runs where there is no C library; only the dynamic one names a loader.
busybox_is_static() {
  [ -x /bin/busybox ] && ! LC_ALL=C ldd /bin/busybox 2>/dev/null | grep -q '=>'
}
