/** Arcade sets of machine families made by hand: a BIOS, a parent, clones, devices, samples, disks. */
import { describe, expect, it } from 'vitest'
import { devicesOf, machinesOf, ownerOf, parentOf } from '../../../src/dats/arcade/machines.ts'
import { filesOf, setsOf, type SetLayout, type SetMember } from '../../../src/dats/arcade/sets.ts'
import type { DatGame, DatRom } from '../../../src/dats/dat.ts'

function rom(name: string, crc32: number, more: Partial<DatRom> = {}): DatRom {
  return { name, size: 16, crc32, ...more }
}

function disk(name: string, letter: string, more: Partial<DatRom> = {}): DatRom {
  return { name: `${name}.chd`, sha1: letter.repeat(40), isDisk: true, ...more }
}

function machine(name: string, roms: readonly DatRom[], more: Partial<DatGame> = {}): DatGame {
  return { name, categories: [], roms, ...more }
}

const FAMILY: readonly DatGame[] = [
  machine('bios', [rom('sp.rom', 1), rom('sp2.rom', 2)], { isBios: true }),
  machine('snd', [rom('snd.rom', 3)], { isDevice: true, devices: ['chip'] }),
  machine('chip', [rom('chip.rom', 4)], { isDevice: true, devices: ['snd'] }),
  machine(
    'parent',
    [
      rom('sp.rom', 1, { merge: 'sp.rom' }),
      rom('p1.rom', 10),
      rom('p2.rom', 11),
      { name: 'pal.bin', size: 16, status: 'nodump' },
      disk('hd', 'a'),
    ],
    { romOf: 'bios', devices: ['snd', 'snd', 'unlisted'], samples: ['boom', 'bang', 'boom'] },
  ),
  machine(
    'clone1',
    [
      rom('sp.rom', 1, { merge: 'sp.rom' }),
      rom('c1.rom', 20),
      rom('same.rom', 11, { merge: 'p2.rom' }),
      rom('odd.rom', 21),
      disk('hd', 'a', { merge: 'hd.chd' }),
    ],
    { cloneOf: 'parent', romOf: 'parent', devices: ['snd'], sampleOf: 'parent', samples: ['boom'] },
  ),
  machine('clone2', [rom('P1.rom', 30), rom('odd.rom', 31), disk('hd', 'b')], {
    cloneOf: 'parent',
    romOf: 'parent',
  }),
]
const MACHINES = machinesOf(FAMILY)

function get(name: string): DatGame {
  const found = MACHINES.get(name)
  if (!found) throw new Error(name)
  return found
}

/** `set/member` and whose ROM it is. */
function paths(members: readonly SetMember[]): string[] {
  return members.map(({ set, member, from }) => `${set}/${member} < ${from}`)
}

