/** Pictures as outputs of a build: named, planned, kept up to date, and taken away like any other file. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { readFacts } from '../../src/art/picture.ts'
import { png, pngOf } from '../support/png.ts'
import { builtClean, type Built } from '../support/project.ts'
import { artProject, configOf, DATABASE, GREEN, RED } from './library.ts'
import { sha1 } from '../support/sha1.ts'

const RETROARCH = configOf({ preset: 'retroarch', artwork: true })
const THUMBNAILS = `out/thumbnails/${DATABASE}`
const TURTLE = 'Rocket Turtle (USA).png'
const WORM = 'Worm _ Friends_ Dig_ (Europe).png'

it('writes the pictures of a gamelist where RetroArch looks for them, and the second time nothing', async () => {
  const project = artProject(RETROARCH)
  const built = await project.build()
  expect(built.report.outcome).toBe('done')
  expect(said(built)).toEqual([])
  expect(project.files(THUMBNAILS)).toEqual({
    // a list's first picture of a game stands for its box as well, where the list has none
    [`Named_Boxarts/${TURTLE}`]: sha1(RED),
    [`Named_Boxarts/${WORM}`]: sha1(RED),
    [`Named_Snaps/${TURTLE}`]: sha1(RED),
    [`Named_Snaps/${WORM}`]: sha1(GREEN),
  })
  const again = await project.build()
  expect(again.report.outcome).toBe('nothing')
  expect(again.ran).toEqual([])
})

it('writes no pictures where none are asked for', async () => {
  const project = artProject(configOf({ preset: 'retroarch' }))
  await project.build()
  expect(project.files(THUMBNAILS)).toEqual({})
  const { ran } = await project.session(async ({ steps }) => {
    await steps.engine.get(steps.outputs.tree, 'card')
    return { ran: steps.ran }
  })
  expect(ran).toEqual([])
})

it('takes a picture away with its game, and puts it back', async () => {
  const project = artProject(RETROARCH)
  await project.build()
  project.write('roms/hold/turtle.sfc.bak', 'x')
  renameSync(project.at('roms/turtle.sfc'), project.at('turtle.sfc'))
  await project.build()
  expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Boxarts/${WORM}`, `Named_Snaps/${WORM}`])
  renameSync(project.at('turtle.sfc'), project.at('roms/turtle.sfc'))
  await project.build()
  expect(Object.keys(project.files(THUMBNAILS))).toHaveLength(4)
})

it.each([
  ['a picture that came', 'roms/kite.png', png(2, 2, [1, 2, 3])],
  ['other bytes in a picture', 'roms/turtle.png', png(4, 3, [0, 0, 9])],
  ['a list without a game', 'roms/gamelist.xml', '<gameList></gameList>'],
])('sees %s, and comes to what a build from nothing gives', async (_, path, bytes) => {
  const project = artProject(RETROARCH)
  await project.build()
  const before = project.files('out')
  project.write(path, bytes)
  const built = await project.build()
  expect(built.report.outcome).toBe('done')
  expect(project.files('out')).not.toEqual(before)
  expect((await builtClean(project)).out).toEqual(project.files('out'))
  expect((await project.build()).report.outcome).toBe('nothing')
})

it('sees the pictures that another root brings for games that are there already', async () => {
  const project = artProject(RETROARCH)
  await project.build()
  const kite = 'Kite Racer (Japan).png'
  project.write('more/kite.sfc', 'kite'.repeat(400))
  project.write('more/kite.png', GREEN)
  project.write(
    'more/gamelist.xml',
    '<gameList><game><path>./kite.sfc</path><name>Kite</name><image>./kite.png</image></game></gameList>',
  )
  project.configure({ ...RETROARCH, roots: { ...RETROARCH.roots, more: './more' } })
  await project.build()
  expect(project.files(THUMBNAILS)[`Named_Snaps/${kite}`]).toBe(sha1(GREEN))
  expect((await builtClean(project)).out).toEqual(project.files('out'))
})

it('follows a ROM that leaves the place that the list names', async () => {
  const project = artProject(RETROARCH)
  await project.build()
  mkdirSync(project.at('roms/elsewhere'))
  renameSync(project.at('roms/turtle.sfc'), project.at('roms/elsewhere/turtle.sfc'))
  await project.build()
  expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Boxarts/${WORM}`, `Named_Snaps/${WORM}`])
  expect((await builtClean(project)).out).toEqual(project.files('out'))
})

it('says of a file that it is no picture, and goes without it', async () => {
  const project = artProject(RETROARCH)
  project.write('roms/turtle.png', '<html>not found</html>')
  const built = await project.build()
  expect(said(built)).toEqual([
    `${project.at('roms/turtle.png')} is passed over as a picture: it is no PNG, JPEG, WebP or GIF.`,
  ])
  expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Boxarts/${WORM}`, `Named_Snaps/${WORM}`])
})

it('takes pictures from folders, in the order of the config', async () => {
  const project = artProject(
    configOf({ preset: 'retroarch', artwork: { kinds: ['box'] } }, { folders: { mine: './mine' } }),
  )
  const blue = png(3, 3, [0, 0, 255])
  project.write('mine/snes/covers/Rocket Turtle (USA).png', blue)
  project.write(`mine/${DATABASE.replaceAll(' ', '_')}/Named_Boxarts/Kite Racer.png`, GREEN)
  await project.build()
  const boxes = {
    [`Named_Boxarts/${TURTLE}`]: sha1(blue),
    [`Named_Boxarts/${WORM}`]: sha1(RED),
    'Named_Boxarts/Kite Racer (Japan).png': sha1(GREEN),
  }
  expect(project.files(THUMBNAILS)).toEqual(boxes)
  expect((await project.build()).ran).toEqual([])
  // an unplugged disk takes nothing from a device
  renameSync(project.at('mine'), project.at('unplugged'))
  const without = await project.build()
  expect(said(without)).toEqual([
    `The folder of pictures "mine" is not there: ${project.at('mine')}. What devices have of it stays.`,
  ])
  expect(project.files(THUMBNAILS)).toEqual(boxes)
  rmSync(project.at('.curator'), { recursive: true })
  await project.build()
  expect(Object.keys(project.files(THUMBNAILS))).toEqual(Object.keys(boxes).sort())
  renameSync(project.at('unplugged'), project.at('mine'))
  expect(said(await project.build())).toEqual([])
  expect(project.files(THUMBNAILS)).toEqual(boxes)
})

it('makes large pictures smaller, once', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], maxWidth: 4 } }))
  await project.build()
  const [turtle, worm] = Object.values(project.files(THUMBNAILS))
  expect(turtle).toBe(sha1(RED))
  expect(worm).not.toBe(sha1(GREEN))
  expect((await project.build()).report.outcome).toBe('nothing')
  // to another card it goes from the darkroom's shelf: the picture itself may be gone by then
  writeFileSync(project.at('roms/images/worm-image.png'), GREEN)
  rmSync(project.at('out'), { recursive: true })
  await project.build()
  expect(Object.values(project.files(THUMBNAILS))).toEqual([turtle, worm])
})

it('converts what RetroArch does not open, whatever it is called', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'] } }))
  project.write('roms/turtle.png', await sharp(RED).jpeg().toBuffer())
  expect(said(await project.build())).toEqual([])
  const picture = readFileSync(project.at(THUMBNAILS, 'Named_Snaps', TURTLE))
  expect(readFacts(picture)).toEqual({ format: 'png', width: 4, height: 3 })
  expect((await project.build()).ran).toEqual([])
  // and ES-DE opens it as it is
  project.configure(configOf({ preset: 'esDe', artwork: { kinds: ['snap'] } }))
  await project.build()
  expect(Object.keys(project.files('out/ES-DE/downloaded_media/snes/screenshots'))).toEqual([
    'Rocket Turtle (USA).jpg',
    'Worm & Friends - Dig (Europe).png',
  ])
})

it('says which picture could not be converted, goes without it, and does not try again', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], maxWidth: 3 } }))
  // all there, and no pixels in it
  project.write('roms/turtle.png', pngOf(4, 3, Buffer.from('no pixels')))
  const { report } = await project.build()
  expect(report.outcome).toBe('done')
  const unreadable = report.problems.filter(({ code }) => code === 'art-unreadable')
  expect(unreadable).toHaveLength(1)
  expect(unreadable[0]?.message).toMatch(
    /^The picture of "Rocket Turtle \(USA\)" could not be converted: .+\.$/,
  )
  expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Snaps/${WORM}`])
  expect((await project.build()).ran).toEqual([])
})

it('makes converted pictures again when they were cleared away, the same', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], maxWidth: 3 } }))
  await project.build()
  const files = project.files('out')
  rmSync(project.at('.curator/pictures'), { recursive: true })
  rmSync(project.at('out'), { recursive: true })
  await project.build()
  expect(project.files('out')).toEqual(files)
})

it.each([
  ['mister', true, 'Where MiSTer looks for pictures is not known: leave `artwork` out.'],
  ['retroarch', { format: 'jpg' }, "RetroArch does not open the format 'jpg'. It opens 'png'."],
  [
    'onion',
    { kinds: ['banner'] },
    "OnionOS does not show the kind 'banner'. It shows box, box-3d, snap, title, logo.",
  ],
])('refuses what a device cannot show: %s', async (preset, artwork, message) => {
  const project = artProject(configOf({ preset, artwork }))
  await expect(project.build()).rejects.toThrow(message)
})

it.each([
  [
    'esDe',
    [
      'ES-DE/downloaded_media/snes/covers/Rocket Turtle (USA).png',
      'ES-DE/downloaded_media/snes/covers/Worm & Friends - Dig (Europe).png',
      'ES-DE/downloaded_media/snes/screenshots/Rocket Turtle (USA).png',
      'ES-DE/downloaded_media/snes/screenshots/Worm & Friends - Dig (Europe).png',
    ],
  ],
  [
    'minui',
    [
      'Roms/Super Nintendo Entertainment System (SFC)/.media/Rocket Turtle (USA).png',
      'Roms/Super Nintendo Entertainment System (SFC)/.media/Worm & Friends - Dig (Europe).png',
    ],
  ],
  ['onion', ['Roms/SFC/Imgs/Rocket Turtle (USA).png', 'Roms/SFC/Imgs/Worm & Friends - Dig (Europe).png']],
  [
    'muos',
    [
      'MUOS/info/catalogue/Nintendo SNES - SFC/box/Rocket Turtle (USA).png',
      'MUOS/info/catalogue/Nintendo SNES - SFC/box/Worm & Friends - Dig (Europe).png',
      'MUOS/info/catalogue/Nintendo SNES - SFC/preview/Rocket Turtle (USA).png',
      'MUOS/info/catalogue/Nintendo SNES - SFC/preview/Worm & Friends - Dig (Europe).png',
    ],
  ],
  [
    'batocera',
    [
      'roms/snes/images/Rocket Turtle (USA)-image.png',
      'roms/snes/images/Rocket Turtle (USA)-thumb.png',
      'roms/snes/images/Worm & Friends - Dig (Europe)-image.png',
      'roms/snes/images/Worm & Friends - Dig (Europe)-thumb.png',
    ],
  ],
  [
    'recalbox',
    [
      'roms/snes/images/Rocket Turtle (USA)-image.png',
      'roms/snes/images/Worm & Friends - Dig (Europe)-image.png',
    ],
  ],
  [
    'launchbox',
    [
      'Images/Super Nintendo Entertainment System/Box - Front/Rocket Turtle (USA)-01.png',
      'Images/Super Nintendo Entertainment System/Box - Front/Worm & Friends_ Dig_ (Europe)-01.png',
      'Images/Super Nintendo Entertainment System/Screenshot - Gameplay/Rocket Turtle (USA)-01.png',
      'Images/Super Nintendo Entertainment System/Screenshot - Gameplay/Worm & Friends_ Dig_ (Europe)-01.png',
    ],
  ],
  [
    'pegasus',
    [
      'snes/media/Rocket Turtle (USA)/boxFront.png',
      'snes/media/Rocket Turtle (USA)/screenshot.png',
      'snes/media/Worm & Friends - Dig (Europe)/boxFront.png',
      'snes/media/Worm & Friends - Dig (Europe)/screenshot.png',
    ],
  ],
])('puts pictures where %s looks for them', async (preset, paths) => {
  const project = artProject(configOf({ preset, artwork: true }))
  const built = await project.build()
  expect(said(built)).toEqual([])
  expect(Object.keys(project.files('out')).filter((path) => path.endsWith('.png'))).toEqual(paths)
})

it('names the pictures in Batocera’s lists, and leaves what it has scraped itself', async () => {
  const project = artProject(configOf({ preset: 'batocera', artwork: { kinds: ['box', 'snap'] } }))
  await project.build()
  const list = project.at('out/roms/snes/gamelist.xml')
  expect(readFileSync(list, 'utf8')).toContain(
    [
      '\t\t<path>./Rocket Turtle (USA).sfc</path>',
      '\t\t<name>Rocket Turtle</name>',
      '\t\t<image>./images/Rocket Turtle (USA)-image.png</image>',
      '\t\t<thumbnail>./images/Rocket Turtle (USA)-thumb.png</thumbnail>',
      '\t</game>',
    ].join('\n'),
  )
  // Batocera writes it anew: a scene of its own, a play count, and no box
  const scraped = `<?xml version="1.0"?>
<gameList>
\t<game>
\t\t<path>./Rocket Turtle (USA).sfc</path>
\t\t<name>My turtle</name>
\t\t<image>./media/mine.png</image>
\t\t<playcount>3</playcount>
\t</game>
</gameList>
`
  writeFileSync(list, scraped)
  project.write('roms/kite.png', GREEN)
  expect((await project.build()).report.outcome).toBe('done')
  const merged = readFileSync(list, 'utf8')
  expect(merged).toContain(
    scraped.slice(scraped.indexOf('\t<game>'), scraped.indexOf('\t</game>')) +
      '\t\t<thumbnail>./images/Rocket Turtle (USA)-thumb.png</thumbnail>\n\t</game>\n',
  )
  expect(merged).toContain('<image>./images/Kite Racer (Japan)-image.png</image>')
  expect((await project.build()).report.outcome).toBe('nothing')
})

/** What a build had to say, but of names that a device cannot hold. */
function said({ report }: Built): readonly string[] {
  return report.problems.filter(({ code }) => code !== 'name-adjusted').map(({ message }) => message)
}

