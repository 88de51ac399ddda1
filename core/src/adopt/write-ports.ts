import { whenFilled } from '../compose/convert/present.ts'
import type { PortConfig } from '../spec/service-spec.ts'
import type { WrittenService } from './compose-document.ts'

type WrittenPort = NonNullable<WrittenService['ports']>[number]

/** From so many ports in a row on, a range says the same. */
const RANGE_FROM = 3
const LAST_PORT = 65_535

/** Published ports in their order: the short form where it says all, ranges where they are long. */
export function writePorts(ports: readonly PortConfig[]): readonly WrittenPort[] {
  const written: WrittenPort[] = []
  for (let index = 0; index < ports.length;) {
    const run = runLength(ports, index)
    const [first, last] = [ports[index], ports[index + run - 1]]
    if (first === undefined || last === undefined) break
    if (run >= RANGE_FROM) {
      const [from, to] = [
        shortText(first, last, 'PublishedPort'),
        shortText(first, last, 'TargetPort'),
      ]
      written.push(`${from}:${to}${protocolOf(first)}`)
      index += run
    } else {
      const short = shortPort(first)
      // No list of ports may say the same twice; the long form is another word for it.
      written.push(short === undefined || written.includes(short) ? longPort(first) : short)
      index += 1
    }
  }
  return written
}

function shortPort(port: PortConfig): string | undefined {
  const { TargetPort: target = 0, PublishedPort: published = 0 } = port
  if (!isShort(port)) return undefined
  return `${published === 0 ? '' : `${published}:`}${target}${protocolOf(port)}`
}

function longPort(port: PortConfig): WrittenPort {
  return {
    target: port.TargetPort ?? 0,
    ...whenFilled('published', port.PublishedPort),
    ...whenFilled('protocol', port.Protocol === 'tcp' ? undefined : port.Protocol),
    ...whenFilled('mode', port.PublishMode === 'ingress' ? undefined : port.PublishMode),
  }
}

/** The short form knows no mode, and no port that the engine took although there is none such. */
function isShort(port: PortConfig): boolean {
  const { PublishMode: mode = 'ingress', Protocol: protocol = 'tcp' } = port
  const { TargetPort: target = 0, PublishedPort: published = 0 } = port
  const known = mode === 'ingress' && ['tcp', 'udp', 'sctp'].includes(protocol)
  return known && target > 0 && Math.max(target, published) <= LAST_PORT
}

function protocolOf({ Protocol: protocol = 'tcp' }: PortConfig): string {
  return protocol === 'tcp' ? '' : `/${protocol}`
}

/** How many ports from here on go up by one together. */
function runLength(ports: readonly PortConfig[], from: number): number {
  const first = ports[from]
  if (first === undefined || !isShort(first) || !first.PublishedPort) return 1
  let length = 1
  for (let next = ports[from + length]; next !== undefined; next = ports[from + length]) {
    const follows =
      isShort(next) &&
      next.Protocol === first.Protocol &&
      next.PublishedPort === first.PublishedPort + length &&
      next.TargetPort === (first.TargetPort ?? 0) + length
    if (!follows) break
    length += 1
  }
  return length
}

function shortText(
  first: PortConfig,
  last: PortConfig,
  field: 'PublishedPort' | 'TargetPort',
): string {
  return `${first[field] ?? 0}-${last[field] ?? 0}`
}
