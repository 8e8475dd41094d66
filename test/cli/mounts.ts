/** File systems that refuse: made in a mount namespace that only the process itself is in, and that ends with it. */
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'

/** Gives what follows a namespace of its own. Root may do it anywhere; others where the system lets them. */
export const UNSHARE = [
  'unshare',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  '--mount',
]

const TRIAL = 'mount -t tmpfs tmpfs /mnt && mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'

export const CAN_MOUNT =
  spawnSync(UNSHARE[0] ?? '', [...UNSHARE.slice(1), 'sh', '-c', TRIAL, 'sh', tmpdir()]).status === 0

/** Why tests that need it are skipped, for their titles. */
export const NEEDS_MOUNT = '(skipped where file systems cannot be mounted)'

/**
 * For `RunOptions.within`: a shell script that runs before, with `$1` as its argument, and one that runs after. The exit
 * code is that of the command.
 */
export function mounting(before: string, path: string, after = ':'): string[] {
  const script = `set -e; path=$1; shift; ${before}; set +e; "$@"; code=$?; ${after}; exit $code`
  return [...UNSHARE, 'sh', '-c', script, 'sh', path]
}
