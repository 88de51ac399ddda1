import { addCollection } from '@iconify/vue'
import { chromeIcons } from './chrome-icons.ts'
import { stateIcons } from './state-icons.ts'

export type IconName = `kesako:${keyof typeof stateIcons | keyof typeof chromeIcons}`

function drawn(bodies: Readonly<Record<string, string>>, stroke: number) {
  return Object.fromEntries(
    Object.entries(bodies).map(([name, body]) => [
      name,
      {
        body: `<g fill="none" stroke="currentColor" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round">${body}</g>`,
      },
    ]),
  )
}

/** Registers every icon of the page as `kesako:<name>`. Nothing is fetched. */
export function registerIcons(): void {
  addCollection({
    prefix: 'kesako',
    width: 24,
    height: 24,
    icons: { ...drawn(stateIcons, 2), ...drawn(chromeIcons, 1.75) },
  })
}
