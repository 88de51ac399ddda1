import { inject, provide, type InjectionKey } from 'vue'
import { useLiveStacks, type LiveStacks } from './use-live-stacks.ts'

const key: InjectionKey<LiveStacks> = Symbol('live')

/** Opens the one event stream of the page for everything below the component that calls it. */
export function provideLive(): LiveStacks {
  const live = useLiveStacks()
  provide(key, live)
  return live
}

export function useLive(): LiveStacks {
  const live = inject(key)
  if (live === undefined) throw new Error('useLive is called where no event stream is open.')
  return live
}
