import { hasErrors, type Problem } from '../problem.ts'
import { checkNumbers } from './check-numbers.ts'
import {
  checkBindSources,
  checkForbidden,
  checkPortCount,
  warnOfServices,
} from './check-services.ts'
import type { ComposeSource, LoadedStack, LoadRequest } from './compose-api.ts'
import { finishProblems } from './finish-problems.ts'
import { interpolate, type UnsetVariables, type UsedVariables } from './interpolate/interpolate.ts'
import { mergeModels } from './merge/merge-models.ts'
import { readModel } from './model/read-model.ts'
import type { Model } from './model/top-level.ts'
import { stackNameProblem } from './names.ts'
import { baseOf } from './paths/file-path.ts'
import { stackPolicy } from './policy/stack-policy.ts'
import { listReferences } from './references.ts'
import { type Report, reportError, type Spot } from './report.ts'
import { composeSchema } from './schema/compose-schema.ts'
import { foldKeys } from './schema/fold-keys.ts'
import { validate } from './schema/validate.ts'
import type { Valid } from './schema/valid.ts'
import type { StackModel } from './stack-model.ts'
import { readVersion } from './version.ts'
import { entryOf } from './yaml/node.ts'
import { bounds, nothingSpent, type Spent } from './yaml/bounds.ts'
import { readDocument } from './yaml/read-document.ts'

/**
 * Parses, fills in, validates and reads the Compose files of one stack, as `docker stack deploy`
 * does. Reports every problem of every file; with an error among them there is no model.
 */
export function loadStack(request: LoadRequest): LoadedStack {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  const variables: UsedVariables = new Map()
  const unset: UnsetVariables = new Map()
  const nameProblem = stackNameProblem(request.stack)
  if (nameProblem !== undefined) report(nameProblem)
  const spent = nothingSpent()
  const loaded = boundedSources(request, report).map((source) =>
    loadFile(source, request, { used: variables, unset, spent }, report),
  )
  const files = loaded.filter((file) => file !== undefined)
  checkVersions(files, report)
  const base = baseOf(request.origin, request.sources[0]?.path ?? '')
  const models = files.map((file) => file.model)
  const references = hasErrors(problems)
    ? []
    : listReferences(models, mergeModels(models), base, report)
  const model: StackModel = { models, base, variables: request.variables }
  noteEnvironment(models, request.variables, variables)
  const { stack, policy: defaults, settings } = request
  const roots = files.map((file) => file.root)
  const isWhole = files.length === request.sources.length
  const { policy, needs } = isWhole
    ? stackPolicy(roots, { stack, defaults, settings }, report)
    : { policy: defaults, needs: new Map<string, Spot>() }
  return {
    stack: request.stack,
    references,
    variables,
    unset,
    policy,
    needs,
    problems: finishProblems(problems, variables),
    model: hasErrors(problems) ? undefined : model,
  }
}

function boundedSources({ sources }: LoadRequest, report: Report): readonly ComposeSource[] {
  if (sources.length <= bounds.files) return sources
  const message = `the stack has ${sources.length} Compose files, above the limit of ${bounds.files}`
  const place = { file: sources[bounds.files]?.path ?? '', line: 1, column: 1 }
  reportError(report, { code: 'too-many-files', message, remedy: 'Join them.', place, path: '' })
  return []
}

interface LoadedFile {
  readonly root: Valid<typeof composeSchema>
  readonly version: number
  readonly model: Model
}

function loadFile(
  source: ComposeSource,
  { variables: values }: LoadRequest,
  {
    used,
    unset,
    spent,
  }: { readonly used: UsedVariables; readonly unset: UnsetVariables; readonly spent: Spent },
  report: Report,
): LoadedFile | undefined {
  const found: Problem[] = []
  const note: Report = (problem) => {
    found.push(problem)
    report(problem)
  }
  const document = source.document ?? readDocument(source.path, source.bytes, note, spent)
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
  const filled = interpolate(document, (name) => values.get(name), used, note, unset)
  if (filled.kind !== 'map' || hasErrors(found)) return undefined
  const root = foldKeys(filled, composeSchema)
  const valid = validate(root, composeSchema, version, note)
  checkPortCount(root, note)
  checkBindSources(root, note)
  checkNumbers(root, note)
  if (valid === undefined || hasErrors(found)) return undefined
  warnOfServices(root, note)
  return { root: valid, version, model: readModel(valid, version, note) }
}

function checkVersions(files: readonly LoadedFile[], report: Report): void {
  const [first, ...others] = files
  for (const other of others) {
    if (first === undefined || other.version === first.version) continue
    const entry = entryOf(other.root, 'version')
    reportError(report, {
      code: 'versions-differ',
      message: `the files have the versions 3.${first.version} and 3.${other.version}`,
      remedy: 'Give all files of a stack the same version, or none.',
      place: entry?.value.at ?? other.root.at,
      path: 'version',
    })
  }
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
