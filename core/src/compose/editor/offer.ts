import type { Section } from '../schema/schema.ts'
import { valueAt } from './cursor.ts'
import type { Outline } from './outline.ts'

export interface Offer {
  readonly label: string
  readonly insertText: string
  readonly sentence: string
  readonly kind: 'key' | 'value' | 'reference'
}

export type Names = Readonly<Record<Section, readonly string[]>>

/** What a file defines, by section. */
export function namesIn(outline: Outline): Names {
  return {
    services: namesOf(outline, 'services'),
    networks: namesOf(outline, 'networks'),
    volumes: namesOf(outline, 'volumes'),
    secrets: namesOf(outline, 'secrets'),
    configs: namesOf(outline, 'configs'),
  }
}

function namesOf(outline: Outline, section: Section): readonly string[] {
  const entries = valueAt(outline, section)
  if (entries.kind !== 'map') return []
  return entries.entries
    .filter(({ key, hasColon }) => hasColon && key !== '<<' && !key.startsWith('x-'))
    .map(({ key }) => key)
}

const singular: Readonly<Record<Section, string>> = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  secrets: 'secret',
  configs: 'config',
}

/** A name of the file as it is offered; a service isn't offered to itself. */
export function referenceOffers(
  section: Section,
  names: Names,
  path: readonly (string | number)[],
): readonly Offer[] {
  const self = section === 'services' && path[0] === 'services' ? path[1] : undefined
  return names[section]
    .filter((name) => name !== self)
    .map((name) => ({
      label: name,
      insertText: name,
      sentence: `The ${singular[section]} ${name} of this file.`,
      kind: 'reference',
    }))
}
