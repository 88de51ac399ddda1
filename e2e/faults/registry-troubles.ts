import {
  askEngine,
  type FaultRule,
  pushImage,
  recordingProxy,
  type RecordingProxy,
  startRegistry,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import type { Files } from '../scenario/stacks-clone.ts'

export interface RegistryTrouble {
  readonly name: string
  readonly rule: FaultRule
}

const all = { match: {}, times: Number.POSITIVE_INFINITY }

export const refuses: RegistryTrouble = {
  name: 'answers 500',
  rule: { ...all, status: 500 },
}

export const REGISTRY_TROUBLES: readonly RegistryTrouble[] = [
  { name: 'answers 429', rule: { ...all, status: 429 } },
  refuses,
  { name: 'takes requests and never answers', rule: { ...all, hold: 'request' } },
]

/** A registry that breaks as it is told to. */
export interface BrokenRegistry extends AsyncDisposable {
  readonly proxy: RecordingProxy
  /** Name of one of its images, there as `1` and `2` on registry and node, and as `3` on the registry only. */
  imageOf(tag: string): string
}

export async function openBrokenRegistry(engine: ThrowawayEngine): Promise<BrokenRegistry> {
  await using opened = new AsyncDisposableStack()
  const registry = opened.use(await startRegistry())
  const [address = ''] = registry.address.split(':')
  const proxy = opened.use(await recordingProxy(`tcp://${registry.address}`, { address }))
  const imageOf = (tag: string): string => `${proxy.host.slice('tcp://'.length)}/app:${tag}`
  for (const tag of ['1', '2', '3']) await pushImage(engine.host, 'kesako-lab:1', imageOf(tag))
  await askEngine(engine.host, 'DELETE', `/images/${imageOf('3')}`)
  const keep = opened.move()
  return { proxy, imageOf, [Symbol.asyncDispose]: () => keep.disposeAsync() }
}

/** A stack whose image is asked for at its registry whenever it changes. */
export function pulledFiles(image: string, number: number, stack = 'pulled'): Files {
  const file = composeFile({ app: { image, more: `environment:\n  ROUND: "${number}"` } })
  const asking = file.replace('resolveImage: never', 'resolveImage: changed')
  return { [`docker-compose-${stack}.yml`]: asking }
}
