/** The known key that was probably meant: at most two edits away, a third of the length at most. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  if (key.length > 40) return undefined
  const plain = key.toLowerCase().replaceAll('-', '_')
  let best: string | undefined
  let least = Math.min(2, Math.floor(key.length / 3)) + 1
  for (const candidate of known) {
    const distance = plain === candidate.toLowerCase() ? 0 : edits(plain, candidate, least)
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** Edit distance with neighbour swaps, or `limit` when it is not below that. */
function edits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, cell(beforeLast, j - 2) + 1)
      }
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return cell(last, b.length)
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
