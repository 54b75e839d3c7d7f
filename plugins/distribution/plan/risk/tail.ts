/**
 * The probability of at least `hits` hits in `tries` tries that each hit with `chance` (0 to 1): the upper tail of the
 * binomial distribution, summed from its largest term on, so that it is exact where it is small.
 */
export const tail = ({
  hits,
  tries,
  chance,
}: {
  hits: number
  tries: number
  chance: number
}): number => {
  if (hits <= 0) return 1
  if (hits > tries || chance <= 0) return 0
  if (chance >= 1) return 1
  let term = 1
  for (let i = 0; i < hits; i += 1) term *= ((tries - i) / (i + 1)) * chance
  term *= (1 - chance) ** (tries - hits)
  let sum = 0
  for (let k = hits; k <= tries; k += 1) {
    sum += term
    term *= ((tries - k) / (k + 1)) * (chance / (1 - chance))
  }
  return Math.min(1, sum)
}
