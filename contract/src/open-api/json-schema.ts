import { z } from 'zod'

export type JsonObject = { readonly [key: string]: unknown }

export type Direction = 'input' | 'output'

/** JSON Schemas of named schemas, which refer to each other below `#/components/schemas/`. */
export function namedJsonSchemas(
  named: Readonly<Record<string, z.ZodType>>,
  direction: Direction,
): Readonly<Record<string, JsonObject>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io: direction,
    uri: schemaReference,
    override: ({ jsonSchema }) => tolerate(jsonSchema, direction),
  })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, withoutDialect({ ...schema })]),
  )
}

/** JSON Schema of one schema that has no name. */
export function inlineJsonSchema(schema: z.ZodType, direction: Direction): JsonObject {
  const json = z.toJSONSchema(schema, {
    io: direction,
    override: ({ jsonSchema }) => tolerate(jsonSchema, direction),
  })
  return withoutDialect({ ...json })
}

export function schemaReference(id: string): string {
  return `#/components/schemas/${id}`
}

/** Answers may get more keys in later versions, so a client must not refuse them. */
function tolerate(schema: { additionalProperties?: unknown }, direction: Direction): void {
  if (direction === 'output' && schema.additionalProperties === false)
    delete schema.additionalProperties
}

function withoutDialect(schema: JsonObject): JsonObject {
  const { $schema: _dialect, $id: _id, ...rest } = schema
  return rest
}
