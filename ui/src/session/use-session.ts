import type { SessionView } from '@kesako/contract'
import { inject, provide, type InjectionKey, type Ref } from 'vue'

const key: InjectionKey<Readonly<Ref<SessionView>>> = Symbol('session')

/** Makes the session known to everything below the component that calls it. */
export function provideSession(session: Readonly<Ref<SessionView>>): void {
  provide(key, session)
}

/** Who is logged in. Only below `provideSession`, where somebody always is. */
export function useSession(): Readonly<Ref<SessionView>> {
  const session = inject(key)
  if (session === undefined) throw new Error('useSession is called where nobody is logged in.')
  return session
}
