import type { DeploymentDetails, DeploymentView } from '../view/deployment-view.ts'
import type { PlanView } from '../view/plan-view.ts'
import type { StackView } from '../view/stack-view.ts'

export const COMMIT_EXAMPLE = '4b7e1d9c0f2a4d1e8b6c3a5f7091d2e4c6b8a0f1'
const ROOT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567'
const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

export const COMPOSE_EXAMPLE = 'services:\n  web:\n    image: nginx:1.29\n'

export const DEPLOYMENT_EXAMPLE: DeploymentView = {
  id: '20261123T094101-5f2c9a',
  stack: 'shop',
  action: 'deploy',
  revision: COMMIT_EXAMPLE,
  repository: ROOT,
  inputsDigest: DIGEST,
  actor: { name: 'ana', via: 'push' },
  startedAt: '2026-11-23T09:41:01.000Z',
  changes: [{ action: 'update', kind: 'service', name: 'shop_web', restarts: true }],
  end: { endedAt: '2026-11-23T09:41:07.000Z', outcome: 'deployed' },
}

export const FAILED_DEPLOYMENT_EXAMPLE: DeploymentDetails = {
  ...DEPLOYMENT_EXAMPLE,
  end: {
    endedAt: '2026-11-23T09:41:19.000Z',
    outcome: 'failed',
    code: 'crash-loop',
    reason:
      'Service shop_web: its task ended 3 times in a row: "task: non-zero exit (1)" (task shop_web.1, id w9mrm1gk1vd2, on node-a).',
  },
  failedTasks: [
    {
      id: 'w9mrm1gk1vd2n4x6c8v0b2m4q',
      name: 'shop_web.1',
      service: 'shop_web',
      node: 'node-a',
      error: 'task: non-zero exit (1)',
      log: ['[emerg] host not found in upstream "app" in /etc/nginx/nginx.conf:12'],
    },
  ],
}

export const STACK_EXAMPLE: StackView & { readonly etag: string } = {
  name: 'shop',
  managed: true,
  enabled: true,
  sync: 'synced',
  syncReason: 'The swarm runs what Git says.',
  health: 'healthy',
  healthReason: 'All 2 tasks run.',
  tasks: { running: 2, desired: 2 },
  services: [
    {
      id: 'q3kx1v5c9y7n2m4b6t8z0p1r3',
      name: 'shop_web',
      image: 'nginx:1.29',
      mode: 'replicated',
      tasks: { running: 2, desired: 2 },
      health: 'healthy',
      healthReason: 'All 2 tasks run.',
    },
  ],
  changes: [],
  problems: [],
  source: {
    composePath: 'docker-compose-shop.yml',
    inputs: ['docker-compose-shop.yml'],
    inputsDigest: DIGEST,
    commit: {
      revision: COMMIT_EXAMPLE,
      author: 'Ana Ruiz',
      date: '2026-11-23T10:40:58+01:00',
      subject: 'Update the shop to 1.29',
    },
  },
  etag: `"${DIGEST}"`,
  lastDeployment: DEPLOYMENT_EXAMPLE,
  deploying: false,
}

export const PLAN_EXAMPLE: PlanView = {
  stack: 'shop',
  revision: COMMIT_EXAMPLE,
  empty: false,
  changes: [
    {
      action: 'update',
      kind: 'service',
      name: 'shop_web',
      reason: 'The image changes.',
      destructive: false,
      fields: [{ path: 'TaskTemplate.ContainerSpec.Image', from: 'nginx:1.28', to: 'nginx:1.29' }],
      restart: { restarts: true, because: 'the image changes' },
    },
  ],
  warnings: [],
}

export const REMOVAL_PLAN_EXAMPLE: PlanView = {
  stack: 'shop',
  revision: COMMIT_EXAMPLE,
  empty: false,
  changes: [
    {
      action: 'remove',
      kind: 'service',
      name: 'shop_web',
      reason: 'The stacks repository no longer names it.',
      destructive: true,
      restart: { restarts: true, because: 'its tasks end' },
      when: 'prune',
    },
  ],
  warnings: [],
}
