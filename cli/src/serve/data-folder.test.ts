import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from './data-folder.ts'

const world = (environment: Record<string, string>) => ({
  environment,
  home: '/home/ana',
  workingDirectory: '/home/ana/work',
})

describe('dataFolder', () => {
  it.each([
    { name: 'root', root: true, environment: {}, option: undefined, path: '/var/lib/kesako' },
    {
      name: 'a person',
      root: false,
      environment: {},
      option: undefined,
      path: '/home/ana/.local/share/kesako',
    },
    {
      name: 'XDG_DATA_HOME',
      root: false,
      environment: { XDG_DATA_HOME: '/data' },
      option: undefined,
      path: '/data/kesako',
    },
    {
      name: 'KESAKO_DATA',
      root: true,
      environment: { KESAKO_DATA: 'k' },
      option: undefined,
      path: '/home/ana/work/k',
    },
    {
      name: '--data before KESAKO_DATA',
      root: true,
      environment: { KESAKO_DATA: 'k' },
      option: '/d',
      path: '/d',
    },
  ])('$name: $path', ({ root, environment, option, path }) => {
    expect(dataFolder(world(environment), root, option, resolve).path).toBe(path)
  })
})
