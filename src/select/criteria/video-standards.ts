/** Video standards that names state, in the order used where a policy names none. */
export const VIDEO_STANDARDS = ['NTSC', 'PAL', 'PAL 60Hz', 'MPAL', 'SECAM'] as const

export type VideoStandard = (typeof VIDEO_STANDARDS)[number]
