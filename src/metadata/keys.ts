/** Keys and addresses of providers, as the environment has them. */
import { ownValue } from '../own-value.ts'
import type { Environment } from '../user-folder.ts'
import type { ProviderDefinition } from './provider.ts'

type Keyed = Pick<ProviderDefinition, 'keys'>

/** Without blanks around it; one that is empty is none. */
export function valueIn(env: Environment, variable: string): string | undefined {
  const value = ownValue(env, variable)?.trim()
  return value === '' ? undefined : value
}

/** Names of the environment variables that the provider lacks. */
export function missingKeys({ keys }: Keyed, env: Environment): readonly string[] {
  return keys
    .filter(({ variable, required }) => required && valueIn(env, variable) === undefined)
    .map(({ variable }) => variable)
}

/** Names of the environment variables that should hold an address, and hold something else. */
export function wrongAddresses({ keys }: Keyed, env: Environment): readonly string[] {
  return keys
    .filter(({ variable, isAddress }) => isAddress && !isWeb(valueIn(env, variable)))
    .map(({ variable }) => variable)
}

function isWeb(value: string | undefined): boolean {
  return value === undefined || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
}
