import { type Report, reportError, reportWarning } from '../report.ts'
import type { Entry, MapNode, Node } from '../yaml/node.ts'
import { scalarText } from '../syntax/pairs.ts'
import { foreignKeyRemedy } from './foreign-keys.ts'
import { kindRemedy } from './kind-remedy.ts'
import { fits, wanted } from './kinds.ts'
import { nearestKey } from './nearest-key.ts'
import type { ListSchema, RecordSchema, Schema } from './schema.ts'
import type { Valid } from './valid.ts'

type Path = (string | number)[]

interface Validation {
  readonly version: number
  readonly report: Report
  readonly path: Path
}

/** Reports every place where a document is not as the schema of its version says; the document when it is. */
export function validate<S extends Schema>(
  root: Node,
  schema: S,
  version: number,
  report: Report,
): Valid<S> | undefined {
  let isValid = true
  const note: Report = (problem) => {
    if (problem.severity === 'error') isValid = false
    report(problem)
  }
  check(root, schema, { version, report: note, path: [] })
  // Nothing was found wrong with it, which is what the type says.
  return isValid ? (root as Valid<S>) : undefined
}

function check(node: Node, schema: Schema, pass: Validation): void {
  if (!fits(node, schema)) return refuseKind(node, schema, pass)
  switch (schema.is) {
    case 'string':
      return checkText(node, node.kind === 'string' ? node.value : '', schema.check, pass)
    case 'number':
      return checkText(node, scalarText(node) ?? '', schema.check, pass)
    case 'int':
      return checkRange(node, schema, pass)
    case 'list':
      return checkList(node, schema, pass)
    case 'dict':
      return checkDict(node, schema, pass)
    case 'record':
      return node.kind === 'map' ? checkRecord(node, schema, pass) : undefined
    case 'choice': {
      const chosen = schema.of.find((candidate) => fits(node, candidate))
      return chosen === undefined ? undefined : checkChosen(node, chosen, pass)
    }
    case 'text-like':
      return warnOfSpelling(node, pass)
    case 'bool':
    case 'null':
    case 'any':
      return undefined
  }
}

function refuseKind(node: Node, schema: Schema, pass: Validation): void {
  const asks = wanted(schema)
  const message = `${subject(pass)} must be ${asks}, not ${called(node)}`
  refuse(node.at, 'wrong-type', message, kindRemedy(node, schema, asks, pass.path), pass)
}

/** A number or date where text is meant: the docker CLI prints it in its own way. */
function warnOfSpelling(node: Node, pass: Validation): void {
  if (!('written' in node) || node.written === undefined) return
  const becomes = scalarText(node) ?? ''
  reportWarning(pass.report, {
    code: 'number-respelled',
    message: `${subject(pass)}: ${node.written} is read as a ${node.kind === 'time' ? 'date' : 'number'} and becomes the text "${becomes}"`,
    remedy: `Put it in quotes to keep it: "${node.written}".`,
    place: node.at,
    path: pass.path.join('.'),
  })
}

/** A mapping may be a form that is newer than the key. */
function checkChosen(node: Node, chosen: Schema, pass: Validation): void {
  const since = chosen.is === 'record' ? (chosen.since ?? 0) : 0
  if (since <= pass.version) return check(node, chosen, pass)
  const message = `${subject(pass)}: a mapping may stand here from version 3.${since} on; this file says 3.${pass.version}`
  refuse(node.at, 'key-too-new', message, newerVersion(since), pass)
}

function checkText(
  node: Node,
  text: string,
  rule: ((text: string) => { message: string; remedy?: string } | undefined) | undefined,
  pass: Validation,
): void {
  const fault = rule?.(text)
  if (fault === undefined) return
  refuse(node.at, 'wrong-value', `${subject(pass)}: ${fault.message}`, fault.remedy, pass)
}

function checkRange(
  node: Node,
  schema: { readonly minimum?: bigint; readonly maximum?: bigint },
  pass: Validation,
): void {
  const value = node.kind === 'int' ? node.value : BigInt(node.kind === 'float' ? node.value : 0)
  const { minimum, maximum } = schema
  const range =
    minimum !== undefined && value < minimum
      ? `at least ${minimum}`
      : maximum !== undefined && value > maximum
        ? `at most ${maximum}`
        : undefined
  if (range !== undefined) {
    refuse(
      node.at,
      'wrong-value',
      `${subject(pass)} must be ${range}`,
      `Write a number that is ${range}.`,
      pass,
    )
  }
}

function checkList(node: Node, schema: ListSchema, pass: Validation): void {
  if (node.kind !== 'list') return
  const isUnique = schema.unique === true || pass.version < (schema.uniqueBefore ?? 0)
  const seen = isUnique ? new Set<string>() : undefined
  for (const [index, item] of node.items.entries()) {
    pass.path.push(index)
    check(item, schema.of, pass)
    const text = seen === undefined ? '' : canonical(item)
    if (seen?.has(text) === true) {
      refuse(
        item.at,
        'listed-twice',
        `${subject(pass)} stands twice in the list`,
        'Remove one of them.',
        pass,
      )
    }
    seen?.add(text)
    pass.path.pop()
  }
}

