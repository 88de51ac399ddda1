import type { ManifestAllowance, ManifestPolicy } from '@kesako/core'
import { z } from 'zod'

/** Entries of one list, so that judging a push stays cheap. */
const MAX_ENTRIES = 200

const Text = z.string().min(1).max(500)
const names = z.array(Text).max(MAX_ENTRIES).default([])
const Bind = Text.regex(
  /^\/(?!.*\/\.{1,2}(?:\/|:ro$|$)).*$/,
  'a path begins with / and has no . and .. in it',
)

/** `manifestPolicy.allow` of kesako.yml, and each entry of `manifestPolicy.stacks`. */
const Allowance = z.strictObject({
  binds: z.array(Bind).max(MAX_ENTRIES).default([]),
  capabilities: names,
  externals: z
    .strictObject({ networks: names, secrets: names, configs: names, volumes: names })
    .prefault({}),
  mounts: z
    .array(
      z.strictObject({
        type: z.string().max(500).default(''),
        device: z.string().max(500).default(''),
        o: z.string().max(500).default(''),
      }),
    )
    .max(MAX_ENTRIES)
    .default([]),
  volumeDrivers: names,
  networkDrivers: names,
  secretDrivers: names,
  credentialSpecs: z.boolean().default(false),
  hostNetwork: z.boolean().default(false),
  hostPorts: z
    .union([z.boolean(), z.array(z.int().min(1).max(65_535)).max(MAX_ENTRIES)])
    .default(false),
  engineSocket: z.boolean().default(false),
}) satisfies z.ZodType<ManifestAllowance>

const Pattern = z
  .string()
  .regex(/^[a-zA-Z0-9_*-]{1,63}$/, 'a pattern is a name of a stack in which * stands for anything')

/** `manifestPolicy` of kesako.yml. */
export const ManifestPolicySchema = z
  .strictObject({
    allow: Allowance.prefault({}),
    stacks: z
      .record(Pattern, Allowance)
      .refine(
        (stacks) => Object.keys(stacks).length <= MAX_ENTRIES,
        `more than ${MAX_ENTRIES} patterns`,
      )
      .default({}),
  })
  .transform(({ allow, stacks }): ManifestPolicy => ({
    allow,
    stacks: new Map(Object.entries(stacks)),
  }))
