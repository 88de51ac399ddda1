import { describe, expect, it } from 'vitest'
import type { LiveState } from '../live/live-state.ts'
import { isExact } from './adoption.ts'
import { adoptShop, changed, container, task } from './testdata/deployed-case.ts'

describe('what a Compose file can not say is named', () => {
  it.each<[name: string, live: () => LiveState, losses: readonly string[]]>([
    [
      'security options',
      () =>
        changed(
          'shop_db',
          container({ Privileges: { NoNewPrivileges: true, Seccomp: { Mode: 'unconfined' } } }),
        ),
      [
        'shop_db TaskTemplate.ContainerSpec.Privileges.NoNewPrivileges = true (restarts)',
        'shop_db TaskTemplate.ContainerSpec.Privileges.Seccomp = {"Mode":"unconfined"} (later)',
      ],
    ],
    [
      'groups and DNS options',
      () =>
        changed(
          'shop_agent',
          container({
            Groups: ['audio'],
            DNSConfig: { Nameservers: ['1.1.1.1'], Options: ['ndots:2'] },
          }),
        ),
      [
        'shop_agent TaskTemplate.ContainerSpec.DNSConfig.Options = ["ndots:2"] (restarts)',
        'shop_agent TaskTemplate.ContainerSpec.Groups = ["audio"] (restarts)',
      ],
    ],
    [
      'fields of newer engines, which stay for now',
      () => changed('shop_db', container({ OomScoreAdj: 500 })),
      ['shop_db TaskTemplate.ContainerSpec.OomScoreAdj = 500 (later)'],
    ],
    [
      'a service on no network',
      () => changed('shop_agent', task({ Networks: [] })),
      ['shop_agent TaskTemplate.Networks[shop_default].Aliases = undefined (restarts)'],
    ],
    [
      'a network that knows the service by no name',
      () =>
        changed('shop_agent', ({ TaskTemplate: template }) => ({
          TaskTemplate: {
            ...template,
            Networks: template.Networks?.map(({ Target }) => ({ Target })),
          },
        })),
      ['shop_agent TaskTemplate.Networks[shop_default].Aliases = undefined (restarts)'],
    ],
    [
      'a job that runs fewer at once than it completes',
      () =>
        changed(
          'shop_migrate',
          () => ({ Mode: { ReplicatedJob: { MaxConcurrent: 2, TotalCompletions: 4 } } }),
          'jobs',
        ),
      ['shop_migrate Mode.ReplicatedJob.MaxConcurrent = 2 (restarts)'],
    ],
    [
      'a job whose label tells another image, since any update runs it again',
      () =>
        changed(
          'shop_migrate',
          ({ Labels, TaskTemplate: template }) => ({
            Labels,
            TaskTemplate: {
              ...template,
              ContainerSpec: { ...template.ContainerSpec, Image: 'migrate:2' },
            },
          }),
          'jobs',
        ),
      ['shop_migrate Labels[com.docker.stack.image] = "migrate:1" (restarts)'],
    ],
    [
      'named generic resources',
      () =>
        changed(
          'shop_db',
          task({
            Resources: {
              Reservations: {
                GenericResources: [{ NamedResourceSpec: { Kind: 'gpu', Value: 'uuid-1' } }],
              },
            },
          }),
        ),
      [
        'shop_db TaskTemplate.Resources.Reservations.GenericResources[0].NamedResourceSpec = {"Kind":"gpu","Value":"uuid-1"} (later)',
      ],
    ],
    [
      'a port with a name, and a tmpfs with permissions',
      () =>
        changed('shop_agent', (spec) => ({
          ...container({
            Mounts: [{ Type: 'tmpfs', Target: '/t', TmpfsOptions: { Mode: 0o700 } }],
          })(spec),
          EndpointSpec: {
            Mode: 'vip',
            Ports: [
              {
                Name: 'http',
                Protocol: 'tcp',
                TargetPort: 80,
                PublishedPort: 80,
                PublishMode: 'ingress',
              },
            ],
          },
        })),
      [
        'shop_agent EndpointSpec.Ports[80:80/tcp].Name = "http" (restarts)',
        'shop_agent TaskTemplate.ContainerSpec.Mounts[/t].TmpfsOptions.Mode = 448 (restarts)',
      ],
    ],
    [
      'a service of another name',
      () => changed('shop_agent', () => ({ Name: 'helper' })),
      ['helper  = undefined (restarts)'],
    ],
    [
      'a label that is missing on the containers',
      () => changed('shop_agent', container({ Labels: {} })),
      [
        'shop_agent TaskTemplate.ContainerSpec.Labels[com.docker.stack.namespace] = undefined (restarts)',
      ],
    ],
  ])('%s', (_, live, losses) => {
    const adoption = adoptShop(live())
    const found = adoption.losses.map(
      ({ ref, field, value, effect }) =>
        `${ref.name} ${field} = ${JSON.stringify(value)} (${effect})`,
    )
    expect(found).toEqual(losses)
    expect(adoption.losses.every(({ meaning }) => /^[A-Z].*\.$/.test(meaning))).toBe(true)
    expect(isExact(adoption)).toBe(false)
  })

  it('not even with its value where that is a secret', () => {
    const live = changed('shop_db', container({ Foo: 'https://me:hunter2@example.com' }))
    const { losses } = adoptShop(live)
    expect(JSON.stringify(losses)).not.toContain('hunter2')
    expect(losses[0]?.meaning).toBe('A Compose file of a swarm has no key for it.')
  })
})
