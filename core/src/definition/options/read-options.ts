import { type Report, reportError } from '../../compose/report.ts'
import { asNumber, flagOf, itemsOf, namedOf, textOf, valueOf } from '../../compose/model/fields.ts'
import { validate } from '../../compose/schema/validate.ts'
import type { ValidAs } from '../../compose/schema/valid.ts'
import { NEWEST } from '../../compose/version.ts'
import { child, type Node } from '../../compose/yaml/node.ts'
import { nodeValue } from '../../compose/yaml/node-value.ts'
import { readPattern } from '../pattern/match-pattern.ts'
import { checkValue } from './check-value.ts'
import type {
  DefinitionOption,
  DefinitionOptions,
  ListRule,
  OptionValue,
  ScalarRule,
  ScalarType,
  ScalarValue,
} from './option.ts'
import { type itemSchema, type optionSchema, optionsSchema } from './options-schema.ts'

export const OPTIONS_KEY = 'x-options'
const MOST_OPTIONS = 200
/** Names that can stand in `${…}`. */
const OPTION_NAME = /^[a-zA-Z_][a-zA-Z0-9_]{0,62}$/

type OptionNode = ValidAs<typeof optionSchema>
type RuleNode = OptionNode | ValidAs<typeof itemSchema>

/** The options that `x-options` describes. Reports what it can't say, with its place. */
export function readOptions(node: Node, report: Report): DefinitionOptions {
  const note: Report = (problem) => {
    const path = problem.path === '' ? OPTIONS_KEY : `${OPTIONS_KEY}.${problem.path}`
    report({ ...problem, path })
  }
  const options = new Map<string, DefinitionOption>()
  const valid = validate(node, optionsSchema, NEWEST, note)
  if (valid === undefined) return options
  if (flagOf(valid, 'additionalProperties') === true) {
    const message = 'other options than those described are never taken'
    refuse(
      note,
      'additionalProperties',
      child(node, 'additionalProperties') ?? node,
      message,
      'Write false, or remove it.',
    )
  }
  const properties = namedOf(valueOf(valid, 'properties'))
  if (properties.length > MOST_OPTIONS) {
    refuse(note, 'properties', node, `there are more than ${MOST_OPTIONS} options`, 'Remove some.')
    return options
  }
  const required = new Set(
    itemsOf(valueOf(valid, 'required')).map((item) => {
      const name = item.kind === 'string' ? item.value : ''
      if (properties.some((property) => property.name === name)) return name
      refuse(
        note,
        'required',
        item,
        `there is no option "${name}"`,
        'Describe it under properties.',
      )
      return name
    }),
  )
  for (const { name, at, value } of properties) {
    if (!OPTION_NAME.test(name)) {
      const message = `"${name.slice(0, 80)}" can't be the name of an option`
      const remedy = 'Use letters, digits and underscores, at most 63, and no digit first.'
      refuse(note, 'properties', value, message, remedy)
    }
    const option = readOption(name, value, required.has(name), (message, remedy, place) => {
      refuse(note, `properties.${name}`, place ?? value, message, remedy)
    })
    if (option !== undefined) options.set(name, { ...option, at })
  }
  return options
}

function refuse(report: Report, path: string, { at }: Node, message: string, remedy: string): void {
  reportError(report, { code: 'option-schema', message, remedy, place: at, path })
}

type Refuse = (message: string, remedy: string, place?: Node) => void

