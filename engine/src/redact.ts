const LONGEST_MESSAGE = 2_000
/** More is not searched, since a registry that anybody runs may answer with a megabyte. */
const LONGEST_SEARCHED = 4 * LONGEST_MESSAGE

/**
 * Takes credentials out of a message of the engine or a registry: user and password of URLs, their
 * query strings (token requests carry accounts there), and `Authorization`-like values.
 */
export function redact(message: string): string {
  const searched = message.slice(0, LONGEST_SEARCHED)
  const whole = searched.length === message.length
  // A word that was cut may be a credential that is no longer seen as one.
  const clean = (whole ? searched : searched.replace(/(?<=\s)\S*$/, ''))
    .replaceAll(/(:\/\/)[^\s/@"']+@/g, '$1***@')
    .replaceAll(/(:\/\/[^\s?"']+)\?[^\s"']*/g, '$1')
    .replaceAll(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***')
    .replaceAll(/"(password|token|secret|identitytoken)"\s*:\s*"[^"]*"/gi, '"$1":"***"')
    .replaceAll(/\b(password|token|secret|identitytoken)=[^\s"',}&]+/gi, '$1=***')
  return whole && clean.length <= LONGEST_MESSAGE ? clean : `${clean.slice(0, LONGEST_MESSAGE)}…`
}
