import { STACK_LABEL } from '../../labels.ts'
import type { Labels } from '../../spec/service-spec.ts'
import type { StackPolicy } from '../../desired-state.ts'
import type { FileRead } from '../compose-api.ts'
import type { Model } from '../model/top-level.ts'
import type { Base } from '../paths/file-path.ts'
import type { Report } from '../report.ts'

/** What every part of the conversion of one stack needs. */
export interface Conversion {
  readonly stack: string
  readonly model: Model
  readonly policy: StackPolicy
  readonly base: Base
  readonly files: ReadonlyMap<string, FileRead>
  readonly report: Report
}

/** The name on the swarm of a key of the file. */
export function scopedName(stack: string, key: string): string {
  return `${stack}_${key}`
}

/** The name that an entry fixes, else the scoped one. */
export function fullName(
  stack: string,
  entry: { readonly key: string; readonly name: string },
): string {
  return entry.name === '' ? scopedName(stack, entry.key) : entry.name
}

/** Labels with Docker's label of the stack, which wins. */
export function stackLabels(stack: string, labels: Labels): Labels {
  return { ...labels, [STACK_LABEL]: stack }
}
