import type { TextSink, World } from '../world.ts'

/** Colours only on a terminal, and never where NO_COLOR is set (no-color.org). */
export interface Style {
  readonly color: boolean
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly green: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
}

export function styleFor(sink: TextSink, environment: World['environment']): Style {
  const forced = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0'
  const refused = (environment['NO_COLOR'] ?? '') !== ''
  const color = !refused && (forced || sink.isTerminal)
  const paint = (code: number) => (text: string) =>
    color ? `\u001B[${code}m${text}\u001B[0m` : text
  return {
    color,
    bold: paint(1),
    dim: paint(2),
    green: paint(32),
    red: paint(31),
    yellow: paint(33),
  }
}
