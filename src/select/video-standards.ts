/** Video standards that names state, in the order used where a policy names none. */
export const VIDEO_STANDARDS: readonly string[] = ['NTSC', 'PAL', 'PAL 60Hz', 'MPAL', 'SECAM']
