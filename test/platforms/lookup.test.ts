import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  nearestDatNames,
  platformBySlug,
  platformCalled,
  platformOfDat,
  platformsOfExtension,
} from '../../src/platforms/lookup.ts'
import { PLATFORMS } from '../../src/platforms/table.ts'

describe('the table', () => {
  it('has each slug once, and each slug is a plain word', () => {
    const slugs = PLATFORMS.map((platform) => platform.slug)
    expect(new Set(slugs).size).toBe(slugs.length)
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it.each(PLATFORMS.flatMap(({ slug, datNames }) => datNames.map((name) => [name, slug] as const)))(
    '%s is the DAT of %s alone',
    (name, slug) => {
      expect(platformOfDat(name)).toBe(slug)
    },
  )

  it('has lower-case extensions without dots', () => {
    for (const extension of PLATFORMS.flatMap((platform) => platform.extensions)) {
      expect(extension).toMatch(/^[a-z0-9]+$/)
    }
  })
})

describe('platformOfDat', () => {
  it.each([
    ['Nintendo - Nintendo Entertainment System (Headered)', 'nes'],
    ['Nintendo - Nintendo Entertainment System (Headerless) (Parent-Clone)', 'nes'],
    ['Nintendo - Nintendo 64 (BigEndian) (Private)', 'n64'],
    ['Nintendo - Family Computer Disk System (FDS)', 'fds'],
    ['Nintendo - Nintendo 3DS (Digital) (CDN) (Encrypted)', '3ds'],
    ['Nintendo - Game Boy', 'gb'],
    ['Nintendo - Game Boy Advance (Multiboot)', 'gba'],
    ['  sega - master system - mark iii ', 'sms'],
    ['Sega - Mega Drive - Genesis (20260131-120000)', 'genesis'],
    ['NEC - PC Engine - TurboGrafx-16', 'tg16'],
    ['NEC - PC Engine - TurboGrafx 16', 'tg16'],
    ['NEC - PC Engine SuperGrafx', 'supergrafx'],
    ['Unofficial - Sony - PlayStation Vita (NoNpDrm)', 'psvita'],
    ['Non-Redump - Sega - Dreamcast', 'dc'],
    ['Sony - PlayStation - Datfile (10853) (2026-01-31 10-20-30)', 'psx'],
    ['Sony - PlayStation 2 - BIOS Images (12) (2026-01-31)', 'ps2'],
    ['Sega - Mega CD & Sega CD - Datfile (584) (2026-01-31)', 'segacd'],
    ['Arcade - Sega - Naomi - GDI Files (2026-01-31)', 'naomi'],
    ['Arcade - Konami - FireBeat', 'arcade'],
    ['NEC PC-9801 - Games - [D88]', 'pc-9800-series'],
    ['NEC PC-98 - Games - [D88]', 'pc-9800-series'],
    ['Commodore C64 - Games - [D64] (TOSEC-v2025-03-13_CM)', 'c64'],
    ['Commodore Amiga CD32 - CD - Games - [ISO]', 'amiga-cd32'],
    ['MSX MSX2+ - Games - [DSK]', 'msx2plus'],
    ['MSX MSX2 - Games - [DSK]', 'msx2'],
    ['Nintendo 64 - Games', 'n64'],
    ['OpenGG', 'gamegear'],
    ['OpenN64.N64', 'n64'],
    ['OpenN64.64DD', '64dd'],
    ['OpenGBA.E+', 'gba'],
    ['MAME', 'arcade'],
    ['MAME 0.37b5', 'arcade'],
    ['MAME 2003-Plus XML', 'arcade'],
    ['MAME 2016 - Split TorrentZipped Working Romsets', 'arcade'],
    ['FBNeo - Arcade Games', 'arcade'],
    ['FinalBurn Neo - Arcade Games', 'arcade'],
    ['Pokémon Mini', 'pokemon-mini'],
  ])('%s → %s', (name, slug) => {
    expect(platformOfDat(name)).toBe(slug)
  })

  it.each([
    '',
    '   ',
    '()',
    ' - ',
    'My own games',
    'Nintendo',
    'MAME 0.280 Software List ROMs',
    '__proto__',
    'constructor',
  ])('%j is no platform we know', (name) => {
    expect(platformOfDat(name)).toBeUndefined()
  })

  it('does not slow down on a name made of brackets', () => {
    expect(platformOfDat('('.repeat(1_000_000) + ')'.repeat(1_000_000))).toBeUndefined()
  })
})

describe('platformCalled', () => {
  it.each([
    ['SNES ', 'snes'],
    ['Super Famicom', 'snes'],
    ['Super Nintendo', 'snes'],
    // MAME calls a list of disks so
    ['Famicom', 'nes'],
    ['Mega Drive', 'genesis'],
    ['genesis', 'genesis'],
    ['Master System', 'sms'],
    ['TurboGrafx-16', 'tg16'],
    ['PC Engine CD', 'turbografx-cd'],
    ['Nintendo - Game Boy', 'gb'],
    ['Game Gizmo', undefined],
  ])('takes %j for %s', (name, slug) => expect(platformCalled(name)).toBe(slug))
})

describe('nearestDatNames', () => {
  it('offers the likeliest spellings, best first', () => {
    const names = nearestDatNames('Nintendo - Super Nintendo Entertainmnt Sytem')
    expect(names).toHaveLength(3)
    expect(names.slice(0, 2)).toEqual([
      'Nintendo - Super Nintendo Entertainment System',
      'Nintendo - Nintendo Entertainment System',
    ])
  })

  it('offers nothing for a name like no other', () => {
    expect(nearestDatNames('zzzz')).toEqual([])
  })
})

describe('look-ups by slug and extension', () => {
  it('finds a platform by its slug', () => {
    expect(platformBySlug('nes')?.name).toBe('Nintendo Entertainment System')
    expect(platformBySlug('toString')).toBeUndefined()
  })

  it.each([
    ['nes', ['nes']],
    ['.SFC', ['snes', 'satellaview']],
    ['gg', ['gamegear']],
    ['nothing', []],
    ['__proto__', []],
  ])('%s belongs to %j', (extension, slugs) => {
    expect(platformsOfExtension(extension)).toEqual(slugs)
  })
})

const REAL_DATS = join(import.meta.dirname, '../../../shared/data/dats')

describe.skipIf(!existsSync(REAL_DATS))('on real DATs (skipped where ../shared is absent)', () => {
  it.each([
    ['no-intro/Sega - Game Gear.dat', 'gamegear'],
    ['no-intro/Nintendo - Nintendo Entertainment System.dat', 'nes'],
    ['no-intro/Nintendo - Nintendo 64.dat', 'n64'],
    ['no-intro/Nintendo - Super Nintendo Entertainment System.dat', 'snes'],
    ['no-intro/Atari - 2600.dat', 'atari2600'],
    ['no-intro/Sega - Master System - Mark III.dat', 'sms'],
    ['no-intro/NEC - PC Engine - TurboGrafx 16.dat', 'tg16'],
    ['no-intro-pc/Nintendo - Nintendo 64 (BigEndian) (Private).dat', 'n64'],
    ['no-intro-pc/Nintendo - Super Nintendo Entertainment System (Private).dat', 'snes'],
    ['no-intro-pc/Sega - Master System - Mark III.dat', 'sms'],
    ['redump/Sega - Dreamcast.dat', 'dc'],
    ['redump/Sony - PlayStation.dat', 'psx'],
    ['mame/FBNeo - Arcade Games.dat', 'arcade'],
    ['mame/MAME 2000 XML.dat', 'arcade'],
    ['mame/MAME 2016 (split).dat', 'arcade'],
    ['opengood/OpenGG.dat', 'gamegear'],
    ['opengood/OpenJag.dat', 'jaguar'],
    ['opengood/OpenPCE.dat', 'tg16'],
    ['opengood/OpenSMS.dat', 'sms'],
    ['opengood/Open2600.dat', 'atari2600'],
    ['opengood/OpenN64.N64.dat', 'n64'],
    ['system/System.dat', 'system'],
    ['tosec/Nintendo - Nintendo Entertainment System.dat', 'nes'],
    ['tosec/NEC - PC-98.dat', 'pc-9800-series'],
  ])('%s → %s', (file, slug) => {
    const name = /<name>(.*?)<\/name>|name "(.*?)"/.exec(beginningOf(join(REAL_DATS, file)))
    expect(platformOfDat(name?.[1] ?? name?.[2] ?? '')).toBe(slug)
  })
})

function beginningOf(file: string): string {
  const buffer = Buffer.alloc(4096)
  const fd = openSync(file, 'r')
  try {
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, 0))
  } finally {
    closeSync(fd)
  }
}
