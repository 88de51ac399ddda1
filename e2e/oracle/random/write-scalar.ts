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
): WrittenScalar {
  const verbatim = plainText(tree)
  if (verbatim !== undefined) return oneLine(verbatim)
  if (tree === null) return oneLine(writeNull(path, choice, style))
  return typeof tree === 'string'
    ? writeText(tree, path, choice, style)
    : oneLine(JSON.stringify(tree))
}

interface WrittenScalar {
  readonly lines: readonly string[]
  readonly inline: true
}

function writeText(
  text: string,
  path: string,
  choice: Choice,
  style: 'block' | 'flow',
): WrittenScalar {
  const asked = path === 'version' ? choice(path, 'quotes') / 2 : choice(path, 'quotes')
  const folded = style === 'block' ? foldedLines(text, choice(path, 'fold')) : undefined
  if (folded !== undefined) return { lines: folded, inline: true }
  if (style === 'block' && isBlockText(text) && asked < (text.includes('\n') ? 0.5 : 0.03)) {
    return { lines: blockText(text, choice(path, 'block')), inline: true }
  }
  if (isPlain(text, asked)) return oneLine(text)
  if (/^[ -~]*$/.test(text) && asked < 0.4) {
    return oneLine(`'${text.replaceAll("'", "''")}'`)
  }
  const tag = choice(path, 'tag')
  const tagged = tag < 0.02 ? '!!str ' : tag < 0.03 ? '!other ' : ''
  return oneLine(`${tagged}${JSON.stringify(text)}`)
}

/** Without quotes where that changes nothing, and now and then where it does. */
function isPlain(text: string, asked: number): boolean {
  if (safe.test(text) && !meant.test(text) && asked > 0.2) return true
  const isNumeral = /^[-+.0-9][-+.0-9_exob]*$/i.test(text)
  const dare = isNumeral || meant.test(text) ? 0.98 : 0.6
  return asked > dare && asked < 1 && daring.test(text) && !text.includes(': ')
}

/** A text that goes on in the next line, where a blank is: in quotes, or plain if it has only words. */
function foldedLines(text: string, asked: number): readonly string[] | undefined {
  const match = /^(\S+(?: \S+)*) (\S+)$/.exec(text)
  if (match === null || asked > 0.06 || !/^[ -~]*$/.test(text)) return undefined
  const [, head = '', tail = ''] = match
  if (asked < 0.02 && /^[a-z][a-z ]*$/.test(text)) return [head, tail]
  if (asked < 0.04) return [`'${head.replaceAll("'", "''")}`, `${tail.replaceAll("'", "''")}'`]
  const quoted = JSON.stringify(text)
  const at = quoted.lastIndexOf(' ')
  return [quoted.slice(0, at), quoted.slice(at + 1)]
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

function oneLine(text: string): WrittenScalar {
  return { lines: [text], inline: true }
}
