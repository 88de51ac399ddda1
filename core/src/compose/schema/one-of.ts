import type { Fault } from '../report.ts'

/** A check that a text is one of a few. The empty text may be among them and isn't listed. */
export function oneOf(...accepted: readonly string[]): (text: string) => Fault | undefined {
  const listed = accepted.filter((word) => word !== '').join(', ')
  return (text) =>
    accepted.includes(text)
      ? undefined
      : { message: `"${text}" is not one of ${listed}`, remedy: `Write one of ${listed}.` }
}
