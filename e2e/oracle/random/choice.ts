/**
 * A number of at least 0 and below 1 for a place and a question. The same seed answers the same, so
 * a value that shrinks elsewhere keeps its spelling here. Seed 0 always answers "no": 1.
 */
export type Choice = (path: string, question: string) => number

export function choiceOf(seed: number): Choice {
  if (seed === 0) return () => 1
  return (path, question) => mix(hash(`${seed} ${question} ${path}`)) / 2 ** 32
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value >>> 0
}

/** Spreads every bit over all others, for FNV leaves the last characters of a text in the low bits. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
