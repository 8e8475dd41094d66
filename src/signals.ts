/** When the listeners of signals are called. */

/**
 * Waits until those are told of each signal that came by now. Node tells of them when it next looks for what happened, and
 * tells nobody once the last listener is gone. The first of two turns may be one in which it has looked already.
 */
export async function signalsTold(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}
