import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode } from '../problem/problem-code.ts'
import { PROBLEM_MEDIA_TYPE } from '../problem/problem-document.ts'
import type { Route } from '../route/route.ts'
import { problemsOf, routes } from '../route/route-table.ts'
import {
  inlineJsonSchema,
  namedJsonSchemas,
  schemaReference,
  type Direction,
  type JsonObject,
} from './json-schema.ts'
import { ANSWER_SCHEMAS, REQUEST_SCHEMAS } from './named-schemas.ts'

/** The OpenAPI 3.1 document of the HTTP API, made out of the route table. */
export function openApiDocument(version = '0.1.0'): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kesako',
      version,
      description: 'Keeps a Docker Swarm equal to a Git repository of Compose files.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths: paths(),
    components: {
      schemas: {
        ...namedJsonSchemas(REQUEST_SCHEMAS, 'input'),
        ...namedJsonSchemas(ANSWER_SCHEMAS, 'output'),
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'kesako_session' },
      },
    },
  }
}

function paths(): JsonObject {
  const byPath: Record<string, Record<string, JsonObject>> = {}
  for (const [id, route] of Object.entries(routes)) {
    const path = route.path.replaceAll(/:([a-zA-Z]+)/g, '{$1}')
    byPath[path] = { ...byPath[path], [route.method.toLowerCase()]: operation(id, route) }
  }
  return byPath
}

function operation(id: string, route: Route): JsonObject {
  return {
    operationId: id,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    'x-role': route.role,
    security: route.role === 'none' ? [] : [{ token: [] }, { session: [] }],
    parameters: parameters(route),
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body, route) }),
    responses: { ...answer(route), ...notModified(route), ...problemAnswers(problemsOf(route)) },
  }
}

function parameters(route: Route): readonly JsonObject[] {
  const header = {
    name: 'If-Match',
    in: 'header',
    required: route.ifMatch === 'required',
    description: "The stack's ETag.",
    schema: { type: 'string' },
  }
  return [
    ...fields('path', route.params, route.example.params),
    ...fields('query', route.query, route.example.query),
    ...(route.ifMatch === undefined ? [] : [header]),
    ...(route.conditional === true ? [NONE_MATCH] : []),
  ]
}

const NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of an earlier answer.',
  schema: { type: 'string' },
}

function notModified(route: Route): JsonObject {
  return route.conditional === true ? { 304: { description: 'Nothing changed' } } : {}
}

function fields(
  place: 'path' | 'query',
  schema: z.ZodObject | undefined,
  example: Readonly<Record<string, string>> | undefined,
): readonly JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: inlineJsonSchema(z.strictObject({ field }).shape.field, 'input'),
    ...(example?.[name] === undefined ? {} : { example: example[name] }),
  }))
}

function requestBody(schema: z.ZodType, route: Route): JsonObject {
  const example = route.example.body
  return {
    required: true,
    content: {
      'application/json': {
        schema: reference(schema, REQUEST_SCHEMAS, 'input'),
        ...(example === undefined ? {} : { example }),
      },
    },
  }
}

function answer(route: Route): JsonObject {
  const { answer } = route
  const example = route.example.answer === undefined ? {} : { example: route.example.answer }
  switch (answer.kind) {
    case 'json': {
      const schema = reference(answer.schema, ANSWER_SCHEMAS, 'output')
      return described(answer.status, 'Done', { 'application/json': { schema, ...example } })
    }
    case 'events': {
      const schema = reference(answer.schema, ANSWER_SCHEMAS, 'output')
      return described(200, 'The stream', { 'text/event-stream': { schema, ...example } })
    }
    case 'text':
      return described(200, 'Done', { [answer.mediaType]: { schema: { type: 'string' } } })
    case 'nothing':
      return { 204: { description: 'Done' } }
  }
}

function problemAnswers(codes: readonly ProblemCode[]): JsonObject {
  const byStatus = Map.groupBy(codes, (code) => PROBLEM_CODES[code].status)
  const schema = { $ref: schemaReference('ProblemDocument') }
  return Object.fromEntries(
    [...byStatus].flatMap(([status, group]) => {
      const titles = group.map((code) => `\`${code}\`: ${PROBLEM_CODES[code].title}.`)
      return Object.entries(
        described(status, titles.join(' '), { [PROBLEM_MEDIA_TYPE]: { schema } }),
      )
    }),
  )
}

function described(status: number, description: string, content: JsonObject): JsonObject {
  return { [status]: { description, content } }
}

function reference(
  schema: z.ZodType,
  named: Readonly<Record<string, z.ZodType>>,
  direction: Direction,
): JsonObject {
  const name = Object.entries(named).find(([, candidate]) => candidate === schema)?.[0]
  return name === undefined ? inlineJsonSchema(schema, direction) : { $ref: schemaReference(name) }
}
