# Sourced with `root` set: are node_modules and dist those of the files that are here? Cheap, asked at every start.

# npm writes node_modules/.package-lock.json last; a checkout may touch package-lock.json without a change in it.
dependencies_are_fresh() {
  [ -x "$root/node_modules/node/bin/node" ] && [ -f "$root/node_modules/.package-lock.json" ] || return 1
  cmp -s "$root/package-lock.json" "$root/dist/.installed" && return 0
  [ -z "$(find "$root/package-lock.json" -newer "$root/node_modules/.package-lock.json")" ]
}

# dist/.built is as old as the start of the build that made dist.
build_is_fresh() {
  [ -f "$root/dist/kesako.js" ] && [ -f "$root/dist/.built" ] || return 1
  [ -z "$(
    cd "$root" && find build.ts package-lock.json core contract engine repository deploy server cli ui \
      \( -name node_modules -o -name dist -o -name testdata -o -name '.*' \) -prune -o \
      -type f ! -name '*.test.ts' -newer dist/.built -print -quit
  )" ]
}
