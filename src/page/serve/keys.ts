/** Keys of a view, heard wherever the focus is, but not by who types. */
import { useLayoutEffect } from 'preact/hooks'
import { isTyping } from '../parts/games.tsx'

/** `act` says whether a key was one of its own. */
export function useKeys(act: (key: string) => boolean): void {
  // as soon as it is seen: a key that is pressed at once counts as well
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      // a button that has the focus is pressed by the space bar
      if (event.key === ' ' && event.target instanceof Element && event.target.matches('button, a, summary'))
        return
      if (act(event.key)) event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
