#!/bin/sh
# Makes a small Debian with an engine in a folder that is not there yet. Run by engine-root.sh, in namespaces of its own.
# usage: make-engine-root.sh SUITE FOLDER MIRROR
set -eu
suite=$1 folder=$2 mirror=$3

# It is written to disk at its end; after each package that takes minutes.
DPKG_FORCE=unsafe-io
export DPKG_FORCE

# All of Debian's suites have the script of sid; an older debootstrap doesn't know the names of later ones.
debootstrap --variant=minbase --include=docker.io,iptables,iproute2,ca-certificates "$suite" "$folder" "$mirror" \
  "${DEBOOTSTRAP_DIR:-/usr/share/debootstrap}/scripts/sid"

# Engines see it read-only, so that what they mount over is made here.
rm -f "$folder"/var/cache/apt/archives/*.deb "$folder/etc/resolv.conf"
: >"$folder/etc/resolv.conf"
mkdir -p "$folder/etc/docker" "$folder/var/lib/docker" "$folder/opt/containerd/bin" "$folder/opt/containerd/lib"
chroot "$folder" dockerd --version | sed -n 's/^Docker version \([0-9.]*\).*/\1/p' >"$folder/etc/engine-version"
[ -s "$folder/etc/engine-version" ]
sync -f "$folder"
