import { addCollection } from '@iconify/vue'
import { chromeIcons } from './chrome-icons.ts'
import { stateIcons } from './state-icons.ts'

export type IconName = `kesako:${keyof typeof stateIcons | keyof typeof chromeIcons}`

function drawn(bodies: Readonly<Record<string, string>>, stroke: number) {
  return Object.entries(bodies).map(
    ([name, body]) =>
      [
        name,
        `<g fill="none" stroke="currentColor" stroke-width="${stroke}" stroke-linecap="round" stroke-linejoin="round">${body}</g>`,
      ] as const,
  )
}

const icons: ReadonlyMap<string, string> = new Map([
  ...drawn(stateIcons, 2),
  ...drawn(chromeIcons, 1.75),
])

/** What stands inside the `<svg>` of an icon. */
export function iconBody(name: IconName): string {
  return icons.get(name.slice('kesako:'.length)) ?? ''
}

/** Lets Nuxt UI's own components draw every icon of the page as `kesako:<name>`. Nothing is fetched. */
export function registerIcons(): void {
  addCollection({
    prefix: 'kesako',
    width: 24,
    height: 24,
    icons: Object.fromEntries([...icons].map(([name, body]) => [name, { body }])),
  })
}
