import type { PlanView, StackList, StackView } from '@kesako/contract'
import { deployment, FIXTURE_NOW, minutesBefore, source, stack } from './stack-fixture.ts'

function well(
  name: string,
  minutes: number,
  tasks: number,
  subject: string,
  author: string,
): StackView {
  return stack(name, {
    tasks: { running: tasks, desired: tasks },
    source: source(name, minutes, subject, author),
    lastDeployment: deployment(name, minutes),
  })
}

const day = 1440

const billing = stack('billing', {
  health: 'degraded',
  healthReason: '',
  tasks: { running: 2, desired: 5 },
  services: [
    {
      id: 'a',
      name: 'billing_api',
      image: 'registry.example.org/billing/api:4.1.0',
      mode: 'replicated',
      tasks: { running: 0, desired: 3 },
      health: 'degraded',
      healthReason:
        'exited 1 four times in 2 min: FATAL: password authentication failed for user "billing"',
    },
    {
      id: 'b',
      name: 'billing_pdf',
      image: 'registry.example.org/pdf:2.1.0',
      mode: 'replicated',
      tasks: { running: 2, desired: 2 },
      health: 'healthy',
      healthReason: 'All tasks run.',
    },
  ],
  source: source('billing', 180, 'Rotate the invoice template', 'Marek Nowak'),
  lastDeployment: deployment('billing', 180),
})

const search = stack('search', {
  health: 'degraded',
  healthReason: 'indexer has 1 of 2 tasks.',
  tasks: { running: 2, desired: 3 },
  services: [
    {
      id: 's',
      name: 'search_indexer',
      image: 'registry.example.org/indexer:7.0.1',
      mode: 'replicated',
      tasks: { running: 1, desired: 2 },
      health: 'degraded',
      healthReason:
        'can’t be placed: node1 and node2 lack label disk=ssd; node3 has it, but 1.2 of the 4 GiB memory asked are free',
    },
  ],
  source: source('search', 46, 'Give the indexer 4 GiB and fast disks', 'Tomasz Wójcik'),
  lastDeployment: deployment('search', 41, {
    startedAt: minutesBefore(46),
    end: {
      endedAt: minutesBefore(41),
      outcome: 'failed',
      code: 'no-suitable-node',
      reason:
        'No node fits indexer: node1 and node2 lack label disk=ssd; node3 has 1.2 of the 4 GiB memory asked free.',
    },
  }),
})

const mail = stack('mail', {
  tasks: { running: 4, desired: 4 },
  source: source('mail', 33, 'Renew the DKIM key', 'Ana Ruiz'),
  lastDeployment: deployment('mail', 30, {
    end: {
      endedAt: minutesBefore(30),
      outcome: 'failed',
      code: 'rolled-back',
      reason: 'Swarm rolled smtp back: 3 tasks in a row exited 2: bad key length',
    },
  }),
})

const shop = stack('shop', {
  sync: 'drifted',
  syncReason: 'web runs image 2.14.1 with 6 tasks; Git says 2.14.0 with 4',
  tasks: { running: 14, desired: 14 },
  changes: [{ action: 'update', kind: 'service', name: 'shop_web', restarts: true }],
  source: source('shop', day, 'Move web to 2.14.0', 'Léa Fournier'),
  lastDeployment: deployment('shop', day),
})

const wiki = stack('wiki', {
  sync: 'out-of-sync',
  syncReason: 'docker-compose-wiki.yml has an error, so the revision before keeps running.',
  problems: [
    {
      code: 'unknown-key',
      severity: 'error',
      message: 'A service has no key imagee.',
      remedy: 'Did you mean image?',
      place: { file: 'docker-compose-wiki.yml', line: 3, column: 5 },
      path: 'services.web.imagee',
    },
  ],
  source: source('wiki', 360, 'Update to 3.2.1', 'Marek Nowak'),
  lastDeployment: deployment('wiki', 15 * day),
})

const minio = stack('minio', {
  sync: 'held',
  syncReason: 'The network minio_data has another subnet; changing it takes every task of it down.',
  tasks: { running: 4, desired: 4 },
  changes: [{ action: 'hold', kind: 'network', name: 'minio_data', restarts: false }],
  source: source('minio', 8 * day, 'Pin release 2026-10-02', 'renovate'),
})

