/**
 * Follows the system's choice of light or dark, now and when it changes, by a class on `<html>`.
 * Returns what stops it.
 */
export function followSystemTheme(root: HTMLElement, prefersDark: MediaQueryList): () => void {
  function apply(): void {
    root.classList.toggle('dark', prefersDark.matches)
    root.classList.toggle('light', !prefersDark.matches)
  }
  apply()
  prefersDark.addEventListener('change', apply)
  return () => prefersDark.removeEventListener('change', apply)
}
