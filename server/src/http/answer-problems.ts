import { PROBLEM_MEDIA_TYPE } from '@kesako/contract'
import type { Log } from '@kesako/deploy'
import type { AppMiddleware } from './app-state.ts'
import { problemOfError } from './problem-of-error.ts'

/** Turns every error into a problem document, and logs what nobody foresaw. */
export function answerProblems(log: Log): AppMiddleware {
  return async (context, next) => {
    try {
      await next()
    } catch (error) {
      const { document, headers, unexpected } = problemOfError(error)
      if (unexpected) log.error('request failed', { path: context.path, error })
      context.status = document.status
      context.set({ ...headers, 'Cache-Control': 'no-store' })
      if (document.status === 401 && context.path.startsWith('/git/')) {
        context.set('WWW-Authenticate', 'Basic realm="Kesako", charset="UTF-8"')
      }
      // A body that nobody read to its end would stand in front of the next request.
      if (!context.req.complete) context.set('Connection', 'close')
      context.body = JSON.stringify(document)
      context.type = PROBLEM_MEDIA_TYPE
    }
  }
}
