/** Every wrong config in fixtures/config/bad, and exactly what is said about it. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, isAbsolute, relative } from 'node:path'
import { expect, it } from 'vitest'
import type { Problem } from '../../src/errors.ts'
import { fixture, problemsOf } from './support.ts'

/** Code, place in the file, path in the config, message, hint. */
type Row = readonly [code: string, at: string, path: string, message: string, hint: string]

const EXPECTED: Readonly<Record<string, readonly Row[]>> = {
  'date.yaml': [
    [
      'config-not-data',
      'date.yaml:2:14',
      'roots.downloads',
      '`roots.downloads` is a Date, not plain data.',
      "Write a string such as '2026-01-31'.",
    ],
  ],
  'env-unset.ts': [notSet('env-unset.ts:4:23', 'CURATOR_TEST_UNSET')],
  'equal-keys.json': [
    [
      'config-invalid',
      'equal-keys.json:2:37',
      '',
      'equal-keys.json has the key "downloads" twice in one object.',
      'Only the last would count: take one away.',
    ],
  ],
  'equal-keys.ts': [
    [
      'config-syntax',
      'equal-keys.ts:4:33',
      '',
      'equal-keys.ts: Duplicate key "downloads" in object literal.',
      'The original key "downloads" is here: line 4, column 12.',
    ],
  ],
  'exported-by-name.ts': [
    [
      'config-unknown-key',
      'exported-by-name.ts:1:1',
      'polices',
      'The config has no key `polices`.',
      'Did you mean `policies`?',
    ],
  ],
  'exports-function.ts': [
    [
      'config-not-data',
      'exports-function.ts:1:16',
      '',
      'The config is a function, not plain data.',
      'Write a call of it, or what it would return.',
    ],
  ],
  'function-inside.ts': [
    [
      'config-not-data',
      'function-inside.ts:7:45',
      'policies.usa.regions',
      '`policies.usa.regions` is a function, not plain data.',
      'Write a call of it, or what it would return.',
    ],
    [
      'config-not-data',
      'function-inside.ts:8:46',
      'playlists.new.where.year.from',
      '`playlists.new.where.year.from` is a Date, not plain data.',
      "Write a string such as '2026-01-31'.",
    ],
  ],
  'imports-among-others.ts': [
    [
      'config-syntax',
      'imports-among-others.ts:1:24',
      '',
      "imports-among-others.ts: 'curator' exports no `oneGameOneRomm`.",
      'Did you mean `oneGameOneRom`?',
    ],
    [
      'config-unreadable',
      'imports-among-others.ts:2:37',
      '',
      'imports-among-others.ts: Could not resolve "./nowhere.ts".',
      '',
    ],
    [
      'config-unreadable',
      'imports-among-others.ts:3:20',
      '',
      "imports-among-others.ts imports 'curator-preset-that-nobody-wrote', which is not installed.",
      'Run `npm install curator-preset-that-nobody-wrote` beside the config.',
    ],
    [
      'config-syntax',
      'imports-among-others.ts:4:20',
      '',
      'imports-among-others.ts: No matching export in "../parts/handheld.ts" for import "handhelt".',
      'Did you mean to import "handheld" instead?',
    ],
    [
      'config-unknown-key',
      'imports-among-others.ts:13:61',
      'roots.near.ignor',
      '`roots.near` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-unknown-name',
      'imports-among-others.ts:15:84',
      'policies.small.dats[0]',
      "`policies.small.dats[0]` names the DAT 'nointro', which is not declared.",
      'Did you mean `no-intro`?',
    ],
    [
      'config-invalid',
      'imports-among-others.ts:16:38',
      'playlists.few.limit',
      '`playlists.few.limit` must be a whole number from 1 up; it is 0.',
      '',
    ],
    [
      'config-unknown-name',
      'imports-among-others.ts:18:46',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-threw',
      'imports-among-others.ts:22:13',
      'targets.theirs',
      '`targets.theirs` cannot be made: mistr is not defined.',
      'Did you mean `mister`?',
    ],
    [
      'config-syntax',
      '../parts/no-syntax.ts:2:28',
      '../parts/no-syntax.ts',
      'no-syntax.ts: Unterminated string literal.',
      '',
    ],
  ],
  'manifest/package.json': [
    [
      'config-unknown-name',
      'package.json:7:77',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'usa', which is not declared.",
      'Declared policies: everything.',
    ],
  ],
  'missing-module.ts': [
    [
      'config-unreadable',
      'missing-module.ts:1:26',
      '',
      'missing-module.ts: Could not resolve "./handhelds.ts".',
      '',
    ],
  ],
  'missing-package.ts': [
    [
      'config-unreadable',
      'missing-package.ts:2:27',
      '',
      "missing-package.ts imports 'curator-preset-that-nobody-wrote', which is not installed.",
      'Run `npm install curator-preset-that-nobody-wrote` beside the config.',
    ],
  ],
  'names.json': [
    [
      'config-invalid',
      'names.json:2:37',
      'roots["a/b"]',
      '"a/b" cannot be a name.',
      'A name is up to 64 letters and digits, and inside also spaces and `_ . + -`.',
    ],
    [
      'config-unknown-name',
      'names.json:5:25',
      'targets.mine.preset',
      "`targets.mine` names the preset 'handhold', which does not exist.",
      'Did you mean `handheld`?',
    ],
    [
      'config-unknown-name',
      'names.json:6:65',
      'targets.hers.policy',
      "`targets.hers.policy` names the policy 'everthing', which is not declared.",
      'Did you mean `everything`?',
    ],
    [
      'config-invalid',
      'names.json:7:5',
      'targets.his',
      '`targets.his`: The option `model` must be small or large.',
      '',
    ],
  ],
  'names.yaml': [
    [
      'config-unknown-name',
      'names.yaml:8:9',
      'policies.usa.dats[0]',
      "`policies.usa.dats[0]` names the DAT 'nointro', which is not declared.",
      'Did you mean `no-intro`?',
    ],
    [
      'config-unknown-name',
      'names.yaml:13:13',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'use', which is not declared.",
      'Did you mean `usa`?',
    ],
  ],
  'no-default.ts': [
    [
      'config-invalid',
      '-',
      '',
      'no-default.ts has no default export.',
      'Begin it with `export default defineConfig({`.',
    ],
  ],
  'no-import.ts': [
    [
      'config-threw',
      'no-import.ts:6:20',
      'targets.mine',
      '`targets.mine` cannot be made: mister is not defined.',
      "Import it: import { mister } from 'curator/presets'",
    ],
  ],
  'no-preset.ts': [
    [
      'config-threw',
      'no-preset.ts:6:75',
      'targets.hers',
      '`targets.hers` cannot be made: mistr is not defined.',
      'Did you mean `mister`?',
    ],
  ],
  // its first line is longer when it is compiled
  'no-part-of-home.ts': [
    [
      'config-unreadable',
      'no-part-of-home.ts:1:24',
      '',
      'no-part-of-home.ts: Could not resolve "./nowhere.ts".',
      '',
    ],
  ],
  'no-such-name.ts': [
    [
      'config-syntax',
      'no-such-name.ts:1:24',
      '',
      "no-such-name.ts: 'curator' exports no `mister`.",
      "Import it: import { mister } from 'curator/presets'",
    ],
    [
      'config-syntax',
      'no-such-name.ts:1:32',
      '',
      "no-such-name.ts: 'curator' exports no `oneGameOneRoom`.",
      'Did you mean `oneGameOneRom`?',
    ],
    [
      'config-syntax',
      'no-such-name.ts:2:10',
      '',
      'no-such-name.ts: No matching export in "../parts/handheld.ts" for import "handhelt".',
      'Did you mean to import "handheld" instead?',
    ],
  ],
  'no-such-part.ts': [
    [
      'config-unreadable',
      'no-such-part.ts:1:24',
      '',
      'no-such-part.ts: Could not resolve "curator/preset".',
      'Did you mean `curator/presets`?',
    ],
  ],
  'no-playlists.ts': [
    [
      'config-unknown-name',
      'no-playlists.ts:7:80',
      'targets.mine.playlists[0]',
      "`targets.mine.playlists[0]` names the playlist 'shooters', which is not declared.",
      'No playlists are declared.',
    ],
  ],
  // where the first policy ends is not known: nothing is said of what names one
  'syntax-between-parts.ts': [
    [
      'config-unknown-key',
      'syntax-between-parts.ts:5:36',
      'roots.near.ignor',
      '`roots.near` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-syntax',
      'syntax-between-parts.ts:9:5',
      '',
      'syntax-between-parts.ts: Expected "}" but found "eur".',
      '',
    ],
    [
      'config-unknown-name',
      'syntax-between-parts.ts:11:74',
      'targets.mine.playlists[0]',
      "`targets.mine.playlists[0]` names the playlist 'e', which is not declared.",
      'No playlists are declared.',
    ],
  ],
  'syntax-in-const.ts': [
    [
      'config-syntax',
      'syntax-in-const.ts:4:24',
      '',
      'syntax-in-const.ts: Expected "]" but found "\'Europe\'".',
      '',
    ],
    [
      'config-invalid',
      'syntax-in-const.ts:9:37',
      'policies.usa.keep',
      "`policies.usa.keep` must be 'newest+oldest' or 'all'; it is 'al'.",
      'Did you mean `all`?',
    ],
    [
      'config-unknown-name',
      'syntax-in-const.ts:10:55',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
  ],
  'syntax-in-part.ts': [
    [
      'config-unknown-key',
      'syntax-in-part.ts:5:36',
      'roots.near.ignor',
      '`roots.near` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-syntax',
      'syntax-in-part.ts:8:43',
      '',
      'syntax-in-part.ts: Expected "}" but found "\'usa\'".',
      '',
    ],
    [
      'config-unknown-name',
      'syntax-in-part.ts:10:46',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-unknown-name',
      'syntax-in-part.ts:11:65',
      'targets.hers.playlists[0]',
      "`targets.hers.playlists[0]` names the playlist 'e', which is not declared.",
      'Did you mean `é`?',
    ],
  ],
  'syntax-twice.ts': [
    [
      'config-unknown-key',
      'syntax-twice.ts:5:36',
      'roots.near.ignor',
      '`roots.near` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    ['config-syntax', 'syntax-twice.ts:7:52', '', 'syntax-twice.ts: Expected "]" but found "\'Japan\'".', ''],
    [
      'config-syntax',
      'syntax-twice.ts:9:27',
      '',
      'syntax-twice.ts: Expected "}" but found "\'./mine\'".',
      '',
    ],
    [
      'config-unknown-name',
      'syntax-twice.ts:10:48',
      'targets.yours.policy',
      "`targets.yours.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-syntax',
      'syntax-twice.ts:11:27',
      '',
      'syntax-twice.ts: Expected "}" but found "\'./hers\'".',
      '',
    ],
  ],
  // where the first `const` ends is not known: nothing is said of what comes after it
  'syntax-unclosed.ts': [
    [
      'config-syntax',
      'syntax-unclosed.ts:5:1',
      '',
      'syntax-unclosed.ts: Expected "]" but found "const".',
      '',
    ],
  ],
  'syntax-unopened.ts': [
    ['config-syntax', 'syntax-unopened.ts:3:17', '', 'syntax-unopened.ts: Expected ";" but found ":".', ''],
  ],
  'null.json': [['config-invalid', 'null.json:1:1', '', 'The config must be an object; it is null.', '']],
  'syntax.json': [
    [
      'config-syntax',
      'syntax.json:4:3',
      '',
      'syntax.json: Expected "," in JSON but found "\\"targets\\"".',
      '',
    ],
  ],
  'syntax.ts': [['config-syntax', 'syntax.ts:5:3', '', 'syntax.ts: Expected "}" but found "dats".', '']],
  'syntax.yaml': [
    ['config-syntax', 'syntax.yaml:3:2', '', 'syntax.yaml: bad indentation of a mapping entry.', ''],
  ],
  'throws-at-import.ts': [
    [
      'config-unknown-key',
      'throws-at-import.ts:6:53',
      'roots.near.ignor',
      '`roots.near` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    notSet('throws-at-import.ts:6:73', 'CURATOR_TEST_UNSET'),
    [
      'config-unknown-name',
      'throws-at-import.ts:9:115',
      'targets.hers.policy',
      "`targets.hers.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    ['config-threw', '../parts/picky.ts:3:34', '', 'no-disk.ts threw: nothing to pick from', ''],
  ],
  'throws-beside-parts.ts': [
    [
      'config-unknown-key',
      'throws-beside-parts.ts:8:34',
      'roots.first.ignor',
      '`roots.first` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-unknown-key',
      'throws-beside-parts.ts:8:71',
      'roots.second.ignor',
      '`roots.second` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-threw',
      'throws-beside-parts.ts:9:16',
      'dats',
      '`dats` cannot be made: datsOf is not defined.',
      '',
    ],
    [
      'config-invalid',
      'throws-beside-parts.ts:10:61',
      'policies.usa.keep',
      "`policies.usa.keep` must be 'newest+oldest' or 'all'; it is 'some'.",
      '',
    ],
    [
      'config-unknown-name',
      'throws-beside-parts.ts:11:55',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-threw',
      'throws-beside-parts.ts:11:65',
      'targets.card',
      '`targets.card` cannot be made: card is not defined.',
      '',
    ],
    ['config-threw', '../parts/picky.ts:3:34', '', '`first` cannot be made: nothing to pick from.', ''],
  ],
  'throws-elsewhere.ts': [
    [
      'config-threw',
      '../parts/picky.ts:3:34',
      'roots.a',
      '`roots.a` cannot be made: nothing to pick from.',
      '',
    ],
  ],
  'throws-in-parts.ts': [
    [
      'config-threw',
      'throws-in-parts.ts:5:30',
      'roots.old',
      '`roots.old` cannot be made: there is no disk.',
      '',
    ],
    [
      'config-threw',
      'throws-in-parts.ts:7:14',
      'targets.card',
      '`targets.card` cannot be made: handhelt is not defined.',
      '',
    ],
    [
      'config-unknown-key',
      'throws-in-parts.ts:18:27',
      'roots.new.ignor',
      '`roots.new` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    [
      'config-threw',
      'throws-in-parts.ts:23:11',
      'targets.mine',
      '`targets.mine` cannot be made: handhelt is not defined.',
      '',
    ],
    [
      'config-threw',
      'throws-in-parts.ts:24:18',
      'targets.shelf',
      '`targets.shelf` cannot be made: x is not defined.',
      '',
    ],
    [
      'config-unknown-name',
      'throws-in-parts.ts:25:44',
      'targets.his.policy',
      "`targets.his.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-threw',
      '../parts/picky.ts:3:34',
      'targets.hers',
      '`targets.hers` cannot be made: nothing to pick from.',
      '',
    ],
  ],
  'throws-text.js': [['config-threw', '-', '', 'throws-text.js threw: just a text', '']],
  'throws.ts': [['config-threw', 'throws.ts:5:9', '', 'throws.ts threw: the shelf is empty', '']],
  'two-problems.ts': [
    [
      'config-unknown-name',
      'two-problems.ts:7:43',
      'policies.usa.dats[0]',
      "`policies.usa.dats[0]` names the DAT 'redump', which is not declared.",
      'Declared DATs: no-intro.',
    ],
    [
      'config-unknown-name',
      'two-problems.ts:8:54',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'usb', which is not declared.",
      'Did you mean `usa`?',
    ],
  ],
  'unknown-keys.ts': [
    [
      'config-unknown-key',
      'unknown-keys.ts:5:41',
      'roots.downloads.form',
      '`roots.downloads` has no key `form`.',
      'Known keys: path, ignore, identity, followSymlinks, hashing, auxiliary, platform.',
    ],
    [
      'config-unknown-key',
      'unknown-keys.ts:7:3',
      'polices',
      'The config has no key `polices`.',
      'Did you mean `policies`?',
    ],
  ],
  'unset-among-others.ts': [
    notSet('unset-among-others.ts:5:14', 'CURATOR_TEST_UNSET'),
    [
      'config-unknown-key',
      'unset-among-others.ts:8:72',
      'roots.old.ignor',
      '`roots.old` has no key `ignor`.',
      'Did you mean `ignore`?',
    ],
    notSet('unset-among-others.ts:11:21', 'CURATOR_TEST_REGIONS'),
    [
      'config-unknown-name',
      'unset-among-others.ts:11:68',
      'policies.usa.dats[0]',
      "`policies.usa.dats[0]` names the DAT 'nointro', which is not declared.",
      'Did you mean `no-intro`?',
    ],
    notSet('unset-among-others.ts:12:13', 'CURATOR_TEST_KEY'),
    notSet('unset-among-others.ts:14:48', 'CURATOR_TEST_LIMIT'),
    [
      'config-unknown-key',
      'unset-among-others.ts:14:76',
      'playlists.few.odrer',
      '`playlists.few` has no key `odrer`.',
      'Did you mean `order`?',
    ],
    notSet('unset-among-others.ts:15:23', 'CURATOR_TEST_MEMORY'),
    [
      'config-unknown-name',
      'unset-among-others.ts:17:45',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
    [
      'config-unknown-name',
      'unset-among-others.ts:18:61',
      'targets.hers.playlists[0]',
      "`targets.hers.playlists[0]` names the playlist 'fwe', which is not declared.",
      'Did you mean `few`?',
    ],
    notSet('../parts/unset.ts:3:22', 'CURATOR_TEST_UNSET_ELSEWHERE'),
  ],
  // what it threw because of that is not told
  'unset-and-throws.ts': [notSet('unset-and-throws.ts:3:26', 'CURATOR_TEST_UNSET')],
  'unset-names.ts': [
    [
      'config-not-data',
      'unset-names.ts:4:23',
      'roots.downloads',
      '`roots.downloads` is undefined, not plain data.',
      'Write a value, or leave it out.',
    ],
    [
      'config-not-data',
      'unset-names.ts:7:20',
      'targets.mine',
      '`targets.mine` is undefined, not plain data.',
      'Write a value, or leave it out.',
    ],
    [
      'config-not-data',
      'unset-names.ts:7:37',
      'targets.hers',
      '`targets.hers` is a function, not plain data.',
      'Write a call of it, or what it would return.',
    ],
    [
      'config-unknown-key',
      'unset-names.ts:8:3',
      'playlist',
      'The config has no key `playlist`.',
      'Did you mean `playlists`?',
    ],
  ],
  'words.json': [
    [
      'config-invalid',
      'words.json:3:35',
      'dats["no-intro"].path',
      '`dats["no-intro"].path` must not be an empty list.',
      '',
    ],
    [
      'config-invalid',
      'words.json:3:51',
      'dats["no-intro"].platform',
      `\`dats["no-intro"].platform\` must be a platform that curator knows; 'nse' is none.`,
      'Did you mean `nes`?',
    ],
    [
      'config-invalid',
      'words.json:4:38',
      'policies.usa.regions[0]',
      "`policies.usa.regions[0]` must be a region that curator knows; 'Usa' is none.",
      'Did you mean `USA`?',
    ],
    [
      'config-invalid',
      'words.json:4:45',
      'policies.usa.regions[1]',
      "`policies.usa.regions[1]` must be a region that curator knows; 'Moon' is none.",
      'Known: USA, World, Europe, Japan.',
    ],
    [
      'config-invalid',
      'words.json:4:64',
      'policies.usa.order[0]',
      "`policies.usa.order[0]` must be a criterion that curator knows; 'regoin' is none.",
      'Did you mean `region`?',
    ],
  ],
  'wrong-dat.ts': [
    [
      'config-unknown-name',
      'wrong-dat.ts:9:33',
      'policies.usa.dats[0]',
      "`policies.usa.dats[0]` names the DAT 'nointro', which is not declared.",
      'Did you mean `no-intro`?',
    ],
  ],
  'wrong-playlist-policy.ts': [
    [
      'config-unknown-name',
      'wrong-playlist-policy.ts:8:36',
      'playlists.shooters.policy',
      "`playlists.shooters.policy` names the policy 'eur', which is not declared.",
      'Declared policies: usa, everything.',
    ],
  ],
  'wrong-playlist.ts': [
    [
      'config-unknown-name',
      'wrong-playlist.ts:13:29',
      'targets.mine.playlists[1]',
      "`targets.mine.playlists[1]` names the playlist 'shooter', which is not declared.",
      'Did you mean `shooters`?',
    ],
  ],
  'wrong-policy.ts': [
    [
      'config-unknown-name',
      'wrong-policy.ts:9:45',
      'targets.mine.policy',
      "`targets.mine.policy` names the policy 'uas', which is not declared.",
      'Did you mean `usa`?',
    ],
  ],
  'wrong-pictures.ts': [
    [
      'config-unknown-name',
      'wrong-pictures.ts:7:59',
      'art.order[1]',
      "`art.order[1]` names the source of pictures 'gamelists', which is not declared.",
      'Did you mean `gamelist`?',
    ],
  ],
  'wrong-library-root.ts': [
    [
      'config-unknown-name',
      'wrong-library-root.ts:9:46',
      'libraries.shelf.roots[0]',
      "`libraries.shelf.roots[0]` names the root 'downlods', which is not declared.",
      'Did you mean `downloads`?',
    ],
  ],
  'wrong-companies.ts': [
    [
      'config-invalid',
      'wrong-companies.ts:9:20',
      'companies["Square Enix"]',
      '`companies["Square Enix"]` cannot be followed: "SQUARESOFT Inc." is another name of "Square" and of "Square Enix".',
      'Take one of the two out.',
    ],
  ],
  'wrong-source.ts': [
    [
      'config-unknown-name',
      'wrong-source.ts:7:62',
      'metadata.priority[0]',
      "`metadata.priority[0]` names the metadata source 'libretto', which is not declared.",
      'Did you mean `libretro`?',
    ],
  ],
  'wrong-provider.ts': [
    [
      'config-invalid',
      'wrong-provider.ts:9:53',
      'metadata.providers.tables',
      '`metadata.providers.tables` has the name of one of `metadata.sources`.',
      '',
    ],
    [
      'config-invalid',
      'wrong-provider.ts:9:76',
      'metadata.providers.igdb',
      '`metadata.providers.igdb` has the name of a provider that comes with curator.',
      '',
    ],
    [
      'config-invalid',
      'wrong-provider.ts:9:95',
      'metadata.providers.Own',
      '`metadata.providers.Own` cannot be the name of a provider: that is lower case letters, digits and hyphens.',
      '',
    ],
    [
      'config-unknown-name',
      'wrong-provider.ts:11:21',
      'art.identify[0]',
      "`art.identify[0]` names the provider that identifies 'lsited', which is not declared.",
      'Did you mean `listed`?',
    ],
  ],
  'wrong-root.ts': [
    [
      'config-unknown-name',
      'wrong-root.ts:10:15',
      'policies.usa.roots[0]',
      "`policies.usa.roots[0]` names the root 'nas', which is not declared.",
      'Declared roots: downloads.',
    ],
    [
      'config-unknown-name',
      'wrong-root.ts:12:22',
      'policies.plain.roots[0]',
      "`policies.plain.roots[0]` names the root 'download', which is not declared.",
      'Did you mean `downloads`?',
    ],
    [
      'config-unknown-name',
      'wrong-root.ts:12:39',
      'policies.plain.roots[1]',
      "`policies.plain.roots[1]` names the root 'download', which is not declared.",
      'Did you mean `downloads`?',
    ],
  ],
  'wrong-types.ts': [
    [
      'config-invalid',
      'wrong-types.ts:5:31',
      'roots.downloads.path',
      '`roots.downloads.path` must be a path; it is 5.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:5:43',
      'roots.empty',
      '`roots.empty` must be a path; it is empty.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:7:42',
      'policies.usa.keep',
      "`policies.usa.keep` must be 'newest+oldest' or 'all'; it is 'some'.",
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:7:60',
      'policies.usa.exclude[0]',
      "`policies.usa.exclude[0]` must be one of the known words; it is 'betas'.",
      'Did you mean `beta`?',
    ],
    [
      'config-invalid',
      'wrong-types.ts:7:98',
      'policies.none.only.regions',
      '`policies.none.only.regions` must not be an empty list.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:8:30',
      'playlists.top.limit',
      '`playlists.top.limit` must be a whole number from 1 up; it is 0.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:8:53',
      'playlists.top.where',
      '`playlists.top` has both `titles` and `where`. Make two playlists of it.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:9:64',
      'targets.bare',
      '`targets.bare` needs `preset`: the name of a preset.',
      '',
    ],
    [
      'config-invalid',
      'wrong-types.ts:9:64',
      'targets.bare',
      '`targets.bare` needs `policy`: the name of a policy.',
      '',
    ],
  ],
  'wrong-where.ts': [
    [
      'config-invalid',
      'wrong-where.ts:8:61',
      'playlists.smooth.where.runsOn.atLeast',
      "`playlists.smooth.where.runsOn.atLeast` must be 'unplayable', 'poor', 'fair', 'good' or 'excellent'; it is 'god'.",
      'Did you mean `good`?',
    ],
    [
      'config-invalid',
      'wrong-where.ts:9:47',
      'playlists.pictured.where.any[0].hasArtwork[0]',
      "`playlists.pictured.where.any[0].hasArtwork[0]` must be one of the known words; it is 'boxes'.",
      'Known: box, back, box-3d, snap, title, logo, banner, icon, background, cartridge, marquee, manual, video, map, bezel.',
    ],
    [
      'config-unknown-key',
      'wrong-where.ts:10:33',
      'playlists.misspelt.where.not.genres',
      '`playlists.misspelt.where.not` has no key `genres`.',
      'Did you mean `genre`?',
    ],
    [
      'config-invalid',
      'wrong-where.ts:11:30',
      'playlists.alone.where.title',
      "`playlists.alone.where.title` must be a list; it is 'Turtle*'.",
      "Write `['Turtle*']`.",
    ],
    [
      'config-invalid',
      'wrong-where.ts:12:65',
      'playlists.best.where.compatible.atLeast',
      "`playlists.best.where.compatible.atLeast` must be 'broken', 'boots', 'menu', 'ingame', 'playable' or 'perfect'; it is 'perfekt'.",
      'Did you mean `perfect`?',
    ],
    [
      'config-invalid',
      'wrong-where.ts:12:87',
      'playlists.best.order',
      "`playlists.best.order` must be 'title', 'year', 'release', 'platform', 'list', 'rating' or 'players'; it is 'ratings'.",
      'Did you mean `rating`?',
    ],
  ],
}

it.each(Object.entries(EXPECTED))('%s', async (name, rows) => {
  const file = fixture(`bad/${name}`)
  const problems = await problemsOf(file)
  expect(problems.map((one) => row(one, file))).toEqual(rows)
})

it('has a row for every fixture', () => {
  const names = readdirSync(fixture('bad')).map((name) =>
    name === 'manifest' ? 'manifest/package.json' : name,
  )
  expect(names.sort()).toEqual(Object.keys(EXPECTED).sort())
})

it('shows the lines around a problem', async () => {
  const [first] = await problemsOf(fixture('bad/two-problems.ts'))
  expect(first?.at?.frame).toBe(
    [
      "  5 |   roots: { downloads: './roms' },",
      "  6 |   dats: { 'no-intro': './dats' },",
      "> 7 |   policies: { usa: oneGameOneRom({ dats: ['redump'] }) },",
      '    |                                           ^',
      "  8 |   targets: { mine: handheld({ path: './out', policy: 'usb' }) },",
      '  9 | })',
    ].join('\n'),
  )
})

it('leaves nothing beside a config that fails', async () => {
  await problemsOf(fixture('bad/throws.ts'))
  expect(existsSync(fixture('bad/.curator'))).toBe(false)
})

function row({ code, at, path, message, hint }: Problem, file: string): Row {
  const place = at ? `${relative(dirname(file), at.file)}:${at.line}:${at.column}` : '-'
  const what = path !== undefined && isAbsolute(path) ? relative(dirname(file), path) : path
  return [code, place, path === file ? '' : (what ?? ''), message, hint ?? '']
}

function notSet(at: string, name: string): Row {
  const hint = "Set it, or give `env` a second argument for when it is not set: env('ROMS', './roms')."
  return ['config-invalid', at, '', `The environment variable ${name} is not set.`, hint]
}
