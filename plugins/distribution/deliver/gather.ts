import { setTimeout as sleep } from 'node:timers/promises'

type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Does together what comes close together: the first item waits `pauseMs` for others, and whatever comes while one
 * round is under way is the next round. So nothing waits for what is slow elsewhere, and many at once cost one round.
 *
 * `work` returns one result for each item, in their order; where it throws, each item of the round fails with that.
 */
export const gather = <Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  pauseMs: number,
): ((item: Item) => Promise<Result>) => {
  const waiting: Waiting<Item, Result>[] = []
  let isUnderWay = false

  const run = async () => {
    isUnderWay = true
    await sleep(pauseMs)
    while (waiting.length > 0) {
      const round = waiting.splice(0)
      try {
        const results = await work(round.map(({ item }) => item))
        for (const [index, { resolve }] of round.entries()) resolve(results[index] as Result)
      } catch (error) {
        for (const { reject } of round) reject(error)
      }
    }
    isUnderWay = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isUnderWay) void run()
    })
}
