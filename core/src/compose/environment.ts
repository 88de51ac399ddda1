import type { FileRead } from './compose-api.ts'
import type { EnvFile, Environment, Service } from './model/service.ts'
import { type Base, filePath } from './paths/file-path.ts'
import { describeUnreadable } from './paths/unreadable.ts'
import { type Report, reportError, reportWarning, type Spot } from './report.ts'
import { type EnvVariable, parseEnvFile } from './syntax/env-file.ts'
import { child, type Node } from './yaml/node.ts'

export interface EnvironmentSources {
  readonly base: Base
  readonly files: ReadonlyMap<string, FileRead>
  readonly variables: ReadonlyMap<string, string>
}

/**
 * The environment of a service of one file: its env files, then `environment` above them. A name
 * without a value, or with an empty one, takes the variable of that name.
 */
export function resolveEnvironment(
  service: Service,
  sources: EnvironmentSources,
  report: Report,
): Environment {
  const resolved = new Map<string, string | undefined>()
  const fill = (name: string, value: string | undefined, spotOf: () => Spot) => {
    const variable = sources.variables.get(name)
    if (value !== undefined && value !== '') return resolved.set(name, value)
    if (value === '' && variable !== undefined && variable !== '') {
      warnOfTaken(name, spotOf(), report)
    }
    return resolved.set(name, variable ?? value)
  }
  const fromFiles = new Map<string, PlacedVariable>()
  for (const envFile of service.envFiles) {
    for (const variable of readEnvFile(envFile, sources, report)) {
      fromFiles.set(variable.name, variable)
    }
  }
  for (const { name, value, spot } of fromFiles.values()) fill(name, value, () => spot)
  for (const [name, value] of service.environment) {
    fill(name, value, () => spotOf(service, name))
  }
  return resolved
}

function warnOfTaken(name: string, spot: Spot, report: Report): void {
  reportWarning(report, {
    ...spot,
    code: 'environment-taken',
    message: `${name} is empty here, so it takes the value of the variable ${name}`,
    remedy: `Unset the variable ${name} of the deployment, or give the container another name for it.`,
  })
}

type PlacedVariable = EnvVariable & { readonly spot: Spot }

function readEnvFile(
  envFile: EnvFile,
  { base, files, variables }: EnvironmentSources,
  report: Report,
): readonly PlacedVariable[] {
  const spot = { place: envFile.at, path: envFile.path }
  const resolved = filePath(envFile.file, base)
  if (!('path' in resolved)) return []
  const read = files.get(resolved.path) ?? { kind: 'missing' }
  if (read.kind !== 'file') {
    reportError(report, { ...spot, ...describeUnreadable(resolved.path, read) })
    return []
  }
  const spotOfLine = (line: number): Spot => ({
    place: { file: resolved.path, line, column: 1 },
    path: envFile.path,
  })
  const parsed = parseEnvFile(read.bytes, (name) => variables.get(name))
  if ('message' in parsed) {
    const { line, ...fault } = parsed
    reportError(report, { ...spotOfLine(line), ...fault, code: 'env-file-line' })
    return []
  }
  return parsed.map((variable) => {
    const placed = { ...variable, spot: spotOfLine(variable.line) }
    warnOfQuotes(placed, report)
    return placed
  })
}

function warnOfQuotes({ name, value, spot }: PlacedVariable, report: Report): void {
  if (!/^(["']).*\1$/s.test(value) || value.length < 2) return
  reportWarning(report, {
    ...spot,
    code: 'quotes-in-value',
    message: `the quotes around the value of ${name} are part of it`,
    remedy: `Write ${name}=value without quotes.`,
  })
}

/** Of the value in a mapping, or of the item in a list. */
function spotOf({ name: service, nodes, at }: Service, name: string): Spot {
  const path = `services.${service}.environment`
  const environment = child(nodes[0], 'environment')
  if (environment?.kind === 'list') {
    const index = environment.items.findLastIndex((item) => namesVariable(item, name))
    const item = environment.items[index]
    if (item !== undefined) return { place: item.at, path: `${path}.${index}` }
  }
  return { place: child(environment, name)?.at ?? at, path: `${path}.${name}` }
}

function namesVariable(item: Node, name: string): boolean {
  return item.kind === 'string' && (item.value === name || item.value.startsWith(`${name}=`))
}
