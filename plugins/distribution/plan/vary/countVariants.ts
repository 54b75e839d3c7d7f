import { sizeOf } from './drawTags.ts'
import type { Pool } from './options.ts'
import type { Piece } from './template.ts'

/** How many texts a template comes to, variables and hashtags left aside. */
export const countTexts = (pieces: readonly Piece[]): bigint =>
  pieces.reduce(
    (product, piece) =>
      piece.kind === 'choice'
        ? product * piece.branches.reduce((sum, branch) => sum + countTexts(branch.pieces), 0n)
        : product,
    1n,
  )

/** How many different hashtags of a pool a post may have. */
export const countTagSets = (pool: Pool): bigint => {
  const { least, most } = sizeOf(pool)
  let sets = 1n
  let sum = least === 0 ? 1n : 0n
  for (let size = 1; size <= most; size += 1) {
    sets = (sets * BigInt(pool.tags.length - size + 1)) / BigInt(size)
    if (size >= least) sum += sets
  }
  return sum
}

/** More than this is told as such. */
const countless = 1_000_000_000

/** As a number that every program can read. */
export const toCount = (variants: bigint): number =>
  variants > BigInt(countless) ? countless : Number(variants)

const tell = (count: number): string => {
  const text = count.toLocaleString('en-GB')
  return count === countless ? `more than ${text}` : text
}

/** How many variants there are for how many accounts, in words: "24 variants for 100 accounts." */
export const tellVariants = (args: {
  texts: number
  /** With all hashtags. */
  possible: number
  accounts: number
}): string => {
  const { texts, possible, accounts } = args
  const ofTexts = `${tell(texts)} ${texts === 1 ? 'variant' : 'variants'}`
  const ofAccounts = `${tell(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`
  const tags = possible > texts ? `; with their hashtags ${tell(possible)}` : ''
  const sentence = `${ofTexts} for ${ofAccounts}${tags}.`
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}
