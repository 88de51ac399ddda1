import { redactUrls } from '@kesako/repository'

const SECRET_KEY = /authorization|cookie|password|passwd|secret|token|credential/i
const TOKEN = /ksk_[0-9a-f]{8,}/g
const REDACTED = '(redacted)'

/** Fields of a log line without secrets: by the name of the field, and in any text. */
export function redactFields(
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      SECRET_KEY.test(key) ? REDACTED : redactValue(value, 0),
    ]),
  )
}

/** Text without credentials in URLs and without tokens of ours. */
export function redactText(text: string): string {
  return redactUrls(text).replaceAll(TOKEN, REDACTED)
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 4) return REDACTED
  if (value instanceof Error) return errorFields(value, depth)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) ? REDACTED : redactValue(item, depth + 1),
    ]),
  )
}

function errorFields(error: Error, depth: number): Readonly<Record<string, unknown>> {
  const cause = error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }
  return {
    name: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...cause,
  }
}
