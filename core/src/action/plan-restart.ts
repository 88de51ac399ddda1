import type { LiveService, LiveState } from '../live/live-state.ts'
import { DEFAULT_UPDATE_ORDER } from '../spec/engine-defaults.ts'
import { isJob, modeName } from '../spec/service-mode.ts'
import type { ActionPlan } from './action-plan.ts'
import { countOf, isLive, movedTask, nodesFor } from './moved-tasks.ts'

/** What a forced update of a service would do. The spec stays as it is. Pure. */
export function planRestart(
  service: LiveService,
  live: Pick<LiveState, 'tasks' | 'nodes'>,
): ActionPlan {
  const name = service.spec.Name
  const own = live.tasks.filter((task) => task.serviceId === service.id && isLive(task))
  const global = modeName(service.spec.Mode).startsWith('global')
  const plan = {
    action: 'restart',
    target: { kind: 'service', id: service.id, name },
    tasks: own.map((task) => {
      const here = live.nodes.filter(({ id }) => id === task.nodeId)
      return movedTask(task, service, live.nodes, nodesFor(service, global ? here : live.nodes))
    }),
  } as const
  if (service.spec.TaskTemplate.ContainerSpec.Image === '') {
    return {
      ...plan,
      effects: [],
      refusal: {
        code: 'not-restartable',
        reason: `The service ${name} runs a plugin of the engine and no container.`,
        remedy: 'Restart it with the docker CLI.',
      },
    }
  }
  return { ...plan, effects: [...how(service, own.length), ...underWay(service)] }
}

function how(service: LiveService, running: number): readonly string[] {
  if (isJob(service.spec)) return ['The job runs again from its start.']
  if (running === 0) return ['None of its tasks runs, so that none is stopped.']
  const { Parallelism: parallelism = 1, Order: order = DEFAULT_UPDATE_ORDER } =
    service.spec.UpdateConfig ?? {}
  const steps =
    parallelism === 0 || parallelism >= running ? 'all at once' : `${parallelism} at a time`
  const each =
    order === 'start-first'
      ? 'each ends once the one in its place runs'
      : 'each ends before the one in its place starts'
  return [
    `${countOf(running, 'task')} of it restart${running === 1 ? 's' : ''}, ${steps}; ${each}.`,
    'Spec, image and Git stay as they are, so that this is no drift.',
  ]
}

function underWay({ updateStatus }: LiveService): readonly string[] {
  switch (updateStatus?.state) {
    case 'updating':
    case 'rollback_started':
      return ['An update of it is going on; the restart takes its place.']
    case 'paused':
    case 'rollback_paused':
      return ['The swarm paused its last update; the restart goes on with it.']
    case 'completed':
    case 'rollback_completed':
    case undefined:
      return []
  }
}
