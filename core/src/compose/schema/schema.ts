import type { Fault } from '../report.ts'

/** Minor version of the Compose file format 3 that brought a key: 7 is 3.7. */
export type Since = number

/** The fixed words that a text may be, each with a sentence. */
export type Words<Word extends string = string> = Readonly<Record<Word, string>>

type Check = (text: string) => Fault | undefined

/** What a text or a key names elsewhere in the file. */
export type Section = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs'

export interface TextSchema<Word extends string = string> {
  readonly is: 'string'
  readonly check?: Check
  /** What it is in words, where "text" says too little: "a duration". */
  readonly called?: string
  /** Words with a meaning; others are refused only where `check` says so. */
  readonly words?: Words<Word>
  readonly refers?: Section
  /** What follows the name that it refers to. */
  readonly suffix?: string
}

export interface BoolSchema {
  readonly is: 'bool'
}

export interface IntSchema {
  readonly is: 'int'
  readonly minimum?: bigint
  readonly maximum?: bigint
  /** Refuses `2.0` too. */
  readonly withoutPoint?: true
}

export interface NumberSchema {
  readonly is: 'number'
  readonly check?: Check
}

export interface NullSchema {
  readonly is: 'null'
}

export interface AnySchema {
  readonly is: 'any'
}

/** Text, a number or a timestamp, all of which end as text. */
export interface TextLikeSchema<OrNull extends boolean = boolean> {
  readonly is: 'text-like'
  readonly orNull: OrNull
}

export interface ListSchema<Item extends Schema = Schema> {
  readonly is: 'list'
  readonly of: Item
  readonly unique?: boolean
  /** Equal items are refused in files of versions before this one. */
  readonly uniqueBefore?: Since
}

export interface DictSchema<Value extends Schema = Schema> {
  readonly is: 'dict'
  readonly of: Value
  readonly keys?: RegExp
  readonly otherKeys?: true
  readonly refers?: Section
}

export type Keys = Readonly<Record<string, Key>>

export interface RecordSchema<K extends Keys = Keys, Required extends string = string> {
  readonly is: 'record'
  readonly keys: K
  readonly required?: readonly Required[]
  /** Other keys are accepted and mean nothing, in all versions or from one on. */
  readonly otherKeys?: true | { readonly since: Since }
  /** From which version on keys that start with `x-` are accepted. */
  readonly extensions?: Since
  /** What it is a record of, in problems; by default the path to it. */
  readonly called?: string
  /** The version that brought this form of a value that had only other ones before. */
  readonly since?: Since
}

/** One of several, told apart by the kind of the value. */
export interface ChoiceSchema<Options extends readonly Schema[] = readonly Schema[]> {
  readonly is: 'choice'
  readonly of: Options
}

export type Schema =
  | TextSchema
  | BoolSchema
  | IntSchema
  | NumberSchema
  | NullSchema
  | AnySchema
  | TextLikeSchema
  | ListSchema
  | DictSchema
  | RecordSchema
  | ChoiceSchema

/** What a key of a record is told about. */
export interface Key<Value extends Schema = Schema> {
  readonly schema: Value
  readonly since: Since
  /** What it does in a swarm, with unit and default, for a person who writes it. One or a few sentences. */
  readonly sentence: string
  /** A value as a file has it. */
  readonly example?: string
  /** A swarm doesn't act on it; this says what to do instead. */
  readonly ignored?: string
}

/** A key on which a swarm doesn't act. */
export type IgnoredKey<Value extends Schema = Schema> = Key<Value> & { readonly ignored: string }

interface More {
  /** Default 0: it is in every version. */
  readonly since?: Since
  readonly example?: string
}

export function key<Value extends Schema>(
  sentence: string,
  schema: Value,
  more: More = {},
): Key<Value> {
  return { sentence, schema, since: 0, ...more }
}

/** A key on which a swarm doesn't act; `ignored` says what to do instead. */
export function ignoredKey<Value extends Schema>(
  sentence: string,
  schema: Value,
  ignored: string,
  since: Since = 0,
): IgnoredKey<Value> {
  return { sentence: `Ignored by a swarm: ${sentence}`, schema, since, ignored }
}

interface RecordRules<Required> {
  readonly required?: readonly Required[]
  readonly otherKeys?: true | { readonly since: Since }
  readonly extensions?: Since
  readonly called?: string
  readonly since?: Since
}

export function record<K extends Keys>(
  keys: K,
  // Without this overload a place that expects any record would make all keys required.
  rules?: Omit<RecordRules<never>, 'required'>,
): RecordSchema<K, never>
export function record<K extends Keys, Required extends keyof K & string>(
  keys: K,
  rules: RecordRules<Required>,
): RecordSchema<K, Required>
export function record<K extends Keys>(keys: K, rules: RecordRules<string> = {}): RecordSchema<K> {
  return { is: 'record', keys, ...rules }
}

export function list<Item extends Schema>(of: Item): ListSchema<Item> {
  return { is: 'list', of }
}

export function uniqueList<Item extends Schema>(of: Item): ListSchema<Item> {
  return { is: 'list', of, unique: true }
}

export function choice<const Options extends readonly Schema[]>(
  ...of: Options
): ChoiceSchema<Options> {
  return { is: 'choice', of }
}
