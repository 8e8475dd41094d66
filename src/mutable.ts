/** The same, to be filled in field by field while it is made. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
