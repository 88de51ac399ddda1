import type { Git } from './git.ts'
import { isObjectId } from './object-format.ts'

/** What Git finds in a ref, without looking at the object that it points to. */
export interface RefValue {
  readonly id?: string
  /** What Git said about a ref that it can't read. */
  readonly complaint?: string
}

/** Costs a process; the object reader answers for refs that are well. */
export async function readRefValue(git: Git, ref: string): Promise<RefValue> {
  const format = '--format=%(objectname) %(refname)'
  const { stdout, stderr } = await git.run(['for-each-ref', format, ref])
  const [id = ''] =
    stdout
      .toString('utf8')
      .split('\n')
      // A pattern also finds the refs below it.
      .find((line) => line.endsWith(` ${ref}`))
      ?.split(' ') ?? []
  const complaint = stderr.trim()
  return {
    ...(isObjectId(id) ? { id } : {}),
    ...(complaint === '' ? {} : { complaint }),
  }
}
