/** Records that are kept in memory and on disk; what is in memory counts only once it is on disk. */
export interface SavedRecords<R> {
  readonly current: () => readonly R[]
  /** Changes go one after another. One that gives back the same list writes nothing. Rejects as `save` does. */
  readonly change: (next: (current: readonly R[]) => readonly R[]) => Promise<void>
}

export function savedRecords<R>(
  first: readonly R[],
  save: (records: readonly R[]) => Promise<void>,
): SavedRecords<R> {
  let records = first
  let writing: Promise<void> = Promise.resolve()

  async function changeAfter(
    before: Promise<void>,
    next: (current: readonly R[]) => readonly R[],
  ): Promise<void> {
    await before
    const changed = next(records)
    if (changed === records) return
    await save(changed)
    records = changed
  }

  return {
    current: () => records,
    change(next) {
      const result = changeAfter(writing, next)
      writing = result.catch(() => {})
      return result
    },
  }
}
