# Sourced after say.sh, with `root` set: a Node.js of this machine, and from it the pinned one.
node_help='On Debian and Ubuntu: apt-get install --no-install-recommends nodejs npm (or see https://nodejs.org/en/download).'

need_node_and_npm() {
  command -v node >/dev/null 2>&1 || fail "Node.js is missing: version 18 or later is needed to install dependencies. $node_help"
  command -v npm >/dev/null 2>&1 || fail "npm is missing: it comes with Node.js or as a package of its own. $node_help"
  node_version=$(node -p process.versions.node) || fail "node does not run. $node_help"
  [ "${node_version%%.*}" -ge 18 ] || fail "Node.js is $node_version here; 18 or later is needed to install dependencies. $node_help"
}

# npm leaves out the compiled parts of packages that ask for a newer Node.js than the one it runs on. So where that one
# is old, npm itself must run on the pinned one, which an old one can install.
put_pinned_node_first() {
  pinned=$(cd "$root" && node -p 'require("./package.json").dependencies.node')
  [ "${node_version%%.*}" -lt "${pinned%%.*}" ] || return 0
  rm -rf "$root/dist/.node"
  mkdir -p "$root/dist/.node"
  echo '{ "private": true, "allowScripts": { "node": true } }' >"$root/dist/.node/package.json"
  say_while "$root/dist/node.log" "installing Node.js $pinned for this folder (here is $node_version)" \
    npm install --prefix "$root/dist/.node" --ignore-scripts=false --prefer-offline --no-audit --no-fund \
    --loglevel=error "node@$pinned" ||
    fail "Node.js $pinned could not be installed, see above; the whole log is $root/dist/node.log"
  PATH=$root/dist/.node/node_modules/node/bin:$PATH
  export PATH
}
