/** Makes a database in the form of OpenVGDB, with what a test wants to stand in it. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { keepAlive } from '../../../catalog/sqlite.ts'

export interface Rom {
  readonly id: number
  /** Default: SNES. */
  readonly system?: number
  readonly name?: string | null
  readonly crc?: string | null
  readonly md5?: string | null
  readonly sha1?: string | null
  readonly serial?: string | null
  readonly releases?: readonly Release[]
}

interface Release {
  readonly title: string | null
  readonly region?: string
  readonly description?: string
  readonly developer?: string
  readonly publisher?: string
  readonly genre?: string
  readonly date?: string
  readonly page?: string
}

const SNES = 26

const TABLES = `
create table ROMs (romID integer primary key, systemID integer, regionID integer, romHashCRC text, romHashMD5 text,
  romHashSHA1 text, romSize integer, romFileName text, romExtensionlessFileName text, romParent, romSerial text,
  romHeader text, romLanguage text, TEMPromRegion text, romDumpSource text);
create table RELEASES (releaseID integer primary key autoincrement, romID integer, releaseTitleName text,
  regionLocalizedID integer, TEMPregionLocalizedName text, TEMPsystemShortName text, TEMPsystemName text,
  releaseCoverFront text, releaseCoverBack text, releaseCoverCart text, releaseCoverDisc text, releaseDescription text,
  releaseDeveloper text, releasePublisher text, releaseGenre text, releaseDate text, releaseReferenceURL text,
  releaseReferenceImageURL text);`

/** @param more SQL that is run at the end */
export function writeOpenVgdb(file: string, roms: Iterable<Rom>, more = ''): void {
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  const db = new Database(file)
  keepAlive(db)
  try {
    db.exec(TABLES)
    const rom = db.prepare(
      `insert into ROMs (romID, systemID, romHashCRC, romHashMD5, romHashSHA1, romExtensionlessFileName, romSerial)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    const release = db.prepare(
      `insert into RELEASES (romID, releaseTitleName, TEMPregionLocalizedName, releaseCoverFront, releaseDescription,
         releaseDeveloper, releasePublisher, releaseGenre, releaseDate, releaseReferenceURL)
       values (?, ?, ?, 'https://covers.example/1.jpg', ?, ?, ?, ?, ?, ?)`,
    )
    db.transaction(() => {
      for (const { id, system = SNES, name, crc, md5, sha1, serial, releases = [] } of roms) {
        rom.run(id, system, crc ?? null, md5 ?? null, sha1 ?? null, name ?? null, serial ?? null)
        for (const { title, region, description, developer, publisher, genre, date, page } of releases)
          release.run(
            id,
            title,
            region ?? null,
            description ?? null,
            developer ?? null,
            publisher ?? null,
            genre ?? null,
            date ?? null,
            page ?? null,
          )
      }
    })()
    db.exec(more)
  } finally {
    db.close()
  }
}

export function openVgdbBytes(file: string, roms: Iterable<Rom>, more?: string): Buffer {
  writeOpenVgdb(file, roms, more)
  return readFileSync(file)
}
