import type { KesakoProcess } from '../scenario/kesako-process.ts'
import { runKesako } from '../scenario/run-kesako.ts'
import type { FaultStage } from './fault-stage.ts'

/**
 * Pushes a round and, while the server deploys it, has others want the same at once: two processes that apply the
 * repository, and somebody who syncs.
 */
export async function applyBesideServer(stage: FaultStage): Promise<void> {
  const { kesako } = stage
  await stage.push(stage.nextRound())
  await Promise.all([applyOnce(stage), applyOnce(stage), kesako.api('POST', '/sync?wait=true', {})])
  await stage.ended()
}

/** Applies the head as a process of its own. */
export async function applyOnce({ kesako, proxy }: FaultStage): Promise<void> {
  const { code, stdout, stderr } = await runKesako(
    ['apply', '--repo', `${kesako.dataFolder}/stacks.git`, '--json'],
    { host: proxy.host },
  )
  // The stack that can't run fails for whoever asks for it again, and no other may.
  const { deployments = [] } = JSON.parse(stdout) as {
    readonly deployments?: readonly { readonly stack: string; readonly end?: { outcome: string } }[]
  }
  const failed = deployments.filter(({ end }) => end?.outcome === 'failed')
  if (code > 1 || failed.some(({ stack }) => stack !== 'doomed')) {
    throw new Error(`${code}: ${stdout}${stderr}`)
  }
}

/** Pushes a round to two servers that keep the same repository, at once. */
export async function pushToBoth(stage: FaultStage, other: KesakoProcess): Promise<void> {
  const { clone } = stage
  await stage.commit(stage.nextRound())
  const pushes = [clone.tryPush('origin', 'HEAD:main'), clone.tryPush(other.gitUrl, 'HEAD:main')]
  for (const { ok, output } of await Promise.all(pushes)) {
    if (!ok) throw new Error(`push refused: ${output}`)
  }
}
