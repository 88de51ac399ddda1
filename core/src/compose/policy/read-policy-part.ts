import { isIgnorable } from '../../ignored-field.ts'
import type { ResolveImage } from '../../desired-state.ts'
import {
  asNumber,
  flagOf,
  itemsOf,
  namedOf,
  numberOf,
  textOf,
  textsOf,
  valueOf,
} from '../model/fields.ts'
import type { policySchema, servicePolicySchema } from '../schema/policy-schema.ts'
import type { NullSchema } from '../schema/schema.ts'
import type { settingsSchema } from '../schema/settings-schema.ts'
import type { ValidAs } from '../schema/valid.ts'
import { parseDuration } from '../syntax/duration.ts'
import type { Node } from '../yaml/node.ts'
import type { Mention, PolicyPart } from './policy-part.ts'

type StackNode = ValidAs<typeof policySchema | typeof settingsSchema | NullSchema>
type ServiceNode = ValidAs<typeof servicePolicySchema | NullSchema>

/** Reads what a validated mapping at a path says about a stack. */
export function readStackPart(node: StackNode, path: string): PolicyPart {
  const adopt = flagOf(node, 'adopt')
  const replace = flagOf(node, 'replace')
  const rotate = flagOf(node, 'rotate')
  const selfHeal = flagOf(node, 'selfHeal')
  const prune = flagOf(node, 'prune')
  const resolveImage = resolveImages.find((word) => word === textOf(node, 'resolveImage'))
  const deadline = parseDuration(textOf(node, 'deadline'))
  const baseDirectory = textOf(node, 'baseDirectory')
  const dependsOn = textsOf(node, 'dependsOn')
  const waves = namedOf(valueOf(node, 'wave'))
  return {
    values: {
      ...(adopt !== undefined && { adopt }),
      ...(replace !== undefined && { replace }),
      ...(rotate !== undefined && { rotate }),
      ...(selfHeal !== undefined && { selfHeal }),
      ...(prune !== undefined && { prune }),
      ...(resolveImage !== undefined && { resolveImage }),
      ...(deadline !== undefined && { deadlineMs: Math.round(deadline / 1_000_000) }),
      ...(baseDirectory !== '' && { baseDirectory }),
      ...(dependsOn !== undefined && { dependsOn }),
    },
    ...ignoreOf(textsOf(node, 'ignore')),
    waves: new Map(waves.map(({ name, value }) => [name, asNumber(value) ?? 0])),
    mentions: [
      ...waves.map(({ name, at }): Mention => ({
        of: 'service',
        name,
        place: at,
        path: join(path, `wave.${name}`),
      })),
      ...mentionsIn(itemsOf(valueOf(node, 'dependsOn')), 'stack', join(path, 'dependsOn')),
    ],
  }
}

const resolveImages: readonly ResolveImage[] = ['changed', 'always', 'never']

/** Reads what a validated mapping at a path says about a service. */
export function readServicePart(service: string, node: ServiceNode, path: string): PolicyPart {
  const wave = numberOf(node, 'wave')
  const needs = textsOf(node, 'dependsOn')
  return {
    service,
    values: {},
    ...ignoreOf(textsOf(node, 'ignore')),
    waves: wave === undefined ? new Map() : new Map([[service, wave]]),
    ...(needs !== undefined && { needs }),
    mentions: mentionsIn(itemsOf(valueOf(node, 'dependsOn')), 'service', join(path, 'dependsOn')),
  }
}

function ignoreOf(fields: readonly string[] | undefined): Pick<PolicyPart, 'ignore'> {
  return fields === undefined ? {} : { ignore: fields.filter(isIgnorable) }
}

function mentionsIn(items: readonly Node[], of: Mention['of'], path: string): readonly Mention[] {
  return items.flatMap((item, index) =>
    item.kind === 'string'
      ? [{ of, name: item.value, place: item.at, path: `${path}.${index}` }]
      : [],
  )
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