function readOption(
  name: string,
  node: OptionNode,
  required: boolean,
  refuse: Refuse,
): Omit<DefinitionOption, 'at'> | undefined {
  const rule = readRule(node, refuse)
  if (rule === undefined) return undefined
  const secret = flagOf(node, 'secret') === true
  if (secret && rule.type !== 'string') refuse('a secret option is text', 'Write type: string.')
  const title = textOf(node, 'title')
  const description = textOf(node, 'description')
  const option = {
    name,
    rule,
    ...(title !== '' && { title }),
    ...(description !== '' && { description }),
    required,
    secret,
  }
  const whole: DefinitionOption = { ...option, at: node.at, examples: [] }
  const byDefault = valueOf(node, 'default')
  if (secret && (byDefault !== undefined || (rule.type === 'string' && rule.enum !== undefined))) {
    refuse(
      'a secret option has no default and no enum: these would be in Git',
      'Remove them.',
      byDefault,
    )
  }
  const given =
    byDefault === undefined || secret ? undefined : checked(whole, byDefault, 'default', refuse)
  const examples = itemsOf(valueOf(node, 'examples')).map((item) =>
    secret ? undefined : checked(whole, item, 'example', refuse),
  )
  return {
    ...option,
    ...(given !== undefined && { default: given }),
    examples: examples.filter((example) => example !== undefined),
  }
}

function checked(
  option: DefinitionOption,
  node: Node,
  what: string,
  refuse: Refuse,
): OptionValue | undefined {
  const read = checkValue(option, nodeValue(node))
  if (read.kind === 'value') return read.value
  refuse(`the ${what} ${read.fault.message}`, read.fault.remedy, node)
  return undefined
}

function readRule(node: OptionNode, refuse: Refuse): ScalarRule | ListRule | undefined {
  const type = textOf(node, 'type')
  refuseStray(node, type, refuse)
  if (type !== 'array') return scalarRule(node, refuse)
  const items = valueOf(node, 'items')
  if (items === undefined) {
    refuse('a list says what its items are', 'Add items: { type: string }.')
    return undefined
  }
  refuseStray(items, textOf(items, 'type'), refuse)
  const rule = scalarRule(items, refuse)
  const uniqueItems = flagOf(node, 'uniqueItems')
  return {
    type,
    items: rule,
    ...numbers(node, ['minItems', 'maxItems']),
    ...(uniqueItems !== undefined && { uniqueItems }),
  }
}

const lengths = ['pattern', 'minLength', 'maxLength'] as const
const ranges = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const
const counts = ['items', 'minItems', 'maxItems', 'uniqueItems'] as const

/** Words that say something about values of another type: JSON Schema overlooks them, and an author means something. */
function refuseStray(node: RuleNode, type: string, refuse: Refuse): void {
  const others: readonly string[] = [
    ...(type === 'string' ? [] : [...lengths, 'format']),
    ...(type === 'integer' || type === 'number' ? [] : ranges),
    ...(type === 'array' ? ['enum'] : counts),
  ]
  for (const key of others) {
    const found = child(node, key)
    if (found !== undefined)
      refuse(`"${key}" says nothing about the type ${type}`, 'Remove it.', found)
  }
}

function scalarRule(node: RuleNode, refuse: Refuse): ScalarRule {
  // The schema has these words only, and the caller has seen that it is not a list.
  const type = textOf(node, 'type') as ScalarType
  const listed = valueOf(node, 'enum')
  const text = textOf(node, 'pattern')
  const read = readPattern(text)
  const rule: ScalarRule = {
    type,
    ...(text !== '' && read.kind === 'matcher' && { pattern: { text, matcher: read.matcher } }),
    ...numbers(node, ['minLength', 'maxLength', ...ranges]),
  }
  if (listed === undefined) return rule
  const words = itemsOf(listed)
  if (words.length === 0) refuse('the enum is empty', 'Write the values that it may have.', listed)
  const option = { name: '', at: node.at, rule, examples: [], required: false, secret: false }
  for (const word of words) checked(option, word, 'value of the enum', refuse)
  // Scalars by the schema.
  return { ...rule, enum: words.map((word) => nodeValue(word) as ScalarValue) }
}

function numbers<Key extends string>(
  node: Node,
  keys: readonly Key[],
): { readonly [K in Key]?: number } {
  const found: { [K in Key]?: number } = {}
  for (const key of keys) {
    const value = asNumber(child(node, key))
    if (value !== undefined) found[key] = value
  }
  return found
}
