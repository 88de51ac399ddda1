import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

/** Making and revoking tokens. */
export function tokenHandlers({
  state: { tokens },
  log,
}: ApiContext): Pick<Handlers, 'listTokens' | 'createToken' | 'deleteToken'> {
  return {
    listTokens: () => Promise.resolve({ body: { tokens: tokens.list() } }),

    async createToken({ body, identity }) {
      const created = await tokens.create(body)
      if (created === undefined) {
        throw new RequestProblem('token-exists', `There is a token ${body.name} already.`, {
          remedy: 'Choose another name, or delete the old one first.',
        })
      }
      log.info('token made', { name: created.name, role: created.role, by: identity.name })
      return { body: created }
    },

    async deleteToken({ params: { id }, identity }) {
      if (!(await tokens.remove(id))) {
        throw new RequestProblem('token-unknown', `There is no token with the id ${id}.`)
      }
      log.info('token revoked', { id, by: identity.name })
      return {}
    },
  }
}
