import type {
  AnySchema,
  BoolSchema,
  ChoiceSchema,
  DictSchema,
  IntSchema,
  Keys,
  ListSchema,
  NullSchema,
  NumberSchema,
  RecordSchema,
  Schema,
  TextLikeSchema,
  TextSchema,
} from './schema.ts'

/** The type of a value as a file has it, once YAML is parsed. */
export type Infer<S extends Schema> =
  S extends RecordSchema<infer K, infer Required>
    ? InferRecord<K, Required>
    : S extends ChoiceSchema<infer Options>
      ? Infer<Options[number]>
      : S extends ListSchema<infer Item>
        ? readonly Infer<Item>[]
        : S extends DictSchema<infer Value>
          ? Readonly<Record<string, Infer<Value>>>
          : InferScalar<S>

type InferRecord<K extends Keys, Required extends string> = {
  readonly [Name in keyof K as Name extends Required ? never : Name]?: Infer<K[Name]['schema']>
} & { readonly [Name in keyof K & Required]: Infer<K[Name]['schema']> }

type InferScalar<S> =
  S extends TextSchema<infer Word>
    ? Word
    : S extends BoolSchema
      ? boolean
      : S extends IntSchema | NumberSchema
        ? number
        : S extends NullSchema
          ? null
          : S extends TextLikeSchema<infer OrNull>
            ? OrNull extends true
              ? string | number | null
              : string | number
            : S extends AnySchema
              ? unknown
              : never
