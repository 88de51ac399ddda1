import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { findDeployment, newestDeployments } from './journal-page.ts'

const DEFAULT_LIMIT = 50

/** Reading the journal. */
export function journalHandlers({
  repository: { journal },
  runner,
}: ApiContext): Pick<Handlers, 'listDeployments' | 'getDeployment'> {
  return {
    async listDeployments({ query: { stack, limit = DEFAULT_LIMIT } }) {
      const deployments =
        stack === undefined
          ? await newestDeployments(journal, limit)
          : await journal.history(stack, limit)
      return { body: { deployments } }
    },

    async getDeployment({ params: { id } }) {
      const deployment = await findDeployment(journal, id)
      if (deployment === undefined) {
        throw new RequestProblem('deployment-unknown', `The journal has no deployment ${id}.`)
      }
      const failedTasks = runner.excerpts(id)
      return { body: { ...deployment, ...(failedTasks.length > 0 && { failedTasks }) } }
    },
  }
}
