import type { ThrowawayEngine } from './throwaway-engine.ts'

export async function useGivenEngine(
  host: string,
  wanted: { readonly swarm: boolean; readonly nodes: number },
): Promise<ThrowawayEngine> {
  throw new Error(`not yet ${host} ${wanted.nodes}`)
}
