/** A device that is made up: a stick with three consoles in it, on an SD card. */

/**
 * Lists of favourites are text files; saves lie in one folder, by the name of the game.
 *
 * @param {{ path: string, policy: string, playlists?: readonly string[], saves?: unknown, volume?: unknown,
 *   games?: unknown, letters?: boolean }} options What `index.d.ts` says; nothing of it is anybody else's business.
 */
export function arcadeStick({ path, policy, playlists = [], saves, volume, games, letters = false }) {
  if (typeof letters !== 'boolean') throw new Error('arcadeStick(): `letters` must be true or false.')
  const folder = letters ? 'GAMES/{folder}/{letter}/' : 'GAMES/{folder}/'
  return {
    preset: 'arcadeStick',
    path,
    policy,
    playlists,
    ...(saves === undefined ? {} : { saves }),
    ...(volume === undefined ? {} : { volume }),
    ...(games === undefined ? {} : { games }),
    device: {
      name: 'Arcade Stick',
      platforms: {
        nes: { folder: 'NES', extensions: ['nes'], shape: 'require-header' },
        gb: { folder: 'GB', extensions: ['gb'], renamed: ['bin'] },
        gbc: { folder: 'GB', extensions: ['gbc'] },
      },
      layout: `${folder}{file}`,
      multiFileLayout: `${folder}{release}/{file}`,
      names: { alphabet: 'fat', charset: 'ascii', maxName: 64, maxPath: 200 },
      limits: { entriesPerFolder: 500, fileBytes: 4_294_967_295 },
      playlistFiles: { kind: 'paths', folder: 'LISTS', extension: 'txt', root: '/', below: '' },
      reserved: ['SYSTEM', 'SAVES'],
      saves: ['SAVES/{stem}.*'],
      firmware: { rows: [['SYSTEM/gb.bin', '32fbbd84168d3482956eb3c5051637f5', 'gb']] },
    },
  }
}
