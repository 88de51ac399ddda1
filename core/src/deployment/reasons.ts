import type { NextStep } from '../problem.ts'
import type { ReasonCode } from './deployment.ts'

/** What a reason means, what to do about it, and what happens next by itself. */
export interface ReasonText {
  readonly meaning: string
  readonly remedy: string
  /** `stalled`: not repeated until the inputs change or a person asks. `retried`: tried again with growing pauses. */
  readonly next: NextStep
}

/** One page in the docs is made of this table; nothing that isn't in it can be a reason. */
export const REASONS: Readonly<Record<ReasonCode, ReasonText>> = {
  'task-failed': {
    meaning: 'A task ended, and the service’s restart policy doesn’t start it again.',
    remedy:
      'Read the task’s error and the last lines of its log; correct the command or the restart policy.',
    next: 'stalled',
  },
  'crash-loop': {
    meaning: 'Tasks of a service end again and again shortly after they start.',
    remedy:
      'Read the exit code and the last lines of the task’s log; correct the command, its variables or what it depends on.',
    next: 'stalled',
  },
  'job-failed': {
    meaning: 'A job ended with an error and won’t be tried again by the swarm.',
    remedy:
      'Read the last lines of its log, correct it, and push; or run it again unchanged with `docker service update --force`, then sync.',
    next: 'stalled',
  },
  'image-missing': {
    meaning:
      'The image can’t be had: the registry has no such name or tag, or a node can’t reach it.',
    remedy:
      'Check name and tag, push the image, and look at the way from the node to the registry.',
    next: 'stalled',
  },
  'image-access-denied': {
    meaning:
      'The registry refuses the image: Kesako has no credentials for it, or wrong ones. Docker Hub says the same of a repository that doesn’t exist.',
    remedy:
      '`kesako registry login HOST`: what failed for want of it is then tried again by itself.',
    next: 'stalled',
  },
  unhealthy: {
    meaning: 'The healthcheck fails, so the swarm ends the tasks.',
    remedy: 'Run the healthcheck’s command in a container; give a slow start more `start_period`.',
    next: 'stalled',
  },
  'no-suitable-node': {
    meaning: 'No node takes the tasks: constraints, resources, ports or platform don’t fit any.',
    remedy: 'Compare the constraints with `docker node inspect`, or ask for less CPU and memory.',
    next: 'stalled',
  },
  'port-taken': {
    meaning: 'A port that a task publishes on its node is in use there.',
    remedy: 'Choose another port, or stop what listens on it.',
    next: 'stalled',
  },
  'out-of-memory': {
    meaning: 'The kernel ended a task that used more memory than its limit.',
    remedy: 'Raise the memory limit, or make the program use less.',
    next: 'stalled',
  },
  'update-paused': {
    meaning:
      'The swarm paused the update because new tasks failed; old and new tasks may run side by side.',
    remedy: 'Correct what fails and push.',
    next: 'stalled',
  },
  'rolled-back': {
    meaning: 'The swarm rolled the service back because new tasks failed; the old spec runs.',
    remedy: 'Correct what fails and push.',
    next: 'stalled',
  },
  'rollback-paused': {
    meaning: 'New tasks failed, and so did the swarm’s roll back.',
    remedy: 'Look at the service’s tasks at once: neither the new nor the old spec runs as asked.',
    next: 'stalled',
  },
  'no-progress': {
    meaning: 'Nothing got further for the whole deadline.',
    remedy: 'Look at the tasks that aren’t running; raise `deadline` for what is just slow.',
    next: 'stalled',
  },
  'inputs-broken': {
    meaning:
      'The stack’s files have an error, so there is nothing to deploy. What runs was left alone.',
    remedy: 'Correct the problem at the place that it names, and push.',
    next: 'stalled',
  },
  'external-missing': {
    meaning: 'A network, secret or config that the file calls external doesn’t exist on the swarm.',
    remedy: 'Create it, or correct its name.',
    next: 'stalled',
  },
  'engine-refused': {
    meaning: 'The engine refused a spec.',
    remedy: 'The engine’s own words say what it doesn’t take; correct it and push.',
    next: 'stalled',
  },
  'engine-unreachable': {
    meaning: 'The engine didn’t answer for the whole deadline.',
    remedy: 'Start the engine or repair the connection; the deployment is tried again by itself.',
    next: 'retried',
  },
  'lease-lost': {
    meaning: 'Another process took the right to write to this stack.',
    remedy: 'Nothing, if a second Kesako is meant to run here; otherwise stop it.',
    next: 'retried',
  },
  'network-in-use': {
    meaning: 'A network can’t be removed because something still uses it.',
    remedy: 'Detach what uses it; it is tried again with the next deployment.',
    next: 'stalled',
  },
  'newer-revision': {
    meaning: 'A newer revision of the same stack came in between.',
    remedy: 'Nothing: the newer one is deployed.',
    next: 'waiting',
  },
  held: {
    meaning: 'Kesako sees a difference and waits for a person.',
    remedy: 'Read the plan: each hold names what lets it through.',
    next: 'stalled',
  },
  'waits-for-stack': {
    meaning: 'A stack that it depends on isn’t deployed and healthy, so nothing of it was changed.',
    remedy: 'Repair the stack that the reason names, or remove it from `dependsOn`.',
    next: 'waiting',
  },
  'server-stopped': {
    meaning: 'Kesako was stopped while it deployed.',
    remedy: 'Nothing: it is taken up again at the next start.',
    next: 'retried',
  },
  'internal-error': {
    meaning: 'Kesako itself failed.',
    remedy: 'Sync to try again, and report the message with the log.',
    next: 'stalled',
  },
}
