import type { ResolveImage, StackPolicy } from '../desired-state.ts'
import type { Place } from '../problem.ts'
import { isAbsolute } from './paths/path-text.ts'
import { type Report, reportError } from './report.ts'
import { nearestKey } from './schema/nearest-key.ts'
import { parseDuration } from './syntax/duration.ts'
import type { MapNode, Node } from './yaml/node.ts'

/** The key of ours at the top level of a Compose file. */
export const POLICY_KEY = 'x-kesako'

type Values = { -readonly [Key in keyof StackPolicy]?: StackPolicy[Key] }

/** Puts what `x-kesako` says above the given policy; reports what it can't mean. */
export function readPolicy(root: MapNode, defaults: StackPolicy, report: Report): StackPolicy {
  const entry = root.entries.get(POLICY_KEY)
  if (entry === undefined || entry.value.kind === 'null') return defaults
  const { value: node } = entry
  if (node.kind !== 'map') {
    const message = `${POLICY_KEY} must be a mapping`
    reportError(report, {
      code: 'wrong-type',
      message,
      remedy: 'Write key: value below it.',
      place: node.at,
      path: POLICY_KEY,
    })
    return defaults
  }
  const values: Values = {}
  for (const [key, { at, value }] of node.entries) {
    const known = readers.get(key)
    if (known === undefined) {
      refuseKey(key, at, report)
      continue
    }
    const fault = known(value, values)
    if (fault === undefined) continue
    const path = `${POLICY_KEY}.${key}`
    const message = `${path} must be ${fault}`
    reportError(report, {
      code: 'wrong-value',
      message,
      remedy: `Write ${fault}.`,
      place: value.at,
      path,
    })
  }
  return { ...defaults, ...values }
}

/** Stores a value, or says what it must be. */
type Reader = (node: Node, values: Values) => string | undefined

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['adopt', flag('adopt')],
  ['replace', flag('replace')],
  ['rotate', flag('rotate')],
  ['selfHeal', flag('selfHeal')],
  ['resolveImage', readResolveImage],
  ['deadline', readDeadline],
  ['baseDirectory', readBaseDirectory],
])

const announced: ReadonlySet<string> = new Set(['wave', 'dependsOn', 'ignore'])

function flag(key: 'adopt' | 'replace' | 'rotate' | 'selfHeal'): Reader {
  return (node, values) => {
    if (node.kind !== 'bool') return 'true or false'
    values[key] = node.value
    return undefined
  }
}

function readResolveImage(node: Node, values: Values): string | undefined {
  const word = resolveImages.find((candidate) => node.kind === 'string' && candidate === node.value)
  if (word === undefined) return 'changed, always or never'
  values.resolveImage = word
  return undefined
}

const resolveImages: readonly ResolveImage[] = ['changed', 'always', 'never']

function readDeadline(node: Node, values: Values): string | undefined {
  const nanoseconds = node.kind === 'string' ? parseDuration(node.value) : undefined
  if (nanoseconds === undefined || nanoseconds < 1_000_000_000)
    return 'a duration of 1s or more, such as 5m'
  values.deadlineMs = Math.round(nanoseconds / 1_000_000)
  return undefined
}

function readBaseDirectory(node: Node, values: Values): string | undefined {
  if (node.kind !== 'string' || !isAbsolute(node.value)) return 'an absolute path on the nodes'
  values.baseDirectory = node.value
  return undefined
}

function refuseKey(key: string, place: Place, report: Report): void {
  const path = `${POLICY_KEY}.${key}`
  if (announced.has(key)) {
    const message = `${path} is not supported yet`
    reportError(report, {
      code: 'not-supported-yet',
      message,
      remedy: 'Remove it for now.',
      place,
      path,
    })
    return
  }
  const names = [...readers.keys(), ...announced]
  const nearest = nearestKey(key, names)
  const remedy =
    nearest === undefined ? `Known here: ${names.join(', ')}.` : `Did you mean "${nearest}"?`
  const message = `"${key}" is not a key of ${POLICY_KEY}`
  reportError(report, { code: 'unknown-key', message, remedy, place, path })
}
