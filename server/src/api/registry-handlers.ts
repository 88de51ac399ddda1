import type { RegistryView } from '@kesako/contract'
import { CredentialsError, registryNamed } from '@kesako/engine'
import { RequestProblem } from '../http/request-problem.ts'
import { checkLogin, type LoginCheck, type LoginToCheck } from '../registries/check-login.ts'
import { knownRegistries } from '../registries/known-registries.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

type RegistryHandlers = Pick<Handlers, 'listRegistries' | 'saveRegistry' | 'deleteRegistry'>

/** Credentials for registries: saved and forgotten, never read back. */
export function registryHandlers(context: ApiContext): RegistryHandlers {
  const { state, runner, log } = context
  return {
    listRegistries: () => Promise.resolve({ body: { registries: allRegistries(context) } }),

    async saveRegistry({ params, body: { username, password, check = true }, identity }) {
      const registry = named(params.host)
      const login = check ? await accepted(context, { registry, username, password }) : undefined
      const saved = await state.registries.save({
        registry,
        username,
        password,
        savedBy: identity.name,
        ...(login?.identityToken === undefined ? {} : { identityToken: login.identityToken }),
      })
      log.info('registry saved', { registry, by: identity.name, checked: check })
      // What failed for want of access is tried again now.
      void runner.trigger({ name: identity.name, via: 'api' }).catch(() => undefined)
      return { body: { ...saved, check: login?.sentence ?? 'It was not checked.' } }
    },

    async deleteRegistry({ params, identity }) {
      const registry = named(params.host)
      if (!(await state.registries.remove(registry))) {
        throw new RequestProblem(
          'registry-unknown',
          `There are no credentials for ${registry} in the state folder.`,
        )
      }
      log.info('registry forgotten', { registry, by: identity.name })
      return {}
    },
  }
}

function allRegistries({ state, dockerCredentials, log }: ApiContext): readonly RegistryView[] {
  const own = state.registries.list()
  try {
    return knownRegistries(own, dockerCredentials?.registries() ?? [])
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    log.warn('the docker config.json is not read', { reason: error.message })
    return own
  }
}

function named(host: string): string {
  const registry = registryNamed(host)
  if (registry !== undefined) return registry
  throw new RequestProblem('request-invalid', 'This is not the name of a registry.', {
    remedy: 'Write its host, and its port where it has one: registry.example.org:5000',
  })
}

/** The answer of the registry; what it doesn't take ends the request. */
async function accepted(
  { engine }: ApiContext,
  login: LoginToCheck,
): Promise<Extract<LoginCheck, { readonly kind: 'accepted' }>> {
  const check = await checkLogin(engine, login)
  if (check.kind === 'accepted') return check
  const code = check.kind === 'denied' ? 'registry-denied' : 'registry-unreachable'
  throw new RequestProblem(code, check.reason, {
    remedy: 'Nothing was saved. Correct it, or save it unchecked: "check": false.',
  })
}
