/** Disk images of Japanese computers. Facts: the `.info` files of libretro's np2kai, px68k and x1, and the frontends' own lists. */

/** What every frontend shows of NEC's PC-98. */
export const PC98_DISKS = [
  'hdi',
  'fdi',
  'd88',
  'd98',
  'hdm',
  'fdd',
  'nhd',
  'thd',
  'hdd',
  'hdn',
  '2hd',
  'tfd',
  'xdf',
  '98d',
] as const

/** Of Sharp's X68000. */
export const X68000_DISKS = ['dim', 'hdf', 'xdf', '2hd', 'd88', 'hdm', 'img', '88d', 'dup'] as const

/** Of Sharp's X1. */
export const X1_DISKS = ['dx1', '2d', '2hd', 'tfd', 'd88', 'hdm', 'xdf', '88d', 'dup'] as const
