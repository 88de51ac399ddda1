import { STRICT_MANIFEST_POLICY, type Problem } from '@kesako/core'
import { z } from 'zod'
import type { RepositoryPolicy } from '../repository-api.ts'
import { documentProblems } from './document-problems.ts'
import { ManifestPolicySchema } from './manifest-policy-schema.ts'
import { readYamlDocument } from './placed-document.ts'

/** Path of the repository policy. */
export const POLICY_FILE = 'kesako.yml'

export const DEFAULT_REPOSITORY_POLICY: RepositoryPolicy = {
  selfHeal: false,
  prune: true,
  acceptBroken: false,
  manifestPolicy: STRICT_MANIFEST_POLICY,
}

/** What holds while the file is broken: nothing that it may have meant to keep is removed. */
export const BROKEN_REPOSITORY_POLICY: RepositoryPolicy = {
  ...DEFAULT_REPOSITORY_POLICY,
  prune: false,
}

export interface PolicyRead {
  /** The defaults when the file is missing; without prune when it is broken. */
  readonly policy: RepositoryPolicy
  readonly problems: readonly Problem[]
}

const Policy = z
  .strictObject({
    selfHeal: z.boolean().default(false),
    prune: z.boolean().default(true),
    maxRemovals: z.int().min(0).optional(),
    acceptBroken: z.boolean().default(false),
    manifestPolicy: ManifestPolicySchema.default(STRICT_MANIFEST_POLICY),
  })
  .nullable()

/** Reads `kesako.yml`; unknown keys are refused, with their place. An empty file says nothing. */
export function readRepositoryPolicy(bytes: Uint8Array, file: string = POLICY_FILE): PolicyRead {
  const read = readYamlDocument(file, bytes)
  if (read.kind === 'broken') {
    return { policy: BROKEN_REPOSITORY_POLICY, problems: read.problems }
  }
  const parsed = Policy.safeParse(read.document.value)
  if (!parsed.success) {
    return {
      policy: BROKEN_REPOSITORY_POLICY,
      problems: documentProblems(read.document, parsed.error.issues, 'policy-invalid'),
    }
  }
  if (parsed.data === null) return { policy: DEFAULT_REPOSITORY_POLICY, problems: [] }
  const { maxRemovals, ...rest } = parsed.data
  return { policy: maxRemovals === undefined ? rest : { ...rest, maxRemovals }, problems: [] }
}
