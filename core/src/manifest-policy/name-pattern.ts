/** True when a name is as a pattern says; `*` stands for any number of characters. Takes at most length times length steps. */
export function matchesName(pattern: string, name: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let next = 0
  while (at < name.length) {
    if (pattern[next] === '*') {
      star = next
      resume = at
      next += 1
    } else if (next < pattern.length && pattern[next] === name[at]) {
      next += 1
      at += 1
    } else if (star >= 0) {
      resume += 1
      at = resume
      next = star + 1
    } else return false
  }
  return /^\**$/.test(pattern.slice(next))
}

/** True when any of the patterns takes the name. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => matchesName(pattern, name))
}
