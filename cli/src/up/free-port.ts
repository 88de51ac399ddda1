import { createServer } from 'node:net'

/** The first port from `start` on that nobody listens on. */
export async function freePort(start: number): Promise<number> {
  for (let port = start; port < start + 100; port += 1) {
    if (await isFree(port)) return port
  }
  return start
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })
}
