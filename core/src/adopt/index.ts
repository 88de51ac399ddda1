export * from './adoption.ts'
export { type AddressPools, DEFAULT_ADDRESS_POOLS } from './address-pools.ts'
export { adoptStack, type AdoptionContext } from './adopt-stack.ts'
export { type RunningStack, runningStacks, servicesOutsideStacks } from './adoptable-stacks.ts'
