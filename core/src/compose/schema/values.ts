import { checkCpus } from '../syntax/cpus.ts'
import { checkDuration } from '../syntax/duration.ts'
import { checkSize } from '../syntax/size.ts'
import type { Fault } from '../report.ts'
import { oneOf } from './one-of.ts'
import {
  type AnySchema,
  type BoolSchema,
  choice,
  type DictSchema,
  type IntSchema,
  type ListSchema,
  type NullSchema,
  type NumberSchema,
  type Schema,
  type Section,
  type TextLikeSchema,
  type TextSchema,
  uniqueList,
  type Words,
} from './schema.ts'

/*
 * The kinds of values that several keys share.
 */

export const text: TextSchema = { is: 'string' }
export const bool: BoolSchema = { is: 'bool' }
export const whole: IntSchema = { is: 'int' }
export const number: NumberSchema = { is: 'number' }
/** What can't be below zero, although a fraction is cut off. */
export const unsigned: NumberSchema = { is: 'number', check: notNegative }
export const nothing: NullSchema = { is: 'null' }
export const anything: AnySchema = { is: 'any' }
/** What the engine holds as an unsigned number. */
export const count: IntSchema = { is: 'int', minimum: 0n, maximum: (1n << 53n) - 1n }

export const duration: TextSchema = checked('a duration', checkDuration)
export const size: TextSchema = checked('a size in bytes', checkSize)
export const cpus: TextSchema = checked('a number of CPUs in quotes', checkCpus)

function notNegative(text: string): Fault | undefined {
  if (!(Number(text) < 0)) return undefined
  return { message: `${text} is below zero`, remedy: 'Write zero or more.' }
}

/** A text with a syntax of its own; `called` says which, in words. */
export function checked(called: string, check: NonNullable<TextSchema['check']>): TextSchema {
  return { is: 'string', check, called }
}

/** One of these words; anything else is refused, but for the empty text where `orEmpty` says so. */
export function words<Word extends string>(
  meanings: Words<Word>,
  orEmpty?: 'or-empty',
): TextSchema<Word> {
  const accepted = Object.keys(meanings)
  const check = oneOf(...(orEmpty === undefined ? accepted : ['', ...accepted]))
  return { is: 'string', check, words: meanings }
}

/** Words that mean something to the engine, which also judges others. */
export function suggested(meanings: Words): TextSchema {
  return { is: 'string', words: meanings }
}

/** The name of something that stands elsewhere in the file. */
export function reference(refers: Section, base: TextSchema = text): TextSchema {
  return { ...base, refers }
}

export const textOrList = choice(text, uniqueList(text))

const pairValue: TextLikeSchema<true> = { is: 'text-like', orNull: true }

/** `KEY: value` or `- KEY=value`. */
export const pairs = choice(dict(pairValue, /^.+$/s), uniqueList(text))

export const optionTexts: DictSchema<TextLikeSchema<true>> = dict(pairValue)

export const driverOptions: DictSchema<TextLikeSchema<false>> = dict({
  is: 'text-like',
  orNull: false,
})

/** Names of services, networks, volumes, secrets and configs. */
export const namePattern = /^[a-zA-Z0-9._-]+$/

export function dict<Value extends Schema>(of: Value, keys?: RegExp): DictSchema<Value> {
  return { is: 'dict', of, ...(keys && { keys }) }
}

/** A mapping whose keys are names. */
export function named<Value extends Schema>(of: Value, refers?: Section): DictSchema<Value> {
  return { is: 'dict', of, keys: namePattern, ...(refers && { refers }) }
}

/** A list of texts in which some have a meaning of their own. */
export function uniqueTexts(meanings: Words): ListSchema<TextSchema> {
  return uniqueList(suggested(meanings))
}

export const uniqueText = uniqueList(text)
