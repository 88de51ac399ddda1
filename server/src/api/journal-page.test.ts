import type { Deployment } from '@kesako/core'
import type { Journal } from '@kesako/repository'
import { expect, it } from 'vitest'
import { findDeployment, newestDeployments } from './journal-page.ts'

/** A journal in memory that counts how many histories are read. */
function journal(stacks: Readonly<Record<string, readonly number[]>>): {
  journal: Journal
  read: string[]
} {
  const read: string[] = []
  const histories = Object.entries(stacks).map(
    ([stack, minutes]) => [stack, minutes.map((minute) => deployment(stack, minute))] as const,
  )
  return {
    read,
    journal: {
      start: () => Promise.resolve(),
      end: () => Promise.resolve(),
      history(stack, limit) {
        read.push(stack)
        return Promise.resolve(new Map(histories).get(stack)?.slice(0, limit) ?? [])
      },
      latest: () =>
        Promise.resolve(
          new Map(
            histories.flatMap(([stack, [first]]) => (first === undefined ? [] : [[stack, first]])),
          ),
        ),
    },
  }
}

function deployment(stack: string, minute: number): Deployment {
  const at = `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`
  const base = {
    action: 'deploy',
    revision: 'r',
    repository: 'r',
    inputsDigest: 'd',
    changes: [],
  } as const
  return {
    ...base,
    id: `${stack}-${minute}`,
    stack,
    startedAt: at,
    actor: { name: 'a', via: 'push' },
  }
}

it('merges the histories, newest first, and reads none that is too old to matter', async () => {
  const { journal: j, read } = journal({ a: [50, 40, 1], b: [45, 44, 43], c: [30, 29], d: [2] })
  const ids = (await newestDeployments(j, 4)).map(({ id }) => id)
  expect(ids).toEqual(['a-50', 'b-45', 'b-44', 'b-43'])
  expect(read).toEqual(['a', 'b'])
})

it('gives all when there are fewer', async () => {
  const { journal: j } = journal({ a: [5], b: [6, 4] })
  expect((await newestDeployments(j, 50)).map(({ id }) => id)).toEqual(['b-6', 'a-5', 'b-4'])
})

it('finds one by its id, the newest without reading a history', async () => {
  const { journal: j, read } = journal({ a: [5, 3], b: [6, 4] })
  expect((await findDeployment(j, 'b-6'))?.stack).toBe('b')
  expect(read).toEqual([])
  expect((await findDeployment(j, 'b-4'))?.stack).toBe('b')
  expect(await findDeployment(j, 'x')).toBeUndefined()
})
