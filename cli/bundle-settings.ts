import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Plugin } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** CommonJS libraries inside the bundle ask for `require`, which ES modules lack. Made when it is called. */
const requireBanner = [
  'const require = (id) =>',
  "process.getBuiltinModule('node:module').createRequire(import.meta.url)(id)",
].join(' ')

/**
 * Node's own modules, each loaded when something of it is used first. An import loads it at once and evaluates every
 * getter that it has, to make exports of them: `node:process` so starts stdin, and commander's imports load all that
 * starts a process. Together with it costs half of Node's own start.
 */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ path }) => {
      if (!isBuiltin(path)) return undefined
      return { path: path.replace(/^node:/, ''), namespace: 'builtin' }
    })
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: builtin(path),
    }))
  },
}

/** A CommonJS module in front of one of Node's. One that is a function can't be lazy, and `process` is there already. */
function builtin(name: string): string {
  if (name === 'process') return 'module.exports = process'
  const get = `process.getBuiltinModule('node:${name}')`
  const exported: unknown = process.getBuiltinModule(`node:${name}`)
  if (typeof exported !== 'object' || exported === null) return `module.exports = ${get}`
  const getters = Object.keys(exported).map((key) => `get ${key}() { return load().${key} },`)
  return `let loaded
const load = () => (loaded ??= ${get})
module.exports = {
${getters.join('\n')}
}`
}

/**
 * The library's build for Node reads process.env for every token; this one is the same source as ES modules. It does
 * nothing when it is loaded, so what doesn't write YAML does without it.
 */
const pureYaml: Plugin = {
  name: 'pure-yaml',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: join(root, 'node_modules/yaml/browser/dist/index.js'),
      sideEffects: false,
    }))
    build.onResolve({ filter: /^\.{1,2}\// }, ({ path, importer, resolveDir }) =>
      importer.includes(join('node_modules', 'yaml', 'browser'))
        ? { path: resolve(resolveDir, path), sideEffects: false }
        : undefined,
    )
  },
}

/** How Kesako's own programs are bundled for Node. */
export const bundleSettings = {
  bundle: true,
  plugins: [lazyBuiltins, pureYaml],
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minifySyntax: true,
  legalComments: 'external',
  banner: { js: requireBanner },
  logLevel: 'warning',
} satisfies BuildOptions
