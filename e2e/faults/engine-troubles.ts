import type { Fault, FaultRule, RecordingProxy } from '../lab/index.ts'

/** A way in which an engine makes trouble for as long as it is let. */
export interface EngineTrouble {
  readonly name: string
  readonly rules: readonly FaultRule[]
  /** It strikes writes, and so maybe the one that gives a lease back. */
  readonly strikesWrites?: boolean
}

const all = { times: Number.POSITIVE_INFINITY }
const writes = { where: ({ method }: { readonly method: string }) => method !== 'GET' }

export const slow: EngineTrouble = {
  name: 'takes half a second for every answer',
  rules: [{ match: {}, delayMs: 500, ...all }],
}

export const drops: EngineTrouble = {
  name: 'drops every tenth request before it sees it',
  rules: [{ match: {}, cut: 'request', every: 10, ...all }],
  strikesWrites: true,
}

export const loses: EngineTrouble = {
  name: 'does every tenth request and loses the answer',
  rules: [{ match: {}, cut: 'answer', every: 10, ...all }],
  strikesWrites: true,
}

const losesWrites: EngineTrouble = {
  name: 'does every third write and loses the answer',
  rules: [{ match: writes, cut: 'answer', every: 3, ...all }],
  strikesWrites: true,
}

const dropsWrites: EngineTrouble = {
  name: 'drops every third write before it sees it',
  rules: [{ match: writes, cut: 'request', every: 3, ...all }],
  strikesWrites: true,
}

export const cutsStreams: EngineTrouble = {
  name: 'cuts every stream of events after a moment',
  rules: [{ match: { path: '/events' }, cut: 'body', afterMs: 300, ...all }],
}

const cutsAnswers: EngineTrouble = {
  name: 'cuts every tenth answer after its head',
  rules: [{ match: {}, cut: 'body', every: 10, ...all }],
  strikesWrites: true,
}

const fails: EngineTrouble = {
  name: 'answers every tenth request with an error of its own',
  rules: [{ match: {}, status: 500, every: 10, ...all }],
  strikesWrites: true,
}

const unavailable: EngineTrouble = {
  name: 'answers every tenth request with 503, as a proxy in front of it does',
  rules: [{ match: {}, status: 503, every: 10, ...all }],
  strikesWrites: true,
}

export const ENGINE_TROUBLES: readonly EngineTrouble[] = [
  slow,
  drops,
  loses,
  dropsWrites,
  losesWrites,
  cutsStreams,
  cutsAnswers,
  fails,
  unavailable,
]

/** Begins it, on connections made anew, for a stream of events may be old. */
export function makeTrouble(
  proxy: RecordingProxy,
  ...troubles: readonly EngineTrouble[]
): { readonly struck: () => number; readonly end: () => void } {
  const faults: readonly Fault[] = troubles.flatMap(({ rules }) => rules.map(proxy.fault))
  proxy.cutAll()
  return {
    struck: () => faults.reduce((sum, fault) => sum + fault.hits(), 0),
    end: () => {
      for (const fault of faults) fault.release()
    },
  }
}
