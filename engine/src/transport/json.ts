import { EngineError } from '../engine-api.ts'
import type { Connection, EngineRequest } from './connection.ts'

/**
 * The answer as JSON. `T` is the shape that the engine documents, every field optional: whoever maps
 * it fills in what is missing. That the answer is a list or an object is checked here.
 */
export async function readList<T>(
  connection: Connection,
  request: EngineRequest,
): Promise<readonly T[]> {
  const value = parse(await connection.exchange(request), request)
  if (value === null) return []
  if (!Array.isArray(value)) throw unreadable(request)
  return value as readonly T[]
}

/** As `readList`, for an answer that is one object. */
export async function readObject<T extends object>(
  connection: Connection,
  request: EngineRequest,
): Promise<T> {
  const value = parse(await connection.exchange(request), request)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(request)
  return value as T
}

/** As `readObject`, undefined for 404. */
export async function findObject<T extends object>(
  connection: Connection,
  request: EngineRequest,
): Promise<T | undefined> {
  try {
    return await readObject<T>(connection, request)
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return undefined
    throw error
  }
}

/** The id in the answer to a create. */
export async function createdId(connection: Connection, request: EngineRequest): Promise<string> {
  const { ID, Id = ID } = await readObject<{ ID?: string; Id?: string }>(connection, request)
  if (typeof Id !== 'string' || Id === '') throw unreadable(request)
  return Id
}

function parse(body: Buffer, request: EngineRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw unreadable(request)
  }
}

function unreadable({ intent }: EngineRequest): EngineError {
  return new EngineError(
    'failed',
    `Could not ${intent}: the engine's answer can't be read. Check that nothing but Docker answers there.`,
  )
}
