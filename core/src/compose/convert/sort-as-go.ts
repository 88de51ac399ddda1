/*
 * The order of Go's `sort.Slice`, which is not stable above 12 items: pattern-defeating quicksort
 * as in Go 1.19 and later (sort/zsortfunc.go), step for step, since its swaps decide which of two
 * equal items comes first. The docker CLI sorts the ports of a service by it.
 */

interface Span {
  readonly less: (a: number, b: number) => boolean
  readonly swap: (a: number, b: number) => void
}

const longestInsertion = 12
const shortestMedianOfNine = 50
const shortestShifting = 50

/** The items in the order that `sort.Slice` gives them, with `rank` as what is compared. */
export function sortAsGo<Item>(
  items: readonly Item[],
  rank: (item: Item) => number,
): readonly Item[] {
  const sorted = [...items]
  const ranks = sorted.map(rank)
  const span: Span = {
    less: (a, b) => (ranks[a] ?? 0) < (ranks[b] ?? 0),
    swap: (a, b) => {
      exchange(sorted, a, b)
      exchange(ranks, a, b)
    },
  }
  sort(span, 0, sorted.length, bitLength(sorted.length))
  return sorted
}

function sort(span: Span, from: number, to: number, limit: number): void {
  let [start, end, remaining] = [from, to, limit]
  let [wasBalanced, wasPartitioned] = [true, true]
  for (;;) {
    const length = end - start
    if (length <= longestInsertion) return sortByInsertion(span, start, end)
    if (remaining === 0) return sortByHeap(span, start, end)
    if (!wasBalanced) {
      breakPatterns(span, start, end)
      remaining -= 1
    }
    let { pivot, order } = choosePivot(span, start, end)
    if (order === 'falling') {
      reverse(span, start, end)
      pivot = end - 1 - (pivot - start)
      order = 'rising'
    }
    if (wasBalanced && wasPartitioned && order === 'rising' && finishSorted(span, start, end))
      return
    if (start > 0 && !span.less(start - 1, pivot)) {
      start = partitionEqual(span, start, end, pivot)
      continue
    }
    const { middle, already } = partition(span, start, end, pivot)
    wasPartitioned = already
    const threshold = Math.floor(length / 8)
    if (middle - start < end - middle) {
      wasBalanced = middle - start >= threshold
      sort(span, start, middle, remaining)
      start = middle + 1
    } else {
      wasBalanced = end - middle >= threshold
      sort(span, middle + 1, end, remaining)
      end = middle
    }
  }
}

function sortByInsertion({ less, swap }: Span, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    for (let j = i; j > start && less(j, j - 1); j--) swap(j, j - 1)
  }
}

function sortByHeap(span: Span, start: number, end: number): void {
  const length = end - start
  for (let i = Math.floor((length - 1) / 2); i >= 0; i--) siftDown(span, i, length, start)
  for (let i = length - 1; i >= 0; i--) {
    span.swap(start, start + i)
    siftDown(span, 0, i, start)
  }
}

function siftDown({ less, swap }: Span, low: number, high: number, first: number): void {
  let root = low
  for (;;) {
    let child = 2 * root + 1
    if (child >= high) return
    if (child + 1 < high && less(first + child, first + child + 1)) child += 1
    if (!less(first + root, first + child)) return
    swap(first + root, first + child)
    root = child
  }
}

function partition(
  { less, swap }: Span,
  start: number,
  end: number,
  pivot: number,
): { readonly middle: number; readonly already: boolean } {
  swap(start, pivot)
  let [i, j] = [start + 1, end - 1]
  for (let already = true; ; already = false) {
    while (i <= j && less(i, start)) i += 1
    while (i <= j && !less(j, start)) j -= 1
    if (i > j) {
      swap(j, start)
      return { middle: j, already }
    }
    swap(i, j)
    i += 1
    j -= 1
  }
}

/** Puts what equals the pivot first, and gives where the greater items start. */
function partitionEqual({ less, swap }: Span, start: number, end: number, pivot: number): number {
  swap(start, pivot)
  let [i, j] = [start + 1, end - 1]
  for (;;) {
    while (i <= j && !less(start, i)) i += 1
    while (i <= j && less(start, j)) j -= 1
    if (i > j) return i
    swap(i, j)
    i += 1
    j -= 1
  }
}

/** Sorts what is nearly sorted by a few moves; false when there are too many. */
function finishSorted({ less, swap }: Span, start: number, end: number): boolean {
  let i = start + 1
  for (let step = 0; step < 5; step++) {
    while (i < end && !less(i, i - 1)) i += 1
    if (i === end) return true
    if (end - start < shortestShifting) return false
    swap(i, i - 1)
    if (i - start >= 2) for (let j = i - 1; j >= 1 && less(j, j - 1); j--) swap(j, j - 1)
    if (end - i >= 2) for (let j = i + 1; j < end && less(j, j - 1); j++) swap(j, j - 1)
  }
  return false
}

function breakPatterns({ swap }: Span, start: number, end: number): void {
  const length = end - start
  const modulus = 1n << BigInt(bitLength(length))
  const middle = start + Math.floor(length / 4) * 2 - 1
  let random = BigInt(length)
  for (let i = 0; i < 3; i++) {
    random = BigInt.asUintN(64, random ^ (random << 13n))
    random ^= random >> 7n
    random = BigInt.asUintN(64, random ^ (random << 17n))
    const other = Number(random % modulus)
    swap(middle + i, start + (other >= length ? other - length : other))
  }
}

interface Choice {
  readonly pivot: number
  readonly order: 'rising' | 'falling' | 'unknown'
}

function choosePivot({ less }: Span, start: number, end: number): Choice {
  let swaps = 0
  const ordered = (a: number, b: number): readonly [number, number] => {
    if (!less(b, a)) return [a, b]
    swaps += 1
    return [b, a]
  }
  const median = (a: number, b: number, c: number): number => {
    const [low, middle] = ordered(a, b)
    const [lower] = ordered(middle, c)
    return ordered(low, lower)[1]
  }
  const quarter = Math.floor((end - start) / 4)
  const candidates = [1, 2, 3].map((part) => {
    const at = start + quarter * part
    return end - start >= shortestMedianOfNine ? median(at - 1, at, at + 1) : at
  })
  const [a = start, b = start, c = start] = candidates
  const pivot = median(a, b, c)
  return { pivot, order: swaps === 0 ? 'rising' : swaps === 12 ? 'falling' : 'unknown' }
}

function reverse({ swap }: Span, start: number, end: number): void {
  for (let i = start, j = end - 1; i < j; i++, j--) swap(i, j)
}

function bitLength(value: number): number {
  return 32 - Math.clz32(value)
}

function exchange(values: unknown[], a: number, b: number): void {
  const left = values[a]
  values[a] = values[b]
  values[b] = left
}
