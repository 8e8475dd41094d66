/**
 * Of the games of an import, as an aggregate: whether it names parents throughout. Lists where every second game is a
 * clone are usual; where fewer than one in ten is, nobody has gone through them, and what they do not say means nothing.
 */
export const NAMES_PARENTS = 'count(clone_of) > 0 and count(clone_of) * 10 >= count(*)'
