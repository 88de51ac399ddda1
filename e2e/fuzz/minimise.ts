/**
 * Makes a list shorter while it still `fails`: leaves out halves, then smaller parts, then single
 * items. Tries at most `attempts` times.
 */
export async function minimise<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
  attempts: number,
): Promise<readonly T[]> {
  let shortest = items
  let left = attempts
  for (
    let size = Math.ceil(items.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < shortest.length && left > 0; left -= 1) {
      const shorter = shortest.toSpliced(start, size)
      if (await fails(shorter)) shortest = shorter
      else start += size
    }
  }
  return shortest
}
