import { type DefinitionState, definitionState } from '@kesako/core'
import type { RevisionFiles } from '../revision/revision-files.ts'
import { readStackSettings } from '../settings/stack-settings.ts'
import type { ChosenFiles } from '../stacks/choose-files.ts'
import type { Digest } from '../stacks/inputs-digest.ts'
import { renderedSource } from './rendered-source.ts'

/** Compares the Compose file of a stack with what its definition and options give at this revision. */
export async function stackDefinitionState(
  chosen: ChosenFiles,
  files: RevisionFiles,
  digest: Digest,
): Promise<DefinitionState> {
  const { compose, settings } = chosen
  if (compose === undefined) return 'not-committed'
  if (settings === undefined) return 'not-renderable'
  const read = readStackSettings(settings.path, await files.read(settings))
  const { source } = await renderedSource(chosen, read, files, digest)
  if (source === undefined) return 'not-renderable'
  const committed = new TextDecoder().decode(await files.read(compose))
  return definitionState(committed, source.text, digest)
}
