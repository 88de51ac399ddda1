export { askEngine, tryEngine, type EngineAnswer } from './engine-request.ts'
export {
  startThrowawayEngine,
  type ThrowawayEngine,
  type ThrowawayEngineOptions,
  type ThrowawayNode,
} from './throwaway-engine.ts'
export { loadWorkload } from './workload.ts'
