/**
 * Glyphs of states on a 24 grid with a stroke of 2: square is sync, round is health.
 * A solid glyph means that a person should look; `cutout` is drawn in the colour of the ground.
 */
const square = '<rect x="3.5" y="3.5" width="17" height="17" rx="3.5"/>'
const solidSquare =
  '<rect x="2.5" y="2.5" width="19" height="19" rx="4.5" fill="currentColor" stroke="none"/>'
const dashedSquare =
  '<rect x="3.5" y="3.5" width="17" height="17" rx="3.5" stroke-dasharray="3.2 3.2"/>'
const circle = '<circle cx="12" cy="12" r="9"/>'
const solidCircle = '<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none"/>'
const dashedCircle = '<circle cx="12" cy="12" r="9" stroke-dasharray="3.6 3.468"/>'
const question = '<path d="M10 9.8a2.2 2.2 0 1 1 3.1 2c-.8.4-1.1.8-1.1 1.6M12 16.3v.01"/>'

function cutout(path: string): string {
  return `<g class="cutout" stroke-width="2.4"><path d="${path}"/></g>`
}

export const stateIcons = {
  synced: `${square}<path d="M8.5 10h7M8.5 14h7"/>`,
  'out-of-sync': `${square}<path d="M12 16.5v-9M8.5 11 12 7.5l3.5 3.5"/>`,
  drifted: `${solidSquare}${cutout('M7.5 9.8h9M7.5 14.2h9M14.5 6.5l-5 11')}`,
  held: `${square}<rect x="8.2" y="11.4" width="7.6" height="5.6" rx="1.2"/><path d="M9.8 11.4V9.6a2.2 2.2 0 0 1 4.4 0v1.8"/>`,
  applying:
    '<path d="M20.5 11.5V7A3.5 3.5 0 0 0 17 3.5H7A3.5 3.5 0 0 0 3.5 7v3M3.5 12.5V17A3.5 3.5 0 0 0 7 20.5h10a3.5 3.5 0 0 0 3.5-3.5v-1"/><path d="M12 7.5V16M8.5 12.8l3.5 3.5 3.5-3.5"/>',
  failed: `${solidSquare}${cutout('m8.3 8.3 7.4 7.4M15.7 8.3l-7.4 7.4')}`,
  disabled: `${square}<path d="M8 16 16 8"/>`,
  'sync-unknown': `${dashedSquare}${question}`,
  healthy: `${circle}<path d="m8.3 12.3 2.6 2.6 5-5.4"/>`,
  progressing: '<path d="M12 3a9 9 0 1 1-9 9"/><path d="M12 7.5v5l3 1.8"/>',
  degraded: `${solidCircle}${cutout('M12 6.8v6M12 16.7v.01')}`,
  missing: `${dashedCircle}<path d="M8.5 12h7"/>`,
  stopped: `${circle}<rect x="9" y="9" width="6" height="6" rx="1" fill="currentColor" stroke="none"/>`,
  'health-unknown': `${dashedCircle}${question}`,
} as const satisfies Readonly<Record<string, string>>
