import { askEngine } from '../lab/index.ts'

interface RawService {
  readonly ID: string
  readonly Version: { readonly Index: number }
  readonly Spec: { readonly Name: string; readonly Labels: Readonly<Record<string, string>> }
}

interface RawTask {
  readonly ID: string
  readonly ServiceID: string
  readonly DesiredState: string
  readonly Status: { readonly State: string }
}

/** What a test looks at on the swarm, past Kesako: by the engine's own API. */
export interface SwarmView {
  /** `Version.Index` by service name. */
  readonly versions: Readonly<Record<string, number>>
  /** Ids of tasks that are meant to run, by service name, sorted. */
  readonly tasks: Readonly<Record<string, readonly string[]>>
}

export async function swarmView(host: string): Promise<SwarmView> {
  const services = await askEngine<readonly RawService[]>(host, 'GET', '/services')
  const tasks = await askEngine<readonly RawTask[]>(host, 'GET', '/tasks')
  return {
    versions: Object.fromEntries(services.map(({ Spec, Version }) => [Spec.Name, Version.Index])),
    tasks: Object.fromEntries(
      services.map(({ ID, Spec }) => [
        Spec.Name,
        tasks
          .filter((task) => task.ServiceID === ID && task.DesiredState === 'running')
          .map((task) => task.ID)
          .toSorted(),
      ]),
    ),
  }
}

/** Names of what is on the swarm, by kind, sorted; the ingress network and leases left out. */
export async function objectNames(
  host: string,
): Promise<Readonly<Record<'services' | 'networks' | 'secrets' | 'configs', readonly string[]>>> {
  const names = async (path: string): Promise<readonly string[]> => {
    const list = await askEngine<
      readonly {
        readonly Name?: string
        readonly Scope?: string
        readonly Ingress?: boolean
        readonly Spec?: { readonly Name: string }
      }[]
    >(host, 'GET', path)
    return list
      .filter(
        ({ Scope, Ingress }) => path !== '/networks' || (Scope === 'swarm' && Ingress !== true),
      )
      .map(({ Name, Spec }) => Spec?.Name ?? Name ?? '')
      .filter((name) => !name.startsWith('kesako-lease-'))
      .toSorted()
  }
  return {
    services: await names('/services'),
    networks: await names('/networks'),
    secrets: await names('/secrets'),
    configs: await names('/configs'),
  }
}