describe('what a machine needs', () => {
  const roms: [string, SetLayout, string[]][] = [
    [
      'parent',
      'split',
      [
        'bios/sp.rom < bios',
        'chip/chip.rom < chip',
        'parent/p1.rom < parent',
        'parent/p2.rom < parent',
        'snd/snd.rom < snd',
      ],
    ],
    [
      'clone1',
      'split',
      [
        'bios/sp.rom < bios',
        'chip/chip.rom < chip',
        'clone1/c1.rom < clone1',
        'clone1/odd.rom < clone1',
        'parent/p2.rom < parent',
        'snd/snd.rom < snd',
      ],
    ],
    [
      'clone1',
      'merged',
      [
        'bios/sp.rom < bios',
        'chip/chip.rom < chip',
        'parent/clone1/c1.rom < clone1',
        'parent/clone1/odd.rom < clone1',
        'parent/p2.rom < parent',
        'snd/snd.rom < snd',
      ],
    ],
    ['clone2', 'merged', ['parent/clone2/P1.rom < clone2', 'parent/clone2/odd.rom < clone2']],
    [
      'clone1',
      'non-merged',
      [
        'bios/sp.rom < bios',
        'chip/chip.rom < chip',
        'clone1/c1.rom < clone1',
        'clone1/odd.rom < clone1',
        'clone1/same.rom < parent',
        'snd/snd.rom < snd',
      ],
    ],
    [
      'clone1',
      'full-non-merged',
      [
        'clone1/c1.rom < clone1',
        'clone1/chip.rom < chip',
        'clone1/odd.rom < clone1',
        'clone1/same.rom < parent',
        'clone1/snd.rom < snd',
        'clone1/sp.rom < bios',
      ],
    ],
    ['bios', 'split', ['bios/sp.rom < bios', 'bios/sp2.rom < bios']],
    ['bios', 'non-merged', ['bios/sp.rom < bios', 'bios/sp2.rom < bios']],
    ['chip', 'merged', ['chip/chip.rom < chip', 'snd/snd.rom < snd']],
  ]

  it.each(roms)('%s, %s', (name, layout, expected) => {
    expect(paths(filesOf(MACHINES, get(name), { layout }).roms)).toEqual(expected)
  })

  const disks: [string, SetLayout, string[]][] = [
    ['parent', 'split', ['parent/hd.chd < parent']],
    ['clone1', 'split', ['parent/hd.chd < parent']],
    ['clone1', 'non-merged', ['clone1/hd.chd < parent']],
    ['clone1', 'merged', ['parent/hd.chd < parent']],
    ['clone2', 'split', ['clone2/hd.chd < clone2']],
  ]
  it.each(disks)('the disks of %s, %s', (name, layout, expected) => {
    expect(paths(filesOf(MACHINES, get(name), { layout }).disks)).toEqual(expected)
  })

  it('disks may be shared where ROMs are not', () => {
    const { roms: own, disks: shared } = filesOf(MACHINES, get('clone1'), {
      layout: 'full-non-merged',
      disks: 'split',
    })
    expect(own.every(({ set }) => set === 'clone1')).toBe(true)
    expect(paths(shared)).toEqual(['parent/hd.chd < parent'])
  })

  it('counts what nobody has dumped, and names samples once, with the set that holds them', () => {
    const parent = filesOf(MACHINES, get('parent'), { layout: 'split' })
    expect(parent.nodumps).toBe(1)
    expect(parent.samples).toEqual({ set: 'parent', members: ['bang.wav', 'boom.wav'] })
    const clone = filesOf(MACHINES, get('clone1'), { layout: 'split' })
    expect(clone.samples).toEqual({ set: 'parent', members: ['boom.wav'] })
    expect(clone.nodumps).toBe(0)
  })

  it('states size and hashes of each file', () => {
    const { roms: own, disks: chds } = filesOf(MACHINES, get('clone2'), { layout: 'split' })
    expect(own[0]).toEqual({ set: 'clone2', member: 'P1.rom', size: 16, crc32: 30, from: 'clone2' })
    expect(chds).toEqual([
      { set: 'clone2', member: 'hd.chd', sha1: 'b'.repeat(40), isDisk: true, from: 'clone2' },
    ])
  })

  it("a merged set has what two of its machines call differently once: the parent's, or that of the first clone", () => {
    const clone = { cloneOf: 'game', romOf: 'game' }
    const machines = machinesOf([
      machine('game', [rom('a.rom', 1), rom('twin.rom', 1), rom('b.rom', 2)], { romOf: 'bios' }),
      machine('gamez', [rom('z.rom', 3), rom('b.rom', 2, { merge: 'b.rom' })], clone),
      machine('gamec', [rom('c.rom', 3), rom('twin.rom', 1), rom('x.rom', 1), rom('s.rom', 9)], clone),
      machine('bios', [rom('s.rom', 9)], { isBios: true }),
      machine('gamey', [rom('s.rom', 9, { merge: 's.rom' }), rom('y.rom', 3)], {
        ...clone,
        romOf: 'bios',
      }),
    ])
    const merged = (name: string) => {
      const one = machines.get(name)
      return paths(one ? filesOf(machines, one, { layout: 'merged' }).roms : [])
    }
    expect(merged('game')).toEqual(['game/a.rom < game', 'game/b.rom < game', 'game/twin.rom < game'])
    expect(merged('gamec')).toEqual([
      'game/a.rom < game',
      'game/gamec/c.rom < gamec',
      'game/gamec/s.rom < gamec',
      'game/twin.rom < game',
    ])
    expect(merged('gamey')).toEqual(['bios/s.rom < bios', 'game/gamec/c.rom < gamec'])
    expect(merged('gamez')).toEqual(['game/b.rom < game', 'game/gamec/c.rom < gamec'])
  })

  it('two files of one name and different content never share a place', () => {
    const machines = machinesOf([
      machine('dev', [rom('a.rom', 1)], { isDevice: true }),
      machine('game', [rom('a.rom', 2), rom('a.rom', 2)], { devices: ['dev'] }),
    ])
    const game = machines.get('game')
    const files = game && filesOf(machines, game, { layout: 'full-non-merged' })
    expect(paths(files?.roms ?? [])).toEqual(['dev/a.rom < dev', 'game/a.rom < game'])
  })
})

