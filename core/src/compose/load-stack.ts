import type { StackPolicy } from '../desired-state.ts'
import { hasErrors, type Problem } from '../problem.ts'
import { checkForbidden, checkPortCount, warnOfServices } from './check-services.ts'
import type { ComposeSource, LoadedStack, LoadRequest } from './compose-api.ts'
import { finishProblems } from './finish-problems.ts'
import { interpolate, type UsedVariables } from './interpolate/interpolate.ts'
import { mergeModels } from './merge/merge-models.ts'
import { readModel } from './model/read-model.ts'
import type { Model } from './model/top-level.ts'
import { stackNameProblem } from './names.ts'
import { baseOf } from './paths/file-path.ts'
import { POLICY_KEY, readPolicy } from './policy.ts'
import { listReferences } from './references.ts'
import { type Report, reportError, reportWarning } from './report.ts'
import { composeSchema } from './schema/compose-schema.ts'
import { validate } from './schema/validate.ts'
import type { StackModel } from './stack-model.ts'
import { readVersion } from './version.ts'
import type { MapNode } from './yaml/node.ts'
import { readDocument } from './yaml/read-document.ts'

/**
 * Parses, fills in, validates and reads the Compose files of one stack, as `docker stack deploy`
 * does. Reports every problem of every file; with an error among them there is no model.
 */
export function loadStack(request: LoadRequest): LoadedStack {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  const variables: UsedVariables = new Map()
  const nameProblem = stackNameProblem(request.stack)
  if (nameProblem !== undefined) report(nameProblem)
  const loaded = request.sources.map((source) => loadFile(source, request, variables, report))
  const files = loaded.filter((file) => file !== undefined)
  checkVersions(files, report)
  const base = baseOf(request.origin, request.sources[0]?.path ?? '')
  const models = files.map((file) => file.model)
  const references = hasErrors(problems)
    ? []
    : listReferences(models, mergeModels(models), base, report)
  const model: StackModel = { models, base, variables: request.variables }
  noteEnvironment(models, request.variables, variables)
  const policy = files[0] === undefined ? request.policy : policyOf(files, request.policy, report)
  return {
    stack: request.stack,
    references,
    variables,
    policy,
    problems: finishProblems(problems, variables),
    model: hasErrors(problems) ? undefined : model,
  }
}

interface LoadedFile {
  readonly root: MapNode
  readonly version: number
  readonly model: Model
}

function loadFile(
  source: ComposeSource,
  { variables: values }: LoadRequest,
  used: UsedVariables,
  report: Report,
): LoadedFile | undefined {
  const found: Problem[] = []
  const note: Report = (problem) => {
    found.push(problem)
    report(problem)
  }
  const document = readDocument(source.path, source.bytes, note)
  if (document === undefined) return undefined
  if (document.kind !== 'map') {
    const message = 'a Compose file must be a mapping with the key "services"'
    const remedy = 'Write services: and the services below it.'
    reportError(note, { code: 'not-a-mapping', message, remedy, place: document.at, path: '' })
    return undefined
  }
  const version = readVersion(document, note)
  checkForbidden(document, note)
  if (version === undefined || hasErrors(found)) return undefined
  const root = interpolate(document, (name) => values.get(name), used, note)
  if (root.kind !== 'map' || hasErrors(found)) return undefined
  validate(root, composeSchema, version, note)
  checkPortCount(root, note)
  if (hasErrors(found)) return undefined
  warnOfServices(root, note)
  return { root, version, model: readModel(root, version, note) }
}

function checkVersions(files: readonly LoadedFile[], report: Report): void {
  const [first, ...others] = files
  for (const other of others) {
    if (first === undefined || other.version === first.version) continue
    const entry = other.root.entries.get('version')
    reportError(report, {
      code: 'versions-differ',
      message: `the files have the versions 3.${first.version} and 3.${other.version}`,
      remedy: 'Give all files of a stack the same version, or none.',
      place: entry?.value.at ?? other.root.at,
      path: 'version',
    })
  }
}

/** Only the first file's top-level extensions count, as with the docker CLI. */
function policyOf(
  files: readonly LoadedFile[],
  defaults: StackPolicy,
  report: Report,
): StackPolicy {
  const [first, ...others] = files
  for (const other of others) {
    const entry = other.root.entries.get(POLICY_KEY)
    if (entry === undefined) continue
    reportWarning(report, {
      code: 'ignored-key',
      message: `${POLICY_KEY} counts in the first file only`,
      remedy: 'Move it there.',
      place: entry.at,
      path: POLICY_KEY,
    })
  }
  return first === undefined ? defaults : readPolicy(first.root, defaults, report)
}

/** Names in `environment` that take their value from a variable are variables of the stack, too. */
function noteEnvironment(
  models: readonly Model[],
  values: ReadonlyMap<string, string>,
  used: UsedVariables,
): void {
  for (const service of models.flatMap((model) => [...model.services.values()])) {
    for (const [name, value] of service.environment) {
      if (value === undefined || value === '') used.set(name, values.get(name))
    }
  }
}