function checkDict(
  node: Node,
  schema: { readonly of: Schema; readonly keys?: RegExp; readonly otherKeys?: true },
  pass: Validation,
): void {
  if (node.kind !== 'map') return
  for (const [key, entry] of node.entries) {
    pass.path.push(key)
    if (schema.keys?.test(key) !== false) {
      check(entry.value, schema.of, pass)
    } else if (schema.otherKeys === true) {
      if (entry.value.kind !== 'map' && entry.value.kind !== 'null') {
        refuseKind(entry.value, { is: 'dict', of: { is: 'any' } }, pass)
      }
    } else {
      const remedy = 'Use letters, digits, dots, dashes and underscores.'
      refuse(entry.at, 'key-name', `"${key}" is not a name that may stand here`, remedy, pass)
    }
    pass.path.pop()
  }
}

function checkRecord(node: MapNode, schema: RecordSchema, pass: Validation): void {
  for (const [key, entry] of node.entries) {
    pass.path.push(key)
    checkKey(key, entry, schema, pass)
    pass.path.pop()
  }
  for (const key of schema.required ?? []) {
    if (node.entries.has(key)) continue
    refuse(node.at, 'missing-key', `${subject(pass)} needs the key "${key}"`, `Add ${key}.`, pass)
  }
}

function checkKey(key: string, { at, value }: Entry, schema: RecordSchema, pass: Validation): void {
  const known = Object.hasOwn(schema.keys, key) ? schema.keys[key] : undefined
  if (known !== undefined && known.since <= pass.version) return check(value, known.schema, pass)
  const extensions = key.startsWith('x-') ? schema.extensions : undefined
  if (extensions !== undefined && extensions <= pass.version) return
  const { otherKeys } = schema
  if (otherKeys === true) return warnOfOther(key, at, schema, pass)
  if (otherKeys !== undefined && otherKeys.since <= pass.version) return
  const arrived = known?.since ?? extensions ?? otherKeys?.since
  if (arrived === undefined) {
    refuse(at, 'unknown-key', unknown(key, schema, pass), unknownRemedy(key, schema, pass), pass)
    return
  }
  const message = `"${key}" exists from version 3.${arrived} on; this file says 3.${pass.version}`
  refuse(at, 'key-too-new', message, newerVersion(arrived), pass)
}

/** Keys in other capitals count, and what begins with `x-` is meant for others. */
function warnOfOther(key: string, place: Node['at'], schema: RecordSchema, pass: Validation): void {
  const counts = Object.keys(schema.keys).some((name) => name === key.toLowerCase())
  if (counts || key.startsWith('x-')) return
  reportWarning(pass.report, {
    code: 'ignored-key',
    message: `"${key}" has no effect in a swarm`,
    remedy: unknownRemedy(key, schema, pass),
    place,
    path: pass.path.join('.'),
  })
}

function newerVersion(since: number): string {
  return `Write version: "3.${since}" or later, or leave version out.`
}

function unknown(key: string, schema: RecordSchema, pass: Validation): string {
  const parent = pass.path.slice(0, -1).join('.')
  return `"${key}" is not a key of ${schema.called ?? `${parent} of a swarm stack`}`
}

function unknownRemedy(key: string, schema: RecordSchema, pass: Validation): string {
  const foreign = foreignKeyRemedy(pass.path)
  if (foreign !== undefined) return foreign
  const names = Object.keys(schema.keys).filter(
    (name) => (schema.keys[name]?.since ?? 0) <= pass.version,
  )
  const nearest = nearestKey(key, names)
  if (nearest !== undefined) return `Did you mean "${nearest}"?`
  return names.length > 12 ? 'Remove it.' : `Known here: ${names.join(', ')}.`
}

function refuse(
  place: Node['at'],
  code: string,
  message: string,
  remedy: string | undefined,
  pass: Validation,
): void {
  const finding = { code, message, place, path: pass.path.join('.') }
  reportError(pass.report, remedy === undefined ? finding : { ...finding, remedy })
}

function subject(pass: Validation): string {
  return pass.path.length === 0 ? 'the file' : pass.path.join('.')
}

const names = {
  null: 'empty',
  bool: 'true or false',
  int: 'a number',
  float: 'a number',
  time: 'a date',
  string: 'text',
  list: 'a list',
  map: 'a mapping',
} as const

function called(node: Node): string {
  return names[node.kind]
}

/** Equal for values that are equal, whatever the order of keys. */
function canonical(node: Node): string {
  switch (node.kind) {
    case 'null':
      return 'null'
    case 'list':
      return `[${node.items.map(canonical).join()}]`
    case 'map': {
      const entries = [...node.entries].map(
        ([key, entry]) => `${JSON.stringify(key)}:${canonical(entry.value)}`,
      )
      return `{${entries.toSorted().join()}}`
    }
    case 'string':
    case 'time':
      return JSON.stringify(node.value)
    case 'bool':
    case 'int':
    case 'float':
      return String(node.value)
  }
}
