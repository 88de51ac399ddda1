import { nearestKey } from '../../compose/schema/nearest-key.ts'
import type { Problem } from '../../problem.ts'
import { checkValue } from './check-value.ts'
import type { DefinitionOptions, OptionValue, OptionValues } from './option.ts'

export interface ResolvedOptions {
  readonly values: OptionValues
  /** With the path `options.<name>`, without a place. */
  readonly problems: readonly Problem[]
}

/** The values that a definition is rendered with: those given, else the defaults. Null means: not given. */
export function resolveOptions(
  options: DefinitionOptions,
  given: Readonly<Record<string, unknown>>,
): ResolvedOptions {
  const values = new Map<string, OptionValue>()
  const problems: Problem[] = []
  for (const name of Object.keys(given)) {
    if (options.has(name)) continue
    const nearest = nearestKey(name, [...options.keys()])
    const known = options.size === 0 ? 'It has none.' : `It has ${[...options.keys()].join(', ')}.`
    const remedy = nearest === undefined ? known : `Did you mean "${nearest}"?`
    problems.push(
      problem(
        'option-unknown',
        name,
        `the definition has no option "${name.slice(0, 80)}"`,
        remedy,
      ),
    )
  }
  for (const [name, option] of options) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value !== undefined && value !== null) {
      const read = checkValue(option, value)
      if (read.kind === 'value') values.set(name, read.value)
      else {
        const { message, remedy } = read.fault
        problems.push(problem('option-invalid', name, `the option ${name} ${message}`, remedy))
      }
    } else if (option.default !== undefined) {
      values.set(name, option.default)
    } else if (option.required) {
      const message = `the option ${name} is missing`
      problems.push(problem('option-missing', name, message, `Give a value for ${name}.`))
    }
  }
  return { values, problems }
}

function problem(code: string, name: string, message: string, remedy: string): Problem {
  return { code, severity: 'error', message, remedy, path: `options.${name}` }
}
