import type { AppContext, AppMiddleware } from '../http/app-state.ts'
import type { PageFile } from './page-files.ts'

/** Names of built files carry a digest of their content, so they never change. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Serves the built page: its files, and `index.html` for every route of the page. */
export function staticPage(files: ReadonlyMap<string, PageFile>): AppMiddleware {
  return async (context, next) => {
    if (context.method !== 'GET' && context.method !== 'HEAD') return next()
    const file = files.get(context.path) ?? routeFile(files, context.path)
    if (file === undefined) return next()
    sendFile(context, file, context.path.startsWith('/assets/'))
  }
}

/** A path without an ending is a route of the page; API and forge have none here. */
function routeFile(files: ReadonlyMap<string, PageFile>, path: string): PageFile | undefined {
  const isRoute = !/^\/(?:api|git|assets)(?:\/|$)/.test(path) && !/\.[^/]*$/.test(path)
  return isRoute ? files.get('/index.html') : undefined
}

function sendFile(context: AppContext, file: PageFile, immutable: boolean): void {
  context.set('Cache-Control', immutable ? IMMUTABLE : 'no-cache')
  context.set('ETag', file.etag)
  context.vary('Accept-Encoding')
  context.status = 200
  if (context.fresh) {
    context.status = 304
    return
  }
  context.type = file.type
  const encoding = context.acceptsEncodings('br', 'gzip', 'identity')
  const packed = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : undefined
  if (packed !== undefined && encoding !== false) context.set('Content-Encoding', encoding)
  context.body = packed ?? file.plain
}
