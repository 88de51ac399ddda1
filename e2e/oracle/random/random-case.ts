import type { OracleCase } from '../oracle-case.ts'
import { breakTree } from './break-tree.ts'
import { choiceOf } from './choice.ts'
import { closeReferences } from './close-references.ts'
import { escapeDollars, hideValues } from './hide-values.ts'
import { envFiles } from './names.ts'
import { pruneNewer } from './prune-newer.ts'
import type { Recipe } from './stack-arbitrary.ts'
import type { Mapping } from './tree.ts'
import { writeYaml } from './write-yaml.ts'

const newest = 13
const extensionsSince = 4

/** The case that a recipe makes: its Compose files, the files that they name, its variables. */
export function randomCase(recipe: Recipe): OracleCase {
  const { folder } = recipe
  const minor = recipe.minor ?? newest
  const careless = new Set(recipe.careless)
  const complete = careless.has('references') ? recipe.files : closeReferences(recipe.files)
  const choice = choiceOf(recipe.spelling)
  const hiding = choiceOf(recipe.hiding)
  const env: Record<string, string> = { ...recipe.variables }
  const composeFiles = complete.map((file, index) => {
    const possible = careless.has('versions') ? file : pruneNewer(file, minor)
    const escaped = careless.has('dollars') ? possible : escapeDollars(possible)
    const hidden = hideValues(escaped, `V${index}_`, (path, question) =>
      hiding(`${index} ${path}`, question),
    )
    Object.assign(env, hidden.variables)
    const versioned: Mapping =
      recipe.minor === undefined ? hidden.file : { version: `3.${recipe.minor}`, ...hidden.file }
    const { fault } = recipe
    const broken = fault === undefined || index > 0 ? versioned : breakTree(versioned, fault)
    const text = writeYaml(broken, {
      choice: (path, question) => choice(`${index} ${path}`, question),
      extensions: minor >= extensionsSince,
    })
    return [
      index === 0 ? `${folder}docker-compose.yml` : `docker-compose.${index}.yml`,
      text,
    ] as const
  })
  const files: (readonly [string, string])[] = [
    ...composeFiles,
    [`${folder}one.txt`, 'one\n'],
    [`${folder}conf/two.txt`, '\u0000two ünd'],
    ...envFiles.map((path, index) => [`${folder}${path}`, recipe.envFiles[index] ?? ''] as const),
  ]
  return {
    name: 'random',
    stack: recipe.stack,
    files: new Map(files.map(([path, text]) => [path, Buffer.from(text)])),
    composeFiles: composeFiles.map(([path]) => path),
    env,
  }
}
