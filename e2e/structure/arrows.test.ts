import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ARROWS, importsOf, violation } from './arrows.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Shipped sources: a build configuration or a development fixture is not. */
function sourcesOf(workspace: string): readonly string[] {
  return globSync(`${workspace}/src/**/*.{ts,vue}`, { cwd: root }).filter(
    (file) => !/\.test\.ts$|\/testdata\/|-suite\.ts$/.test(file),
  )
}

describe('arrows between workspaces', () => {
  it.each(Object.keys(ARROWS))('%s imports only what the design allows', (workspace) => {
    const files = sourcesOf(workspace)
    expect(files.length).toBeGreaterThan(0)
    const found = files.flatMap((file) =>
      importsOf(readFileSync(join(root, file), 'utf8')).flatMap((imported) => {
        const broken = violation(workspace, imported)
        return broken === undefined ? [] : [`${file}: ${broken}`]
      }),
    )
    expect(found).toEqual([])
  })

  it.each(Object.keys(ARROWS))(
    '%s never reaches another workspace by a relative path',
    (workspace) => {
      const leaving = sourcesOf(workspace).flatMap((file) =>
        importsOf(readFileSync(join(root, file), 'utf8'))
          .filter((imported) => imported.startsWith('.'))
          .filter((imported) =>
            relative(join(root, workspace), resolve(root, dirname(file), imported)).startsWith(
              '..',
            ),
          )
          .map((imported) => `${file}: ${imported}`),
      )
      expect(leaving).toEqual([])
    },
  )
})

describe('violation', () => {
  it.each([
    ['core', '@kesako/engine', 'core may not import engine'],
    ['core', 'node:fs', 'core may not import node:fs'],
    ['contract', '@kesako/core', undefined],
    ['deploy', '@kesako/contract', 'deploy may not import contract'],
    ['ui', '@kesako/server', 'ui may not import server'],
    ['server', 'node:http', undefined],
  ])('%s importing %s: %s', (workspace, imported, expected) => {
    expect(violation(workspace, imported)).toBe(expected)
  })

  it('sees static, type, side-effect and dynamic imports', () => {
    const source = `import a from 'a'\nimport type { B } from "b"\nimport 'c'\nexport * from 'd'\nawait import('e')`
    expect(importsOf(source)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })
})
