import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'

/** Rows of the first frame: more than a screen holds. */
const FIRST = 60
/** Rows that each later frame adds. */
const STEP = 60

/** How many of `total` rows to draw by now: a screenful at once, the rest frame by frame. */
export function useGradualCount(total: () => number): ComputedRef<number> {
  const allowed = shallowRef(FIRST)
  let frame: ReturnType<typeof setTimeout> | undefined

  function more(): void {
    frame = undefined
    allowed.value += STEP
  }
  watch(
    [allowed, total],
    () => {
      if (allowed.value < total()) frame ??= setTimeout(more, 0)
    },
    { immediate: true, flush: 'post' },
  )
  onScopeDispose(() => clearTimeout(frame))
  return computed(() => Math.min(allowed.value, total()))
}