const newsletter = stack('newsletter', {
  deploying: true,
  sync: 'out-of-sync',
  health: 'progressing',
  healthReason: 'One task starts.',
  tasks: { running: 2, desired: 3 },
  source: source('newsletter', 1, 'Add stack newsletter', 'Léa Fournier'),
})

const {
  source: _,
  lastDeployment: __,
  etag: ___,
  ...cms
} = stack('legacy-cms', {
  managed: false,
  sync: 'unknown',
  syncReason: 'Not in Git.',
})

const stagingShop = stack('staging-shop', {
  enabled: false,
  health: 'stopped',
  healthReason: 'Switched off in Git.',
  tasks: { running: 0, desired: 0 },
  services: [],
  source: source('staging-shop', 17 * day, 'Disable until the next release', 'Ana Ruiz'),
  lastDeployment: deployment('staging-shop', 17 * day),
})

/** Twenty-one stacks in every state. */
export const everyState: StackList = {
  revision: 'f3a91c2d5e6f708192a3b4c5d6e7f8091a2b3c4d',
  engine: { connected: true },
  readAt: FIXTURE_NOW,
  total: 21,
  stacks: [
    well('analytics', 4 * day, 5, 'Keep events for 90 days', 'Tomasz Wójcik'),
    well('backup', 9 * day, 1, 'Back up keycloak too', 'Léa Fournier'),
    billing,
    well('docs', day, 2, 'Publish the July handbook', 'Ana Ruiz'),
    well('gitlab-runner', 2 * day, 2, 'Runner 18.4', 'renovate'),
    well('keycloak', 6 * day, 2, 'Raise memory limit to 1.5 GiB', 'Léa Fournier'),
    cms,
    mail,
    minio,
    well('monitoring', 1200, 9, 'Alert when a certificate has 14 days left', 'Tomasz Wójcik'),
    newsletter,
    well('postgres', 4, 1, 'Rotate password of the billing user', 'Marek Nowak'),
    well('redis', 5 * day, 3, 'Redis 8.2.2', 'renovate'),
    well('registry', 30 * day, 1, 'Collect garbage on Sundays', 'Ana Ruiz'),
    search,
    shop,
    stagingShop,
    well('traefik', 3 * day, 3, 'Redirect www to the bare domain', 'Léa Fournier'),
    well('vpn', 21 * day, 1, 'Add peer ana-laptop', 'Ana Ruiz'),
    wiki,
  ],
}

/** All is well. */
export const allWell: StackList = {
  ...everyState,
  stacks: everyState.stacks.filter(
    (one) => one.sync === 'synced' && one.health === 'healthy' && one.name !== 'mail',
  ),
}

/** 200 stacks. */
export const manyStacks: StackList = {
  ...everyState,
  stacks: Array.from({ length: 200 }, (_, index) =>
    well(
      `stack-${String(index).padStart(3, '0')}`,
      10 + index * 7,
      1 + (index % 9),
      'Update',
      'Ana Ruiz',
    ),
  ),
}

/** The plan that repairs the drift of `shop`; of any other stack, one that only holds. */
export function planOf(name: string): PlanView {
  if (name === 'minio') {
    return {
      stack: name,
      empty: false,
      warnings: [],
      changes: [
        {
          action: 'hold',
          kind: 'network',
          name: 'minio_data',
          code: 'network-changed',
          reason: 'Its subnet differs, and a network can’t be updated',
          destructive: false,
          fields: [{ path: 'ipam.config.0.subnet', from: '10.0.9.0/24', to: '10.7.0.0/24' }],
          remedy:
            'Write `replace: true` below x-kesako to remove and create it; its tasks stop meanwhile.',
        },
      ],
    }
  }
  return {
    stack: name,
    empty: false,
    warnings: [],
    changes: [
      {
        action: 'update',
        kind: 'service',
        name: `${name}_web`,
        reason: 'The swarm runs another spec than Git says',
        destructive: true,
        restart: { restarts: true, because: 'the image changes' },
        fields: [
          {
            path: 'TaskTemplate.ContainerSpec.Image',
            from: `registry.example.org/${name}/web:2.14.1`,
            to: `registry.example.org/${name}/web:2.14.0`,
          },
          { path: 'Mode.Replicated.Replicas', from: 6, to: 4 },
        ],
      },
    ],
  }
}
