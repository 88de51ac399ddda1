import { compareText } from './compare-text.ts'
import type { Comparable } from '../read-back/comparable.ts'
import { entriesOf, sameComparable } from '../read-back/comparable.ts'
import type { FieldDiff } from './plan-types.ts'
import { REDACTED, isSecretName, redactText, redactWords } from './redact.ts'

/**
 * Fields that differ, in the engine's spelling (`TaskTemplate.ContainerSpec.Image`,
 * `TaskTemplate.ContainerSpec.Env[LEVEL]`), ordered by path. Values of variables never appear.
 */
export function diffFields(from: Comparable, to: Comparable): readonly FieldDiff[] {
  const found: FieldDiff[] = []
  walk('', from, to, found)
  return found.sort((a, b) => compareText(a.path, b.path))
}

function walk(path: string, from: Comparable, to: Comparable, found: FieldDiff[]): void {
  if (sameComparable(from, to)) return
  if (!isTree(from ?? to) || !isTree(to ?? from)) {
    found.push(fieldDiff(path, from, to))
    return
  }
  const left = new Map(entriesOf(from))
  const right = new Map(entriesOf(to))
  const keyed = (from ?? to) instanceof Map
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const inner = keyed ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    walk(inner, left.get(key), right.get(key), found)
  }
}

/** What has fields or keys to go into. An empty one is shown as a whole. */
function isTree(value: Comparable): boolean {
  return typeof value === 'object' && !Array.isArray(value) && entriesOf(value).length > 0
}

function fieldDiff(path: string, from: Comparable, to: Comparable): FieldDiff {
  return {
    path,
    ...(from === undefined ? {} : { from: shown(path, from) }),
    ...(to === undefined ? {} : { to: shown(path, to) }),
  }
}

function shown(path: string, value: Comparable): unknown {
  if (/(^|\.)Env\[/.test(path)) return REDACTED
  const key = /\[([^\]]*)\]$/.exec(path)?.[1]
  if (key !== undefined && typeof value === 'string' && isSecretName(key)) return REDACTED
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) {
    return redactWords(
      value.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))),
    )
  }
  return value
}
