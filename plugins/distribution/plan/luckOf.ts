/**
 * A number in [0, 1) that looks like chance and is the same for the same seed and the same thing: what is decided by it
 * does not depend on the order in which things are looked at.
 *
 * FNV-1a over the code units, finished as MurmurHash3 does so that texts that differ in one letter lie far apart.
 */
export const luckOf = (seed: string, thing: string): number => {
  let hash = 0x811c9dc5
  for (const letter of `${seed}\n${thing}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
