/** Runs a task for every item, a few at once, each lane with a resource of its own. */
export async function inParallel<Item, Lane extends AsyncDisposable, Result>(
  items: readonly Item[],
  lanes: number,
  open: () => Promise<Lane>,
  task: (item: Item, lane: Lane) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const work = async () => {
    await using lane = await open()
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, item] = next
      results[index] = await task(item, lane)
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, work))
  return results
}
