export * from './converge-types.ts'
export type { FailedTask } from './failed-task.ts'
export { assessService } from './assess-service.ts'
export { waitsForImage } from './waits-for-image.ts'
