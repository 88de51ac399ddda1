import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The first of the addresses at which the sample's page answers, looked for during `patienceMs`;
 * undefined when none does.
 */
export async function sampleAddress(
  hosts: readonly string[],
  port: number,
  patienceMs: number,
): Promise<string | undefined> {
  for (let waited = 0; waited <= patienceMs; waited += 250) {
    for (const host of hosts) {
      const url = `http://${host}:${port}/`
      if (await answers(url)) return url
    }
    await sleep(250)
  }
  return undefined
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
