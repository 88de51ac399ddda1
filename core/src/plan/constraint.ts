import type { LiveNode } from '../live/live-state.ts'

/** What a placement constraint says of one node; undefined where live state doesn't tell. */
export type Fit = boolean | undefined

interface Constraint {
  readonly key: string
  readonly equal: boolean
  readonly value: string
}

/** `key==value` or `key!=value`; undefined when it is neither, which the engine refuses. */
export function parseConstraint(text: string): Constraint | undefined {
  const match = /^\s*([a-z_][a-z0-9\-_.]+)\s*(==|!=)\s*(\S.*?)\s*$/i.exec(text)
  const [, key, operator, value] = match ?? []
  if (key === undefined || value === undefined) return undefined
  return { key, equal: operator === '==', value }
}

/**
 * True when the node satisfies every constraint, false when it fails one, undefined when that
 * depends on what live state doesn't hold (platform, engine labels). Words are compared without
 * regard to case; a label that a node lacks is the empty text. Source: swarmkit
 * `manager/constraint/constraint.go`.
 */
export function fitsNode(constraints: readonly string[], node: LiveNode): Fit {
  const fits = new Set(
    constraints.map((text) => {
      const constraint = parseConstraint(text)
      return constraint === undefined ? false : fitsOne(constraint, node)
    }),
  )
  if (fits.has(false)) return false
  return fits.has(undefined) ? undefined : true
}

function fitsOne({ key, equal, value }: Constraint, node: LiveNode): Fit {
  const actual = valueOf(key, node)
  if (actual === undefined) return undefined
  return (actual.toLowerCase() === value.toLowerCase()) === equal
}

const LABEL_PREFIX = 'node.labels.'

function valueOf(key: string, node: LiveNode): string | undefined {
  const lower = key.toLowerCase()
  if (lower.startsWith(LABEL_PREFIX)) return node.labels[key.slice(LABEL_PREFIX.length)] ?? ''
  switch (lower) {
    case 'node.id':
      return node.id
    case 'node.hostname':
      return node.hostname
    case 'node.role':
      return node.role
    default:
      return undefined
  }
}

/** True for a node that gets new tasks. */
export function takesTasks(node: LiveNode): boolean {
  return node.state === 'ready' && node.availability === 'active'
}
