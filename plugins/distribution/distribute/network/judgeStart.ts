import { DistributionError } from '../../errors.ts'

export type Judge = {
  /** What starting would be refused for. */
  problems: DistributionError[]
  /** Does one step; undefined where a rehearsal is refused there. */
  judge: <Result>(work: () => Result | Promise<Result>) => Promise<Result | undefined>
}

/** Starting ends with the first refusal; a rehearsal goes on and names each. */
export const openJudge = (isRehearsal: boolean): Judge => {
  const problems: DistributionError[] = []
  return {
    problems,
    judge: async (work) => {
      try {
        return await work()
      } catch (error) {
        if (!isRehearsal || !(error instanceof DistributionError)) throw error
        problems.push(error)
        return undefined
      }
    },
  }
}

/** What keeps a post from one channel, of all that a start would be refused for. */
export const refusalsOn = (problems: readonly DistributionError[], channel: string) =>
  problems.flatMap(({ details }) =>
    details.flatMap(({ path, channel: of, code, message }) =>
      (of === undefined ? path.split('.')[0] : String(of)) === channel ? [{ code, message }] : [],
    ),
  )
