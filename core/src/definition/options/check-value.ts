import type { DefinitionOption, ListRule, OptionValue, ScalarRule, ScalarValue } from './option.ts'

/** Bounds of every value, whatever its schema says. */
export const valueBounds = { characters: 64 * 1024, matched: 1000, items: 100 } as const

/** How the engine names swarm secrets. */
const SECRET_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,62}[a-zA-Z0-9])?$/

export type ValueRead =
  | { readonly kind: 'value'; readonly value: OptionValue }
  /** `message` goes on after the name of the option. */
  | {
      readonly kind: 'fault'
      readonly fault: { readonly message: string; readonly remedy: string }
    }

/**
 * The value when an option may have it. Faults never say the value. What a secret option has here
 * is the name of a swarm secret; `checkSecretContent` is for what goes into it.
 */
export function checkValue({ rule, secret }: DefinitionOption, value: unknown): ValueRead {
  if (secret) return typeof value === 'string' && SECRET_NAME.test(value) ? valid(value) : noName
  return rule.type === 'array' ? checkList(rule, value) : checkScalar(rule, value)
}

const noName = refused(
  'must be the name of a swarm secret',
  'Write its name, or let the API make the secret.',
)

/** Whether a text may be the content of a secret option. */
export function checkSecretContent({ rule }: DefinitionOption, value: unknown): ValueRead {
  if (value === '') return refused('must not be empty', 'Leave it out to keep the secret.')
  return rule.type === 'array' ? checkList(rule, value) : checkScalar(rule, value)
}

function checkList(rule: ListRule, value: unknown): ValueRead {
  if (!Array.isArray(value)) return refused('must be a list', 'Write the items in brackets.')
  const { minItems = 0, maxItems = valueBounds.items, uniqueItems } = rule
  const most = Math.min(maxItems, valueBounds.items)
  if (value.length < minItems) return refused(`must have at least ${minItems} items`, 'Add some.')
  if (value.length > most) return refused(`must have at most ${most} items`, 'Remove some.')
  const items: ScalarValue[] = []
  for (const [index, item] of value.entries()) {
    const read = checkScalar(rule.items, item)
    if (read.kind === 'fault') {
      return refused(`item ${index + 1} ${read.fault.message}`, read.fault.remedy)
    }
    // A scalar rule lets through nothing else.
    items.push(read.value as ScalarValue)
  }
  if (uniqueItems === true && new Set(items).size < items.length) {
    return refused('has an item twice', 'Remove one of them.')
  }
  return valid(items)
}

function checkScalar(rule: ScalarRule, value: unknown): ValueRead {
  const read = checkType(rule, value)
  if (read.kind === 'fault' || rule.enum === undefined) return read
  if (rule.enum.some((word) => word === read.value)) return read
  return refused(`must be one of ${rule.enum.join(', ')}`, 'Choose one of them.')
}

function checkType(rule: ScalarRule, value: unknown): ValueRead {
  switch (rule.type) {
    case 'string':
      return typeof value === 'string' ? checkText(rule, value) : refused('must be text', inQuotes)
    case 'integer':
      return Number.isSafeInteger(value)
        ? checkNumber(rule, Number(value))
        : refused('must be a whole number', 'Write it without quotes and without a point.')
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
        ? checkNumber(rule, value)
        : refused('must be a number', 'Write it without quotes.')
    case 'boolean':
      return typeof value === 'boolean'
        ? valid(value)
        : refused('must be true or false', 'Write true or false, without quotes.')
  }
}

const inQuotes = 'Put it in quotes.'

function checkText(rule: ScalarRule, value: string): ValueRead {
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rule
  if (value.length > valueBounds.characters) {
    return refused(`must have at most ${valueBounds.characters} characters`, 'Shorten it.')
  }
  const length = Array.from(value).length
  if (length < minLength) {
    const message =
      minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`
    return refused(message, 'Write a longer text.')
  }
  if (length > maxLength) return refused(`must have at most ${maxLength} characters`, 'Shorten it.')
  if (/[\0\p{Cs}]/u.test(value)) {
    return refused('has a character that no file can hold', 'Remove it.')
  }
  if (pattern === undefined) return valid(value)
  if (length > valueBounds.matched) {
    return refused(
      `must have at most ${valueBounds.matched} characters, for it has a pattern`,
      'Shorten it.',
    )
  }
  return pattern.matcher.matches(value)
    ? valid(value)
    : refused(`must fit the pattern ${pattern.text}`, 'See the description of the option.')
}

function checkNumber(rule: ScalarRule, value: number): ValueRead {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = rule
  const range =
    minimum !== undefined && value < minimum
      ? `at least ${minimum}`
      : maximum !== undefined && value > maximum
        ? `at most ${maximum}`
        : exclusiveMinimum !== undefined && value <= exclusiveMinimum
          ? `above ${exclusiveMinimum}`
          : exclusiveMaximum !== undefined && value >= exclusiveMaximum
            ? `below ${exclusiveMaximum}`
            : undefined
  // There is one zero in YAML.
  if (range === undefined) return valid(value + 0)
  return refused(`must be ${range}`, `Write a number that is ${range}.`)
}

function valid(value: OptionValue): ValueRead {
  return { kind: 'value', value }
}

function refused(message: string, remedy: string): ValueRead {
  return { kind: 'fault', fault: { message, remedy } }
}
