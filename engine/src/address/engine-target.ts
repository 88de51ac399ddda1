import { EngineError } from '../engine-api.ts'
import type { EngineTarget } from './engine-address.ts'

/**
 * Takes a host as `DOCKER_HOST` has it apart. Without a port, `tcp:` means 2375, with TLS 2376.
 * Rejects with kind `refused` what can't be an engine; the message never repeats credentials.
 */
export function engineTarget(host: string, tls: boolean): EngineTarget {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(host.trim()) ?? []
  switch (scheme) {
    case 'unix':
      return socketTarget(rest)
    case 'tcp':
      return tcpTarget(rest, tls)
    case 'ssh':
      return sshTarget(rest)
    case 'npipe':
    case 'fd':
    case 'http':
    case 'https':
      throw wrongHost(`Addresses that start with ${scheme}:// are not supported.`)
    default:
      throw wrongHost('The address starts with an unknown scheme.')
  }
}

function socketTarget(path: string): EngineTarget {
  if (path === '') return { kind: 'socket', path: '/var/run/docker.sock' }
  if (!path.startsWith('/')) throw wrongHost('The path of the socket is not absolute.')
  return { kind: 'socket', path }
}

function tcpTarget(rest: string, tls: boolean): EngineTarget {
  const url = URL.parse(`http://${rest === '' ? 'localhost' : rest}`)
  if (url === null) throw wrongHost('The host and port can not be read.')
  if (url.username !== '' || url.password !== '') {
    throw wrongHost('A user or password in a tcp:// address is not supported; use TLS keys.')
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw wrongHost('A tcp:// address has a host and a port, and no path.')
  }
  // A URL leaves out the port that its scheme has by itself.
  const port = /:80\/?$/.test(rest) ? 80 : Number(url.port)
  return {
    kind: 'tcp',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: port === 0 ? (tls ? 2376 : 2375) : port,
  }
}

function sshTarget(rest: string): EngineTarget {
  const url = URL.parse(`ssh://${rest}`)
  if (url === null || url.hostname === '') throw wrongHost('An ssh:// address needs a host.')
  if (url.password !== '') {
    throw wrongHost('A password in an ssh:// address is not supported; use a key.')
  }
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    throw wrongHost('An ssh:// address has a user, a host and a port, and no path.')
  }
  const user = decodeURIComponent(url.username)
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '')
  if (user.startsWith('-') || host.startsWith('-')) {
    throw wrongHost('A user or host that starts with "-" is not allowed.')
  }
  return {
    kind: 'ssh',
    host,
    user: user === '' ? undefined : user,
    port: url.port === '' ? undefined : Number(url.port),
  }
}

function wrongHost(reason: string): EngineError {
  return new EngineError(
    'refused',
    `The address of the engine can't be used: ${reason} ` +
      'Set DOCKER_HOST to unix:///path/to/docker.sock, tcp://host:port or ssh://user@host.',
  )
}
