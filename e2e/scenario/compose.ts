/**
 * Compose files for tests, as text. Tasks end at once, and watching an update takes a second, so that tests are quick;
 * a service that fails is watched for longer, since a busy engine sees only after a while that a program has ended.
 */
export interface TestService {
  readonly image?: string
  readonly command?: readonly string[]
  readonly replicas?: number
  /** More lines of the service, indented from nothing. */
  readonly more?: string
  /** More lines of `deploy`. */
  readonly deploy?: string
}

export function composeFile(services: Readonly<Record<string, TestService>>, top = ''): string {
  const blocks = Object.entries(services).map(([name, service]) => block(name, service))
  return [
    'version: "3.8"',
    'x-kesako:',
    '  resolveImage: never',
    'services:',
    ...blocks,
    top,
    '',
  ].join('\n')
}

function block(name: string, service: TestService): string {
  const command = JSON.stringify(service.command ?? ['work'])
  const fails = service.command?.[0] === 'fail'
  return [
    `  ${name}:`,
    `    image: ${service.image ?? 'kesako-lab:1'}`,
    `    command: ${command}`,
    '    stop_grace_period: 1s',
    ...indent(service.more, 4),
    '    deploy:',
    `      replicas: ${service.replicas ?? 1}`,
    ...(/restart_policy:/.test(service.deploy ?? '')
      ? []
      : ['      restart_policy:', '        delay: 300ms']),
    ...(/update_config:/.test(service.deploy ?? '')
      ? []
      : ['      update_config:', `        monitor: ${fails ? '60s' : '1s'}`]),
    ...indent(service.deploy, 6),
  ].join('\n')
}

function indent(text: string | undefined, by: number): readonly string[] {
  if (text === undefined || text === '') return []
  return text.split('\n').map((line) => ' '.repeat(by) + line)
}
