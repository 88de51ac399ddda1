import type { LiveTask } from '@kesako/core'
import { expect, test } from 'vitest'
import type { GetEngine } from './behaviour.ts'
import { serviceOf, serviceSpec, statesOf, tasksOf } from './behaviour-objects.ts'

const UNTIL = { timeout: 30_000, interval: 100 }
const NEVER = { RestartPolicy: { Condition: 'none' } }

export function taskBehaviour(engine: GetEngine): void {
  async function firstTask(id: string): Promise<Partial<LiveTask>> {
    return (await tasksOf(engine(), id))[0] ?? {}
  }

  test('as many tasks run as there are replicas, each in its slot', async () => {
    const id = await engine().createService(
      serviceSpec('replicas', { mode: { Replicated: { Replicas: 2 } } }),
    )
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running', 'running'])
    const tasks = await tasksOf(engine(), id)
    expect(tasks.map((task) => task.slot).sort((a, b) => a - b)).toEqual([1, 2])
    const [node] = await engine().nodes()
    expect(tasks[0]).toMatchObject({
      serviceId: id,
      nodeId: node?.id,
      image: 'kesako-lab:1',
      desiredState: 'running',
      message: 'started',
      error: '',
      containerId: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(tasks[0]).not.toHaveProperty('exitCode')
    expect(tasks[0]).not.toHaveProperty('jobIteration')
  })

  test('fewer replicas leave fewer tasks', async () => {
    const spec = serviceSpec('scaled', { mode: { Replicated: { Replicas: 2 } } })
    const id = await engine().createService(spec)
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running', 'running'])
    const { version } = await serviceOf(engine(), id)
    await engine().updateService(id, version, { ...spec, Mode: { Replicated: { Replicas: 1 } } })
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
  })

  test('tasks of an earlier spec are not up to date, those of an earlier label are', async () => {
    const spec = serviceSpec('aging')
    const id = await engine().createService(spec)
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
    const [first] = await tasksOf(engine(), id)
    const ages = async () => {
      const { tasks } = await engine().liveTasks()
      return tasks.filter((task) => task.serviceId === id)
    }
    const labelled = { ...spec, Labels: { ...spec.Labels, note: 'new' } }
    await engine().updateService(id, (await serviceOf(engine(), id)).version, labelled)
    expect(await ages()).toMatchObject([{ id: first?.id, upToDate: true }])
    const { TaskTemplate: template } = spec
    const changed = { ...template, ContainerSpec: { ...template.ContainerSpec, Env: ['A=1'] } }
    const updated = { ...labelled, TaskTemplate: changed }
    await engine().updateService(id, (await serviceOf(engine(), id)).version, updated)
    const old = (await ages()).find((task) => task.id === first?.id)
    expect(old?.upToDate).toBe(false)
    await expect
      .poll(
        async () => (await ages()).filter((task) => task.upToDate).map(({ state }) => state),
        UNTIL,
      )
      .toEqual(['running'])
  })

  test('a global service has one task on the node, without slot', async () => {
    const id = await engine().createService(serviceSpec('everywhere', { mode: { Global: {} } }))
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
    expect(await firstTask(id)).toMatchObject({ slot: 0 })
  })

  test('a task that fails says its exit code, and its log is there', async () => {
    const id = await engine().createService(
      serviceSpec('failing', { args: ['fail', '3'], template: NEVER }),
    )
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['failed'])
    expect(await firstTask(id)).toMatchObject({
      exitCode: 3,
      error: 'task: non-zero exit (3)',
      desiredState: 'shutdown',
    })
    expect(await engine().serviceLogs(id, { tail: 5 })).toEqual(['failing on purpose'])
    const bounds = { tail: 5, mostBytes: 1000, timeoutMs: 5000 }
    const { id: task = '' } = await firstTask(id)
    expect(await engine().taskLogs(task, bounds)).toEqual(['failing on purpose'])
    expect(await engine().taskLogs(task, { ...bounds, mostBytes: 15 })).toEqual(['failing'])
    await expect(engine().taskLogs('nosuch', bounds)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a task that fails is started again', async () => {
    const again = { RestartPolicy: { Condition: 'any', Delay: 100_000_000 } }
    const id = await engine().createService(
      serviceSpec('again', { args: ['fail'], template: again }),
    )
    await expect
      .poll(async () => (await tasksOf(engine(), id)).length, UNTIL)
      .toBeGreaterThanOrEqual(2)
  })

  test('an image that is nowhere rejects the task, with the reason', async () => {
    const id = await engine().createService(
      serviceSpec('imageless', { image: 'kesako-lab:none', template: NEVER }),
    )
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['rejected'])
    expect(await firstTask(id)).toMatchObject({ error: 'No such image: kesako-lab:none' })
  })

  test('a task that fits no node is pending, with the reason', async () => {
    const id = await engine().createService(
      serviceSpec('homeless', {
        template: { Placement: { Constraints: ['node.labels.moon==yes'] } },
      }),
    )
    await expect
      .poll(() => firstTask(id), UNTIL)
      .toMatchObject({
        state: 'pending',
        error: 'no suitable node (scheduling constraints not satisfied on 1 node)',
        nodeId: '',
      })
  })

  test('a host port is there once, and free again when its service is gone', async () => {
    const port = { TargetPort: 80, PublishedPort: 18_097, Protocol: 'tcp', PublishMode: 'host' }
    const rest = { EndpointSpec: { Mode: 'dnsrr', Ports: [port] } }
    const first = await engine().createService(serviceSpec('host-a', { rest }))
    await expect.poll(() => statesOf(engine(), first), UNTIL).toEqual(['running'])
    expect((await firstTask(first)).hostPorts).toEqual([port])
    const second = await engine().createService(serviceSpec('host-b', { rest }))
    await expect
      .poll(() => firstTask(second), UNTIL)
      .toMatchObject({
        state: 'pending',
        error: 'no suitable node (host-mode port already in use on 1 node)',
      })
    await engine().removeService(first)
    await expect.poll(() => statesOf(engine(), second), UNTIL).toEqual(['running'])
  })

  test('a job completes, and runs again when its service is updated', async () => {
    const mode = { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } }
    const spec = serviceSpec('job', { mode, args: ['true'], template: NEVER })
    const id = await engine().createService(spec)
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['complete'])
    const { version, jobIteration } = await serviceOf(engine(), id)
    expect(jobIteration).toBe(0)
    expect(await firstTask(id)).toMatchObject({ jobIteration: 0, slot: 0, exitCode: 0 })

    await engine().updateService(id, version, { ...spec, Labels: { ...spec.Labels, b: '2' } })
    await expect
      .poll(async () => {
        const tasks = (await tasksOf(engine(), id)).filter((task) => task.jobIteration === 1)
        return tasks.map((task) => task.state)
      }, UNTIL)
      .toEqual(['complete'])
    expect(await serviceOf(engine(), id)).toMatchObject({ jobIteration: 1 })
  })

  test('a job that fails and is not tried again is told to end', async () => {
    const mode = { ReplicatedJob: { MaxConcurrent: 1, TotalCompletions: 1 } }
    const spec = serviceSpec('job-failing', { mode, args: ['fail'], template: NEVER })
    const id = await engine().createService(spec)
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['failed'])
    await expect
      .poll(() => firstTask(id), UNTIL)
      .toMatchObject({ state: 'failed', desiredState: 'shutdown' })
  })

  test.each([
    ['pause', 'paused', /^update paused due to failure or early termination of task /, 'next'],
    ['rollback', 'rollback_completed', /^rollback completed$/, 'first'],
  ])('an update that fails and shall %s ends as %s', async (FailureAction, state, message, env) => {
    const monitor = { Parallelism: 1, Monitor: 1_000_000_000, MaxFailureRatio: 0, Order: '' }
    const rest = { UpdateConfig: { ...monitor, FailureAction }, RollbackConfig: monitor }
    const template = { RestartPolicy: { Condition: 'any', Delay: 10_000_000_000 } }
    const first = { rest, template, container: { Env: ['IS=first'] } }
    const id = await engine().createService(serviceSpec(`fails-${FailureAction}`, first))
    await expect.poll(() => statesOf(engine(), id), UNTIL).toEqual(['running'])
    const { version } = await serviceOf(engine(), id)
    const next = { rest, template, args: ['fail'], container: { Env: ['IS=next'] } }
    await engine().updateService(id, version, serviceSpec(`fails-${FailureAction}`, next))
    await expect
      .poll(async () => (await serviceOf(engine(), id)).updateStatus, UNTIL)
      .toMatchObject({ state, message: expect.stringMatching(message) })
    const live = await serviceOf(engine(), id)
    expect(live.spec.TaskTemplate.ContainerSpec.Env).toEqual([`IS=${env}`])
    expect(live.hasPrevious).toBe(FailureAction === 'pause')
  })
}
