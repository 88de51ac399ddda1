import { askEngine, runProgram } from '../lab/index.ts'
import { eventually } from './eventually.ts'

/** A Compose file of a test without Kesako's own keys, as somebody who has never heard of it deploys it. */
const withoutOurKeys = (compose: string): string => compose.replace(/^x-kesako:\n.*\n/m, '')

/**
 * Deploys a stack by the docker CLI and waits until each of its services runs as it shall: the engine makes the tasks a
 * moment after the CLI has returned, and writes to a service itself until they run. Files are looked for in `folder`.
 */
export async function dockerStackDeploy(
  host: string,
  stack: string,
  compose: string,
  folder = '/',
): Promise<void> {
  await runProgram('docker', ['stack', 'deploy', '--resolve-image=never', '-c', '-', stack], {
    env: { PATH: process.env['PATH'], DOCKER_HOST: host, HOME: '/nonexistent' },
    cwd: folder,
    input: withoutOurKeys(compose),
  })
  const filters = JSON.stringify({ label: [`com.docker.stack.namespace=${stack}`] })
  await eventually(`${stack} runs`, async () => {
    const services = await askEngine<
      readonly {
        readonly ServiceStatus: { readonly RunningTasks: number; readonly DesiredTasks: number }
      }[]
    >(host, 'GET', `/services?status=true&filters=${encodeURIComponent(filters)}`)
    return services.every(
      ({ ServiceStatus: { RunningTasks, DesiredTasks } }) =>
        DesiredTasks > 0 && RunningTasks === DesiredTasks,
    )
  })
}
