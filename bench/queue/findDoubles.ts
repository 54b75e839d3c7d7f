import { readFileSync } from 'node:fs'
import type { Completion } from './noteCompletions.ts'

type Args = {
  /** A file with a line for each execution, written as it began. */
  journal: string
  /** When each killed process was surely gone, ms since 1970. */
  killedAt: Map<number, number>
  completions: Completion[]
}

type Found = {
  /** Jobs that were run at least once. */
  executed: number
  /** Jobs whose completion was committed. */
  completed: number
  /** Jobs that were begun again because their worker was dead. That is what shall happen. */
  takenOver: number
  /** Jobs that were executed twice, each with what happened. */
  doubles: string[]
}

type Execution = { job: string; pid: number; at: number }

const readJournal = (journal: string): Execution[] =>
  readFileSync(journal, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Execution)

const explain = ({
  runs,
  ends,
  killedAt,
}: {
  runs: Execution[]
  ends: number[]
  killedAt: Map<number, number>
}): string | undefined => {
  if (ends.length > 1) return 'was completed twice'
  for (const [index, run] of runs.entries()) {
    if (ends[0] !== undefined && run.at > ends[0]) return 'was begun after it was completed'
    const before = runs[index - 1]
    if (!before) continue
    // The moment is noted after the process is gone, but no lease runs out in so short a time.
    const gone = killedAt.get(before.pid)
    if (gone === undefined || gone > run.at) return 'was begun while another live worker held it'
  }
  return undefined
}

/**
 * Executed twice is a job that was begun while another live worker held it, begun after its completion was committed,
 * or completed twice. A job that is begun again because its worker was killed in the middle of it is not: nobody can know
 * how far that one came.
 */
export const findDoubles = ({ journal, killedAt, completions }: Args): Found => {
  const executions = Map.groupBy(readJournal(journal), ({ job }) => job)
  const ended = Map.groupBy(completions, ({ job }) => job)
  const doubles: string[] = []
  let takenOver = 0
  for (const [job, unsorted] of executions) {
    const runs = unsorted.toSorted((a, b) => a.at - b.at)
    const ends = (ended.get(job) ?? []).map(({ at }) => at).sort((a, b) => a - b)
    const why = explain({ runs, ends, killedAt })
    if (why) doubles.push(`${job} ${why}`)
    else if (runs.length > 1) takenOver += 1
  }
  return { executed: executions.size, completed: ended.size, takenOver, doubles }
}
