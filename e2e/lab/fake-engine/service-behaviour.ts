import { expect, test } from 'vitest'
import type { GetEngine } from './behaviour.ts'
import { networkSpec, serviceOf, serviceSpec, statesOf, tasksOf } from './behaviour-objects.ts'

const UNTIL = { timeout: 30_000, interval: 100 }

export function serviceBehaviour(engine: GetEngine): void {
  test('fills in defaults where a spec is silent', async () => {
    const network = await engine().createNetwork(networkSpec('filled-net'))
    const spec = serviceSpec('filled', {
      mode: { Replicated: {} },
      container: {
        Healthcheck: { Test: ['CMD', 'true'], StartInterval: 1_000_000_000 },
        Privileges: { CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false },
        Mounts: [
          { Type: 'volume', Source: 'v', Target: '/v', Consistency: 'cached', VolumeOptions: {} },
          { Type: 'tmpfs', Target: '/t', BindOptions: {} },
        ],
        Env: [],
        Init: false,
        TTY: false,
      },
      template: {
        RestartPolicy: {},
        Networks: [{ Target: 'filled-net', Aliases: ['filled'] }],
      },
      rest: {
        UpdateConfig: { Parallelism: 1, MaxFailureRatio: 0, Order: '' },
        EndpointSpec: { Ports: [{ TargetPort: 80 }] },
      },
    })
    const live = await serviceOf(engine(), await engine().createService(spec))
    // Engine 20.10 knows these fields not yet, or leaves them out.
    const { apiVersion } = await engine().info()
    const modern = Number(apiVersion.split('.')[1]) >= 44
    const since25 = modern ? { StartInterval: 1_000_000_000 } : {}
    const said25 = modern ? { NoNewPrivileges: false } : {}
    expect(live.spec).toEqual({
      ...spec,
      TaskTemplate: {
        ContainerSpec: {
          Image: 'kesako-lab:1',
          Args: ['work'],
          StopGracePeriod: 1_000_000_000,
          Healthcheck: { Test: ['CMD', 'true'], ...since25 },
          Privileges: { CredentialSpec: null, SELinuxContext: null, ...said25 },
          Mounts: [
            { Type: 'volume', Source: 'v', Target: '/v', VolumeOptions: {} },
            { Type: 'tmpfs', Target: '/t' },
          ],
          Init: false,
          Isolation: 'default',
        },
        Resources: {},
        Placement: {},
        RestartPolicy: { Condition: 'any', MaxAttempts: 0 },
        Networks: [{ Target: network, Aliases: ['filled'] }],
        ForceUpdate: 0,
        Runtime: 'container',
      },
      Mode: { Replicated: { Replicas: 1 } },
      UpdateConfig: {
        Parallelism: 1,
        FailureAction: 'pause',
        MaxFailureRatio: 0,
        Order: 'stop-first',
      },
      EndpointSpec: {
        Mode: 'vip',
        Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishMode: 'ingress' }],
      },
    })
    expect(live).toMatchObject({ hasPrevious: false, version: expect.any(Number) })
    expect(live).not.toHaveProperty('updateStatus')
  })

  test('a name is taken once', async () => {
    await engine().createService(serviceSpec('twice'))
    await expect(engine().createService(serviceSpec('twice'))).rejects.toMatchObject({
      kind: 'conflict',
      message:
        'Could not create service twice: name conflicts with an existing object: service twice already exists',
    })
  })

  test.each([
    ['a constraint without operator', { template: { Placement: { Constraints: ['foo'] } } }],
    ['less than 4 MiB', { template: { Resources: { Limits: { MemoryBytes: 1_000 } } } }],
    ['no image', { image: '' }],
    [
      'a mount target twice',
      {
        container: {
          Mounts: ['a', 'b'].map((Source) => ({ Type: 'volume', Source, Target: '/data' })),
        },
      },
    ],
    [
      'a secret that does not exist',
      {
        container: {
          Secrets: [
            {
              File: { Name: 'x', UID: '0', GID: '0', Mode: 292 },
              SecretID: 'none',
              SecretName: 'none',
            },
          ],
        },
      },
    ],
    [
      'an ingress port with dnsrr',
      {
        rest: {
          EndpointSpec: { Mode: 'dnsrr', Ports: [{ TargetPort: 1, PublishedPort: 18_099 }] },
        },
      },
    ],
  ])('refuses %s', async (_what, parts) => {
    await expect(engine().createService(serviceSpec('refused', parts))).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringMatching(/^Could not create service refused: (?!rpc error)/),
    })
  })

  test('refuses a name that is no DNS label', async () => {
    await expect(engine().createService(serviceSpec('a.b'))).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  test('a network that is not there is not found', async () => {
    const spec = serviceSpec('unconnected', { template: { Networks: [{ Target: 'nonet' }] } })
    await expect(engine().createService(spec)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('an ingress port belongs to one service', async () => {
    const rest = { EndpointSpec: { Ports: [{ TargetPort: 80, PublishedPort: 18_098 }] } }
    const id = await engine().createService(serviceSpec('port-a', { rest }))
    await expect(engine().createService(serviceSpec('port-b', { rest }))).rejects.toMatchObject({
      kind: 'refused',
      message: `Could not create service port-b: port '18098' is already in use by service 'port-a' (${id}) as an ingress port`,
    })
    // Given out a moment after the creation.
    await expect
      .poll(async () => (await serviceOf(engine(), id)).ports)
      .toEqual([{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 18_098, PublishMode: 'ingress' }])
  })

  test('an update needs the version of now', async () => {
    const id = await engine().createService(serviceSpec('stale', { args: ['work'] }))
    const { version, spec } = await serviceOf(engine(), id)
    await engine().updateService(id, version, { ...spec, Labels: { ...spec.Labels, a: '1' } })
    await expect(engine().updateService(id, version, spec)).rejects.toMatchObject({
      kind: 'stale',
      status: 500,
    })
    await expect(engine().updateService('nosuch', version, spec)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })

  test('neither name nor mode can change', async () => {
    const id = await engine().createService(serviceSpec('fixed'))
    const { version, spec } = await serviceOf(engine(), id)
    for (const other of [
      { ...spec, Mode: { Global: {} } },
      { ...spec, Name: 'other' },
    ]) {
      await expect(engine().updateService(id, version, other)).rejects.toMatchObject({
        kind: 'refused',
        status: 501,
      })
    }
  })

  test('a change of labels keeps the tasks, and wipes how the last update went', async () => {
    const id = await engine().createService(serviceSpec('labelled'))
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
    const before = await serviceOf(engine(), id)
    const [task] = await tasksOf(engine(), id)
    const Labels = { ...before.spec.Labels, more: 'yes' }
    const warnings = await engine().updateService(id, before.version, { ...before.spec, Labels })
    expect(warnings).toEqual([])
    const after = await serviceOf(engine(), id)
    expect(after.version).toBeGreaterThan(before.version)
    expect(after).toMatchObject({ hasPrevious: true, spec: { Labels: { more: 'yes' } } })
    expect(after).not.toHaveProperty('updateStatus')
    expect(await tasksOf(engine(), id)).toEqual([task])
  })

  test('a change of the task replaces it, and the update completes', async () => {
    const rest = {
      UpdateConfig: { Parallelism: 1, Monitor: 500_000_000, MaxFailureRatio: 0, Order: '' },
    }
    const id = await engine().createService(serviceSpec('rolled', { rest }))
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
    const { version } = await serviceOf(engine(), id)
    const next = serviceSpec('rolled', { rest, container: { Env: ['NEXT=1'] } })
    await engine().updateService(id, version, next)
    await expect
      .poll(async () => (await serviceOf(engine(), id)).updateStatus?.state, UNTIL)
      .toBe('completed')
    expect(await statesOf(engine(), id)).toEqual(['shutdown', 'running'])
  })

  test('a service that is gone is not found', async () => {
    const id = await engine().createService(serviceSpec('gone'))
    await engine().removeService(id)
    await expect(engine().removeService(id)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await engine().services()).map((service) => service.id)).not.toContain(id)
  })
}
