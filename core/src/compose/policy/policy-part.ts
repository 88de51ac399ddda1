import type { StackPolicy } from '../../desired-state.ts'
import type { IgnorableField } from '../../ignored-field.ts'
import type { Spot } from '../report.ts'

/** What one mapping of policy says; a key that it leaves out is left out here. */
export interface PolicyPart {
  /** The service that it is about; undefined: the stack. */
  readonly service?: string
  readonly values: Partial<Omit<StackPolicy, 'ignore' | 'waves' | 'serviceDependsOn'>>
  readonly ignore?: readonly IgnorableField[]
  readonly waves: ReadonlyMap<string, number>
  /** Of a service only. */
  readonly needs?: readonly string[]
  readonly mentions: readonly Mention[]
}

/** Where a part names a service or another stack. */
export interface Mention extends Spot {
  readonly of: 'service' | 'stack'
  readonly name: string
}
