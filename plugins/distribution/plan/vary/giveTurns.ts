import { luckOf } from '../luckOf.ts'

/**
 * The turn of each account in a plan, by its id as text: accounts that say the same follow one another, in an order that the
 * seed decides and not the order in which they are given. What an account says depends on its turn and on nothing else of the
 * other accounts; kept with its delivery, it says the same again whoever leaves the plan or joins it.
 *
 * @param taken turns that accounts have already; the others get turns after those
 */
export const giveTurns = (args: {
  accounts: readonly { id: string; voice: string }[]
  seed: string
  taken?: ReadonlyMap<string, number>
}): Map<string, number> => {
  const { accounts, seed, taken = new Map<string, number>() } = args
  const first = Math.max(-1, ...taken.values()) + 1
  const fresh = accounts
    .filter(({ id }) => !taken.has(id))
    .map((account) => ({ ...account, luck: luckOf(seed, account.id) }))
    .toSorted(
      (a, b) =>
        (a.voice < b.voice ? -1 : a.voice > b.voice ? 1 : 0) ||
        a.luck - b.luck ||
        (a.id < b.id ? -1 : 1),
    )
  return new Map([
    ...accounts.flatMap(({ id }): [string, number][] => {
      const turn = taken.get(id)
      return turn === undefined ? [] : [[id, turn]]
    }),
    ...fresh.map(({ id }, index): [string, number] => [id, first + index]),
  ])
}
