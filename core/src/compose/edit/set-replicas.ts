import type { Pair, ScalarSyntax } from '../yaml/parse/syntax-node.ts'
import { addDeploy, addReplicas, fillDeploy, fillReplicas } from './add-replicas.ts'
import { findService, pairOf } from './find-service.ts'
import { type SourceText, splice } from './source-text.ts'

/** What a Compose file needs so that a service has another number of tasks. */
export type ReplicasEdit =
  | { readonly kind: 'edited'; readonly text: string }
  /** The number is that of a variable, and of nothing else. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly remedy: string }

/**
 * Sets `deploy.replicas` of a service in the text of a Compose file, and leaves every other character
 * as it is. Who calls it compares what the file says before and after: an anchor may be used elsewhere.
 */
export function setReplicas(text: string, service: string, replicas: number): ReplicasEdit {
  const found = findService(text, service)
  if (found === undefined) {
    return refused(
      `The service ${service} is not written out in the file: it comes from an alias or a merge key.`,
    )
  }
  const { source, key, body } = found
  const deploy = pairOf(body, 'deploy')
  if (deploy === undefined) return edited(addDeploy(source, key, body, replicas))
  const { value } = deploy
  if (value.kind === 'scalar' && isEmpty(value)) {
    return edited(fillDeploy(source, deploy, body, replicas))
  }
  if (value.kind !== 'map') {
    return refused(`The section deploy of the service ${service} is an alias.`)
  }
  const pair = pairOf(value, 'replicas')
  if (pair === undefined) return edited(addReplicas(source, value, replicas))
  return setValue(source, pair, service, replicas)
}

function isEmpty({ text, plain, tag, anchor }: ScalarSyntax): boolean {
  return text === '' && plain && tag === undefined && anchor === undefined
}

function setValue(source: SourceText, pair: Pair, service: string, replicas: number): ReplicasEdit {
  const { value } = pair
  if (value.kind !== 'scalar' || value.tag !== undefined) {
    return refused(`The number of replicas of the service ${service} is not written as a number.`)
  }
  if (isEmpty(value)) return edited(fillReplicas(source, pair, replicas))
  const variable = /^\$(?:(\w+)|\{(\w+)(?::?[-?][^{}$]*)?\})$/.exec(value.text)
  if (variable !== null) return { kind: 'variable', name: variable[1] ?? variable[2] ?? '' }
  const from = source.offsetOf(value.at)
  const written = /^(?:\w+|"\w+"|'\w+')/.exec(source.text.slice(from, from + 100))?.[0]
  if (written === undefined || value.text.includes('$')) {
    return refused(`The number of replicas of the service ${service} can't be replaced safely.`)
  }
  return edited(splice(source, from, from + written.length, String(replicas)))
}

function edited(text: string): ReplicasEdit {
  return { kind: 'edited', text }
}

function refused(reason: string): ReplicasEdit {
  const remedy = 'Write deploy.replicas of this service into the file by hand, and push.'
  return { kind: 'refused', reason, remedy }
}
