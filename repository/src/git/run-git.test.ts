import { expect, it } from 'vitest'
import { gitEnvironment } from './git-environment.ts'
import { runGit } from './run-git.ts'

const environment = gitEnvironment()

it('stops a program that answers too much', async () => {
  await expect(
    runGit({ program: '/bin/cat', args: ['/dev/zero'], environment, maxBytes: 1_000 }),
  ).rejects.toMatchObject({ code: 'git-output-too-large' })
})

it('stops a program that takes too long', async () => {
  await expect(
    runGit({ program: '/bin/sleep', args: ['30'], environment, timeoutMs: 50 }),
  ).rejects.toMatchObject({ code: 'git-timed-out' })
})

it('gives the program nothing of its own environment', async () => {
  const { stdout } = await runGit({ program: '/usr/bin/env', args: [], environment })
  const names = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0])
  expect(new Set(names)).toEqual(new Set(Object.keys(environment)))
})

it('redacts credentials in what the program says', async () => {
  const { stderr, status } = await runGit({
    program: 'git',
    args: ['ls-remote', 'https://me:hunter2@kesako.invalid/a.git'],
    environment,
  })
  expect(status).not.toBe(0)
  expect(stderr).not.toContain('hunter2')
})
