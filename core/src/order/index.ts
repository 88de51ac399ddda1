export * from './stack-order.ts'
export { levelsOf } from './levels.ts'
export type { Edges } from './edges.ts'
