export * from './status.ts'
export * from './sync-status.ts'
export * from './maintenance-pause.ts'
