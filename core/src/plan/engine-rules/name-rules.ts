import type { DesiredState } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { Problem } from '../../problem.ts'
import { refusal } from './refusal.ts'

/** Names that differ from another's in upper and lower case alone: for the engine they are one. */
export function nameRules(desired: DesiredState, live: LiveState): readonly Problem[] {
  const named = (list: readonly { readonly Name: string }[]): readonly string[] =>
    list.map(({ Name }) => Name)
  const specs = (list: readonly { readonly spec: { readonly Name: string } }[]) =>
    list.map(({ spec }) => spec.Name)
  const swarm = live.networks.filter(({ scope }) => scope === 'swarm')
  return [
    ...clashes(
      'network',
      named(desired.networks),
      swarm.map(({ name }) => name),
    ),
    ...clashes('secret', named(desired.secrets), specs(live.secrets)),
    ...clashes('config', named(desired.configs), specs(live.configs)),
    ...clashes('service', named(desired.services), specs(live.services)),
  ]
}

function clashes(
  kind: string,
  wanted: readonly string[],
  there: readonly string[],
): readonly Problem[] {
  const seen = new Map(there.map((name) => [name.toLowerCase(), name]))
  return wanted.flatMap((name) => {
    const other = seen.get(name.toLowerCase())
    if (!there.includes(name)) seen.set(name.toLowerCase(), name)
    if (other === undefined || other === name || there.includes(name)) return []
    return [
      refusal(
        'names-differ-in-case',
        `The ${kind} ${name} can't be beside ${other}: the engine doesn't tell upper from lower case.`,
        'Give one of them another name.',
      ),
    ]
  })
}
