import { setImmediate as endOfTurn } from 'node:timers/promises'

type Call<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

type Args<Item, Result> = {
  /** Does many at once. Answers in the order of `items`. */
  run: (items: Item[]) => Promise<Result[]>
  /** How many at most. */
  most: number
}

/**
 * Makes one call of many. One runs at a time, and takes all that has been asked since the last began: alone, a call goes
 * out at the end of the turn; the more there are, the fewer statements they cost each. An error is that of all calls that were made together.
 */
export const groupCalls = <Item, Result>({ run, most }: Args<Item, Result>) => {
  const waiting: Call<Item, Result>[] = []
  let isRunning = false

  const runTogether = async (calls: Call<Item, Result>[]) => {
    try {
      const results = await run(calls.map(({ item }) => item))
      for (const [index, { resolve }] of calls.entries()) resolve(results[index]!)
    } catch (error) {
      for (const { reject } of calls) reject(error)
    }
  }

  const runAll = async () => {
    isRunning = true
    // What is asked in the same turn of the process goes along.
    await endOfTurn()
    while (waiting.length > 0) await runTogether(waiting.splice(0, most))
    isRunning = false
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isRunning) void runAll()
    })
}
