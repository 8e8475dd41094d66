/** What is wrong with what a package gives for a `ProviderDefinition`: nobody has checked its types for us. */
import { capabilities } from '../support.ts'
import type { ProviderDefinition } from '../provider.ts'

interface Part {
  readonly is: (value: unknown) => boolean
  readonly mustBe: string
}

const PARTS: Readonly<Record<keyof ProviderDefinition, Part>> = {
  name: { is: isText, mustBe: 'a text' },
  title: { is: isText, mustBe: 'a text' },
  version: { is: Number.isSafeInteger, mustBe: 'a whole number' },
  capabilities: { is: isCapabilities, mustBe: 'what `capabilities({ … })` of curator/metadata makes' },
  keys: { is: (value) => isListOf(value, isKey), mustBe: 'a list of { variable, required, about }' },
  pace: { is: isPace, mustBe: '{ windows: [{ requests, perMs }], parallel }' },
  optIn: { is: (value) => value === undefined || typeof value === 'boolean', mustBe: 'true or false' },
  open: { is: (value) => typeof value === 'function', mustBe: 'a function' },
}

/** In words; none when it is one. */
export function definitionFaults(value: unknown): readonly string[] {
  const parts = partsOf(value)
  return Object.entries(PARTS)
    .filter(([key, { is }]) => !is(parts[key]))
    .map(([key, { mustBe }]) => `\`${key}\` must be ${mustBe}`)
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object(value) as Readonly<Record<string, unknown>>
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is)
}

/** Each is of the kind that it is of where a provider can do nothing. */
function isCapabilities(value: unknown): boolean {
  const given = partsOf(value)
  return Object.entries(capabilities({})).every(([key, none]) =>
    Array.isArray(none) ? isListOf(given[key], isText) : typeof given[key] === 'boolean',
  )
}

function isKey(value: unknown): boolean {
  const { variable, required, about } = partsOf(value)
  return isText(variable) && typeof required === 'boolean' && isText(about)
}

function isPace(value: unknown): boolean {
  const { windows, parallel } = partsOf(value)
  return isCount(parallel) && isListOf(windows, isWindow)
}

function isWindow(value: unknown): boolean {
  const { requests, perMs } = partsOf(value)
  return isCount(requests) && isCount(perMs)
}
