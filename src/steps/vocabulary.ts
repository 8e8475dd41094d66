/** What the rooms lend to the config's validation. Loaded only when a config is read anew. */
import { PRESET_SHAPES, PRESETS } from '../../presets/table.ts'
import type { Vocabulary } from '../config/checking/vocabulary.ts'
import { PLATFORMS } from '../platforms/table.ts'
import { checkPolicy } from '../select/check.ts'
import { checkTarget } from '../targets/check-target.ts'

export function vocabulary(): Vocabulary {
  const platforms = PLATFORMS.map(({ slug }) => slug)
  return { words: { platforms }, presets: PRESETS, presetShapes: PRESET_SHAPES, checkPolicy, checkTarget }
}
