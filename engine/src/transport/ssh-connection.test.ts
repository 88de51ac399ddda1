import { chmod, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openConnection } from './connection.ts'
import { sshArguments } from './ssh-connection.ts'
import { startTestServer } from './test-server.ts'

test('asks nothing, and takes no option for a host', () => {
  const target = { kind: 'ssh', host: 'swarm', user: 'me', port: 2222 } as const
  expect(sshArguments(target).join(' ')).toBe(
    '-T -o BatchMode=yes -o ConnectTimeout=30 -l me -p 2222 -- swarm docker system dial-stdio',
  )
})

/** Puts a program called ssh before the real one. */
async function installSsh(folder: string, script: string): Promise<void> {
  const program = join(folder, 'ssh')
  await writeFile(program, `#!${process.execPath}\n${script}`)
  await chmod(program, 0o755)
  const before = process.env['PATH']
  process.env['PATH'] = `${folder}:${before}`
  onTestFinished(() => {
    process.env['PATH'] = before
  })
}

test('speaks through ssh, over one kept connection', async () => {
  await using server = await startTestServer((_request, response) => response.end('[]'))
  await installSsh(
    dirname(server.path),
    `const socket = require('node:net').connect(${JSON.stringify(server.path)})
     process.stdin.pipe(socket).pipe(process.stdout)`,
  )
  const connection = openConnection({ host: 'ssh://me@swarm' })
  const read = { intent: 'read it', method: 'GET', path: '/it' } as const
  expect((await connection.exchange(read)).toString()).toBe('[]')
  expect((await connection.exchange(read)).toString()).toBe('[]')
  expect(server.connections()).toBe(1)
  connection.close()
})

test('an ssh that fails says why', async () => {
  await using server = await startTestServer(() => {})
  await installSsh(
    dirname(server.path),
    `console.error('me@swarm: Permission denied (publickey).'); process.exit(255)`,
  )
  const connection = openConnection({ host: 'ssh://me@swarm' })
  await expect(connection.version()).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/me@swarm: Permission denied \(publickey\)\. Check that `ssh`/),
  })
  connection.close()
})
