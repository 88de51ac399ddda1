import type { AdoptAnswer } from '@kesako/contract'
import { expect, it } from 'vitest'
import type { World } from '../world.ts'
import { reportAdoption } from './adopt-report.ts'

const answer: AdoptAnswer = {
  committed: true,
  revision: 'abc',
  stacks: [
    {
      stack: 'shop',
      files: [
        { path: 'stacks/shop/docker-compose.yml', bytes: 4, text: 'a: b\n' },
        { path: 'stacks/shop/configs/logo', bytes: 3 },
      ],
      losses: [],
      notes: [
        {
          code: 'secret-external',
          severity: 'warning',
          message: 'It can not be read.',
          remedy: 'Write it.',
        },
      ],
    },
  ],
  left: [
    {
      stack: 'old',
      code: 'loses',
      reason: "A Compose file can't say one thing about old.",
      remedy: 'To write it all the same: --accept-losses.',
      losses: [
        {
          kind: 'service',
          name: 'old_a',
          field: 'Groups',
          value: ['44'],
          meaning: 'No group_add.',
          effect: 'later',
        },
      ],
      notes: [],
      problems: [],
    },
  ],
  outside: [{ name: 'lonely', image: 'busybox:1' }],
}

function printed(dryRun: boolean): { readonly out: string; readonly err: string } {
  const texts = { out: '', err: '' }
  const sink = (key: 'out' | 'err') => ({
    isTerminal: false,
    write: (text: string) => void (texts[key] += text),
  })
  const world: Pick<World, 'stdout' | 'stderr' | 'environment'> = {
    stdout: sink('out'),
    stderr: sink('err'),
    environment: {},
  }
  reportAdoption(world, answer, dryRun)
  return texts
}

it('names files, what was lost and left, and services of no stack', () => {
  const { out, err } = printed(false)
  expect(out).toBe('shop: stacks/shop/docker-compose.yml, stacks/shop/configs/logo\n')
  expect(err.split('\n')).toEqual([
    'shop: warning: It can not be read.',
    '    Write it.',
    "not written: old: A Compose file can't say one thing about old. To write it all the same: --accept-losses.",
    '    lost: service old_a Groups = ["44"]',
    '        No group_add. It stays until the service next changes.',
    'These services belong to no stack, and stay as they are: lonely (busybox:1)',
    '',
  ])
})

it('prints whole files in a dry run, and the size of what is no text', () => {
  expect(printed(true).out).toBe(
    '==> stacks/shop/docker-compose.yml <==\na: b\n\n==> stacks/shop/configs/logo <==\n(3 bytes, not text)\n\n',
  )
})
