import { MutationCache, QueryCache, QueryClient, queryOptions } from '@tanstack/vue-query'
import type { SessionView } from '@kesako/contract'
import { getDeployment, getSession, listStacks, planStack } from './api.ts'
import { failureOf } from './failure.ts'

/** `null`: nobody is logged in. */
export type Session = SessionView | null

/** Asked once; logging in and out set it. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session> => {
    try {
      return await getSession(signal)
    } catch (error) {
      if (failureOf(error).kind === 'logged-out') return null
      throw error
    }
  },
})

export const stacksQuery = queryOptions({
  queryKey: ['stacks'],
  queryFn: ({ signal }) => listStacks(signal),
})

/** Lies under the key of all stacks, so that an event that invalidates those invalidates it too. */
export function planQuery(name: string, enabled: boolean) {
  return queryOptions({
    queryKey: ['stacks', name, 'plan'],
    queryFn: ({ signal }) => planStack(name, signal),
    enabled,
  })
}

/** A deployment that has ended doesn't change. */
export function deploymentQuery(id: string, enabled: boolean) {
  return queryOptions({
    queryKey: ['deployments', id],
    queryFn: ({ signal }) => getDeployment(id, signal),
    enabled,
  })
}

/**
 * Documents go stale only when the event stream says so, so nothing is asked again by itself.
 * A 401 of any request logs the page out.
 */
export function createQueryClient(): QueryClient {
  function onError(error: unknown): void {
    if (failureOf(error).kind === 'logged-out') client.setQueryData(sessionQuery.queryKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}
