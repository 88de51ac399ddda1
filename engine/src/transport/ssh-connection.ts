import { spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { EngineError } from '../engine-api.ts'
import type { EngineTarget } from '../address/engine-address.ts'
import { redact } from '../redact.ts'

type SshTarget = Extract<EngineTarget, { kind: 'ssh' }>

/** Arguments of the `ssh` program: the far end speaks the engine's API on its standard streams. */
export function sshArguments(target: SshTarget): readonly string[] {
  return [
    '-T',
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=30',
    ...(target.user === undefined ? [] : ['-l', target.user]),
    ...(target.port === undefined ? [] : ['-p', String(target.port)]),
    '--',
    target.host,
    'docker',
    'system',
    'dial-stdio',
  ]
}

/**
 * A connection to an engine on another host, as the docker CLI makes it: by the machine's own `ssh`,
 * so that keys, agents, jump hosts and known hosts of its configuration hold. Asks for nothing.
 *
 * @param program what to run instead of `ssh`
 */
export function connectBySsh(target: SshTarget, program = 'ssh'): Duplex {
  const child = spawn(program, sshArguments(target), { stdio: ['pipe', 'pipe', 'pipe'] })
  const stream = new Duplex({
    read: () => void child.stdout.resume(),
    write: (chunk: Buffer, _encoding, done) => void child.stdin.write(chunk, done),
    final: (done) => void child.stdin.end(done),
    destroy: (error, done) => {
      child.kill()
      done(error)
    },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) child.stdout.pause()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2_000)
  })
  // Why it broke is known only when the program has ended.
  child.stdin.on('error', () => {})
  child.on('error', (error) => stream.destroy(sshError(error.message)))
  child.on('close', (code) => {
    if (code === 0) stream.push(null)
    else stream.destroy(sshError(lastLine(said) || `it ended with ${code ?? 'a signal'}`))
  })
  return stream
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}

function sshError(reason: string): EngineError {
  return new EngineError(
    'unreachable',
    `The ssh connection to the engine broke: ${redact(reason).replace(/\.$/, '')}. ` +
      'Check that `ssh` reaches the host without a question and that `docker` is there.',
  )
}
