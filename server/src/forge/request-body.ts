import type { IncomingMessage } from 'node:http'
import { Transform, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { RequestProblem } from '../http/request-problem.ts'

/** The body of a Git request, unpacked and bounded: more than `maxBytes` is an error of the stream. */
export function boundedBody(request: IncomingMessage, maxBytes: number): Readable {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  const bound = boundary(maxBytes)
  switch (encoding) {
    case 'identity':
      request.on('error', (error) => bound.destroy(error))
      return request.pipe(bound)
    case 'gzip':
    case 'x-gzip': {
      const unpacked = createGunzip()
      request.on('error', (error) => unpacked.destroy(error))
      unpacked.on('error', (error) => bound.destroy(error))
      return request.pipe(unpacked).pipe(bound)
    }
    default:
      throw new RequestProblem('media-type-unknown', 'A body is sent as it is, or with gzip.')
  }
}

function boundary(maxBytes: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size <= maxBytes) done(null, chunk)
      else done(new RequestProblem('body-too-large', `A request has at most ${maxBytes} bytes.`))
    },
  })
}
