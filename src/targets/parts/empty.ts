/**
 * Parts of a release that are files of no bytes: the `.msu` of a game with MSU-1 music, an empty track. Nobody has to own
 * them, so they are made. They have no content to be known by: they stay beside the files that they belong to.
 */
import { folderOf, join, nameOf } from '../../disk/path.ts'
import { staysThere, type KeptName } from '../names/kept-name.ts'
import { splitName } from '../names/names.ts'
import { textFile, type TreeFile } from '../tree.ts'

/** @param kept names that games of the target keep */
export function emptyPart(path: string, label: string, kept: Iterable<KeptName>): TreeFile {
  return textFile(besideKept(path, [...kept]), '', label)
}

/** It is called like a file that keeps its name, or in a folder with one. */
function besideKept(path: string, kept: readonly KeptName[]): string {
  const moved = kept.filter((name) => !staysThere(name))
  const namesake = moved.find((name) => stemOf(name.path) === stemOf(path))
  if (namesake) return stemOf(namesake.kept) + splitName(nameOf(path)).extension
  const folder = folderOf(path)
  const neighbour = moved.find((name) => folderOf(name.path) === folder && folderOf(name.kept) !== folder)
  return neighbour ? join(folderOf(neighbour.kept), nameOf(path)) : path
}

/** With its folder. */
function stemOf(path: string): string {
  return join(folderOf(path), splitName(nameOf(path)).stem)
}
