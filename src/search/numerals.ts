/** Numbers as titles write them, and as people type them: `3` is `iii`. Of words in plain form. */
export const NUMERALS: ReadonlyMap<string, string> = new Map(
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'].flatMap((roman, i): [string, string][] => [
    [roman, String(i + 1)],
    [String(i + 1), roman],
  ]),
)
