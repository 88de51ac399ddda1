import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { completeLock, type PackageLock } from './complete-lock.ts'

const path = join(import.meta.dirname, '../../package-lock.json')
const lock = JSON.parse(await readFile(path, 'utf8')) as PackageLock // npm's own format
const complete = completeLock(lock)
await writeFile(path, `${JSON.stringify(complete, null, 2)}\n`)
const added = Object.keys(complete.packages).length - Object.keys(lock.packages).length
process.stdout.write(`package-lock.json: ${added} packages of other platforms added\n`)
