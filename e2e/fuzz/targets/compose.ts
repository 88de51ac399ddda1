import {
  type Converted,
  convertStack,
  DEFAULT_STACK_POLICY,
  type FileRead,
  type LoadedStack,
  loadStack,
} from '@kesako/core'
import { faultsOfProblems, faultsOfResult, SECRET } from '../check-problems.ts'

const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['A', `${SECRET}-a`],
  ['TAG', `${SECRET}-tag`],
  ['NUM', '3'],
  ['EMPTY', ''],
])

/** Loads and converts Compose files twice, and once with other line breaks; what breaks a rule is a fault. */
export function faultsOfCompose(
  files: readonly Uint8Array[],
  beside: readonly Uint8Array[],
): readonly string[] {
  const first = read(files, beside)
  const { loaded, converted, reads } = first
  const texts = new Map(files.map((bytes, index) => [`stacks/f${index}.yml`, bytes]))
  for (const [path, read] of reads) if (read.kind === 'file') texts.set(path, read.bytes)
  return [
    ...faultsOfResult(converted.desired !== undefined, converted.problems),
    ...faultsOfProblems(converted.problems, texts),
    ...(loaded.problems.length > converted.problems.length ? ['conversion lost a problem'] : []),
    ...(print(first) === print(read(files, beside)) ? [] : ['the same input, another answer']),
    ...faultsOfLineBreaks(files, beside, first),
  ]
}

interface Answer {
  readonly loaded: LoadedStack
  readonly converted: Converted
  readonly reads: ReadonlyMap<string, FileRead>
}

function read(files: readonly Uint8Array[], beside: readonly Uint8Array[]): Answer {
  const loaded = loadStack({
    stack: 'fuzz',
    sources: files.map((bytes, index) => ({ path: `stacks/f${index}.yml`, bytes })),
    variables: VARIABLES,
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const reads = new Map(
    loaded.references.map(({ path, use }, index) => [path, answerTo(use, index, beside)]),
  )
  return { loaded, converted: convertStack(loaded, reads), reads }
}

function answerTo(use: string, index: number, beside: readonly Uint8Array[]): FileRead {
  const [bytes] = beside.slice(index % Math.max(beside.length, 1))
  if (use === 'env-file') {
    const text = `NAME=${SECRET}-env\nOTHER\n${bytes === undefined ? '' : String(bytes[0])}`
    return { kind: 'file', bytes: new TextEncoder().encode(text) }
  }
  if (bytes === undefined) return { kind: 'missing' }
  const last = bytes.at(-1) ?? 0
  if (last % 16 === 1) return { kind: 'directory' }
  if (last % 16 === 2) return { kind: 'symlink' }
  if (last % 16 === 3) return { kind: 'too-large', sizeBytes: 10 ** 9, limitBytes: 500_000 }
  return { kind: 'file', bytes: new TextEncoder().encode(`${SECRET}-content`) }
}

/** Line breaks of Windows mean the same. */
function faultsOfLineBreaks(
  files: readonly Uint8Array[],
  beside: readonly Uint8Array[],
  first: Answer,
): readonly string[] {
  const total = files.reduce((sum, bytes) => sum + bytes.length, 0)
  const isPlain = files.every(
    (bytes) => !bytes.includes(0x0d) && bytes[0] !== 0xff && bytes[0] !== 0xfe,
  )
  if (!isPlain || total > 200_000) return []
  const other = read(files.map(withCarriageReturns), beside)
  const isSame = JSON.stringify(other.converted) === JSON.stringify(first.converted)
  return isSame ? [] : ['other line breaks, another answer']
}

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes].flatMap((byte) => (byte === 0x0a ? [0x0d, 0x0a] : [byte])))
}

function print({ loaded, converted }: Answer): string {
  return JSON.stringify([loaded.references, [...loaded.variables], loaded.policy, converted])
}
