export * from './converge-types.ts'
export { assessService } from './assess-service.ts'
export { waitsForImage } from './waits-for-image.ts'
