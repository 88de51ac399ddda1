import type { FileRead } from './compose-api.ts'
import type { EnvFile, Environment, Service } from './model/service.ts'
import { type Base, filePath } from './paths/file-path.ts'
import { describeUnreadable } from './paths/unreadable.ts'
import { type Report, reportError } from './report.ts'
import { parseEnvFile } from './syntax/env-file.ts'

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
  const fill = (variables: Iterable<readonly [string, string | undefined]>) => {
    for (const [name, value] of variables) {
      const emptyOrNone = value === undefined || value === ''
      resolved.set(name, emptyOrNone ? (sources.variables.get(name) ?? value) : value)
    }
  }
  const fromFiles = new Map<string, string>()
  for (const envFile of service.envFiles) {
    for (const [name, value] of readEnvFile(envFile, sources, report)) fromFiles.set(name, value)
  }
  fill(fromFiles)
  fill(service.environment)
  return resolved
}

function readEnvFile(
  envFile: EnvFile,
  { base, files, variables }: EnvironmentSources,
  report: Report,
): readonly (readonly [string, string])[] {
  const spot = { place: envFile.at, path: envFile.path }
  const resolved = filePath(envFile.file, base)
  if (!('path' in resolved)) return []
  const read = files.get(resolved.path) ?? { kind: 'missing' }
  if (read.kind !== 'file') {
    reportError(report, { ...spot, ...describeUnreadable(resolved.path, read) })
    return []
  }
  const parsed = parseEnvFile(read.bytes, (name) => variables.get(name))
  if (!('message' in parsed)) return parsed
  reportError(report, {
    code: 'env-file-line',
    message: parsed.message,
    remedy: 'Write NAME=value on each line.',
    place: { file: resolved.path, line: parsed.line, column: 1 },
    path: envFile.path,
  })
  return []
}
