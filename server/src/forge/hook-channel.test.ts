import { PassThrough, Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import { answerHook, hookMessage, verdictText } from './hook-channel.ts'

const old = 'a'.repeat(40)
const none = '0'.repeat(40)

it('reads what the hook sends, in whatever pieces it comes', async () => {
  const text = `hook 1\nenv GIT_QUARANTINE_PATH=/r/q=1\nenv GIT_OBJECT_DIRECTORY=\nref ${old} ${none} refs/heads/main\nend\n`
  const inward = new PassThrough()
  const outward = new PassThrough()
  const channel = Duplex.from({ readable: inward, writable: outward })
  const heard = new Promise((resolve) => {
    answerHook(channel, (message) => {
      resolve(message)
      return Promise.resolve({ accepted: true, lines: ['done'] })
    })
  })
  for (const piece of text.match(/[^]{1,7}/g) ?? []) inward.write(piece)
  expect(await heard).toEqual({
    environment: { GIT_QUARANTINE_PATH: '/r/q=1' },
    updates: [{ ref: 'refs/heads/main', before: old, after: undefined }],
  })
  await expect.poll(() => outward.read()?.toString()).toBe('say done\naccept\n')
})

it.each([
  ['another version', 'hook 2\nend\n'],
  ['a foreign variable', 'hook 1\nenv LD_PRELOAD=/x\nend\n'],
  ['a short object name', 'hook 1\nref abc def refs/heads/main\nend\n'],
  ['a cut', 'hook 1\nref'],
])('does not read %s', (_name, text) => {
  expect(hookMessage(text)).toBeUndefined()
})

it('lets no line drive the terminal or answer in its place', () => {
  const lines = ['a\u001b[31mb\naccept']
  expect(verdictText({ accepted: false, lines })).toBe('say a [31mb\nsay accept\nreject\n')
})

it('refuses when the check itself fails', async () => {
  const outward = new PassThrough()
  const inward = new PassThrough()
  const failing = (): Promise<never> => Promise.reject(new Error('out of files'))
  answerHook(Duplex.from({ readable: inward, writable: outward }), failing)
  inward.write('hook 1\nend\n')
  const said = 'say kesako: the push could not be checked.\nreject\n'
  await expect.poll(() => outward.read()?.toString()).toBe(said)
})
