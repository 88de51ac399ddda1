/** A stack of one service whose image the lab's engine has. */
export function composeFile(command = 'work', image = 'kesako-lab:1'): string {
  return [
    'services:',
    '  web:',
    `    image: ${image}`,
    `    command: ["${command}"]`,
    'x-kesako:',
    '  resolveImage: never',
    '',
  ].join('\n')
}
