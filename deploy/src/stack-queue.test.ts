import { setImmediate as settle } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createStackQueue, type Job, type JobControl } from './stack-queue.ts'

interface Probe extends Job<string> {
  readonly controls: JobControl[]
  finish(answer: string): void
}

/** A job that runs until it is told to finish. */
function probe(key: string, revision: string): Probe {
  const done = Promise.withResolvers<string>()
  const controls: JobControl[] = []
  return {
    key,
    revision,
    controls,
    finish: done.resolve,
    run(control) {
      controls.push(control)
      return done.promise
    },
    skipped: (newer) => `${key} skipped by ${newer}`,
  }
}

describe('createStackQueue', () => {
  it('runs different stacks side by side', () => {
    const queue = createStackQueue<string>()
    const [a, b] = [probe('a', 'r1'), probe('b', 'r1')]
    void queue.submit('shop', a)
    void queue.submit('blog', b)
    expect([a.controls.length, b.controls.length]).toEqual([1, 1])
    expect(queue.active()).toEqual(['shop', 'blog'])
  })

  it('joins work of the same key', async () => {
    const queue = createStackQueue<string>()
    const [a, again] = [probe('deploy 1', 'r1'), probe('deploy 1', 'r2')]
    const answers = [queue.submit('shop', a), queue.submit('shop', again)]
    a.finish('done')
    expect(await Promise.all(answers)).toEqual(['done', 'done'])
    expect(a.controls[0]?.newer.aborted).toBe(false)
    expect(again.controls).toEqual([])
  })

  it('tells the running job of a newer revision, and runs that one afterwards', async () => {
    const queue = createStackQueue<string>()
    const [a, b] = [probe('deploy 1', 'r1'), probe('deploy 2', 'r2')]
    void queue.submit('shop', a)
    const second = queue.submit('shop', b)
    expect(a.controls[0]?.newer.reason).toBe('r2')
    expect(b.controls).toEqual([])
    expect(queue.lastKey('shop')).toBe('deploy 2')
    a.finish('superseded')
    await settle()
    expect(b.controls[0]).toMatchObject({ waited: true })
    b.finish('deployed')
    expect(await second).toBe('deployed')
  })

  it('skips what queued between', async () => {
    const queue = createStackQueue<string>()
    const [a, b, c] = [probe('1', 'r1'), probe('2', 'r2'), probe('3', 'r3')]
    void queue.submit('shop', a)
    const skipped = queue.submit('shop', b)
    const last = queue.submit('shop', c)
    expect(await skipped).toBe('2 skipped by r3')
    a.finish('')
    c.finish('end')
    expect(await last).toBe('end')
    expect(b.controls).toEqual([])
  })

  it('runs a key again that is on its way to be superseded', async () => {
    const queue = createStackQueue<string>()
    const [a, b, back] = [probe('1', 'r1'), probe('2', 'r2'), probe('1', 'r3')]
    void queue.submit('shop', a)
    void queue.submit('shop', b)
    const answer = queue.submit('shop', back)
    a.finish('')
    back.finish('back')
    expect(await answer).toBe('back')
    expect(back.controls).toHaveLength(1)
  })

  it('goes on after a job that threw, and is idle in the end', async () => {
    const queue = createStackQueue<string>()
    const broken: Job<string> = {
      key: '1',
      revision: 'r1',
      run: () => Promise.reject(new Error('boom')),
      skipped: () => '',
    }
    const b = probe('2', 'r2')
    const first = queue.submit('shop', broken)
    void queue.submit('shop', b)
    b.finish('')
    await expect(first).rejects.toThrow('boom')
    await queue.idle()
    expect(queue.active()).toEqual([])
  })
})
