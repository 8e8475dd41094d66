import { describe, expect, it } from 'vitest'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { providerChecks, type ProviderSubject } from '../../src/metadata/contract.ts'
import { noCache } from '../../src/metadata/cache/none.ts'
import type { ProviderDefinition } from '../../src/metadata/provider.ts'
import { gamelistProvider } from '../../src/metadata/providers/gamelist/provider.ts'
import { LAUNCHBOX } from '../../src/metadata/providers/launchbox/provider.ts'
import { OPENVGDB } from '../../src/metadata/providers/openvgdb/provider.ts'
import { writeOpenVgdb } from './openvgdb-file.ts'
import { fixtureFile } from './stand-in.ts'
import { CASES, MD5, NOW, openCase } from './subjects.ts'
import { tempDir } from '../support/cli.ts'

describe.each(CASES.map((one) => [one.definition.name, one] as const))('%s', (_, one) => {
  const open = async (): Promise<ProviderSubject> => {
    const { provider, server } = await openCase(one, { cache: noCache() })
    return {
      provider,
      known: one.known,
      unknown: one.unknown,
      near: 'Rocket Turtle 2',
      breakDown: () => server.instead({ status: 500, text: 'broken' }),
    }
  }
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

/** Of the files of a provider, in a folder that can go away. */
function openFiles(fixture: string, definitionOf: (folder: string) => ProviderDefinition, key?: string) {
  const folder = tempDir('files')
  cpSync(fixtureFile(fixture), folder, { recursive: true })
  const provider = definitionOf(folder).open({
    key: (name) => (name === key ? folder : undefined),
    connect: () => {
      throw new Error('it asks over the net')
    },
    now: () => NOW,
  })
  return { provider, breakDown: () => rmSync(folder, { recursive: true, force: true }) }
}

const known = {
  title: 'Rocket Turtle',
  platform: 'snes',
  hashes: { md5: MD5 },
  fileName: 'Rocket Turtle (USA).sfc',
}
const unknown = {
  id: '999999',
  title: 'Zzz Nothing Here',
  hashes: { md5: 'ffffffffffffffffffffffffffffffff' },
}

describe('gamelist', () => {
  const open = () =>
    Promise.resolve({
      ...openFiles('gamelist', (folder) =>
        gamelistProvider([{ file: join(folder, 'gamelist.xml'), platform: 'snes' }]),
      ),
      known: { ...known, id: 'fcce87b8e1519dbb' },
      unknown,
      near: 'Rocket Turtle 2',
    })
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

describe('launchbox', () => {
  const open = () =>
    Promise.resolve({
      ...openFiles('launchbox', () => LAUNCHBOX, 'CURATOR_LAUNCHBOX'),
      known: { ...known, id: '1020' },
      unknown,
      near: 'Rocket Turtle 2',
    })
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

describe('openvgdb', () => {
  const open = () => {
    const folder = tempDir('files')
    const [title, name] = [known.title, 'Rocket Turtle (USA)']
    writeOpenVgdb(join(folder, 'openvgdb.sqlite'), [{ id: 7, name, md5: MD5, releases: [{ title }] }])
    const provider = OPENVGDB.open({
      key: () => folder,
      connect: () => {
        throw new Error('it asks over the net')
      },
      now: () => NOW,
    })
    const breakDown = () => rmSync(folder, { recursive: true, force: true })
    return Promise.resolve({
      provider,
      breakDown,
      known: { ...known, id: '7' },
      unknown,
      near: 'Rocket Turtle 2',
    })
  }
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})
