/**
 * Variables of a stack, first found: settings `env`, `<stack>.env`, those given to the process.
 * A name that `<stack>.env` lists without a value is looked for further on.
 */
export function stackVariables(
  settings: ReadonlyMap<string, string>,
  file: ReadonlyMap<string, string | undefined>,
  given: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const variables = new Map(given)
  for (const [name, value] of file) if (value !== undefined) variables.set(name, value)
  for (const [name, value] of settings) variables.set(name, value)
  return variables
}
