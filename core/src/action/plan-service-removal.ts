import type { LiveService, LiveState } from '../live/live-state.ts'
import type { ActionPlan, GitSays } from './action-plan.ts'
import { countOf, isLive, movedTask } from './moved-tasks.ts'

/** What removing a service from the swarm would do, and whether it comes back. Pure. */
export function planServiceRemoval(
  service: LiveService,
  live: Pick<LiveState, 'tasks' | 'nodes'>,
  git: GitSays,
): ActionPlan {
  const own = live.tasks.filter((task) => task.serviceId === service.id && isLive(task))
  const ports = service.ports.flatMap(({ PublishedPort: port }) => port ?? [])
  return {
    action: 'remove',
    target: { kind: 'service', id: service.id, name: service.spec.Name },
    effects: [
      own.length === 0
        ? 'No task of it runs.'
        : `${countOf(own.length, 'task')} of it end for good.`,
      ...(ports.length === 0 ? [] : [`Nothing answers on port ${ports.join(', ')} any more.`]),
      'Volumes, networks, secrets and configs stay.',
      whatGitDoes(git),
    ],
    tasks: own.map((task) => movedTask(task, service, live.nodes, [])),
  }
}

function whatGitDoes(git: GitSays): string {
  switch (git.kind) {
    case 'nothing':
      return 'No stack of the repository asks for it, so that nothing brings it back.'
    case 'unknown':
      return 'The stacks repository can’t be read now: a stack there that asks for it brings it back.'
    case 'unwanted':
      return `The stack ${git.stack} is in Git and doesn't ask for it, so that nothing brings it back.`
    case 'wanted':
      return git.selfHeal
        ? `The stack ${git.stack} in Git asks for it and heals itself, so that it is created again at once. To be rid of it, take it out of the Compose file.`
        : `The stack ${git.stack} in Git asks for it: it is drifted until its next deployment creates the service again. To be rid of it, take it out of the Compose file.`
  }
}
