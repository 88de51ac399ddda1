import type { StacksRepository } from '@kesako/repository'
import { CliError } from '../cli-error.ts'
import { sampleFiles } from './sample.ts'

/** Tells the sample's commit from those of people. */
export const SAMPLE_AUTHOR = { name: 'Kesako', email: 'kesako@localhost' } as const

/** Commits the sample as the first revision. False when the repository has one already. */
export async function commitSample(repository: StacksRepository, port: number): Promise<boolean> {
  if ((await repository.head()).kind !== 'no-branch') return false
  const encoder = new TextEncoder()
  const result = await repository.commit({
    changes: [...sampleFiles(port)].map(([path, text]) => ({
      path,
      content: encoder.encode(text),
    })),
    message: 'A sample of two stacks',
    author: SAMPLE_AUTHOR,
    expectedHead: undefined,
  })
  if (result.kind === 'committed') return true
  throw new CliError(
    'sample-not-committed',
    'Somebody else wrote to the stacks repository just now.',
  )
}

/** True when the head still holds the sample's page stack. */
export async function hasSample(repository: StacksRepository): Promise<boolean> {
  const head = await repository.head()
  if (head.kind !== 'revision') return false
  return (await repository.readFile(head.revision, 'docker-compose-hello.yml')) !== undefined
}

/** The token that Git asks for, as the shell reads it from its file, so that no terminal shows it. */
export function cloneCommand(gitUrl: string, tokenPath: string): string {
  const url = new URL(gitUrl)
  return `git clone "${url.protocol}//kesako:$(cat ${tokenPath})@${url.host}${url.pathname}"`
}
