/** How many colours clients have; the theme of the list says which. */
const count = 8

const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7)

/**
 * Gives out colours to clients by their ids, as numbers from 0 to 7: each has the one of its own, and only where two
 * clients would share one, the later takes the next that is free.
 */
export const giveTones = (): ((tenant: string | number) => number) => {
  const given = new Map<string, number>()
  return (tenant) => {
    const id = String(tenant)
    const known = given.get(id)
    if (known !== undefined) return known
    const taken = new Set(given.values())
    const own = hash(id) % count
    const free = Array.from({ length: count }, (_, step) => (own + step) % count)
    const tone = free.find((one) => !taken.has(one)) ?? own
    given.set(id, tone)
    return tone
  }
}

/** The colour of a client on this phone. */
export const toneOf = giveTones()
