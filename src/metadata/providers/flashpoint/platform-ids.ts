/** Flashpoint's platforms are techniques. curator has no platforms of that kind: there are no DATs of them. */
import type { PlatformIdTable } from '../../provider.ts'

export const PLATFORM_IDS: PlatformIdTable = {
  flash: 'Flash',
  html5: 'HTML5',
  shockwave: 'Shockwave',
  'java-applet': 'Java',
}
