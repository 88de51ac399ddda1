import type { Choice } from './choice.ts'
import { plainText, type Tree } from './tree.ts'

/** Words that need no quotes to stay text. */
const safe = /^[A-Za-z_/][A-Za-z0-9_./-]*$/
const meant = /^(?:true|false|null|~|\.inf|\.nan)$/i
/** Texts that are mostly the same without quotes, and now and then are not. */
const daring = /^[A-Za-z0-9_./~+$][^\n\r\t#"'{}[\],&*!|>%@`]*[^\s:]$/

/** A scalar in block or flow style. A block scalar has more lines, the later ones not indented. */
export function writeScalar(
  tree: Tree,
  path: string,
  choice: Choice,
  style: 'block' | 'flow',
): { readonly lines: readonly string[]; readonly inline: boolean } {
  const verbatim = plainText(tree)
  if (verbatim !== undefined) return oneLine(verbatim)
  if (tree === null) return oneLine(writeNull(path, choice, style))
  if (typeof tree !== 'string') return oneLine(JSON.stringify(tree))
  const asked = path === 'version' ? 0.3 : choice(path, 'quotes')
  const isSafe = safe.test(tree) && !meant.test(tree)
  if (style === 'block' && isBlockText(tree) && asked < (tree.includes('\n') ? 0.5 : 0.03)) {
    return { lines: blockText(tree, choice(path, 'block')), inline: true }
  }
  if (isSafe && asked > 0.2) return oneLine(tree)
  const isNumeral = /^[-+.0-9][-+.0-9_exob]*$/i.test(tree)
  const dare = isNumeral || meant.test(tree) ? 0.98 : 0.6
  if (daring.test(tree) && !tree.includes(': ') && asked > dare && asked < 1) return oneLine(tree)
  if (/^[ -~]*$/.test(tree) && asked < 0.4) {
    return oneLine(`'${tree.replaceAll("'", "''")}'`)
  }
  return oneLine(JSON.stringify(tree))
}

export function writeKey(key: string, path: string, choice: Choice): string {
  const asked = choice(path, 'key')
  if (safe.test(key) && !meant.test(key) && asked > 0.06) return key
  return asked < 0.03 ? `'${key.replaceAll("'", "''")}'` : JSON.stringify(key)
}

function writeNull(path: string, choice: Choice, style: 'block' | 'flow'): string {
  const forms = ['', '~', 'null', 'Null']
  const form = forms[Math.floor(choice(path, 'null') * forms.length)] ?? 'null'
  return form === '' && style === 'flow' ? 'null' : form
}

function isBlockText(text: string): boolean {
  return text.trim() !== '' && /^[ -~\n]*$/.test(text)
}

/** Literal, or folded where the text has one line. */
function blockText(text: string, asked: number): readonly string[] {
  const body = text.replace(/\n+$/, '')
  const ends = text.length - body.length
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+'
  const isFolded = asked < 0.3 && !body.includes('\n') && !body.startsWith(' ')
  const hint = /^[\n ]/.test(body) ? '2' : ''
  const lines = body.split('\n')
  const extra = Array.from({ length: Math.max(ends - 1, 0) }, () => '')
  return [`${isFolded ? '>' : '|'}${hint}${chomp}`, ...lines, ...extra]
}

function oneLine(text: string): { readonly lines: readonly string[]; readonly inline: boolean } {
  return { lines: [text], inline: true }
}
