/** Platforms as a config names them. */
import type { Known } from '../known.ts'
import type { PlatformSlug } from './table.ts'

export type KnownPlatform = Known<PlatformSlug>

/** An object whose keys are platforms. */
export type ByPlatform<V> = Readonly<Partial<Record<PlatformSlug, V>>> & Readonly<Record<string, V>>
