import { composeFile, type TestService } from './compose.ts'

/** A Compose file whose services are deployed in an order: `order` are lines of the stack's `x-kesako`. */
export function stagedFile(services: Readonly<Record<string, TestService>>, order: string): string {
  return composeFile(services).replace('x-kesako:\n', `x-kesako:\n  ${order}\n`)
}

/** A job that isn't tried again; the engine refuses jobs with settings of updates. */
export function migration(command: readonly string[], more = ''): TestService {
  const deploy =
    'mode: replicated-job\nrestart_policy:\n  condition: none\n# without update_config:'
  return { command, deploy, more }
}

/** A healthcheck that passes when the container is so many seconds old. */
export function healthyAfter(seconds: number): string {
  return `healthcheck:\n  test: ["CMD", "healthy-after", "${seconds}"]\n  interval: 1s\n  retries: 60`
}
