import type { Node } from '../yaml/node.ts'
import { parseFloatText } from './float-text.ts'

type Cast = 'int' | 'float' | 'bool'

/** Paths whose text becomes a number or a boolean when a variable was filled in; `*` is any key. */
const casts: Readonly<Record<Cast, readonly string[]>> = {
  int: [
    'services.*.configs.[].mode',
    'services.*.secrets.[].mode',
    'services.*.healthcheck.retries',
    'services.*.deploy.replicas',
    'services.*.deploy.update_config.parallelism',
    'services.*.deploy.rollback_config.parallelism',
    'services.*.deploy.restart_policy.max_attempts',
    'services.*.deploy.placement.max_replicas_per_node',
    'services.*.ports.[].target',
    'services.*.ports.[].published',
    'services.*.ulimits.*',
    'services.*.ulimits.*.hard',
    'services.*.ulimits.*.soft',
    'services.*.oom_score_adj',
    'services.*.x-kesako.wave',
    'x-kesako.wave.*',
  ],
  float: [
    'services.*.deploy.update_config.max_failure_ratio',
    'services.*.deploy.rollback_config.max_failure_ratio',
  ],
  bool: [
    'services.*.healthcheck.disable',
    'services.*.privileged',
    'services.*.read_only',
    'services.*.stdin_open',
    'services.*.tty',
    'services.*.volumes.[].read_only',
    'services.*.volumes.[].volume.nocopy',
    'networks.*.external',
    'networks.*.internal',
    'networks.*.attachable',
    'volumes.*.external',
    'secrets.*.external',
    'configs.*.external',
    'x-kesako.adopt',
    'x-kesako.replace',
    'x-kesako.rotate',
    'x-kesako.selfHeal',
    'x-kesako.prune',
  ],
}

const patterns = (['int', 'float', 'bool'] as const).flatMap((cast) =>
  casts[cast].map((pattern) => ({ cast, parts: pattern.split('.') })),
)

/** What the text at a path is turned into; list indexes are numbers. Undefined: it stays text. */
export function castAt(path: readonly (string | number)[]): Cast | undefined {
  return patterns.find(({ parts }) => fits(parts, path))?.cast
}

function fits(parts: readonly string[], path: readonly (string | number)[]): boolean {
  if (parts.length !== path.length) return false
  return parts.every((part, index) => {
    const segment = path[index]
    if (typeof segment === 'number') return part === '[]'
    // The docker CLI compares joined paths, so a key with a dot fits no pattern.
    return part === '*' ? segment?.includes('.') === false : part === segment
  })
}

/** The text as the wanted type at the same place; undefined when it is none. */
export function castText(text: string, cast: Cast, at: Node['at']): Node | undefined {
  switch (cast) {
    case 'int':
      return /^[-+]?[0-9]{1,19}$/.test(text)
        ? { kind: 'int', value: BigInt(text.replace('+', '')), at }
        : undefined
    case 'float': {
      const value = parseFloatText(text)
      return value === undefined ? undefined : { kind: 'float', value, at }
    }
    case 'bool': {
      const value = booleans.get(text.toLowerCase())
      return value === undefined ? undefined : { kind: 'bool', value, at }
    }
  }
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'yes', 'true', 'on'].map((word) => [word, true] as const),
  ...['n', 'no', 'false', 'off'].map((word) => [word, false] as const),
])
