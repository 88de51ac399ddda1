import type { Place } from '../../problem.ts'
import type { Matcher } from '../pattern/match-pattern.ts'

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean'
export type ScalarValue = string | number | boolean
export type OptionValue = ScalarValue | readonly ScalarValue[]

/** What a single value may be. Bounds are inclusive unless they say otherwise; lengths count characters. */
export interface ScalarRule {
  readonly type: ScalarType
  readonly enum?: readonly ScalarValue[]
  readonly pattern?: { readonly text: string; readonly matcher: Matcher }
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

export interface ListRule {
  readonly type: 'array'
  readonly items: ScalarRule
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
}

/** One option of a stack definition. */
export interface DefinitionOption {
  readonly name: string
  readonly at: Place
  readonly rule: ScalarRule | ListRule
  readonly title?: string
  readonly description?: string
  readonly default?: OptionValue
  readonly examples: readonly OptionValue[]
  readonly required: boolean
  /** Its value is the name of a swarm secret, which is all that files ever say of it. */
  readonly secret: boolean
}

export type DefinitionOptions = ReadonlyMap<string, DefinitionOption>
/** Values by name: given ones, else defaults; an option without either is not there. */
export type OptionValues = ReadonlyMap<string, OptionValue>
