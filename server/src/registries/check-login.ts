import { type Engine, EngineError, isAccessDenied, registryAddress } from '@kesako/engine'

const TIMEOUT_MS = 30_000

export interface LoginToCheck {
  /** As `registryNamed` of the engine package gives it. */
  readonly registry: string
  readonly username: string
  readonly password: string
}

/** What a registry says to credentials. */
export type LoginCheck =
  | {
      readonly kind: 'accepted'
      /** One sentence with the engine's words. */
      readonly sentence: string
      /** To be kept in place of the password. */
      readonly identityToken?: string
    }
  | { readonly kind: 'denied' | 'unanswered'; readonly reason: string }

/** Makes the engine log in to a registry. Rejects with EngineError where the engine is away. */
export async function checkLogin(
  engine: Pick<Engine, 'loginToRegistry'>,
  { registry, username, password }: LoginToCheck,
): Promise<LoginCheck> {
  const auth = { username, password, serveraddress: registryAddress(registry) }
  try {
    const login = await engine.loginToRegistry(auth, AbortSignal.timeout(TIMEOUT_MS))
    const { status, identityToken } = login
    return {
      kind: 'accepted',
      sentence: `The registry answered: ${status === '' ? 'yes' : status}.`,
      ...(identityToken === undefined ? {} : { identityToken }),
    }
  } catch (error) {
    if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
    return { kind: isAccessDenied(error) ? 'denied' : 'unanswered', reason: error.message }
  }
}
