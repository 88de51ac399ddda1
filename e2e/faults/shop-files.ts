import { composeFile } from '../scenario/compose.ts'
import type { Files } from '../scenario/stacks-clone.ts'

const uses = 'configs:\n  - source: conf\n    target: /conf\nsecrets:\n  - key'
const top = 'configs:\n  conf:\n    file: ./shop.conf\nsecrets:\n  key:\n    file: ./shop.key'
const round = (number: number): string => `environment:\n  ROUND: "${number}"`

/** A stack with an object of each kind, of which a round rotates config and secret and updates both services. */
export function shopFiles(number: number): Files {
  return {
    'docker-compose-shop.yml': composeFile(
      {
        web: { image: `kesako-lab:${(number % 2) + 1}`, more: uses },
        worker: { more: round(number) },
      },
      top,
    ),
    'shop.conf': `round ${number}\n`,
    'shop.key': `key of round ${number}\n`,
  }
}

/** A stack with one service, which a round updates. */
export function mailFiles(number: number): Files {
  return { 'docker-compose-mail.yml': composeFile({ smtp: { more: round(number) } }) }
}

/** A stack with a config that comes and goes. */
export function guestFiles(there: boolean): Files {
  if (!there) return { 'docker-compose-guest.yml': null, 'guest.conf': null }
  const one = { more: 'configs:\n  - source: conf\n    target: /conf' }
  const file = composeFile({ one }, 'configs:\n  conf:\n    file: ./guest.conf')
  return { 'docker-compose-guest.yml': file, 'guest.conf': 'guest\n' }
}

/** A stack that no engine can run: it fails once for `image-missing`, and is then left alone. */
export function doomedFiles(): Files {
  const deploy = 'restart_policy:\n  condition: none'
  return {
    'docker-compose-doomed.yml': composeFile({ job: { image: 'kesako-lab:none', deploy } }),
  }
}

/** Stacks whose inputs some files are. */
export function stacksOf(files: Files): readonly string[] {
  const names = Object.keys(files).map((path) => path.replace(/^docker-compose-|\..*$/g, ''))
  return [...new Set(names)]
}
