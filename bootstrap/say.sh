# Sourced: what a person reads goes to standard error, so that the output of a verb stays clean.

say() { printf 'kesako: %s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

# say_while LOG SENTENCE COMMAND…: runs the command with its output in the log; shows the seconds on a terminal.
# When it fails, shows beginning and end of the log and gives its exit code.
say_while() {
  log=$1 sentence=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  work=$!
  # A shell lets Ctrl-C pass by what runs in the background.
  trap 'kill "$work" 2>/dev/null; exit 130' INT TERM
  seconds=0
  if [ -t 2 ]; then
    while kill -0 "$work" 2>/dev/null; do
      printf '\rkesako: %s … %s s' "$sentence" "$seconds" >&2
      sleep 1
      seconds=$((seconds + 1))
    done
    printf '\r\033[K' >&2
  else
    say "$sentence …"
  fi
  begun=$(date +%s)
  code=0
  wait "$work" || code=$?
  trap - INT TERM
  if [ "$code" -eq 0 ]; then
    if [ ! -t 2 ]; then seconds=$(($(date +%s) - begun)); fi
    say "$sentence: done in $seconds s"
    return 0
  fi
  say "$sentence: failed with exit code $code. From $log:"
  if [ "$(wc -l <"$log")" -le 40 ]; then cat "$log" >&2; else
    head -n 15 "$log" >&2
    echo '…' >&2
    tail -n 25 "$log" >&2
  fi
  return "$code"
}
