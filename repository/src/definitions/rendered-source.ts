import { type ComposeSource, hasErrors, type Problem, renderStack } from '@kesako/core'
import type { RevisionFiles } from '../revision/revision-files.ts'
import { readPath } from '../revision/revision-files.ts'
import type { SettingsRead } from '../settings/stack-settings.ts'
import type { ChosenFiles } from '../stacks/choose-files.ts'
import type { Digest } from '../stacks/inputs-digest.ts'
import { definitionPath, isDefinitionName } from './definition-path.ts'

export interface RenderedSource {
  /** Absent when a problem is an error. */
  readonly source?: ComposeSource & { readonly text: string }
  readonly problems: readonly Problem[]
}

/** The Compose file that the settings of a stack ask for, as if it stood beside them. */
export async function renderedSource(
  { name, settings: entry }: ChosenFiles,
  { settings, optionPlaces }: SettingsRead,
  files: RevisionFiles,
  digest: Digest,
): Promise<RenderedSource> {
  const file = entry?.path ?? ''
  const place = { file, line: 1, column: 1 }
  const { stackDefinition, options = {} } = settings
  if (stackDefinition === undefined) {
    return refused({
      code: 'compose-missing',
      message: `The stack ${name} has settings and no Compose file.`,
      remedy: `Commit docker-compose-${name}.yml, or remove ${file}.`,
      place,
    })
  }
  const path = isDefinitionName(stackDefinition) ? definitionPath(stackDefinition) : undefined
  const read = path === undefined ? undefined : await readPath(files, path)
  if (path === undefined || read?.kind !== 'file') {
    return refused({
      code: 'definition-missing',
      message: `The stack ${name} asks for the stack definition ${JSON.stringify(stackDefinition.slice(0, 80))}, which is not in this revision.`,
      remedy: 'Commit definitions/<name>/docker-compose-template.yml, or name another definition.',
      place,
      path: 'stackDefinition',
    })
  }
  const { bytes } = read
  const rendered = renderStack({ name: stackDefinition, path, bytes }, options, digest)
  const problems = rendered.problems.map((problem): Problem => {
    if (problem.place !== undefined) return problem
    const option = problem.path?.slice('options.'.length) ?? ''
    return { ...problem, place: optionPlaces?.get(option) ?? place }
  })
  const { root, text } = rendered
  if (root === undefined || text === undefined || hasErrors(problems)) return { problems }
  const folder = file.slice(0, file.lastIndexOf('/') + 1)
  const beside = folder === '' ? `docker-compose-${name}.yml` : `${folder}docker-compose.yml`
  return {
    source: { path: beside, bytes: new Uint8Array(), document: root, text },
    problems,
  }
}

function refused(problem: Omit<Problem, 'severity'>): RenderedSource {
  return { problems: [{ ...problem, severity: 'error' }] }
}
