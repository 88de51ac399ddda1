import { type Corpus, isCompose, seedsOf } from './corpus.ts'
import { type FuzzInput, TARGETS, type Target } from './fuzz-input.ts'
import { mutate, mutateBytes } from './mutate.ts'
import { type Random, randomFrom } from './random.ts'
import { randomYaml } from './random-yaml.ts'

/** The input with a number, of a seed: always the same one for the same corpus. */
export function makeInput(seed: number, number: number, corpus: Corpus): FuzzInput {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) + number)
  const target = random.once(2) ? 'compose' : random.pick(TARGETS)
  const beside = Array.from({ length: random.below(4) }, () => makeBytes(target, random, corpus))
  return { target, bytes: makeBytes(target, random, corpus), beside }
}

function makeBytes(target: Target, random: Random, corpus: Corpus): Uint8Array {
  if (random.once(25)) return randomBytes(random)
  const bytes = encode(makeText(target, random, corpus))
  return random.once(10) ? mutateBytes(bytes, random) : bytes
}

function makeText(target: Target, random: Random, corpus: Corpus): string {
  const seeds = seedsOf(corpus, target)
  const base = isCompose(target) && random.once(3) ? randomYaml(random) : random.pick(seeds)
  return random.once(12) ? base : mutate(base, random, random.pick(seeds))
}

function randomBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.below(300) }, () => random.below(256))
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
