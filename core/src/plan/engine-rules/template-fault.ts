/** Fields that a template may name, as dotted paths; a map takes any key below it. */
const FIELDS = [
  /^\.(?:Service|Node|Task)?$/,
  /^\.Service\.(?:ID|Name|Labels(?:\.\w+)?)$/,
  /^\.Node\.(?:ID|Hostname|Platform(?:\.(?:Architecture|OS))?)$/,
  /^\.Task\.(?:ID|Name|Slot)$/,
]

/** Functions of Go's templates, those that the engine adds, and words of the language itself. */
const WORDS = new Set(
  (
    'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne ' +
    'join ' +
    'if else end range with define template block break continue true false nil'
  ).split(' '),
)

/**
 * Why the engine refuses a text as a Go template, or undefined. Finds what is plainly wrong (an
 * action that isn't closed, a field or a function that there is not) and leaves the rest to the engine.
 */
export function templateFault(text: string): string | undefined {
  let rest = text
  for (;;) {
    const start = rest.indexOf('{{')
    if (start < 0) return undefined
    const action = readAction(rest.slice(start + 2))
    if (action === undefined) return '"{{" is not closed'
    const fault = wordFault(action.words)
    if (fault !== undefined) return fault
    // The dot means something else from here on.
    if (action.words.some((word) => word === 'range' || word === 'with')) return undefined
    rest = rest.slice(start + 2 + action.length)
  }
}

/** The words of an action, without its strings, and its length with the closing braces. */
function readAction(
  text: string,
): { readonly words: readonly string[]; readonly length: number } | undefined {
  const pattern = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\/\*.*?\*\/|\}\}|[\w.$]+|./gsu
  const words: string[] = []
  for (const { 0: token, index } of text.matchAll(pattern)) {
    if (token === '}}') return { words, length: index + 2 }
    if (/^[\w.$]/u.test(token)) words.push(token)
  }
  return undefined
}

function wordFault(words: readonly string[]): string | undefined {
  for (const word of words) {
    if (word.startsWith('.') && !FIELDS.some((field) => field.test(word))) {
      return `there is no ${word}`
    }
    if (/^[a-zA-Z_]\w*$/.test(word) && !WORDS.has(word)) return `there is no function "${word}"`
  }
  return undefined
}
