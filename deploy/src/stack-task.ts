import type { Actor, Deployment } from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import type { Verdict } from './decide.ts'
import type { World } from './world.ts'

/** What one pass wants done about one stack. */
export interface StackTask {
  readonly name: string
  /** Absent where the revision doesn't name it. */
  readonly stack?: StackAtRevision
  readonly world: World
  readonly verdict: Verdict
  readonly actor: Actor
  /** A person asked for it by name or for all. */
  readonly asked: boolean
  /** Registries are asked again for every image. */
  readonly resolveImages: boolean
  readonly newest?: Deployment
}

/** Tasks of the same key lead to the same state of the swarm. */
export function taskKey(task: Pick<StackTask, 'stack' | 'verdict'>): string {
  switch (task.verdict.kind) {
    case 'deploy':
    case 'resume':
      return `deploy ${task.stack?.inputsDigest ?? ''}`
    case 'broken':
      return `broken ${task.stack?.inputsDigest ?? ''}`
    case 'remove':
    case 'resume-removal':
      return 'remove'
    case 'nothing':
    case 'compare':
    case 'failed-before':
    case 'held':
    case 'drifted':
      return 'nothing'
  }
}
