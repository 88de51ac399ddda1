import { checkSecretContent, hasErrors, type Problem, type RenderedStack } from '@kesako/core'
import type { DefinitionAtRevision, StacksRepository } from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'

/** Makes a secret of the value of an option and gives its name. */
export type MakeSecret = (option: string, value: string) => Promise<string>

export interface RenderedOptions extends RenderedStack {
  /** As the settings have them: names of secrets in place of their contents. */
  readonly options: Readonly<Record<string, unknown>>
}

type Options = Readonly<Record<string, unknown>>

/**
 * Renders options as a person gives them, with the contents of secrets. A secret option that is left
 * out keeps the secret that `before` names; null takes it away.
 */
export async function renderGiven(
  repository: StacksRepository,
  definition: DefinitionAtRevision,
  given: Options,
  before: Options,
  make: MakeSecret,
): Promise<RenderedOptions> {
  const declared = definition.definition?.options
  if (declared === undefined) return { options: {}, problems: definition.problems }
  const options: Record<string, unknown> = {}
  const contents: { readonly name: string; readonly value: string }[] = []
  const problems: Problem[] = []
  for (const [name, value] of Object.entries(given)) {
    if (declared.get(name)?.secret !== true) setOption(options, name, value)
  }
  for (const [name, option] of declared) {
    if (!option.secret) continue
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    const kept = Object.hasOwn(before, name) ? before[name] : undefined
    if (value === null) continue
    if (value === undefined || value === kept) {
      if (kept !== undefined) setOption(options, name, kept)
      continue
    }
    const read = checkSecretContent(option, value)
    if (read.kind === 'fault') {
      const { message, remedy } = read.fault
      const path = `options.${name}`
      problems.push({
        code: 'option-invalid',
        severity: 'error',
        message: `the option ${name} ${message}`,
        remedy,
        path,
      })
    } else if (typeof read.value === 'string') {
      contents.push({ name, value: read.value })
    }
    // Stands for the name while everything else is judged.
    setOption(options, name, 'pending')
  }
  const judged = repository.render(definition, options)
  problems.push(...judged.problems)
  if (hasErrors(problems)) return { options, problems }
  for (const { name, value } of contents) setOption(options, name, await make(name, value))
  return { options, ...repository.render(definition, options) }
}

/** Also for names that objects have by themselves. */
function setOption(options: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(options, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  })
}

/** The text of the Compose file; throws a 422 that names each option where there is none. */
export function renderedText({ text, problems }: RenderedStack, name: string): string {
  if (text !== undefined) return text
  const detail = `The stack definition ${name} can't be rendered with these options.`
  throw new RequestProblem('options-invalid', detail, { problems })
}

/** The definition at a revision; throws a 404 where there is none. */
export async function requireDefinition(
  repository: StacksRepository,
  revision: string | undefined,
  name: string,
): Promise<DefinitionAtRevision> {
  const [found] = revision === undefined ? [] : await repository.definitions(revision, name)
  if (found !== undefined) return found
  throw new RequestProblem('definition-unknown', `There is no stack definition ${name}.`, {
    remedy: `Add definitions/${name}/docker-compose-template.yml, or see GET /api/stackDefinitions.`,
  })
}
