#!/bin/sh
# PID 1 of a throwaway engine: it is started by unshare in its own mount, host name, network and process namespace.
# It obeys the lines start, stop and kill on standard input. When its owner dies in whatever way, standard input ends,
# it ends too, and the kernel kills every process of the namespace: the engine, its shims and its containers.
set -eu
# With a root folder as last argument the engine runs in that one, which is the machine's own otherwise.
folder=$1 name=$2 address=$3 certificates=$4 root=${5-}

# Until /proc is mounted anew, it still numbers processes as the owner sees them.
read -r outer_pid _ </proc/self/stat
mount -t proc proc /proc
echo "$name" >/proc/sys/kernel/hostname

# Of the root folder, which other engines share, nothing can be changed. Slots are below /var/tmp, and what tests bind is
# below either. A chroot would not do: what is executed in a running container begins at the root of its namespace.
if [ -n "$root" ]; then
  mount --bind "$root" "$root"
  mount -o remount,bind,ro "$root"
  mount -t proc proc "$root/proc"
  for shared in /sys /dev /tmp /var/tmp; do mount --rbind "$shared" "$root$shared"; done
  cd "$root"
  pivot_root . mnt
  umount -l /mnt
fi

# A name server that refuses at once: otherwise each look-up of a registry waits for a time-out.
echo 'nameserver 127.0.0.1' >"$folder/resolv.conf"
resolv=
if [ -e /etc/resolv.conf ]; then resolv=$(readlink -f /etc/resolv.conf); fi
mount -t tmpfs tmpfs /run
if [ -n "$resolv" ]; then
  mkdir -p "${resolv%/*}"
  if [ ! -e "$resolv" ]; then : >"$resolv"; fi
  mount --bind "$folder/resolv.conf" "$resolv"
fi

# Whatever its data root, libnetwork keeps files of containers there.
mkdir -p /var/lib/docker "$folder/lib"
mount --bind "$folder/lib" /var/lib/docker

# The engine's own key, and the authorities of the lab's registries, whenever these come.
mkdir -p /etc/docker "$folder/etc"
mount --bind "$folder/etc" /etc/docker
ln -sfn "$certificates" /etc/docker/certs.d

# An engine that was killed may leave overlay links behind, on which the next one fails: "file exists".
remove_stale_links() {
  ip -o link show type vxlan | while IFS=': ' read -r _ link _; do ip link del "${link%@*}" || :; done
}

run_engine() {
  remove_stale_links
  HOME=$folder dockerd --config-file "$folder/daemon.json" >>"$folder/dockerd.log" 2>&1 </dev/null 3<&- &
  echo $! >"$folder/engine.pid"
  code=0
  wait $! || code=$?
  echo "exited $code"
}

obey() {
  while read -r command; do
    case $command in
      network)
        ip link set lo up
        ip addr add "$address/24" dev eth0
        ip link set eth0 up
        echo connected
        ;;
      start) run_engine & ;;
      stop) kill -TERM "$(cat "$folder/engine.pid")" || : ;;
      kill) kill -KILL "$(cat "$folder/engine.pid")" || : ;;
      *) echo "unknown command $command" >&2 ;;
    esac
  done
}

exec 3<&0
obey <&3 &
echo "ready $outer_pid"
# Waiting for the one that obeys also reaps the orphans that shims leave behind.
wait $! || :
