/** What stands in place of a value that must not be shown. */
export const REDACTED = '(redacted)'

const SECRET_NAME = /pass|secret|token|credential|auth|api.?key|private.?key|access.?key|users/i
// Bounded, so that a long value costs no more than its length.
const URL_CREDENTIALS = /(:\/\/)[^\s/@]+@/g
const WORD =
  '(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|credentials?)(?:[_-][a-z0-9_-]{0,60})?'
const ASSIGNED_SECRET = new RegExp(`(${WORD}\\s{0,20}[=:]\\s*)[^\\s,;&"']+`, 'gi')
const SECRET_SWITCH = new RegExp(`^--?[a-z0-9_-]{0,100}?${WORD}$`, 'i')
const PASSWORD_HASH = /\$(?:2[aby]|apr1|1|5|6|argon2\w*)\$\S+/g

/** True when a label's or an option's name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name)
}

/** The text without credentials of URLs, values assigned to secret-looking names, and password hashes. */
export function redactText(text: string): string {
  return text
    .replace(URL_CREDENTIALS, `$1${REDACTED}@`)
    .replace(ASSIGNED_SECRET, `$1${REDACTED}`)
    .replace(PASSWORD_HASH, REDACTED)
}

/** A command line, where a secret may also stand in the word after `--password`. */
export function redactWords(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1]
    return before !== undefined && SECRET_SWITCH.test(before) ? REDACTED : redactText(word)
  })
}
