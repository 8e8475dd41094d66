/** Takes over for a target what somebody else put on its device. */
import type { Disk } from '../../disk/disk.ts'
import { readerOf } from '../../engine/engine.ts'
import { problem, type Problem } from '../../errors.ts'
import { adopt, type Adopted } from '../../targets/device/adopt.ts'
import { observe } from '../../targets/device/look/observe.ts'
import { interruptedPlan, planDevice } from '../../targets/device/plan/plan.ts'
import { asTarget } from '../choosing/selection.ts'
import type { Steps } from '../steps.ts'
import type { World } from '../world.ts'
import type { Packing } from './packing.ts'
import type { TreeSection } from './sections.ts'
import { readingOf, readSections } from './targets.ts'

/** Takes over what equals the target's own files, wherever it lies. Writes nothing on the device but curator's notes. */
export async function adoptTarget(
  world: World,
  steps: Steps,
  disk: Disk,
  { name, packing }: { readonly name: string; readonly packing: Packing },
): Promise<Adopted> {
  const { engine, outputs } = steps
  const { device } = asTarget(world.config.targets[name])
  await engine.get(outputs.tree, name)
  const sections = (await engine.page(outputs.tree, name, 'sections')) ?? []
  const read = async (section: TreeSection) => packing.seal(await outputs.files(readerOf(engine), section))
  const options = { target: name, adopt: true }
  const wanted = await readSections(sections, read)
  const reading = readingOf(world, disk, name)
  const plan = await reading.during((card) => planDevice(card, observe(card), wanted, options))
  if (!plan) return adopt(disk, interruptedPlan(name), device, reading)
  const adopted = await adopt(disk, plan, device, reading)
  return world.signal.aborted ? { ...adopted, problems: [...adopted.problems, cutOff(name)] } : adopted
}

function cutOff(target: string): Problem {
  return problem('interrupted', `${target}: not all of it was read, because that was interrupted.`)
}
