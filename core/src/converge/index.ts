export * from './converge-types.ts'
export { assessService } from './assess-service.ts'
