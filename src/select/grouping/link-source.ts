/** Where a link between two releases comes from, strongest first. */
export const LINK_SOURCES = ['decision', 'clone-list', 'dat', 'content', 'name'] as const

export type LinkSource = (typeof LINK_SOURCES)[number]
