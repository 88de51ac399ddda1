import { type Report, reportError, reportWarning } from '../report.ts'
import type { Entry, Node, StringNode } from '../yaml/node.ts'
import { castAt, castText } from './casts.ts'
import { type Lookup, substitute, type TemplateFault, type Use } from './template.ts'

/** Variables by name, with the value used; undefined when unset. */
export type UsedVariables = Map<string, string | undefined>

/** What stands in for variables that are unset: a default wherever they are used, or somewhere nothing. */
export type UnsetVariables = Map<string, 'default' | 'empty'>

interface Interpolation {
  readonly lookup: Lookup
  readonly used: UsedVariables
  readonly unset: UnsetVariables
  readonly report: Report
  readonly path: (string | number)[]
}

/** Fills variables into every text value of a document; keys stay as they are. */
export function interpolate(
  root: Node,
  lookup: Lookup,
  used: UsedVariables,
  report: Report,
  unset: UnsetVariables = new Map(),
): Node {
  return visit(root, { lookup, used, unset, report, path: [] })
}

function visit(node: Node, pass: Interpolation): Node {
  switch (node.kind) {
    case 'map': {
      let entries: Map<string, Entry> | undefined
      for (const [key, entry] of node.entries) {
        const value = descend(entry.value, key, pass)
        if (value === entry.value) continue
        entries ??= new Map(node.entries)
        entries.set(key, { at: entry.at, value })
      }
      return entries === undefined ? node : { ...node, entries }
    }
    case 'list': {
      const items = node.items.map((item, index) => descend(item, index, pass))
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items }
    }
    case 'string':
      return node.value.includes('$') ? fillIn(node, pass) : node
    case 'null':
    case 'bool':
    case 'int':
    case 'float':
    case 'time':
      return node
  }
}

function descend(node: Node, segment: string | number, pass: Interpolation): Node {
  pass.path.push(segment)
  const visited = visit(node, pass)
  pass.path.pop()
  return visited
}

function fillIn(node: StringNode, pass: Interpolation): Node {
  const spot = { place: node.at, path: pass.path.join('.') }
  const { text, uses, hidden, fault } = substitute(node.value, pass.lookup)
  for (const use of uses) {
    pass.used.set(use.name, use.value)
    if (use.value === undefined && !(use.covered && pass.unset.has(use.name))) {
      pass.unset.set(use.name, use.covered ? 'default' : 'empty')
    }
    warnOf(use, spot, pass.report)
  }
  if (fault !== undefined) {
    for (const found of [...hidden, fault]) {
      reportError(pass.report, { ...spot, ...describe(found) })
    }
    return node
  }
  for (const lost of hidden) warnOfLost(lost, spot, pass.report)
  if (text === node.value) return node
  const cast = castAt(pass.path)
  if (cast === undefined) return { ...node, value: text, filled: true }
  const typed = castText(text, cast, node.at)
  if (typed !== undefined) return typed
  const wanted = { int: 'a whole number', float: 'a number', bool: 'true or false' }[cast]
  reportError(pass.report, { ...spot, code: 'variable-type', ...castFault(uses, wanted) })
  return node
}

function castFault(
  uses: readonly Use[],
  wanted: string,
): { readonly message: string; readonly remedy: string } {
  const names = uses.map((use) => use.name).join(', ')
  if (names === '') {
    const message = `with $ in place of $$, the value is not ${wanted}`
    return { message, remedy: `Write ${wanted}.` }
  }
  return {
    message: `after its variables are filled in (${names}), the value is not ${wanted}`,
    remedy: `Set ${names} to ${wanted}, or give a default: \${${uses[0]?.name ?? 'NAME'}:-…}.`,
  }
}

function warnOf(use: Use, spot: { place: Node['at']; path: string }, report: Report): void {
  if (use.swallowed !== undefined) {
    reportWarning(report, {
      ...spot,
      code: 'variable-swallows-text',
      message: `"${use.swallowed}" after $${use.name} is read as an operator, not as text`,
      remedy: `Write \${${use.name}}${use.swallowed} if it is text.`,
    })
  }
  if (use.untouched !== undefined) {
    reportWarning(report, {
      ...spot,
      code: 'variable-in-default',
      message: `"${use.untouched}" after ${use.name} ends at its first } and is used as it stands: no variable is filled in there`,
      remedy: 'Write a default without variables, or set the variable.',
    })
  }
  if (use.value === undefined && !use.covered) {
    reportWarning(report, {
      ...spot,
      code: 'variable-unset',
      message: `the variable ${use.name} is not set and has no default, so it is empty`,
      remedy: `Set it, or give a default: \${${use.name}:-…}.`,
    })
  }
}

function warnOfLost(
  fault: TemplateFault,
  spot: { readonly place: Node['at']; readonly path: string },
  report: Report,
): void {
  const { message } = describe(fault)
  reportWarning(report, {
    ...spot,
    code: 'variable-fault-lost',
    message: `${message}; the docker CLI overlooks that where another variable follows in the same text, and so do we`,
    remedy:
      fault.kind === 'required'
        ? `Set ${fault.name}, or use it alone where it must be set.`
        : 'Write $$ for a dollar sign.',
  })
}

function describe(fault: TemplateFault): { code: string; message: string; remedy: string } {
  switch (fault.kind) {
    case 'invalid':
      return {
        code: 'variable-syntax',
        message: `"${fault.at}" is not a variable: \${NAME}, \${NAME:-default} and \${NAME:?reason} are`,
        remedy: syntaxRemedy(fault.at, fault.open === true),
      }
    case 'required':
      return {
        code: 'variable-required',
        message: `the variable ${fault.name} must be set${fault.reason === '' ? '' : `: ${fault.reason}`}`,
        remedy: `Set ${fault.name} where the stack's variables come from.`,
      }
  }
}

function syntaxRemedy(beginning: string, isOpen: boolean): string {
  if (!beginning.startsWith('${')) return 'Write $$ for a dollar sign.'
  if (isOpen) return 'Close the brace behind the name, or write $$ for a dollar sign.'
  return /^\$\{\w+:?\+/.test(beginning)
    ? 'Use another variable for the alternative value: there is no :+ here.'
    : 'Use letters, digits and underscores for the name, or write $$ for a dollar sign.'
}
