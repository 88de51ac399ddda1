import type { Fault } from '../report.ts'

/** Minor version of the Compose file format 3 that brought a key: 7 is 3.7. */
export type Since = number

export type Schema =
  | { readonly is: 'string'; readonly check?: (text: string) => Fault | undefined }
  | { readonly is: 'bool' }
  | { readonly is: 'int'; readonly minimum?: bigint; readonly maximum?: bigint }
  | { readonly is: 'number'; readonly check?: (text: string) => Fault | undefined }
  | { readonly is: 'null' }
  | { readonly is: 'any' }
  /** Text, a number or a timestamp, all of which end as text. */
  | { readonly is: 'text-like'; readonly orNull: boolean }
  | { readonly is: 'list'; readonly of: Schema; readonly unique?: boolean }
  | { readonly is: 'dict'; readonly of: Schema; readonly keys?: RegExp; readonly otherKeys?: true }
  | RecordSchema
  /** One of several, told apart by the kind of the value. */
  | { readonly is: 'choice'; readonly of: readonly Schema[] }

export interface RecordSchema {
  readonly is: 'record'
  readonly keys: Readonly<Record<string, Key>>
  readonly required?: readonly string[]
  /** Other keys are accepted and mean nothing. */
  readonly otherKeys?: true
  /** From which version on keys that start with `x-` are accepted. */
  readonly extensions?: Since
}

export interface Key {
  readonly schema: Schema
  readonly since: Since
}

export const text: Schema = { is: 'string' }
export const bool: Schema = { is: 'bool' }
export const whole: Schema = { is: 'int' }
/** What the engine holds as an unsigned number. */
export const count: Schema = { is: 'int', minimum: 0n, maximum: (1n << 53n) - 1n }
export const nothing: Schema = { is: 'null' }

export function checked(check: (text: string) => Fault | undefined): Schema {
  return { is: 'string', check }
}

export function list(of: Schema): Schema {
  return { is: 'list', of }
}

export function uniqueList(of: Schema): Schema {
  return { is: 'list', of, unique: true }
}

export function choice(...of: readonly Schema[]): Schema {
  return { is: 'choice', of }
}

/** A record whose keys exist in every version. */
export function record(keys: Readonly<Record<string, Schema | Key>>): RecordSchema {
  const dated = Object.entries(keys).map(([name, value]) => [
    name,
    'since' in value ? value : { schema: value, since: 0 },
  ])
  return { is: 'record', keys: Object.fromEntries(dated) }
}

/** A key that came with a version. */
export function since(version: Since, schema: Schema): Key {
  return { schema, since: version }
}

export const textOrList = choice(text, uniqueList(text))

/** `KEY: value` or `- KEY=value`. */
export const pairs = choice(
  { is: 'dict', of: { is: 'text-like', orNull: true }, keys: /^.+$/s },
  uniqueList(text),
)

export const driverOptions: Schema = { is: 'dict', of: { is: 'text-like', orNull: false } }

/** Names of services, networks, volumes, secrets and configs. */
export const namePattern = /^[a-zA-Z0-9._-]+$/
