import { type ContentKind, EXTERNAL_LABEL, type Labels } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'

/** A value to write. `data` is base64. */
export interface ContentToWrite {
  readonly kind: ContentKind
  readonly name: string
  readonly labels: Labels
  readonly data: string
}

type Writer = Pick<
  Engine,
  'createSecret' | 'createConfig' | 'removeSecret' | 'removeConfig' | 'updateSecret'
>

/** Creates a secret or config for stacks to name as external. Rejects with kind `conflict` where the name is taken. */
export async function createContent(engine: Writer, content: ContentToWrite): Promise<void> {
  const { kind, name, labels, data } = content
  const spec = { Name: name, Labels: { ...labels, [EXTERNAL_LABEL]: 'api' }, Data: data }
  await (kind === 'secret' ? engine.createSecret(spec) : engine.createConfig(spec))
}

/** What is gone already counts as removed. Rejects with kind `conflict` where a service uses it. */
export async function removeContent(engine: Writer, kind: ContentKind, id: string): Promise<void> {
  try {
    await (kind === 'secret' ? engine.removeSecret(id) : engine.removeConfig(id))
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind !== 'not-found') throw error
  }
}

/**
 * The engine changes no value, so that the old one is removed before the new one takes its name. It refuses the
 * removal of one that a service has begun to use meanwhile.
 */
export async function replaceContent(
  engine: Writer,
  id: string,
  content: ContentToWrite,
): Promise<void> {
  await removeContent(engine, content.kind, id)
  await createContent(engine, content)
}
