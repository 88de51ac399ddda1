import type { UpgradeAnswer } from '@kesako/contract'
import type { FileChange, StackAtRevision, StacksRepository } from '@kesako/repository'
import type { HeadState } from '../change/read-head.ts'
import { requireDefinition } from './rendered-stack.ts'
import { optionsOf, settingsText } from './stack-options.ts'

export interface Upgrade {
  readonly files: readonly FileChange[]
  readonly stacks: readonly string[]
  readonly left: UpgradeAnswer['left']
}

/** What the newest definition gives for its stacks, or those of them that are named. */
export async function upgradeStacks(
  repository: StacksRepository,
  { revision, state }: HeadState,
  name: string,
  wanted: readonly string[] | undefined,
): Promise<Upgrade> {
  const definition = await requireDefinition(repository, revision, name)
  const files: FileChange[] = []
  const stacks: string[] = []
  const left: UpgradeAnswer['left'][number][] = []
  for (const stack of state.stacks) {
    if (stack.definition?.name !== name || wanted?.includes(stack.name) === false) continue
    const reason = reasonToLeave(stack.definition.state)
    if (reason !== undefined || stack.composePath === undefined) {
      const { state } = stack.definition
      left.push({ stack: stack.name, state, reason: reason ?? 'It has no Compose file.' })
      continue
    }
    const options = optionsOf(await settingsText(repository, revision, stack))
    const { text } = repository.render(definition, options)
    if (text === undefined) continue
    files.push({ path: stack.composePath, content: new TextEncoder().encode(text) })
    stacks.push(stack.name)
  }
  return { files, stacks, left }
}

function reasonToLeave(
  state: NonNullable<StackAtRevision['definition']>['state'],
): string | undefined {
  switch (state) {
    case 'newer-available':
    case 'options-changed':
      return undefined
    case 'current':
      return 'It is what the definition gives already.'
    case 'edited':
      return 'Its Compose file was edited by hand, which is never overwritten.'
    case 'not-committed':
      return 'It has no Compose file: the newest definition is rendered at each deployment.'
    case 'not-renderable':
      return 'The definition does not take its options, or is broken.'
  }
}
