import type { Choice } from './choice.ts'
import { writeKey, writeScalar } from './write-scalar.ts'
import { isList, isMapping, type Mapping, type Tree } from './tree.ts'

export interface Spelling {
  /** Decides quotes, flow or block, anchors and so on, by the path of a value. */
  readonly choice: Choice
  /** Whether shared parts may stand below `x-…` at the top level. */
  readonly extensions: boolean
}

interface Written {
  /** Without indentation of their own. */
  readonly lines: readonly string[]
  /** Whether the first line may follow a key or a dash. */
  readonly inline: boolean
}

interface State extends Spelling {
  /** Names of anchors by the text of what they stand for, in the order of the document. */
  readonly anchors: Map<string, string>
  readonly shared: string[]
}

/** The file as YAML text, in one of many spellings that mean the same. */
export function writeYaml(file: Mapping, spelling: Spelling): string {
  const { choice } = spelling
  const state: State = { ...spelling, anchors: new Map(), shared: [] }
  const { lines } = write(file, '', state)
  const body = [...state.shared, ...lines]
  const asked = choice('', 'document')
  const framed =
    asked < 0.05
      ? ['%YAML 1.1', '---', ...body]
      : asked < 0.1
        ? ['---', ...body, '...']
        : asked < 0.15
          ? [...body, '---', 'services: {second: {document: true}}']
          : asked < 0.2
            ? [
                '# comment',
                '',
                ...body.map((line) => (/^\S+:$/.test(line) ? `${line}  # note` : line)),
              ]
            : body
  const text = `${framed.join(choice('', 'line end') < 0.08 ? '\r\n' : '\n')}\n`
  return choice('', 'byte order mark') < 0.04 ? `\ufeff${text}` : text
}

function write(tree: Tree, path: string, state: State): Written {
  const { choice } = state
  if (!isList(tree) && !isMapping(tree)) return writeScalar(tree, path, choice, 'block')
  const isEmpty = isList(tree) ? tree.length === 0 : Object.keys(tree).length === 0
  const isFlow = isEmpty || (path.includes('.') && choice(path, 'flow') < 0.2)
  if (isFlow) return { lines: [flow(tree, path, choice)], inline: true }
  const known = state.anchors.get(JSON.stringify(tree))
  if (known !== undefined && choice(path, 'alias') < 0.8) {
    return { lines: [`*${known}`], inline: true }
  }
  return isList(tree) ? writeList(tree, path, state) : writeMapping(tree, path, state)
}

function writeList(list: readonly Tree[], path: string, state: State): Written {
  const lines = list.flatMap((item, index) => {
    const { lines, inline } = write(item, `${path}.${index}`, state)
    const [first = '', ...rest] = lines
    const compact = inline || state.choice(`${path}.${index}`, 'dash') > 0.1
    return compact
      ? [`- ${first}`, ...rest.map((line) => indent(line, 2))]
      : ['-', ...lines.map((line) => indent(line, 3))]
  })
  return { lines, inline: false }
}

function writeMapping(mapping: Mapping, path: string, state: State): Written {
  const { choice } = state
  const entries = Object.entries(mapping)
  const merged = path === '' ? undefined : mergePart(entries, path, state)
  const own = merged === undefined ? entries : entries.slice(merged.count)
  const lines = own.flatMap(([key, value]) => writeEntry(key, value, join(path, key), state))
  const all =
    merged === undefined
      ? lines
      : choice(path, 'merge last') < 0.5
        ? [merged.line, ...lines]
        : [...lines, merged.line]
  return { lines: all, inline: false }
}

function writeEntry(key: string, value: Tree, path: string, state: State): readonly string[] {
  const { choice } = state
  const { lines, inline } = write(value, path, state)
  const label = writeKey(key, path, choice)
  const [first = '', ...rest] = lines
  const step = choice(path, 'indent') < 0.2 ? 4 : 2
  const note = choice(path, 'note')
  if (!inline) {
    const isFlush = isList(value) && choice(path, 'flush') < 0.3
    const below = lines.map((line) => (isFlush ? line : indent(line, step)))
    return [`${label}:${properties(value, path, state)}`, ...(note < 0.02 ? ['', ...below] : below)]
  }
  const text = note < 0.03 && rest.length === 0 && first !== '' ? `${first} # note` : first
  const further = rest.map((line) => indent(line, step))
  if (choice(path, 'explicit') < 0.01) return [`? ${label}`, `: ${text}`, ...further]
  return [`${label}:${text === '' ? '' : note > 0.98 && note < 1 ? '  ' : ' '}${text}`, ...further]
}

/** A tag or an anchor before a list or mapping in block style. */
function properties(value: Tree, path: string, { choice, anchors }: State): string {
  const tag = choice(path, 'tag') < 0.03 ? (isList(value) ? ' !!seq' : ' !!map') : ''
  if (choice(path, 'anchor') > 0.15 || !path.includes('.')) return tag
  const name = `a${anchors.size}`
  anchors.set(JSON.stringify(value), name)
  return `${tag} &${name}`
}

/** The first entries of a mapping, as what a merge key brings. */
function mergePart(
  entries: readonly (readonly [string, Tree])[],
  path: string,
  state: State,
): { readonly count: number; readonly line: string } | undefined {
  const { choice, shared, extensions } = state
  if (entries.length < 2 || choice(path, 'merge') > 0.06) return undefined
  const count = 1 + Math.floor(choice(path, 'merge count') * (entries.length - 1))
  const [overridden = ['', null]] = entries.slice(count)
  const brought = Object.fromEntries([...entries.slice(0, count), [overridden[0], null]])
  const text = flow(brought, path, choice)
  if (!extensions) return { count, line: `<<: ${text}` }
  const name = `s${shared.length}`
  shared.push(`x-${name}: &${name} ${text}`)
  return { count, line: choice(path, 'merge list') < 0.3 ? `<<: [*${name}]` : `<<: *${name}` }
}

function flow(tree: Tree, path: string, choice: Choice): string {
  if (isList(tree)) {
    const items = tree.map((item, index) => flow(item, `${path}.${index}`, choice))
    return `[${items.join(', ')}${items.length > 0 && choice(path, 'comma') < 0.1 ? ',' : ''}]`
  }
  if (!isMapping(tree)) return writeScalar(tree, path, choice, 'flow').lines[0] ?? ''
  const entries = Object.entries(tree).map(([key, value]) => {
    const below = join(path, key)
    return `${writeKey(key, below, choice)}: ${flow(value, below, choice)}`
  })
  if (entries.length === 0) return '{}'
  return choice(path, 'spaces') < 0.4 ? `{ ${entries.join(' , ')} }` : `{${entries.join(', ')}}`
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function indent(line: string, by: number): string {
  return line === '' ? '' : `${' '.repeat(by)}${line}`
}
