import { type Piece, piecesOf } from '../../compose/interpolate/template.ts'

/** A text of a template, divided at the options that it names. */
export type OptionPiece =
  /** As it stands in the rendered file. */
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'option'
      readonly name: string
      /** What stands for an option without a value (`:-`, `-`), or why there must be one (`:?`, `?`). */
      readonly otherwise?: { readonly operator: string; readonly text: string }
    }

export interface OptionText {
  /** None where the text names no option: it stays as it is. */
  readonly pieces: readonly OptionPiece[]
  readonly faults: readonly TextFault[]
}

export interface TextFault {
  readonly message: string
  readonly remedy: string
}

const leading = /^[a-zA-Z_][a-zA-Z0-9_]*/
const operator = /^:?[-?]/

/**
 * Finds the options in a text. What is no option stays for deploy time: its variables are written
 * in braces beside an option, so that no value can become a part of them.
 */
export function optionText(text: string, isOption: (name: string) => boolean): OptionText {
  if (!text.includes('$')) return { pieces: [], faults: [] }
  const all = piecesOf(text)
  const faults = all.flatMap((piece) => faultOf(piece, isOption))
  if (!all.some((piece) => nameOf(piece, isOption) !== undefined)) return { pieces: [], faults }
  return {
    pieces: all.map((piece) => divided(piece, isOption)),
    faults: [...faults, ...all.flatMap(lonely)],
  }
}

function nameOf(piece: Piece, isOption: (name: string) => boolean): string | undefined {
  if (piece.kind !== 'variable') return undefined
  const name = leading.exec(piece.expression)?.[0]
  if (name === undefined || !isOption(name)) return undefined
  const rest = piece.expression.slice(name.length)
  return rest === '' || operator.test(rest) ? name : undefined
}

function divided(piece: Piece, isOption: (name: string) => boolean): OptionPiece {
  if (piece.kind !== 'variable') return { kind: 'text', text: piece.text }
  const name = nameOf(piece, isOption)
  if (name === undefined) return { kind: 'text', text: `\${${piece.expression}}` }
  const rest = piece.expression.slice(name.length)
  const found = operator.exec(rest)?.[0]
  if (found === undefined) return { kind: 'option', name }
  return { kind: 'option', name, otherwise: { operator: found, text: rest.slice(found.length) } }
}

function faultOf(piece: Piece, isOption: (name: string) => boolean): readonly TextFault[] {
  if (piece.kind !== 'variable') return []
  const name = nameOf(piece, isOption)
  if (name !== undefined) return piece.braced ? [] : [bare(piece.expression, name)]
  const inside = [...piece.expression.matchAll(/\$\{?([a-zA-Z_][a-zA-Z0-9_]*)/g)]
  const lost = inside.map(([, named = '']) => named).find(isOption)
  return lost === undefined ? [] : [swallowed(piece.expression, lost)]
}

function bare(expression: string, name: string): TextFault {
  return {
    message: `the option ${name} stands without braces, where what follows it may become a part of it`,
    remedy: `Write \${${name}}${expression.slice(name.length)}.`,
  }
}

function swallowed(expression: string, name: string): TextFault {
  return {
    message: `"${expression.slice(0, 40)}" swallows the option ${name}: a default ends at its first } and is used as it stands`,
    remedy: `Give ${name} a default under x-options instead.`,
  }
}

/** Beside an option, a dollar sign that means nothing could mean something together with a value. */
function lonely(piece: Piece): readonly TextFault[] {
  if (piece.kind !== 'invalid') return []
  return [{ message: 'a dollar sign means nothing here', remedy: 'Write $$ for a dollar sign.' }]
}
