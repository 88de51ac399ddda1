import type { Node } from '../yaml/node.ts'
import type { ChoiceSchema, RecordSchema, Schema } from './schema.ts'

declare const valid: unique symbol

/** The options of a choice, of which none is a choice itself; or the schema. */
export type Options<S> = S extends ChoiceSchema<infer Of> ? Of[number] : S

/** A node that is as one of the schemas says; only validation makes one. */
export type ValidAs<Option> = Node & { readonly [valid]: Option }

/** A validated node: what stands below its keys is as the schema says. */
export type Valid<S extends Schema> = ValidAs<Options<S>>

/** The keys that a mapping of these schemas may have. */
export type KeyOf<Option> = Option extends RecordSchema<infer K> ? keyof K & string : never

/** The keys whose value may be of a kind. */
export type KeyWith<Option, Kind extends Schema['is']> =
  Option extends RecordSchema<infer K>
    ? {
        [Name in keyof K]: Kind extends Extract<Options<K[Name]['schema']>, Schema>['is']
          ? Name
          : never
      }[keyof K] &
        string
    : never

/** The schema of the value of a key. */
export type ValueOf<Option, Name> =
  Option extends RecordSchema<infer K> ? (Name extends keyof K ? K[Name]['schema'] : never) : never
