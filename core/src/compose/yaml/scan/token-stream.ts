import { fetchToken } from './fetch-token.ts'
import { isKeyStill } from './possible-key.ts'
import type { Scanner } from './scanner.ts'
import type { Token } from './token.ts'

/** The docker CLI reads ahead this far, and so finds what is wrong in tokens that it never uses. */
const ahead = 2

/** The next token; at the end of the text always `end`. */
export function peekToken(scanner: Scanner): Token {
  while (!scanner.settled) {
    if (scanner.tokens.length > ahead && !firstMayBeKey(scanner)) scanner.settled = true
    else fetchToken(scanner)
  }
  const token = scanner.tokens[0]
  if (token === undefined) throw new Error('the scanner stopped without a token')
  return token
}

/** Passes the token that `peekToken` returned. */
export function skipToken(scanner: Scanner): void {
  scanner.tokens.shift()
  scanner.taken += 1
  scanner.settled = false
}

function firstMayBeKey(scanner: Scanner): boolean {
  for (const key of scanner.keys) {
    if (key.possible && key.number === scanner.taken) return isKeyStill(scanner, key)
  }
  return false
}
