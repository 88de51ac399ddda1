/** Milliseconds to wait before attempt number `attempt` (from 0): doubles from `firstMs` up to `mostMs`. */
export function backOffMs(attempt: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30))
}
