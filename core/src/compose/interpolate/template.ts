/** What one string needed while it was filled in. */
export interface Substitution {
  readonly text: string
  readonly uses: readonly Use[]
  /** Why the string can't be filled in. */
  readonly fault?: TemplateFault
  /** Faults that a later variable of the same string hides, as in the docker CLI. */
  readonly hidden: readonly TemplateFault[]
}

export type TemplateFault =
  /** `at` is how it begins, cut; `open`: its brace is never closed. */
  | { readonly kind: 'invalid'; readonly at: string; readonly open?: true }
  | { readonly kind: 'required'; readonly name: string; readonly reason: string }

export interface Use {
  readonly name: string
  readonly value: string | undefined
  /** True when the text says what stands in for an unset variable, or that it must be set. */
  readonly covered: boolean
  /** The swallowed text where an operator followed a variable without braces. */
  readonly swallowed?: string
  /** The text after an operator in braces where it has a dollar sign, which stays as it is. */
  readonly untouched?: string
}

export type Lookup = (name: string) => string | undefined

const named = /[_a-z][_a-z0-9]*(?::?[-?][^}]*)?/.source

/** With the Unicode flag, two letters that fold into s and k belong to names, as they do for the CLI. */
const pattern = new RegExp(String.raw`\$(?:(\$)|(${named})|\{(${named})\}|())`, 'giu')

/** Without braces, for text in which none is closed: looking for the end each time would be slow. */
const openPattern = new RegExp(String.raw`\$(?:(\$)|(${named})|((?!))|())`, 'giu')

const operators = [':-', '-', ':?', '?'] as const

/** Replaces `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME:?reason}` and `$$`, quirks included. */
export function substitute(template: string, lookup: Lookup): Substitution {
  const uses: Use[] = []
  const hidden: TemplateFault[] = []
  let fault: TemplateFault | undefined
  const settle = (next: TemplateFault | undefined) => {
    if (fault !== undefined) hidden.push(fault)
    fault = next
  }
  const replace = (isOpen: boolean, groups: readonly unknown[]) => {
    const [escaped, named, braced] = groups
    if (escaped !== undefined) return '$'
    const expression = named ?? braced
    if (typeof expression !== 'string') {
      settle(invalid(groups, isOpen))
      return ''
    }
    const filled = fill(expression, lookup)
    uses.push({ ...filled.use, ...oddities(expression, named !== undefined) })
    settle(filled.fault)
    return filled.text
  }
  const closed = template.lastIndexOf('}') + 1
  const text =
    template.slice(0, closed).replace(pattern, (_, ...groups) => replace(false, groups)) +
    template.slice(closed).replace(openPattern, (_, ...groups) => replace(true, groups))
  return fault === undefined ? { text, uses, hidden } : { text, uses, hidden, fault }
}

/** Offset and whole text are the last arguments of a replacer. `isOpen`: no brace is closed in it. */
function invalid(groups: readonly unknown[], isOpen: boolean): TemplateFault {
  const [offset, whole] = groups.slice(-2)
  const at = String(whole).slice(Number(offset), Number(offset) + 12)
  return isOpen && at.startsWith('${')
    ? { kind: 'invalid', at, open: true }
    : { kind: 'invalid', at }
}

interface Filled {
  readonly text: string
  readonly use: Use
  readonly fault?: TemplateFault
}

function fill(expression: string, lookup: Lookup): Filled {
  const operator = operators.find((candidate) => expression.includes(candidate))
  if (operator === undefined) {
    const value = lookup(expression)
    return { text: value ?? '', use: { name: expression, value, covered: false } }
  }
  const start = expression.indexOf(operator)
  const name = expression.slice(0, start)
  const rest = expression.slice(start + operator.length)
  const value = lookup(name)
  const use = { name, value, covered: true }
  const usable = value !== undefined && (value !== '' || !operator.startsWith(':'))
  if (usable) return { text: value, use }
  if (operator.endsWith('-')) return { text: rest, use }
  return { text: '', use, fault: { kind: 'required', name, reason: rest } }
}

/** What an author hardly meant: text that is taken for an operator, or variables after one. */
function oddities(expression: string, isBare: boolean): Pick<Use, 'swallowed' | 'untouched'> {
  const start = expression.search(/[:?-]/)
  if (start === -1) return {}
  if (isBare) return { swallowed: expression.slice(start) }
  return expression.includes('$', start) ? { untouched: expression.slice(start) } : {}
}

/** A part of a text as `substitute` sees it. */
export type Piece =
  | { readonly kind: 'text' | 'escape' | 'invalid'; readonly text: string }
  /** `expression`: what stands after the dollar sign, without braces: `NAME:-default`. */
  | { readonly kind: 'variable'; readonly expression: string; readonly braced: boolean }

/** The parts of a text: variables, dollar signs that are doubled or mean nothing, and what is between. */
export function piecesOf(template: string): readonly Piece[] {
  const closed = template.lastIndexOf('}') + 1
  return [
    ...matched(template.slice(0, closed), pattern),
    ...matched(template.slice(closed), openPattern),
  ]
}

function matched(text: string, expression: RegExp): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(expression)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) })
    const [whole, escaped, named, braced] = match
    const found = named ?? braced
    end = match.index + whole.length
    if (escaped !== undefined) pieces.push({ kind: 'escape', text: whole })
    else if (found === undefined) pieces.push({ kind: 'invalid', text: whole })
    else pieces.push({ kind: 'variable', expression: found, braced: named === undefined })
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) })
  return pieces
}
