/** Closes what was opened when its block ends. */
export function closing<T extends { close(): Promise<void> }>(
  opened: T,
): { readonly opened: T } & AsyncDisposable {
  return { opened, [Symbol.asyncDispose]: () => opened.close() }
}
