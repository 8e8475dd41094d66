/** Lists of numbers by number, in as little memory as there can be. */

/**
 * The places of each number below `size` in a list, by two numbers each: a list of its own for each of a hundred
 * thousand groups is larger than what is in it.
 */
export function chains(numbers: readonly number[], size: number): (number: number) => number[] {
  const first = new Int32Array(size).fill(-1)
  const next = new Int32Array(numbers.length)
  for (let i = numbers.length - 1; i >= 0; i--) {
    const number = numbers[i] ?? 0
    next[i] = first[number] ?? -1
    first[number] = i
  }
  return (number) => {
    const places: number[] = []
    for (let i = first[number] ?? -1; i >= 0; i = next[i] ?? -1) places.push(i)
    return places
  }
}
