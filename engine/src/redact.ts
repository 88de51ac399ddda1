const LONGEST_MESSAGE = 2_000

/**
 * Takes credentials out of a message of the engine or a registry: user and password of URLs, their
 * query strings (token requests carry accounts there), and `Authorization`-like values.
 */
export function redact(message: string): string {
  const clean = message
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1***@')
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/[^\s?"']+)\?[^\s"']*/gi, '$1')
    .replaceAll(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***')
    .replaceAll(/"(password|token|secret|identitytoken)"\s*:\s*"[^"]*"/gi, '"$1":"***"')
    .replaceAll(/\b(password|token|secret|identitytoken)=[^\s"',}&]+/gi, '$1=***')
  return clean.length <= LONGEST_MESSAGE ? clean : `${clean.slice(0, LONGEST_MESSAGE)}…`
}
