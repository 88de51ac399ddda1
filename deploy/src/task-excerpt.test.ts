import type { FailedTask } from '@kesako/core'
import { EngineError } from '@kesako/engine'
import { expect, it } from 'vitest'
import { readExcerpts } from './task-excerpt.ts'

const task: FailedTask = {
  id: 't1',
  name: 'shop_web.1',
  service: 'shop_web',
  node: 'node-a',
  error: 'task: non-zero exit (1)',
  hasContainer: true,
}
const { hasContainer: _, ...shown } = task

function engine(answer: readonly string[] | Error) {
  const asked: string[] = []
  return {
    asked,
    taskLogs(id: string) {
      asked.push(id)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
  }
}

it('a failed task comes with its last lines', async () => {
  const asked = engine(['\u001B[31mboom\u001B[0m'])
  expect(await readExcerpts(asked, [task, task])).toEqual([{ ...shown, log: ['boom'] }])
  expect(asked.asked).toEqual(['t1'])
})

it('no log is asked for where there was no container', async () => {
  const asked = engine(['never'])
  const rejected = { ...task, hasContainer: false }
  expect(await readExcerpts(asked, [rejected])).toEqual([{ ...shown, log: [] }])
  expect(asked.asked).toEqual([])
})

it.each([
  [
    new EngineError('failed', 'configured logging driver does not support reading', 500),
    'configured logging driver does not support reading',
  ],
  [
    new EngineError('aborted', 'it was called off'),
    "The task's node did not send its log within 2 s.",
  ],
])('a log that can’t be read is said, and nothing more', async (error, logProblem) => {
  expect(await readExcerpts(engine(error), [task])).toEqual([{ ...shown, log: [], logProblem }])
})

it('of many tasks the first ones are read', async () => {
  const asked = engine(['line'])
  const many = Array.from({ length: 9 }, (_, index) => ({ ...task, id: `t${index}` }))
  expect(await readExcerpts(asked, many)).toHaveLength(4)
})
