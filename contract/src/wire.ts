import type { z } from 'zod'

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

/** The type of what a schema lets through, read-only all the way down. */
export type Wire<Schema extends z.ZodType> = DeepReadonly<z.infer<Schema>>
