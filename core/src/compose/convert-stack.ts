import type { DesiredState, ObjectNames } from '../desired-state.ts'
import { stackPrivileges } from '../manifest-policy/stack-privileges.ts'
import { hasErrors, type Problem } from '../problem.ts'
import { byteOrder } from './byte-order.ts'
import type { Converted, FileRead, LoadedStack } from './compose-api.ts'
import type { Conversion } from './convert/conversion.ts'
import { convertConfigs, convertSecrets } from './convert/file-objects.ts'
import { externalUses } from './convert/file-uses.ts'
import { convertNetworks, externalNetworks } from './convert/networks.ts'
import { convertService } from './convert/service.ts'
import { resolveEnvironment } from './environment.ts'
import { mergeModels } from './merge/merge-models.ts'
import { warnOfMerges } from './merge/warn-of-merges.ts'
import { finishProblems } from './finish-problems.ts'
import type { Model } from './model/top-level.ts'
import type { Report } from './report.ts'
import type { StackModel } from './stack-model.ts'

/**
 * Turns a loaded stack into the specs that `docker stack deploy` would post. `files` has what was
 * read for each of `loaded.references`, by path. The problems are those of `loaded` and what was
 * found here; with an error among them there is no desired state.
 */
export function convertStack(loaded: LoadedStack, files: ReadonlyMap<string, FileRead>): Converted {
  const problems: Problem[] = [...loaded.problems]
  if (loaded.model === undefined || hasErrors(problems)) return { problems }
  // `model` is unknown in the public type so that nobody else reads it; `loadStack` made this one.
  const { models, base, variables } = loaded.model as StackModel
  const report: Report = (problem) => problems.push(problem)
  const sources = { base, files, variables }
  const resolved = models.map((model): Model => {
    const services = [...model.services].map(
      ([name, service]) =>
        [name, { ...service, environment: resolveEnvironment(service, sources, report) }] as const,
    )
    return { ...model, services: new Map(services) }
  })
  const { stack, policy } = loaded
  const model = mergeModels(resolved)
  warnOfMerges(resolved, report)
  const desired = convert({ stack, model, policy, base, files, report })
  const finished = finishProblems(problems, loaded.variables)
  if (hasErrors(finished)) return { problems: finished }
  return { desired, privileges: stackPrivileges(desired, model), problems: finished }
}

function convert(conversion: Conversion): DesiredState {
  const { model, stack } = conversion
  return {
    stack,
    networks: convertNetworks(conversion),
    secrets: convertSecrets(conversion),
    configs: convertConfigs(conversion),
    services: [...model.services.values()]
      .map((service) => convertService(service, conversion))
      .toSorted((a, b) => byteOrder(a.Name, b.Name)),
    externals: {
      networks: externalNetworks(conversion),
      secrets: externalUses('secrets', conversion),
      configs: externalUses('configs', conversion),
    },
    fixedNames: fixedNames(model),
  }
}

function fixedNames({ networks, secrets, configs }: Model): ObjectNames {
  return { networks: fixed(networks), secrets: fixed(secrets), configs: fixed(configs) }
}

function fixed(
  entries: ReadonlyMap<string, { readonly name: string; readonly external: boolean }>,
): readonly string[] {
  const names = [...entries.values()].filter((entry) => entry.name !== '' && !entry.external)
  return names.map((entry) => entry.name).toSorted(byteOrder)
}
