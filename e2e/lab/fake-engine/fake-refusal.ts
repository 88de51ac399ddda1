/** An answer of the fake engine that isn't a success, in the engine's own words. */
export class FakeRefusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.name = 'FakeRefusal'
    this.status = status
  }
}

export function notFound(kind: string, idOrName: string): FakeRefusal {
  return new FakeRefusal(404, `${kind} ${idOrName} not found`)
}

export function invalid(message: string): FakeRefusal {
  return new FakeRefusal(400, `rpc error: code = InvalidArgument desc = ${message}`)
}

export function outOfSequence(): FakeRefusal {
  return new FakeRefusal(500, 'rpc error: code = Unknown desc = update out of sequence')
}
