import { firstProblems, presentProblems } from '../present-problems.ts'
import type { Problem } from '../problem.ts'

/**
 * Problems as they leave this folder: in the order of the text, and without values of variables,
 * which may be secret. In what a sentence quotes, `${NAME}` stands for the value.
 */
export function finishProblems(
  problems: readonly Problem[],
  variables: ReadonlyMap<string, string | undefined>,
): readonly Problem[] {
  const hidden = [...variables]
    .flatMap(([name, value]) =>
      value === undefined || value.length < shortest ? [] : formsOf(name, value),
    )
    .toSorted((a, b) => b.value.length - a.value.length)
  const finished = firstProblems(inTextOrder(problems)).map((problem) => {
    const message = hide(problem.message, hidden)
    const { remedy } = problem
    return {
      ...problem,
      message,
      ...(remedy === undefined ? {} : { remedy: hide(remedy, hidden) }),
    }
  })
  // Last, for a value that is cut is not found any more.
  return presentProblems(finished)
}

/** Shorter values are no secrets, and would be found in any word. */
const shortest = 4

interface Hidden {
  readonly name: string
  readonly value: string
}

/** A remedy may spell an image in lower case. */
function formsOf(name: string, value: string): readonly Hidden[] {
  const lower = value.toLowerCase()
  return lower === value
    ? [{ name, value }]
    : [
        { name, value },
        { name, value: lower },
      ]
}

/** A quoted text may have quotes itself: whatever stands between the first and the last is quoted. */
function hide(sentence: string, hidden: readonly Hidden[]): string {
  return hidden.reduce((text, { name, value }) => {
    if (!text.includes(value)) return text
    const stand = `\${${name}}`
    if (value.includes('"')) return text.replaceAll(value, stand)
    return text.replace(/".*"/s, (quoted) => quoted.replaceAll(value, stand))
  }, sentence)
}

/** Files in the order in which they first appear, then lines and columns; no place comes first. */
function inTextOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = new Map<string | undefined, number>([[undefined, -1]])
  for (const { place } of problems) {
    if (!files.has(place?.file)) files.set(place?.file, files.size)
  }
  const rank = ({ place }: Problem) => files.get(place?.file) ?? 0
  return problems.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}
