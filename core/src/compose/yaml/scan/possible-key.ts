import { YamlFault } from '../yaml-fault.ts'
import { columnOf, type Mark } from './cursor.ts'
import { indentOf, inFlow, type PossibleKey, type Scanner } from './scanner.ts'

/** The longest key, in characters up to its ":". */
const longestKey = 1024

/** The possible key of the level of brackets that the cursor is in. */
export function currentKey(scanner: Scanner): PossibleKey {
  const key = scanner.keys[scanner.keys.length - 1]
  if (key === undefined) throw new Error('there is a possible key for every level')
  return key
}

/** Notes that the token which begins at the cursor may be a key. */
export function savePossibleKey(scanner: Scanner): void {
  if (!scanner.keyAllowed) return
  dropPossibleKey(scanner)
  const key = currentKey(scanner)
  const column = columnOf(scanner)
  key.possible = true
  key.required = !inFlow(scanner) && indentOf(scanner) === column
  key.number = scanner.taken + scanner.tokens.length
  key.position = scanner.position
  key.line = scanner.line
  key.column = column
}

export function dropPossibleKey(scanner: Scanner): void {
  const key = currentKey(scanner)
  if (key.possible && key.required) throw missingColon(key)
  key.possible = false
}

/** A key ends in the line in which it begins, and within 1024 characters. */
export function isKeyStill(scanner: Scanner, key: PossibleKey): boolean {
  if (!key.possible) return false
  if (key.line === scanner.line && key.position + longestKey >= scanner.position) return true
  if (key.required) throw missingColon(key)
  key.possible = false
  return false
}

function missingColon({ line, column }: PossibleKey): YamlFault {
  const at: Mark = { line, column: column + 1 }
  return new YamlFault(at, 'a ":" must follow this key in the same line', 'Write "key: value".')
}
