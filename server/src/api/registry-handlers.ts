import type { RegistryView } from '@kesako/contract'
import {
  CredentialsError,
  EngineError,
  isAccessDenied,
  registryAddress,
  registryNamed,
  type RegistryLogin,
} from '@kesako/engine'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

type RegistryHandlers = Pick<Handlers, 'listRegistries' | 'saveRegistry' | 'deleteRegistry'>

const CHECK_TIMEOUT_MS = 30_000

/** Credentials for registries: saved and forgotten, never read back. */
export function registryHandlers(context: ApiContext): RegistryHandlers {
  const { state, runner, log } = context
  return {
    listRegistries: () => Promise.resolve({ body: { registries: allRegistries(context) } }),

    async saveRegistry({ params, body: { username, password, check = true }, identity }) {
      const registry = named(params.host)
      const login = check ? await logIn(context, { registry, username, password }) : undefined
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
      return { body: { ...saved, check: sentence(login) } }
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

/** Those of the state folder come first, as they do when credentials are looked for. */
function allRegistries({ state, dockerCredentials, log }: ApiContext): readonly RegistryView[] {
  const own = state.registries.list()
  const names = new Set(own.map(({ registry }) => registry))
  try {
    const others = dockerCredentials?.registries() ?? []
    const source = 'docker-config' as const
    return [
      ...own,
      ...others.filter((name) => !names.has(name)).map((registry) => ({ registry, source })),
    ]
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

async function logIn(
  { engine }: ApiContext,
  given: { readonly registry: string; readonly username: string; readonly password: string },
): Promise<RegistryLogin> {
  const { registry, username, password } = given
  const auth = { username, password, serveraddress: registryAddress(registry) }
  try {
    return await engine.loginToRegistry(auth, AbortSignal.timeout(CHECK_TIMEOUT_MS))
  } catch (error) {
    if (!(error instanceof EngineError) || isAway(error)) throw error
    const remedy = 'Nothing was saved. Correct it, or save it unchecked: "check": false.'
    const code = isAccessDenied(error) ? 'registry-denied' : 'registry-unreachable'
    throw new RequestProblem(code, error.message, { remedy })
  }
}

function isAway({ kind }: EngineError): boolean {
  return kind === 'unreachable' || kind === 'no-manager'
}

function sentence(login: RegistryLogin | undefined): string {
  if (login === undefined) return 'It was not checked.'
  return `The registry answered: ${login.status === '' ? 'yes' : login.status}.`
}
