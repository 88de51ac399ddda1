import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { askHelper } from './credential-helper.ts'
import { dockerConfigFolder } from '../../testing/docker-config-folder.ts'

const SLOW = `#!/bin/sh
sleep 300 &
echo $! >"$DOCKER_CONFIG/child"
wait
`

test('one that hangs ends in time, with what it started', async () => {
  await using folder = await dockerConfigFolder(SLOW)
  const { environment } = folder
  const asked = askHelper({ helper: 'fake', address: 'r.io', environment, timeLimitMs: 500 })
  await expect(asked).rejects.toThrow('it did not answer within 0.5 s')
  const child = Number(await readFile(join(folder.path, 'child'), 'utf8'))
  await expect.poll(() => isRunning(child)).toBe(false)
})

test('one whose asker goes away ends at once', async () => {
  await using folder = await dockerConfigFolder(SLOW)
  const { environment } = folder
  const signal = AbortSignal.timeout(200)
  await expect(askHelper({ helper: 'fake', address: 'r.io', environment, signal })).rejects.toThrow(
    'it was not waited for',
  )
})

test('one that talks without end is cut off', async () => {
  await using folder = await dockerConfigFolder('#!/bin/sh\nyes secret\n')
  const asked = askHelper({ helper: 'fake', address: 'r.io', environment: folder.environment })
  await expect(asked).rejects.toThrow('its answer is too long')
})

test('one that reads nothing may still answer', async () => {
  const answer = `{"ServerURL":"r.io","Username":"ana","Secret":"word"}`
  await using folder = await dockerConfigFolder(`#!/bin/sh\nexec 0<&-\necho '${answer}'\n`)
  const { environment } = folder
  const address = `r.io/${'x'.repeat(200_000)}`
  const auth = await askHelper({ helper: 'fake', address, environment })
  expect(auth).toMatchObject({ username: 'ana', password: 'word' })
})

test.each(['', '../fake', '/bin/fake', 'fa ke', 'fake;id', '-fake', 'Fake', 'x'.repeat(65)])(
  'the name %j starts nothing',
  async (helper) => {
    await using folder = await dockerConfigFolder()
    const asked = askHelper({ helper, address: 'r.io', environment: folder.environment })
    await expect(asked).rejects.toThrow('letters a to z')
    expect(await folder.calls()).toEqual([])
  },
)

async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ')
  return !/\) Z| Z /.test(stat)
}
