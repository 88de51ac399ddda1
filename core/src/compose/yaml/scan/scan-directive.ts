import { YamlFault } from '../yaml-fault.ts'
import {
  codeAt,
  type Cursor,
  isBlank,
  isBlankOrEnd,
  markOf,
  passBlanks,
  passLineEnd,
  passWord,
} from './cursor.ts'
import { scanHandle, scanUri } from './scan-tag.ts'

export type Directive =
  | { readonly kind: 'version-directive'; readonly version: string }
  | { readonly kind: 'tag-directive'; readonly handle: string; readonly prefix: string }

/** Reads a line `%YAML 1.1` or `%TAG !e! prefix`, its line break included. */
export function scanDirective(cursor: Cursor): Directive {
  const at = markOf(cursor)
  const refuse = (message: string) => new YamlFault(at, message, 'Remove the line.')
  cursor.position += 1
  const name = passWord(cursor)
  if (name !== 'YAML' && name !== 'TAG')
    throw refuse('a line that begins with "%" is a directive, and only %YAML and %TAG are known')
  if (!isBlankOrEnd(codeAt(cursor))) throw refuse(`a blank must follow %${name}`)
  passBlanks(cursor)
  const directive = name === 'YAML' ? scanVersion(cursor) : scanPrefix(cursor)
  if (directive === undefined)
    throw refuse(name === 'YAML' ? '%YAML takes a version' : '%TAG takes a handle and a prefix')
  passLineEnd(cursor, 'a directive')
  return directive
}

function scanVersion(cursor: Cursor): Directive | undefined {
  const found = /^[0-9]{1,2}\.[0-9]{1,2}(?![0-9])/.exec(
    cursor.text.slice(cursor.position, cursor.position + 6),
  )
  if (found === null) return undefined
  cursor.position += found[0].length
  return { kind: 'version-directive', version: found[0] }
}

function scanPrefix(cursor: Cursor): Directive | undefined {
  if (codeAt(cursor) !== 0x21) return undefined
  const handle = scanHandle(cursor)
  if (!handle.endsWith('!') || !isBlank(codeAt(cursor))) return undefined
  passBlanks(cursor)
  const prefix = scanUri(cursor)
  if (prefix === '' || !isBlankOrEnd(codeAt(cursor))) return undefined
  return { kind: 'tag-directive', handle, prefix }
}