it('passes over a picture that was cut off, and says so', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'] } }))
  project.write('roms/turtle.png', RED.subarray(0, 50))
  const { report } = await project.build()
  expect(
    report.problems.filter(({ code }) => code === 'art-unreadable').map(({ message }) => message),
  ).toEqual([
    `${project.at('roms/turtle.png')} is passed over as a picture: it is damaged, or not all there.`,
  ])
  expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Snaps/${WORM}`])
})

it.each([
  ['as it is', {}],
  ['made smaller', { maxWidth: 2 }],
])(
  'leaves a picture on the device, %s, whose file went bad, until that is good again or gone',
  async (_, size) => {
    const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], ...size } }))
    await project.build()
    const before = project.files(THUMBNAILS)
    expect(Object.keys(before)).toHaveLength(2)
    project.write('roms/turtle.png', RED.subarray(0, 50))
    for (const time of ['first', 'second']) {
      const { report } = await project.build()
      expect(
        report.problems.flatMap(({ code, message }) => (code === 'deletes-withheld' ? [message] : [])),
      ).toEqual([
        'card: 1 file that is not wanted any more stays, because the file it came from cannot be read.',
      ])
      expect(project.files(THUMBNAILS), time).toEqual(before)
    }
    project.write('roms/turtle.png', RED)
    expect(said(await project.build())).toEqual([])
    expect(project.files(THUMBNAILS)).toEqual(before)
    rmSync(project.at('roms/turtle.png'))
    await project.build()
    expect(Object.keys(project.files(THUMBNAILS))).toEqual([`Named_Snaps/${WORM}`])
  },
)

it('puts no other picture in place of one that went bad, until that is good again or gone', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['box'] } }))
  const worm = () => project.files(THUMBNAILS)[`Named_Boxarts/${WORM}`]
  await project.build()
  expect(worm()).toBe(sha1(RED))
  project.write('roms/images/worm-thumb.png', RED.subarray(0, 50))
  // what else there is to do is done
  project.write('roms/kite.png', RED)
  for (const time of ['first', 'second']) {
    expect(said(await project.build()).slice(1), time).toEqual([
      'card: 1 file that is not wanted any more stays, because the file it came from cannot be read.',
    ])
    expect(worm(), time).toBe(sha1(RED))
    expect(Object.keys(project.files(THUMBNAILS)), time).toHaveLength(3)
  }
  project.write('roms/images/worm-thumb.png', RED)
  expect((await project.build()).report.outcome).toBe('nothing')
  rmSync(project.at('roms/images/worm-thumb.png'))
  await project.build()
  expect(worm()).toBe(sha1(GREEN))
})

it.each([
  ['as it is', {}],
  ['made smaller', { maxWidth: 2 }],
])('goes on naming a picture that stays, %s, in the list of games', async (_, size) => {
  const project = artProject(configOf({ preset: 'batocera', artwork: { kinds: ['snap'], ...size } }))
  const list = () => readFileSync(project.at('out/roms/snes/gamelist.xml'), 'utf8')
  await project.build()
  const before = list()
  expect(before).toContain('<image>./images/Rocket Turtle (USA)-image.png</image>')
  project.write('roms/turtle.png', RED.subarray(0, 50))
  await project.build()
  expect(list()).toBe(before)
  rmSync(project.at('roms/turtle.png'))
  await project.build()
  expect(list()).not.toContain('Rocket Turtle (USA)-image.png')
  // what nobody ever read as a picture is none
  project.write('roms/turtle.png', 'none')
  rmSync(project.at('.curator'), { recursive: true })
  rmSync(project.at('out'), { recursive: true })
  await project.build()
  expect(list()).not.toContain('Rocket Turtle (USA)-image.png')
})

it('leaves the pictures on the device whose list went bad', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'] } }))
  await project.build()
  const before = project.files(THUMBNAILS)
  const list = readFileSync(project.at('roms/gamelist.xml'), 'utf8')
  project.write('roms/gamelist.xml', list.slice(0, 60))
  expect(said(await project.build()).toSorted()).toEqual([
    expect.stringContaining(`The pictures that ${project.at('roms/gamelist.xml')} names are not used: `),
    'card: 2 files that are not wanted any more stay, because a list of pictures cannot be read.',
  ])
  expect(project.files(THUMBNAILS)).toEqual(before)
  project.write('roms/gamelist.xml', list)
  expect(said(await project.build())).toEqual([])
  expect(project.files(THUMBNAILS)).toEqual(before)
})

it.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, 30)],
  ['emptied', () => Buffer.alloc(0)],
])('makes a converted picture again that was %s', async (_, damage) => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], maxWidth: 3 } }))
  await project.build()
  const files = project.files('out')
  for (const path of Object.keys(project.files('.curator/pictures'))) {
    const file = project.at('.curator/pictures', path)
    writeFileSync(file, damage(readFileSync(file)))
  }
  rmSync(project.at('out'), { recursive: true })
  expect(said(await project.build())).toEqual([])
  expect(project.files('out')).toEqual(files)
  // and when the catalog is lost as well
  for (const path of Object.keys(project.files('.curator/pictures'))) {
    const file = project.at('.curator/pictures', path)
    writeFileSync(file, damage(readFileSync(file)))
  }
  rmSync(project.at('.curator/catalog.db'))
  rmSync(project.at('out'), { recursive: true })
  expect(said(await project.build())).toEqual([])
  expect(project.files('out')).toEqual(files)
})

it('takes away a converted picture with other bytes, and makes it again', async () => {
  const project = artProject(configOf({ preset: 'retroarch', artwork: { kinds: ['snap'], maxWidth: 3 } }))
  await project.build()
  const files = project.files('out')
  for (const path of Object.keys(project.files('.curator/pictures'))) {
    const file = project.at('.curator/pictures', path)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0, bytes.length - 20, bytes.length - 14))
  }
  rmSync(project.at('out'), { recursive: true })
  expect(said(await project.build())).toEqual([
    'The picture of "Rocket Turtle (USA)" that was made for the device is damaged. It was taken away.',
    'The picture of "Worm & Friends: Dig? (Europe)" that was made for the device is damaged. It was taken away.',
  ])
  expect(said(await project.build())).toEqual([])
  expect(project.files('out')).toEqual(files)
})
