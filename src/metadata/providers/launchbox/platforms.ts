/** LaunchBox names platforms, where others number them. */
import { PROVIDER_IDS } from '../../../platforms/tables/provider-ids.ts'

export function launchBoxNameOf(platform: string): string | undefined {
  return Object.hasOwn(PROVIDER_IDS, platform) ? PROVIDER_IDS[platform]?.launchbox : undefined
}

export function platformWithLaunchBoxName(name: string): readonly string[] {
  return Object.entries(PROVIDER_IDS).flatMap(([slug, ids]) => (ids.launchbox === name ? [slug] : []))
}
