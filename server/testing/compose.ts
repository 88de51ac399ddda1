/** A stack of one service whose image the lab's engine has. */
export function composeFile(command = 'work', image = 'kesako-lab:1'): string {
  return [
    'services:',
    '  web:',
    `    image: ${image}`,
    `    command: ["${command}"]`,
    '    deploy:',
    '      update_config:',
    '        monitor: 50ms',
    'x-kesako:',
    '  resolveImage: never',
    '',
  ].join('\n')
}
