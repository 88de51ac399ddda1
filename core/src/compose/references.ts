import type { FileReference } from './compose-api.ts'
import type { FileObject, Model } from './model/top-level.ts'
import { type Base, filePath } from './paths/file-path.ts'
import { type Report, reportError, type Spot } from './report.ts'

/** The files that the specs depend on, each use once. Reports paths that may not be. */
export function listReferences(
  models: readonly Model[],
  merged: Model,
  base: Base,
  report: Report,
): readonly FileReference[] {
  const references = new Map<string, FileReference>()
  const add = (use: FileReference['use'], file: string, spot: Spot) => {
    const resolved = filePath(file, base)
    if ('path' in resolved) references.set(`${use} ${resolved.path}`, { path: resolved.path, use })
    else reportError(report, { ...spot, ...resolved, code: 'path-outside' })
  }
  for (const [use, objects] of [
    ['config', merged.configs],
    ['secret', merged.secrets],
  ] as const) {
    for (const object of objects.values()) {
      if (object.external || object.driver !== '') continue
      const spot = { place: object.fileAt, path: `${use}s.${object.key}.file` }
      if (object.file === '') reportError(report, withoutFile(use, object))
      else add(use, object.file, spot)
    }
  }
  for (const service of models.flatMap((model) => [...model.services.values()])) {
    for (const { file, at, path } of service.envFiles) add('env-file', file, { place: at, path })
  }
  return [...references.values()]
}

function withoutFile(use: 'config' | 'secret', object: FileObject) {
  return {
    code: 'missing-key',
    message: `the ${use} "${object.key}" has neither a file nor external: true`,
    remedy: 'Add file with the path of its content, or external: true if it exists on the swarm.',
    place: object.at,
    path: `${use}s.${object.key}`,
  }
}
