/**
 * In so many of their 256 bits two hashes of one picture may differ. Measured: the same one, smaller, larger, compressed
 * anew, brighter, darker or with 2 % cut off on all sides, differs in at most 43, pictures of more than 400 pixels in at most 32; two different ones in at least
 * 99.
 */
export const mostDifferent = 48

const bitsOf = [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4]

/** In how many bits two hashes of one length differ, given as hex. */
export const countDifferent = (a: string, b: string): number => {
  let count = 0
  for (let n = 0; n < a.length; n += 1) {
    count += bitsOf[Number.parseInt(a.charAt(n), 16) ^ Number.parseInt(b.charAt(n), 16)] ?? 0
  }
  return count
}

/**
 * Whether two files look the same. A picture has one hash, a video one of each of its moments that are compared, parted by
 * dots: all of them have to be alike.
 */
export const looksAlike = (a: string, b: string): boolean => {
  const [left, right] = [a.split('.'), b.split('.')]
  return (
    left.length === right.length &&
    left.every((hash, n) => countDifferent(hash, right[n] ?? '') <= mostDifferent)
  )
}
