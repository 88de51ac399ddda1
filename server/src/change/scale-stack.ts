import { isDeepStrictEqual } from 'node:util'
import { type DesiredState, modeName, setReplicas } from '@kesako/core'
import type { FileChange, StackAtRevision, StacksRepository } from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'
import type { HeadState } from './read-head.ts'
import { withVariables } from './settings-change.ts'
import { settingsPathOf } from './stack-files.ts'
import { filesInvalid } from './write-stack.ts'

/** Tasks wanted, by the service's name in the Compose file. */
export type Replicas = Readonly<Record<string, number>>

/**
 * The files that give services other numbers of tasks: the Compose file with the numbers changed where
 * they stand, and the settings where a number is a variable's. Throws a 422 where that would change
 * anything else, or can't be done.
 */
export async function scaleStack(
  repository: StacksRepository,
  head: HeadState,
  stack: StackAtRevision,
  replicas: Replicas,
): Promise<readonly FileChange[]> {
  const { revision } = head
  const { desired, composePath } = stack
  if (!stack.enabled) {
    throw refused(`The stack ${stack.name} is disabled, so nothing of it runs.`, 'Enable it first.')
  }
  if (desired === undefined || composePath === undefined || revision === undefined) {
    throw filesInvalid(stack.name, stack.problems)
  }
  for (const service of Object.keys(replicas)) checkService(stack, desired, service)
  const compose = await textOf(repository, revision, composePath)
  const edit = edits(compose, replicas)
  const changes: FileChange[] = []
  if (edit.text !== compose) changes.push({ path: composePath, content: bytes(edit.text) })
  if (edit.variables.size > 0) {
    const path = settingsPathOf(stack)
    const settings =
      stack.settingsPath === undefined ? undefined : await textOf(repository, revision, path)
    const text = withVariables(settings, edit.variables)
    if (text !== undefined) changes.push({ path, content: bytes(text) })
  }
  const preview = await repository.preview(revision, changes, { only: stack.name })
  const after = preview.stacks.find(({ name }) => name === stack.name)?.desired
  if (after === undefined || !isDeepStrictEqual(after, scaled(desired, replicas))) {
    throw refused(
      `Changing the number in ${changes.map(({ path }) => path).join(' and ')} would change something else too: an anchor or a variable that is used in several places, or another key that counts.`,
      'Edit the file by hand, and push it or send it by PUT.',
    )
  }
  return changes
}

function checkService(stack: StackAtRevision, { services }: DesiredState, name: string): void {
  const prefix = `${stack.name}_`
  const spec = services.find(({ Name }) => Name === `${prefix}${name}`)
  if (spec === undefined) {
    const known = services.map(({ Name }) => Name.slice(prefix.length)).join(', ')
    const remedy = `Its services are ${known}.`
    throw refused(`The stack ${stack.name} has no service ${name}.`, remedy)
  }
  const mode = modeName(spec.Mode)
  if (mode !== 'replicated') {
    const remedy = 'Only replicated services have a number of tasks to change.'
    throw refused(`The service ${name} is a ${mode} service.`, remedy)
  }
  const ignored = stack.policy.ignore.some(
    ({ service, field }) =>
      field === 'deploy.replicas' && (service === undefined || service === name),
  )
  if (!ignored) return
  throw refused(
    `The policy of the stack leaves the number of tasks of ${name} to others (ignore: deploy.replicas).`,
    `Scale it on the swarm (docker service scale ${prefix}${name}=…), or remove it from ignore.`,
  )
}

function edits(
  compose: string,
  replicas: Replicas,
): { readonly text: string; readonly variables: ReadonlyMap<string, string> } {
  const variables = new Map<string, string>()
  let text = compose
  for (const [service, count] of Object.entries(replicas)) {
    const edit = setReplicas(text, service, count)
    switch (edit.kind) {
      case 'edited':
        text = edit.text
        break
      case 'variable':
        variables.set(edit.name, String(count))
        break
      case 'refused':
        throw refused(edit.reason, edit.remedy)
    }
  }
  return { text, variables }
}

function scaled(desired: DesiredState, replicas: Replicas): DesiredState {
  const services = desired.services.map((spec) => {
    const count = replicas[spec.Name.slice(desired.stack.length + 1)]
    if (count === undefined) return spec
    return { ...spec, Mode: { Replicated: { ...spec.Mode.Replicated, Replicas: count } } }
  })
  return { ...desired, services }
}

async function textOf(
  repository: StacksRepository,
  revision: string,
  path: string,
): Promise<string> {
  return new TextDecoder().decode((await repository.readFile(revision, path)) ?? new Uint8Array())
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function refused(detail: string, remedy: string): RequestProblem {
  return new RequestProblem('scale-refused', detail, { remedy })
}
