import type { Choice } from './choice.ts'
import { matches } from './prune-newer.ts'
import { isMapping, mapTree, plainText, type Mapping, type Tree } from './tree.ts'

/** Numbers and switches that may be text with variables. */
const casts = [
  'services.*.deploy.replicas',
  'services.*.deploy.update_config.parallelism',
  'services.*.deploy.update_config.max_failure_ratio',
  'services.*.deploy.rollback_config.parallelism',
  'services.*.deploy.rollback_config.max_failure_ratio',
  'services.*.deploy.restart_policy.max_attempts',
  'services.*.deploy.placement.max_replicas_per_node',
  'services.*.healthcheck.retries',
  'services.*.healthcheck.disable',
  'services.*.ports.*.target',
  'services.*.ports.*.published',
  'services.*.ulimits.*',
  'services.*.ulimits.*.soft',
  'services.*.ulimits.*.hard',
  'services.*.secrets.*.mode',
  'services.*.configs.*.mode',
  'services.*.read_only',
  'services.*.stdin_open',
  'services.*.tty',
  'services.*.privileged',
  'services.*.volumes.*.read_only',
  'services.*.volumes.*.volume.nocopy',
  'networks.*.external',
  'networks.*.internal',
  'networks.*.attachable',
  'volumes.*.external',
  'secrets.*.external',
  'configs.*.external',
].map((path) => path.split('.'))

export interface Hidden {
  readonly file: Mapping
  readonly variables: Readonly<Record<string, string>>
}

/** The file with some of its values taken out of variables, whose names start with `prefix`. */
export function hideValues(file: Mapping, prefix: string, choice: Choice): Hidden {
  const variables: Record<string, string> = {}
  const hide = (value: string, path: string): string => {
    const name = `${prefix}${Object.keys(variables).length}`
    variables[name] = value
    const forms = [`\${${name}}`, `\${${name}:-other}`, `\${${name}?must}`, `\${${name}-x}`]
    return forms[Math.floor(choice(path, 'form') * forms.length)] ?? `$${name}`
  }
  const hidden = mapTree(file, (tree, parts) => {
    const path = parts.join('.')
    if (path === 'version') return tree
    if (typeof tree === 'string') return hideText(tree, path, choice, hide)
    const number = typeof tree === 'number' || typeof tree === 'boolean' ? String(tree) : undefined
    const value = number ?? plainText(tree)
    const isDecimal = value !== undefined && /^(?:-?\d+|true|false)$/.test(value)
    if (value === undefined || choice(path, 'cast') > (isDecimal ? 0.2 : 0.01)) return tree
    return casts.some((cast) => matches(cast, parts)) ? hide(value, path) : tree
  })
  return { file: isMapping(hidden) ? hidden : file, variables }
}

function hideText(
  text: string,
  path: string,
  choice: Choice,
  hide: (value: string, path: string) => string,
): Tree {
  const asked = choice(path, 'hide')
  if (asked > 0.08) return text
  if (asked > 0.05 && !text.includes('}')) return `\${UNSET:-${text}}`
  const from = Math.floor(choice(path, 'from') * text.length)
  return asked > 0.02 ? hide(text, path) : `${text.slice(0, from)}${hide(text.slice(from), path)}`
}

/** The file with every `$` of its own doubled, so that it stands for itself. */
export function escapeDollars(file: Mapping): Mapping {
  const escaped = mapTree(file, (tree) =>
    typeof tree === 'string' ? tree.replaceAll('$', '$$$$') : tree,
  )
  return isMapping(escaped) ? escaped : file
}
