/** Where a run that had something to do says so: what it compiled is worth keeping (kept-code.ts). */
import { channel } from 'node:diagnostics_channel'

export const WORK = channel('curator.work')
