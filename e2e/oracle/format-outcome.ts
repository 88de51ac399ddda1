/** How one case came out. */
export interface CaseOutcome {
  readonly name: string
  /** By the CLI. */
  readonly refused: boolean
  /** The reason of a difference that is kept on purpose. */
  readonly kept?: string
  /** True when its golden was written. */
  readonly recorded: boolean
  /** In words; empty when the CLI and we agree. */
  readonly differences: readonly string[]
}

export interface Outcome {
  /** The version of the CLI. */
  readonly cli: string
  readonly outcomes: readonly CaseOutcome[]
}

/** Differences by case, then the counts. */
export function formatOutcome({ cli, outcomes }: Outcome): string {
  const differing = outcomes.filter(({ differences }) => differences.length > 0)
  const refused = outcomes.filter((outcome) => outcome.refused).length
  const kept = outcomes.filter((outcome) => outcome.kept !== undefined).length
  const recorded = outcomes.filter((outcome) => outcome.recorded).length
  const lines = differing.flatMap(({ name, differences }) => [
    name,
    ...differences.map((difference) => `  ${difference}`),
  ])
  const agreeing = outcomes.length - differing.length
  return [
    ...lines,
    `docker CLI ${cli}: ${outcomes.length} cases, ${refused} of them refused; ${agreeing} agree,`,
    `${kept} of these with a difference kept on purpose; ${recorded} goldens written.`,
    '',
  ].join('\n')
}
