import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

const DEFAULT_LIMIT = 100

/** Reading the audit trail. */
export function auditHandlers({ state }: ApiContext): Pick<Handlers, 'listAudit'> {
  return {
    async listAudit({ query }) {
      return { body: { entries: [...(await state.audit.read(query.limit ?? DEFAULT_LIMIT))] } }
    },
  }
}
