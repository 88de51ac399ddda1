import {
  codeAt,
  isBlank,
  isBreak,
  passBlanks,
  passBreak,
  passSpaces,
  passToBreak,
} from './cursor.ts'
import { inFlow, type Scanner } from './scanner.ts'

/** How far the docker CLI looks for a comment that follows. */
const commentWindow = 512

const byteOrderMark = 0xfeff

/** Passes blanks, line breaks and comments. Tabs are no indentation. */
export function passToToken(scanner: Scanner): void {
  for (;;) {
    if (scanner.position === 0 && codeAt(scanner) === byteOrderMark) scanner.position += 1
    if (inFlow(scanner) || !scanner.keyAllowed) passBlanks(scanner)
    else passSpaces(scanner)
    if (codeAt(scanner) === 0x23) passComments(scanner)
    if (!isBreak(codeAt(scanner))) return
    passBreak(scanner)
    if (!inFlow(scanner)) scanner.keyAllowed = true
  }
}

/** A comment, and those that follow with nothing but blanks between, even tabs. */
function passComments(scanner: Scanner): void {
  for (;;) {
    passToBreak(scanner)
    const distance = distanceToComment(scanner)
    if (distance === undefined) return
    const end = scanner.position + distance
    while (scanner.position < end) {
      if (isBreak(codeAt(scanner))) passBreak(scanner)
      else scanner.position += 1
    }
  }
}

function distanceToComment(scanner: Scanner): number | undefined {
  for (let distance = 0; distance < commentWindow; distance++) {
    const code = codeAt(scanner, distance)
    if (code === 0x23) return distance
    if (!isBlank(code) && !isBreak(code)) return undefined
  }
  return undefined
}

/** A comment in the line in which a token ended. */
export function passLineComment(scanner: Scanner): void {
  if (beganLine(scanner)) return
  for (let distance = 0; distance < commentWindow; distance++) {
    const code = codeAt(scanner, distance)
    if (code === 0x23) passToBreak(scanner)
    if (!isBlank(code)) return
  }
}

/** True with nothing but blanks before the cursor in its line, which is not the first. */
function beganLine(scanner: Scanner): boolean {
  let offset = scanner.position - 1
  while (offset >= scanner.lineStart && isBlank(scanner.text.charCodeAt(offset))) offset -= 1
  return offset < scanner.lineStart && scanner.line > 1
}
