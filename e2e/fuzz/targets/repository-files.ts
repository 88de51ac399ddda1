import { readRepositoryPolicy } from '../../../repository/src/settings/repository-policy.ts'
import { readStackSettings } from '../../../repository/src/settings/stack-settings.ts'
import { readVariablesFile } from '../../../repository/src/settings/variables-file.ts'
import { faultsOfProblems } from '../check-problems.ts'

/** The same bytes give the same answer twice, and problems that keep the rules. */
export function faultsOfSettings(bytes: Uint8Array): readonly string[] {
  return faultsOfRead('stack-fuzz.json', bytes, readStackSettings)
}

export function faultsOfRepositoryPolicy(bytes: Uint8Array): readonly string[] {
  return faultsOfRead('kesako.yml', bytes, (file, given) => readRepositoryPolicy(given, file))
}

export function faultsOfVariables(bytes: Uint8Array): readonly string[] {
  return faultsOfRead('fuzz.env', bytes, (file, given) => {
    const { variables, problems } = readVariablesFile(file, given)
    return { variables: [...variables], problems }
  })
}

function faultsOfRead(
  file: string,
  bytes: Uint8Array,
  read: (
    file: string,
    bytes: Uint8Array,
  ) => { readonly problems: Parameters<typeof faultsOfProblems>[0] },
): readonly string[] {
  const first = read(file, bytes)
  const isSame = JSON.stringify(first) === JSON.stringify(read(file, bytes))
  return [
    ...faultsOfProblems(first.problems, new Map([[file, bytes]])),
    ...(isSame ? [] : ['the same input, another answer']),
  ]
}
