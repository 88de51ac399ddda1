import type { Trier } from './fuzz-thread.ts'
import type { Fault, FuzzInput } from './fuzz-input.ts'
import { minimise } from './minimise.ts'

const ATTEMPTS = 150

/** Each costs seconds. */
const ATTEMPTS_AT_A_HANG = 15

/** The same fault with less input: files beside it, lines and then characters are left out. */
export async function minimiseInput(
  input: FuzzInput,
  fault: Fault,
  trier: Trier,
): Promise<FuzzInput> {
  const attempts = fault.kind === 'hang' ? ATTEMPTS_AT_A_HANG : ATTEMPTS
  const fails = async (candidate: FuzzInput) => {
    const found = await trier.try(candidate)
    return found?.kind === fault.kind && found.code === fault.code
  }
  const beside = await minimise(input.beside, (some) => fails({ ...input, beside: some }), 10)
  const alone = { ...input, beside }
  const whole = Buffer.from(input.bytes).toString('latin1')
  const withText = (text: string): FuzzInput => ({ ...alone, bytes: Buffer.from(text, 'latin1') })
  const lines = await minimise(
    whole.split(/(?<=\n)/),
    (some) => fails(withText(some.join(''))),
    attempts,
  )
  const text = lines.join('')
  if (text.length > 2000) return withText(text)
  const characters = await minimise(
    text.split(''),
    (some) => fails(withText(some.join(''))),
    attempts,
  )
  return withText(characters.join(''))
}
