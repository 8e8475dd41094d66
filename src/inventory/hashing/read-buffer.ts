/** Memory that files are read into. */

/**
 * Large pieces of memory begin 16 bytes after the start of a page, and pages of files at it. Processors that copy by one
 * instruction (`rep movsb` on AMD's Zen) take up to four times as long when the two differ by so little. So the buffer
 * begins half a page later.
 */
const HALF_PAGE = 2048
const ALLOCATOR_HEAD = 16

/** Of that many bytes, which are whatever they were. Worth it for buffers that much is read through. */
export function readBuffer(size: number): Buffer {
  const offset = HALF_PAGE - ALLOCATOR_HEAD
  return Buffer.allocUnsafeSlow(size + offset).subarray(offset)
}
