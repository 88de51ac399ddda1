import { IMAGE_LABEL, KESAKO_PREFIX, STACK_LABEL } from '../labels.ts'
import type { Labels } from '../spec/service-spec.ts'
import { writePairs } from './write-values.ts'

/** Labels of people: without those that deploying puts there. */
export function writeLabels(labels: Labels | undefined): ReturnType<typeof writePairs> {
  return writePairs(
    Object.entries(labels ?? {}).filter(
      ([name]) => name !== STACK_LABEL && !name.startsWith(KESAKO_PREFIX),
    ),
  )
}

/** As `writeLabels`, of a service, which also bears the image as it was asked for. */
export function writeServiceLabels(labels: Labels): ReturnType<typeof writePairs> {
  const { [IMAGE_LABEL]: _, ...others } = labels
  return writeLabels(others)
}