describe('sets', () => {
  it('hold what all wanted machines need of them, sorted, each file once', () => {
    const sets = setsOf(MACHINES, [get('clone2'), get('clone1'), get('parent')], { layout: 'merged' })
    expect(
      sets.map(({ name, roms: own, disks: chds }) => [
        name,
        own.map(({ member }) => member),
        chds.map(({ member }) => member),
      ]),
    ).toEqual([
      ['bios', ['sp.rom'], []],
      ['chip', ['chip.rom'], []],
      ['clone2', [], ['hd.chd']],
      [
        'parent',
        ['clone1/c1.rom', 'clone1/odd.rom', 'clone2/P1.rom', 'clone2/odd.rom', 'p1.rom', 'p2.rom'],
        ['hd.chd'],
      ],
      ['snd', ['snd.rom'], []],
    ])
  })

  it('are the same whatever the order of the list and of the wishes', () => {
    for (const layout of ['split', 'merged', 'non-merged', 'full-non-merged'] as const) {
      const shuffled = machinesOf([...FAMILY].reverse())
      expect(setsOf(shuffled, shuffled.all, { layout })).toEqual(setsOf(MACHINES, MACHINES.all, { layout }))
    }
  })
})

describe('whose a ROM is', () => {
  const own = (machines: readonly DatGame[], name: string, at = 0) => {
    const list = machinesOf(machines)
    const found = list.get(name)
    const one = found?.roms[at]
    if (!found || !one) throw new Error(name)
    const { owner, rom: there } = ownerOf(list, found, one)
    return `${owner.name}/${there.name}`
  }

  const cases: [string, readonly DatGame[], string][] = [
    [
      'a chain of three',
      [
        machine('x', [rom('c', 1, { merge: 'b' })], { romOf: 'y' }),
        machine('y', [rom('b', 1, { merge: 'a' })], { romOf: 'z' }),
        machine('z', [rom('a', 1)]),
      ],
      'z/a',
    ],
    [
      'a list without any `merge`: by content',
      [machine('x', [rom('c', 1)], { romOf: 'y' }), machine('y', [rom('d', 2), rom('b', 1)])],
      'y/b',
    ],
    [
      'a ROM without `merge` where others say it',
      [
        machine('x', [rom('c', 1), rom('d', 2, { merge: 'd' })], { romOf: 'y' }),
        machine('y', [rom('c', 1), rom('d', 2)]),
      ],
      'x/c',
    ],
    [
      'a clone in a list without `romof`',
      [machine('x', [rom('c', 1, { merge: 'b' })], { cloneOf: 'y' }), machine('y', [rom('b', 1)])],
      'y/b',
    ],
    [
      'a `merge` that names nothing',
      [machine('x', [rom('c', 1, { merge: 'nothing' })], { romOf: 'y' }), machine('y', [rom('b', 1)])],
      'x/c',
    ],
    [
      'a `merge` that names other content',
      [machine('x', [rom('c', 1, { merge: 'b' })], { romOf: 'y' }), machine('y', [rom('b', 2)])],
      'x/c',
    ],
    ['a parent that is not listed', [machine('x', [rom('c', 1, { merge: 'b' })], { romOf: 'y' })], 'x/c'],
    [
      'a circle',
      [
        machine('x', [rom('c', 1, { merge: 'b' })], { romOf: 'y' }),
        machine('y', [rom('b', 1, { merge: 'c' })], { romOf: 'x' }),
      ],
      'x/c',
    ],
    ['itself', [machine('x', [rom('c', 1, { merge: 'c' })], { romOf: 'x' })], 'x/c'],
    [
      "a ROM never dumped is nobody else's",
      [
        machine('x', [{ name: 'c', status: 'nodump' }], { romOf: 'y' }),
        machine('y', [{ name: 'b', status: 'nodump' }]),
      ],
      'x/c',
    ],
  ]
  it.each(cases)('%s', (_, machines, expected) => {
    expect(own(machines, 'x')).toBe(expected)
  })

  it('families and devices in circles end', () => {
    const list = machinesOf([
      machine('a', [], { cloneOf: 'b', devices: ['b'] }),
      machine('b', [], { cloneOf: 'a', devices: ['a', 'c'] }),
      machine('c', [], { cloneOf: 'c', devices: ['c'] }),
      machine('__proto__', [], { cloneOf: 'constructor', devices: ['toString'] }),
    ])
    const names = list.all.map((one) => [
      one.name,
      parentOf(list, one).name,
      devicesOf(list, one)
        .map(({ name }) => name)
        .join(),
    ])
    expect(names).toEqual([
      ['a', 'a', 'b,c'],
      ['b', 'b', 'a,c'],
      ['c', 'c', ''],
      ['__proto__', '__proto__', ''],
    ])
  })
})
