import { type Pattern, parsePattern, PatternFault } from './parse-pattern.ts'

/** Looks for a pattern in a text, in time that grows with the text's length and no faster. */
export interface Matcher {
  readonly matches: (text: string) => boolean
}

export type PatternRead =
  | { readonly kind: 'matcher'; readonly matcher: Matcher }
  | { readonly kind: 'fault'; readonly message: string }

const MOST_CHARACTERS = 500
/** Steps after repetitions are written out. */
const MOST_STEPS = 1000

/**
 * Reads a `pattern` of JSON Schema: a regular expression with Unicode, without what needs
 * backtracking (references to groups, look-around, word boundaries), so that no value can keep a
 * server busy.
 */
export function readPattern(text: string): PatternRead {
  if (text.length > MOST_CHARACTERS) {
    return fault(`the pattern has more than ${MOST_CHARACTERS} characters`)
  }
  try {
    // Only for its judgement: this one backtracks.
    void new RegExp(text, 'u')
    const steps: Step[] = []
    const first = compile(parsePattern(text), add(steps, { kind: 'found' }), steps)
    return { kind: 'matcher', matcher: { matches: (value) => search(steps, first, value) } }
  } catch (error) {
    if (error instanceof PatternFault) return fault(error.message)
    if (error instanceof SyntaxError) return fault('it is not a regular expression')
    throw error
  }
}

function fault(message: string): PatternRead {
  return { kind: 'fault', message }
}

type Step =
  | { readonly kind: 'found' }
  | { readonly kind: 'character'; readonly test: RegExp; readonly next: number }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'split'; next: readonly number[] }

function add(steps: Step[], step: Step): number {
  if (steps.length >= MOST_STEPS) throw new PatternFault('it repeats too much')
  return steps.push(step) - 1
}

/** Adds the steps of a pattern that goes on at `next`; gives the first one. */
function compile(pattern: Pattern, next: number, steps: Step[]): number {
  switch (pattern.kind) {
    case 'character':
      return add(steps, { kind: 'character', test: pattern.test, next })
    case 'start':
    case 'end':
      return add(steps, { kind: pattern.kind, next })
    case 'sequence':
      return pattern.parts.reduceRight((after, part) => compile(part, after, steps), next)
    case 'either':
      return add(steps, {
        kind: 'split',
        next: pattern.ways.map((way) => compile(way, next, steps)),
      })
    case 'repeat':
      return compileRepeat(pattern, next, steps)
  }
}

function compileRepeat(
  { part, least, most }: Extract<Pattern, { kind: 'repeat' }>,
  next: number,
  steps: Step[],
): number {
  if (least > MOST_STEPS || (most ?? 0) > MOST_STEPS) {
    throw new PatternFault('it repeats too much')
  }
  let after = next
  if (most === undefined) {
    const loop: Step = { kind: 'split', next: [] }
    after = add(steps, loop)
    loop.next = [compile(part, after, steps), next]
  } else {
    for (let left = most - least; left > 0; left--) {
      after = add(steps, { kind: 'split', next: [compile(part, after, steps), next] })
    }
  }
  for (let left = least; left > 0; left--) after = compile(part, after, steps)
  return after
}

function search(steps: readonly Step[], first: number, text: string): boolean {
  const characters = Array.from(text)
  let current = new Set<number>()
  for (let at = 0; at <= characters.length; at++) {
    const edge = { isStart: at === 0, isEnd: at === characters.length }
    const reached = new Set<number>()
    for (const step of [...current, first]) reach(step, steps, edge, reached)
    if ([...reached].some((step) => steps[step]?.kind === 'found')) return true
    const character = characters[at] ?? ''
    current = new Set()
    for (const index of reached) {
      const step = steps[index]
      if (step?.kind === 'character' && step.test.test(character)) current.add(step.next)
    }
  }
  return false
}

/** All steps that are reached from one without a character. */
function reach(
  from: number,
  steps: readonly Step[],
  edge: { readonly isStart: boolean; readonly isEnd: boolean },
  reached: Set<number>,
): void {
  const open = [from]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue
    reached.add(index)
    const step = steps[index]
    if (step?.kind === 'split') open.push(...step.next)
    if (step?.kind === 'start' && edge.isStart) open.push(step.next)
    if (step?.kind === 'end' && edge.isEnd) open.push(step.next)
  }
}
