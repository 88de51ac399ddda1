import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Target } from './fuzz-input.ts'

/** Files that inputs are made from, by what reads them. */
export type Corpus = Readonly<
  Record<'compose' | 'settings' | 'repository-policy' | 'variables', readonly string[]>
>

const root = resolve(import.meta.dirname, '../..')

export const CORPUS_FOLDERS: readonly string[] = [
  join(root, 'core/src/compose/testdata'),
  join(root, 'core/src/compose/yaml/testdata'),
  join(root, 'e2e/oracle/testdata'),
]

/** A seed above this is no help: what it takes to read, no mutation needs. */
const LARGEST_SEED = 64 * 1024

const WRITTEN: Corpus = {
  compose: [
    'version: "3.8"\nservices:\n  a: &a\n    image: x:1\n    ports: ["80:80"]\n  b:\n    <<: *a\n    command: [run]\n',
    'services: {}\nx-a:\n  - |\n    text\n  - >-\n    folded\n  - "é\\n"\n',
  ],
  settings: [
    '{ "enabled": true, "env": { "TAG": "1.4.2", "A": "b" }, "selfHeal": true, "deadline": "10m" }\n',
    '{\n  "stackDefinition": "web",\n  "options": { "replicas": 3, "hosts": ["a", "b"] },\n  "adopt": false\n}\n',
  ],
  'repository-policy': [
    '# policy\nselfHeal: true\nmaxRemovals: 3\nacceptBroken: false\n',
    'selfHeal: false\nx: &a { b: 1 }\ny: *a\n',
  ],
  variables: [
    '# comment\nTAG=1.4.2\nEMPTY=\nNAME\nURL=https://a.example/?b=c#d\n',
    '\uFEFFA="quoted" \r\n B=c\r\n',
  ],
}

/** Reads all seeds below the folders; those that aren't there are left out. */
export function readCorpus(folders: readonly string[]): Corpus {
  const files = folders.flatMap((folder) => filesBelow(folder))
  const seeds = (fits: (path: string) => boolean) =>
    files.filter(fits).map((path) => readFileSync(path, 'utf8'))
  return {
    compose: [
      ...WRITTEN.compose,
      ...seeds((path) => /\.(?:ya?ml)$|compose[^/]*\.json$/.test(path)),
    ],
    settings: [...WRITTEN.settings, ...seeds((path) => /(?:stack|case)[^/]*\.json$/.test(path))],
    'repository-policy': [
      ...WRITTEN['repository-policy'],
      ...seeds((path) => path.endsWith('kesako.yml')),
    ],
    variables: [...WRITTEN.variables, ...seeds((path) => path.endsWith('.env'))],
  }
}

/** The seeds of a reader. */
export function seedsOf(corpus: Corpus, target: Target): readonly string[] {
  return isCompose(target) ? corpus.compose : corpus[target]
}

/** True for what is given Compose files. */
export function isCompose(target: Target): target is 'compose' | 'several-files' | 'editor' {
  return target === 'compose' || target === 'several-files' || target === 'editor'
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirOf(folder)
  return entries
    .map((path) => join(folder, path))
    .filter((path) => {
      const stat = statSync(path)
      return stat.isFile() && stat.size <= LARGEST_SEED
    })
}

function readdirOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
