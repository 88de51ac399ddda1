import type { Log } from '@kesako/deploy'

/** A verb tells a person what happens by its output; it keeps no log. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
