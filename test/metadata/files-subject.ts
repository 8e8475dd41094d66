/** A provider that reads files of this machine, before the contract: its files can go away. */
import { cpSync, rmSync } from 'node:fs'
import type { ProviderDefinition } from '../../src/metadata/provider.ts'
import { tempDir } from '../support/cli.ts'
import { MD5, NOW } from './subjects.ts'

/** The game of their fixtures, without its id. */
export const KNOWN_FILE = {
  title: 'Rocket Turtle',
  platform: 'snes',
  hashes: { md5: MD5 },
  fileName: 'Rocket Turtle (USA).sfc',
}
export const UNKNOWN_FILE = {
  id: '999999',
  title: 'Zzz Nothing Here',
  hashes: { md5: 'ffffffffffffffffffffffffffffffff' },
}

/** @param key the variable that says where its files are */
export function openFiles(
  fixtures: string,
  definitionOf: (folder: string) => ProviderDefinition,
  key?: string,
) {
  const folder = tempDir('files')
  cpSync(fixtures, folder, { recursive: true })
  const provider = definitionOf(folder).open({
    key: (name) => (name === key ? folder : undefined),
    connect: () => {
      throw new Error('it asks over the net')
    },
    now: () => NOW,
  })
  return { provider, breakDown: () => rmSync(folder, { recursive: true, force: true }) }
}
