/** The value at this share (0 to 1) of the sorted values: the nearest one, none in between. */
export const percentile = (values: number[], share: number): number => {
  if (values.length === 0) throw new Error('There is no percentile of nothing.')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))]!
}

/** The middle one; of an even number of values the mean of the two in the middle. */
export const median = (values: number[]): number => {
  if (values.length === 0) throw new Error('There is no median of nothing.')
  const sorted = [...values].sort((a, b) => a - b)
  const upper = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2
}
