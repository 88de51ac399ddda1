export * from './status.ts'
export * from './sync-status.ts'
