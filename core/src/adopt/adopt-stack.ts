import type { FileRead } from '../compose/compose-api.ts'
import { convertStack } from '../compose/convert-stack.ts'
import { loadStack } from '../compose/load-stack.ts'
import { DEFAULT_STACK_POLICY, type DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { ContentDigests, Plan } from '../plan/plan-types.ts'
import { plan } from '../plan/plan.ts'
import { hasErrors, type Problem } from '../problem.ts'
import type { AddressPools } from './address-pools.ts'
import type { AdoptedFile, Adoption } from './adoption.ts'
import { composeYaml } from './compose-yaml.ts'
import { findNotes } from './find-notes.ts'
import { findUnseenFields } from './find-unseen-fields.ts'
import { planLosses } from './plan-losses.ts'
import { type StackParts, stackParts } from './stack-parts.ts'
import { writeStack } from './write-stack.ts'

/** What adopting needs besides the live state. */
export interface AdoptionContext {
  /** Of the swarm, as far as the engine told. */
  readonly addressPools: AddressPools
}

/**
 * Writes what runs of a stack as the files of a stacks repository, converts them, and compares by a
 * plan: all that is lost on the way is named. Pure: the same live state gives the same bytes.
 */
export function adoptStack(stack: string, live: LiveState, context: AdoptionContext): Adoption {
  const parts = stackParts(stack, live)
  const files = filesOf(parts, context)
  const { desired, problems } = convertFiles(stack, files)
  const made = desired && planOf(desired, live)
  return {
    stack,
    files,
    losses: [
      ...(made === undefined ? [] : planLosses(made, parts)),
      ...parts.services.flatMap((service) => findUnseenFields(service.live)),
    ],
    notes: desired === undefined ? [] : findNotes(parts, desired, live),
    problems: desired === undefined ? problems.filter(({ severity }) => severity === 'error') : [],
  }
}

/** A stack without files of its own is one Compose file; one with configs gets a folder. */
function filesOf(parts: StackParts, { addressPools }: AdoptionContext): readonly AdoptedFile[] {
  const { document, contents } = writeStack(parts, addressPools)
  const folder = contents.size === 0 ? '' : `stacks/${parts.stack}/`
  const path = folder === '' ? `docker-compose-${parts.stack}.yml` : `${folder}docker-compose.yml`
  return [
    { path, content: new TextEncoder().encode(composeYaml(document)) },
    ...[...contents].map(([name, content]) => ({ path: `${folder}${name}`, content })),
  ]
}

function convertFiles(
  stack: string,
  [compose, ...others]: readonly AdoptedFile[],
): { readonly desired?: DesiredState; readonly problems: readonly Problem[] } {
  if (compose === undefined) return { problems: [] }
  const loaded = loadStack({
    stack,
    sources: [{ path: compose.path, bytes: compose.content }],
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  if (hasErrors(loaded.problems)) return { problems: loaded.problems }
  const files = new Map(
    others.map(({ path, content }): readonly [string, FileRead] => [
      path,
      { kind: 'file', bytes: content },
    ]),
  )
  return convertStack(loaded, files)
}

/** Only names of new objects come from digests, and contents were just read. */
const NO_DIGESTS: ContentDigests = { config: () => '00000000', secret: () => '00000000' }

/** All that making the swarm equal to the file would change, nothing held back. */
function planOf(desired: DesiredState, live: LiveState): Plan {
  return plan(desired, live, {
    ownership: { repository: 'adoption', inputsDigest: '' },
    policy: { ...DEFAULT_STACK_POLICY, adopt: true },
    images: new Map(),
    digests: NO_DIGESTS,
    equalSecrets: new Set(),
    pruneUnlabelled: true,
  })
}
