import type { Fault } from '../report.ts'
import { byteOrder } from '../byte-order.ts'
import { isAddress } from './address.ts'

export interface Port {
  readonly protocol: string
  readonly target: number
  readonly published: number
  readonly mode: string
}

/** The short form of a port, ranges not yet expanded. */
export interface PortSpec {
  readonly protocol: string
  readonly target: Range
  readonly host: Range | undefined
  /** The address that the text binds to, which a swarm doesn't do. */
  readonly ignoredAddress: string | undefined
}

interface Range {
  readonly start: number
  readonly end: number
}

const example = 'Write "8080:80", "8080:80/udp" or a range such as "8000-8005:8000-8005".'

/** Reads `[address:][published:]target[/protocol]`. */
export function parsePortSpec(text: string): PortSpec | Fault {
  const [address, hostText, containerText] = splitAddress(text)
  const slash = containerText.indexOf('/')
  const targetText = slash === -1 ? containerText : containerText.slice(0, slash)
  const protocol = (slash === -1 ? '' : (containerText.split('/')[1] ?? '')).toLowerCase() || 'tcp'
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address
  if (bare !== '' && !isAddress(bare)) return fault(`"${bare}" is not an IP address`)
  const target = parseRange(targetText)
  if (target === undefined)
    return fault(`"${text}" has no port of the container between 0 and 65535`)
  const host = hostText === '' ? undefined : parseRange(hostText)
  if (host === undefined && hostText !== '')
    return fault(`"${hostText}" is not a port or a range of ports`)
  if (host !== undefined && length(target) > 1 && length(host) !== length(target)) {
    return fault(`the ranges "${hostText}" and "${targetText}" are not equally long`)
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol))
    return fault(`"${protocol}" is not a protocol of a port`)
  const unspecified = ['', '0.0.0.0', '::'].includes(bare)
  return { protocol, target, host, ignoredAddress: unspecified ? undefined : bare }
}

/** How many ports the short form stands for. */
export function countPorts({ target, host }: PortSpec): number {
  return Math.max(length(target), host === undefined ? 0 : length(host))
}

/** All ports of the short form. */
export function expandPorts({ protocol, target, host }: PortSpec): readonly Port[] {
  if (host === undefined || length(target) > 1) return expand(target, host, protocol)
  return numbers(host).map((published) => port(protocol, target.start, published))
}

export function checkPorts(text: string): Fault | undefined {
  const parsed = parsePortSpec(text)
  return 'target' in parsed ? undefined : parsed
}

/** The docker CLI sorts the container ports of a range as text: 10, 11, 8, 9. */
function expand(target: Range, host: Range | undefined, protocol: string): readonly Port[] {
  return numbers(target)
    .map((number, index) => port(protocol, number, host === undefined ? 0 : host.start + index))
    .toSorted((a, b) => byteOrder(`${a.target}/${protocol}`, `${b.target}/${protocol}`))
}

function port(protocol: string, target: number, published: number): Port {
  return { protocol, target, published, mode: 'ingress' }
}

function numbers(range: Range): readonly number[] {
  return Array.from({ length: length(range) }, (_, index) => range.start + index)
}

function length({ start, end }: Range): number {
  return end - start + 1
}

function splitAddress(text: string): readonly [string, string, string] {
  const parts = text.split(':')
  const container = parts.at(-1) ?? ''
  if (parts.length < 3) return ['', parts.length === 2 ? (parts[0] ?? '') : '', container]
  return [parts.slice(0, -2).join(':'), parts.at(-2) ?? '', container]
}

function parseRange(text: string): Range | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text)
  if (match === null) return undefined
  const start = Number(match[1])
  const end = match[2] === undefined ? start : Number(match[2])
  return start <= end && end <= 65_535 ? { start, end } : undefined
}

function fault(message: string): Fault {
  return { message, remedy: example }
}
