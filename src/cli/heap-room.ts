/** How much garbage may pile up before V8 collects it. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'

/**
 * A first build makes everything at once. V8's own choice gives it a quarter more memory where it is large, and hardly
 * any room where it is small: there it collects every few megabytes, which takes a thirtieth of the whole time.
 */
const ROOM_BYTES = 32 * 2 ** 20
/** In percent of what is in use. */
const LEAST = 20
const MOST = 300
const LOOK_MS = 100

/**
 * Until what is returned is called. The flag stays as it was left, so this run's compiled code is not kept (kept-code.ts):
 * a first build runs half as much code again as those after it, and they would read it at every start.
 */
export function giveHeapRoom(): () => void {
  let given = 0
  const look = () => {
    const percent = Math.round((100 * ROOM_BYTES) / getHeapStatistics().used_heap_size)
    const now = Math.min(Math.max(percent, LEAST), MOST)
    if (now !== given) setFlagsFromString(`--heap-growing-percent=${now}`)
    given = now
  }
  look()
  const timer = setInterval(look, LOOK_MS).unref()
  return () => clearInterval(timer)
}
