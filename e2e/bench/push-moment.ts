/**
 * When the server took each push on the branch: milliseconds since 1970, in the order of the log. Lines that are no JSON
 * are what it said to a person.
 */
export function pushMoments(output: string): readonly number[] {
  return output.split('\n').flatMap((line) => {
    const entry = parsed(line)
    if (entry?.['msg'] !== 'push taken') return []
    const at = Date.parse(String(entry['time']))
    return Number.isNaN(at) ? [] : [at]
  })
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    // An object, as the line begins with a brace.
    return JSON.parse(line) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
