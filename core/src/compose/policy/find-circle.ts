/** The first circle in what waits for what, its first name repeated at the end; undefined when there is none. */
export function findCircle(
  needs: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const done = new Set<string>()
  for (const start of needs.keys()) {
    const circle = circleFrom(start, needs, done)
    if (circle !== undefined) return circle
  }
  return undefined
}

/** A walk in depth with its own stack, for chains may be as long as a file has services. */
function circleFrom(
  start: string,
  needs: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly string[] | undefined {
  const steps = [{ name: start, at: 0 }]
  const open = new Set([start])
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const next = needs.get(step.name)?.[step.at]
    step.at += 1
    if (next === undefined) {
      done.add(step.name)
      open.delete(step.name)
      steps.pop()
    } else if (open.has(next)) {
      const names = steps.map(({ name }) => name)
      return [...names.slice(names.indexOf(next)), next]
    } else if (!done.has(next)) {
      open.add(next)
      steps.push({ name: next, at: 0 })
    }
  }
  return undefined
}
