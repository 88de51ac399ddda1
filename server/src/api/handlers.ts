import { actionHandlers } from './action-handlers.ts'
import { adoptHandlers } from './adopt-handlers.ts'
import type { ApiContext } from './api-context.ts'
import { auditHandlers } from './audit-handlers.ts'
import { definitionHandlers } from './definition-handlers.ts'
import { definitionWriteHandlers } from './definition-write-handlers.ts'
import type { Handlers } from './handler.ts'
import { historyHandlers } from './history-handlers.ts'
import { inspectHandlers } from './inspect-handlers.ts'
import { contentHandlers } from './content-handlers.ts'
import { journalHandlers } from './journal-handlers.ts'
import { pauseHandlers } from './pause-handlers.ts'
import { registryHandlers } from './registry-handlers.ts'
import { serverHandlers } from './server-handlers.ts'
import { sessionHandlers } from './session-handlers.ts'
import { stackHandlers } from './stack-handlers.ts'
import { swarmHandlers } from './swarm-handlers.ts'
import { syncHandlers } from './sync-handlers.ts'
import { tokenHandlers } from './token-handlers.ts'
import { writeHandlers } from './write-handlers.ts'

/** One handler for each route; the compiler misses a missing one. */
export function createHandlers(context: ApiContext): Handlers {
  return {
    ...sessionHandlers(context),
    ...tokenHandlers(context),
    ...stackHandlers(context),
    ...writeHandlers(context),
    ...definitionHandlers(context),
    ...definitionWriteHandlers(context),
    ...historyHandlers(context),
    ...inspectHandlers(context),
    ...adoptHandlers(context),
    ...syncHandlers(context),
    ...swarmHandlers(context),
    ...actionHandlers(context),
    ...contentHandlers(context),
    ...pauseHandlers(context),
    ...journalHandlers(context),
    ...registryHandlers(context),
    ...auditHandlers(context),
    ...serverHandlers(context),
  }
}
