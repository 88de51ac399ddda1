/** One service of a Compose file for tests. */
export interface TestService {
  readonly image?: string
  readonly command?: readonly string[]
  readonly replicas?: number
  /** More lines of the service, indented from nothing. */
  readonly more?: string
}

/** A Compose file whose tasks end at once and whose updates are watched for half a second. */
export function compose(services: Readonly<Record<string, TestService>>, top = ''): string {
  const blocks = Object.entries(services).map(([name, service]) =>
    [
      `  ${name}:`,
      `    image: ${service.image ?? 'kesako-lab:1'}`,
      `    command: ${JSON.stringify(service.command ?? ['work'])}`,
      '    stop_grace_period: 1s',
      ...(service.more ?? '').split('\n').map((line) => (line === '' ? '' : `    ${line}`)),
      '    deploy:',
      `      replicas: ${service.replicas ?? 1}`,
      '      restart_policy:',
      '        delay: 300ms',
      '      update_config:',
      '        monitor: 500ms',
    ].join('\n'),
  )
  const head = ['version: "3.8"', 'x-kesako:', '  resolveImage: never', 'services:']
  return [...head, ...blocks, top, ''].join('\n')
}
