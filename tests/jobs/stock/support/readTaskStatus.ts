type Row = { taskSlug: string; taskID: string; state: string }

type Status = Record<string, Record<string, object>>

/**
 * What Payload made of a job's log, without what is left to chance: its rows come in no certain order, and of a task that
 * succeeded more than once `taskStatus` tells of any.
 */
export const readTaskStatus = (taskStatus: unknown, log: unknown): Status => {
  const isRepeated = (slug: string, id: string) =>
    ((log ?? []) as Row[]).filter(
      (row) => row.taskSlug === slug && row.taskID === id && row.state === 'succeeded',
    ).length > 1
  const readOne = (slug: string) => (one: [string, object]) => {
    const [id, status] = one
    return [id, isRepeated(slug, id) ? { ...status, input: 'any', output: 'any' } : status]
  }
  return Object.fromEntries(
    Object.entries((taskStatus ?? {}) as Status).map(([slug, tasks]) => [
      slug,
      Object.fromEntries(Object.entries(tasks).map(readOne(slug))),
    ]),
  )
}
