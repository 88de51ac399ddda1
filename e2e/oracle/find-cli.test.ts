import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../lab/temporary-folder.ts'
import { findCli } from './find-cli.ts'

async function program(folder: string, says: string): Promise<string> {
  const path = join(folder, 'docker')
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`)
  await chmod(path, 0o755)
  return path
}

test('takes the program that KESAKO_ORACLE_CLI names before the one in PATH', async () => {
  await using folder = await temporaryFolder()
  const path = await program(folder.path, 'Docker version 28.2.2, build e6534b4')
  const found = { program: path, version: '28.2.2' }
  expect(await findCli({ KESAKO_ORACLE_CLI: path, PATH: '/nowhere' })).toEqual(found)
  expect(await findCli({ PATH: `/nowhere:${folder.path}` })).toEqual(found)
})

test('says what to do about a CLI that is too old, something else, or not there', async () => {
  await using folder = await temporaryFolder()
  const remedy =
    'Install version 28 or later (a static binary is enough), or name one in KESAKO_ORACLE_CLI.'
  const path = await program(folder.path, 'Docker version 27.5.1, build 1')
  expect(await findCli({ PATH: folder.path })).toEqual({
    refusal: `The docker CLI ${path} has version 27.5.1. ${remedy}`,
  })
  await program(folder.path, 'podman version 5.0.0')
  expect(await findCli({ PATH: folder.path })).toEqual({
    refusal: `${path} does not say that it is a docker CLI. ${remedy}`,
  })
  expect(await findCli({ PATH: '/nowhere' })).toEqual({
    refusal: `There is no docker CLI in PATH. ${remedy}`,
  })
})
