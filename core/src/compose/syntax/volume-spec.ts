import type { Fault } from '../report.ts'

/** One mount of a service, as the long form of `volumes` has it. */
export interface Volume {
  readonly type: string
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  readonly consistency: string
  readonly bind?: { readonly propagation: string }
  readonly volume?: { readonly noCopy: boolean; readonly subpath?: string }
  readonly tmpfs?: { readonly size: number }
}

const propagations: ReadonlySet<string> = new Set([
  'private',
  'rprivate',
  'shared',
  'rshared',
  'slave',
  'rslave',
])

/** The short form of a mount: `[source:]target[:options]`. A single letter before `:` is a drive. */
export function parseVolume(text: string): Volume | Fault {
  if (text === '') return { message: "a volume can't be empty", remedy: example }
  if (text.length < 3) return { ...empty, type: 'volume', target: text }
  const sections = splitSections(text)
  if (sections.includes(''))
    return { message: `"${text}" has an empty part between colons`, remedy: example }
  if (sections.length > 3) return { message: `"${text}" has too many colons`, remedy: example }
  const [first = '', target, options] = sections
  if (target === undefined) return { ...empty, type: 'volume', target: first }
  const type = isFilePath(first) ? 'bind' : 'volume'
  return { ...empty, type, source: first, target, ...readOptions(options ?? '') }
}

export function checkVolume(text: string): Fault | undefined {
  const parsed = parseVolume(text)
  return 'type' in parsed ? undefined : parsed
}

/** True for `C:\data`, `C:/data` and `\\server\\share\\x`, absolute on Windows nodes. */
export function isWindowsAbsolute(path: string): boolean {
  return /^[a-zA-Z]:[\\/]/.test(path) || sharePattern.test(path)
}

const sharePattern = /^[\\/]{2}[^\\/.][^\\/]*[\\/][^\\/.][^\\/]*[\\/]/

const example = 'Write "name:/path", "/host/path:/path" or "name:/path:ro".'

const empty: Omit<Volume, 'type' | 'target'> = { source: '', readOnly: false, consistency: '' }

function splitSections(text: string): readonly string[] {
  const sections: string[] = []
  let section = ''
  for (const char of text) {
    if (char === ':' && !/^\p{L}$/u.test(section)) {
      sections.push(section)
      section = ''
    } else {
      section += char
    }
  }
  return [...sections, section]
}

function isFilePath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source)
}

function readOptions(text: string): Pick<Volume, 'readOnly' | 'bind' | 'volume'> {
  let readOnly = false
  let bind: Volume['bind']
  let volume: Volume['volume']
  for (const option of text.split(',')) {
    if (option === 'ro' || option === 'rw') readOnly = option === 'ro'
    else if (option === 'nocopy') volume = { noCopy: true }
    else if (propagations.has(option)) bind = { propagation: option }
  }
  return { readOnly, ...(bind && { bind }), ...(volume && { volume }) }
}
