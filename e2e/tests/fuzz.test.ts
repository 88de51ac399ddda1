import { expect, test } from 'vitest'
import { fuzz } from '../fuzz/fuzz.ts'

/** Chosen once, so that a second attempt tries the same inputs. */
const seed = Date.now() % 2 ** 31

/** Together with what starts and ends the thread, half a minute. */
const SECONDS = 25

test(`readers of files keep their rules for inputs of seed ${seed}`, async () => {
  const { inputs, findings } = await fuzz({ seed, seconds: SECONDS, folders: [] })
  const found = findings.map(({ input, fault }) => ({
    ...fault,
    target: input.target,
    input: Buffer.from(input.bytes.slice(0, 500)).toString('latin1'),
    see: `npm run fuzz -- --seed ${seed} --seconds ${10 * SECONDS}`,
  }))
  expect(found).toEqual([])
  expect(inputs).toBeGreaterThan(50)
})
