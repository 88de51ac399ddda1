import type { Labels } from '@kesako/core'
import { FakeRefusal } from './fake-refusal.ts'

/** The `filters` of a list: by key, the values of which one must fit. */
export type ListFilters = ReadonlyMap<string, readonly string[]>

/** Reads both forms that clients send: `{"name":["a"]}` and `{"name":{"a":true}}`. */
export function listFilters(text: string | undefined): ListFilters {
  if (text === undefined || text === '') return new Map()
  try {
    const value = JSON.parse(text) as Record<string, readonly string[] | Record<string, boolean>>
    return new Map(
      Object.entries(value).map(([key, wanted]) => [
        key,
        Array.isArray(wanted) ? wanted.map(String) : Object.keys(wanted),
      ]),
    )
  } catch {
    throw new FakeRefusal(400, 'invalid filter')
  }
}

/** What an object shows to filters. */
export interface Filtered {
  readonly id: string
  readonly name: string
  readonly labels: Labels
  readonly fields?: Readonly<Record<string, string>>
}

/** True when the object fits every key; ids and names fit by how they begin, as in the engine. */
export function fits(filters: ListFilters, object: Filtered): boolean {
  return [...filters].every(([key, wanted]) => {
    switch (key) {
      case 'id':
        return wanted.some((id) => object.id.startsWith(id))
      case 'name':
        return wanted.some((name) => object.name.startsWith(name))
      case 'label':
        return wanted.every((label) => hasLabel(object.labels, label))
      default:
        return object.fields?.[key] === undefined || wanted.includes(object.fields[key])
    }
  })
}

function hasLabel(labels: Labels, wanted: string): boolean {
  const equals = wanted.indexOf('=')
  if (equals === -1) return wanted in labels
  return labels[wanted.slice(0, equals)] === wanted.slice(equals + 1)
}
