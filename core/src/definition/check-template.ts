import { type Report, reportError, reportWarning } from '../compose/report.ts'
import { POLICY_KEY } from '../compose/schema/policy-schema.ts'
import { child, type MapNode, type Node } from '../compose/yaml/node.ts'
import type { DefinitionOptions } from './options/option.ts'
import { DIRECTIVES, readDirectives } from './render/directives.ts'
import { optionText } from './render/option-text.ts'

interface Check {
  readonly options: DefinitionOptions
  readonly used: Set<string>
  /** Names of `as` around here. */
  readonly locals: readonly string[]
  readonly report: Report
  readonly path: readonly (string | number)[]
}

/** Reports what no options could make right: options in odd places, directives that name none. */
export function checkTemplate(root: MapNode, options: DefinitionOptions, report: Report): void {
  const used = new Set<string>()
  visit(root, { options, used, locals: [], report, path: [] })
  for (const [name, { at }] of options) {
    if (used.has(name)) continue
    reportWarning(report, {
      code: 'option-unused',
      message: `nothing uses the option ${name}`,
      remedy: `Write \${${name}} where its value belongs, or remove it.`,
      place: at,
      path: `x-options.properties.${name}`,
    })
  }
}

function visit(node: Node, check: Check): void {
  switch (node.kind) {
    case 'map': {
      const inside = check.path.length === 0 ? check : checkDirectives(node, check)
      for (const [key, { value }] of node.entries) {
        if (key === POLICY_KEY && check.path.length > 0) visitPolicy(value, inside)
        else visit(value, { ...inside, path: [...check.path, key] })
      }
      return
    }
    case 'list':
      for (const [index, item] of node.items.entries()) {
        visit(item, { ...check, path: [...check.path, index] })
      }
      return
    case 'string':
      checkText(node, check)
      return
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
    case 'time':
      return
  }
}

/** Directives are no places for options. */
function visitPolicy(node: Node, check: Check): void {
  const entries = node.kind === 'map' ? [...node.entries] : []
  for (const [key, { value }] of entries) {
    if (DIRECTIVES.some((directive) => directive === key)) continue
    visit(value, { ...check, path: [...check.path, POLICY_KEY, key] })
  }
}

function checkText(node: Node & { readonly kind: 'string' }, check: Check): void {
  const isOption = (name: string): boolean => check.options.has(name) || check.locals.includes(name)
  const { pieces, faults } = optionText(node.value, isOption)
  for (const piece of pieces) if (piece.kind === 'option') check.used.add(piece.name)
  for (const fault of faults) refuse(node, 'option-text', fault.message, fault.remedy, check)
}

function checkDirectives(node: MapNode, check: Check): Check {
  const { directives, faults } = readDirectives(node)
  const policy = child(node, POLICY_KEY) ?? node
  const below = { ...check, path: [...check.path, POLICY_KEY] }
  for (const { node: at, message, remedy } of faults) {
    refuse(at, 'directive-invalid', message, remedy, below)
  }
  for (const { option, is } of directives.when) requireOption(option, is ?? policy, below)
  const { repeat } = directives
  if (repeat === undefined) return check
  const at = child(policy, 'repeat') ?? policy
  if (check.path.length !== 2 || check.path[0] !== 'services') {
    refuse(at, 'directive-invalid', 'only services are repeated', 'Remove "repeat".', below)
  }
  requireOption(repeat.option, at, below)
  const rule = check.options.get(repeat.option)?.rule
  const isList = rule?.type === 'array' && rule.items.type === 'string'
  if (rule !== undefined && rule.type !== 'integer' && !isList) {
    const message = `"repeat" takes an integer or a list of texts, and ${repeat.option} is neither`
    refuse(at, 'directive-invalid', message, 'Change the type of the option.', below)
  }
  if (repeat.as === undefined) return check
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(repeat.as) || check.options.has(repeat.as)) {
    const message = `"${repeat.as.slice(0, 80)}" can't be the name of what is repeated`
    const remedy = 'Choose letters, digits and underscores, and no name of an option.'
    refuse(child(policy, 'as') ?? policy, 'directive-invalid', message, remedy, below)
  }
  return { ...check, locals: [...check.locals, repeat.as] }
}

function requireOption(name: string, node: Node, check: Check): void {
  check.used.add(name)
  if (check.options.has(name)) return
  const message = `there is no option "${name.slice(0, 80)}"`
  refuse(node, 'option-unknown', message, 'Describe it under x-options.properties.', check)
}

function refuse(node: Node, code: string, message: string, remedy: string, check: Check): void {
  reportError(check.report, {
    code,
    message,
    remedy,
    place: node.at,
    path: check.path.join('.'),
  })
}
