/** Somebody's word that Kesako writes nothing to a stack, or to any, until it is resumed. */
export interface MaintenancePause {
  /** Every stack when absent. */
  readonly stack?: string
  /** Who paused. */
  readonly by: string
  /** ISO 8601. */
  readonly since: string
  /** In that person's words. */
  readonly reason?: string
}

/** The pause that a stack stands under: its own, else that of every stack. */
export function pauseOf(
  pauses: readonly MaintenancePause[],
  stack: string,
): MaintenancePause | undefined {
  return (
    pauses.find((pause) => pause.stack === stack) ??
    pauses.find((pause) => pause.stack === undefined)
  )
}

/** `Paused by ana since 2026-11-23T09:41:07.000Z: moving the database.` */
export function pauseSentence({ stack, by, since, reason }: MaintenancePause): string {
  const what = stack === undefined ? 'Every stack is paused' : 'Paused'
  const why = reason === undefined ? '' : `: ${reason.replace(/\.+$/, '')}`
  return `${what} by ${by} since ${since}${why}.`
}
