import type { Fault } from '../report.ts'

/**
 * Splits a command line into words: quotes, backslashes, and comments from a `#` that starts a
 * word. No variables, no globs. Undefined when a quote or an escape has no end.
 */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote: '"' | "'" | undefined
  for (let index = 0; index < line.length; index++) {
    const char = line.charAt(index)
    if (quote === "'") {
      if (char === "'") quote = undefined
      else word += char
    } else if (char === '\\') {
      index += 1
      if (index === line.length) return undefined
      word = (word ?? '') + line.charAt(index)
    } else if (quote === '"') {
      if (char === '"') quote = undefined
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/[ \t\r\n]/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (char === '#' && word === undefined) {
      const end = line.indexOf('\n', index)
      index = end === -1 ? line.length : end
    } else {
      word = (word ?? '') + char
    }
  }
  if (quote !== undefined) return undefined
  if (word !== undefined) words.push(word)
  return words
}

export function checkWords(line: string): Fault | undefined {
  if (splitWords(line) !== undefined) return undefined
  return {
    message: 'a quote or a backslash of the command has no end',
    remedy: 'Close it, or write the command as a list.',
  }
}
