/**
 * A whole build of one target in a process of its own: `build-script <target> <tree.json>`, where the JSON maps output
 * paths to source files. Prints the result. `CURATOR_CRASH_AT=n` kills it.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openDisks } from '../../src/disk/open-disks.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice } from '../../src/targets/device/plan/plan.ts'

const [root = '', list = ''] = process.argv.slice(2)
const listed: Record<string, string> = JSON.parse(readFileSync(list, 'utf8'))
const sources = new Map(Object.entries(listed))
const files = [...sources].map(([path, source]) => {
  const bytes = readFileSync(source)
  const sha1 = createHash('sha1').update(bytes).digest('hex')
  return { path, size: bytes.length, sha1, origin: { content: sha1 }, label: path }
})

const disks = openDisks()
const disk = disks.open(root)
const plan = planDevice(disk, observe(disk), [{ id: 'all', hash: list, files }], { target: 'card' })
const resolve = ({ path }: { path: string }) => ({ source: { file: sources.get(path) ?? '' } })
const { put, moved, deleted, kept, outcome } = await applyPlan(disk, plan, resolve, { tree: list, chunk: 4 })
await disks.close()
console.log(JSON.stringify({ put, moved, deleted, kept, outcome }))
