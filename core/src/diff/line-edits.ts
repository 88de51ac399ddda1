/** A run of lines that both texts have, or that only one of them has. */
export interface LineEdit {
  readonly kind: 'same' | 'removed' | 'added'
  readonly line: string
}

/** Edits looked for; texts that are further apart are shown as one replaced by the other. */
const MAX_EDITS = 500

/** Shortest way from one list of lines to another, by Myers' greedy algorithm ("An O(ND) difference algorithm", 1986). */
export function lineEdits(from: readonly string[], to: readonly string[]): readonly LineEdit[] {
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) start++
  let fromEnd = from.length
  let toEnd = to.length
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--
    toEnd--
  }
  const a = from.slice(start, fromEnd)
  const b = to.slice(start, toEnd)
  return [
    ...edits('same', from.slice(0, start)),
    ...(middle(a, b) ?? [...edits('removed', a), ...edits('added', b)]),
    ...edits('same', from.slice(fromEnd)),
  ]
}

function edits(kind: LineEdit['kind'], lines: readonly string[]): readonly LineEdit[] {
  return lines.map((line) => ({ kind, line }))
}

/** Furthest place in `a` on each diagonal, from that of -MAX_EDITS - 1 on. */
type Reached = Int32Array

function at(reached: Reached, diagonal: number): number {
  return reached[diagonal + MAX_EDITS + 1] ?? 0
}

/** Undefined where more than the bound lies between them. */
function middle(a: readonly string[], b: readonly string[]): readonly LineEdit[] | undefined {
  const max = Math.min(a.length + b.length, MAX_EDITS)
  const reached: Reached[] = []
  let now: Reached = new Int32Array(2 * MAX_EDITS + 3)
  for (let count = 0; count <= max; count++) {
    reached.push(now)
    const next = now.slice()
    for (let diagonal = -count; diagonal <= count; diagonal += 2) {
      let x = stepFrom(now, diagonal, count)
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      next[diagonal + MAX_EDITS + 1] = x
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, reached)
    }
    now = next
  }
  return undefined
}

/** Where an edit leads to on a diagonal: a line of `b` added, or one of `a` removed, whichever gets further. */
function stepFrom(before: Reached, diagonal: number, count: number): number {
  if (count === 0) return 0
  return isAdded(before, diagonal, count) ? at(before, diagonal + 1) : at(before, diagonal - 1) + 1
}

function isAdded(before: Reached, diagonal: number, count: number): boolean {
  if (diagonal === -count) return true
  return diagonal !== count && at(before, diagonal - 1) < at(before, diagonal + 1)
}

function wayBack(
  a: readonly string[],
  b: readonly string[],
  reached: readonly Reached[],
): readonly LineEdit[] {
  const found: LineEdit[] = []
  let x = a.length
  let y = b.length
  for (const [count, before] of [...reached.entries()].toReversed()) {
    const diagonal = x - y
    const after = stepFrom(before, diagonal, count)
    while (x > after) {
      found.push({ kind: 'same', line: a[--x] ?? '' })
      y--
    }
    if (count === 0) break
    if (isAdded(before, diagonal, count)) found.push({ kind: 'added', line: b[--y] ?? '' })
    else found.push({ kind: 'removed', line: a[--x] ?? '' })
  }
  return found.toReversed()
}
