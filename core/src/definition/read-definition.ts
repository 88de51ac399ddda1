import { type Report, reportError } from '../compose/report.ts'
import { child, type Entry, type MapNode, type Node } from '../compose/yaml/node.ts'
import { finishProblems } from '../compose/finish-problems.ts'
import { nodeValue } from '../compose/yaml/node-value.ts'
import { readDocument } from '../compose/yaml/read-document.ts'
import { hasErrors, type Problem } from '../problem.ts'
import { checkTemplate } from './check-template.ts'
import type { DefinitionOptions } from './options/option.ts'
import { OPTIONS_KEY, readOptions } from './options/read-options.ts'

/** A template of a stack, read and checked. */
export interface StackDefinition {
  readonly title?: string
  readonly description?: string
  readonly options: DefinitionOptions
  /** `x-options` as it is written: JSON Schema for forms. */
  readonly schema: unknown
  /** The template without `x-options`. */
  readonly root: MapNode
}

export interface DefinitionRead {
  /** Absent when a problem is an error. */
  readonly definition?: StackDefinition
  readonly problems: readonly Problem[]
}

/** Bytes: far above real ones, for all of a repository are read at once. */
const MOST_BYTES = 256 * 1024

/** Reads the file of a stack definition; what it can't say is a problem with its place. */
export function readDefinition(file: string, bytes: Uint8Array): DefinitionRead {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  if (bytes.length > MOST_BYTES) {
    reportError(report, {
      code: 'definition-too-large',
      message: `the file has ${bytes.length} bytes, above the limit of 256 KiB`,
      remedy: 'Make several definitions of it.',
      place: { file, line: 1, column: 1 },
      path: '',
    })
    return { problems }
  }
  const node = readDocument(file, bytes, report)
  if (node !== undefined && node.kind !== 'map') {
    reportError(report, {
      code: 'not-a-mapping',
      message: 'a stack definition must be a mapping with the key "services"',
      remedy: 'Write services: and the services below it.',
      place: node.at,
      path: '',
    })
  }
  if (node?.kind !== 'map') return { problems: finishProblems(problems, new Map()) }
  const described = child(node, OPTIONS_KEY)
  const options: DefinitionOptions =
    described === undefined ? new Map() : readOptions(described, report)
  const root = withoutOptions(node)
  if (!hasErrors(problems)) checkTemplate(root, options, report)
  const presented = finishProblems(problems, new Map())
  if (hasErrors(problems)) return { problems: presented }
  const title = textAt(described, 'title')
  const description = textAt(described, 'description')
  const definition = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    options,
    schema: described === undefined ? {} : nodeValue(described),
    root,
  }
  return { definition, problems: presented }
}

function withoutOptions(node: MapNode): MapNode {
  const entries = new Map<string, Entry>(node.entries)
  entries.delete(OPTIONS_KEY)
  return { ...node, entries }
}

function textAt(node: Node | undefined, key: string): string | undefined {
  const value = child(node, key)
  return value?.kind === 'string' ? value.value : undefined
}
