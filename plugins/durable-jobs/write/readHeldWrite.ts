import type { JobsTable } from '../postgres.ts'
import type { HeldWrite } from '../sql/writeHeldJobs.ts'

/** A row of a job's log as Payload's runner makes it. */
export type LogItem = Record<string, unknown> & { taskSlug?: string; taskID?: string }

export type SimpleWrite = { log?: LogItem; ends?: HeldWrite['ends'] }

const has = (data: object, names: string[]): boolean => {
  const keys = Object.keys(data)
  return keys.length === names.length && names.every((name) => name in data)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The two writes of which nearly all jobs consist: a further row of the log, and the end. Undefined for any other. */
export const readHeldWrite = (data: Record<string, unknown>): SimpleWrite | undefined => {
  if (has(data, ['log', 'updatedAt']) && data.updatedAt === null && isObject(data.log)) {
    const { $push } = data.log
    return isObject($push) ? { log: $push } : undefined
  }
  if (!has(data, ['completedAt', 'processing', 'totalTried', 'updatedAt'])) return undefined
  const { completedAt, processing, totalTried, updatedAt } = data
  if (processing !== false || typeof totalTried !== 'number') return undefined
  if (typeof completedAt !== 'string' || typeof updatedAt !== 'string') return undefined
  return { ends: { completedAt, totalTried, updatedAt } }
}

const flatten = (item: LogItem): Record<string, unknown> => {
  const { parent, ...rest } = item
  if (!isObject(parent)) return rest
  const nested = Object.entries(parent).map(([key, value]) => [`parent_${key}`, value])
  return { ...rest, ...Object.fromEntries(nested) }
}

/** A row of the log by the names of its columns; undefined where it holds something for which there is no column. */
export const toLogRow = (log: JobsTable, item: LogItem): Record<string, unknown> | undefined => {
  const row: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(flatten(item))) {
    if (value === undefined) continue
    const column = log[key as keyof JobsTable] as { name: string } | undefined
    if (!column) return undefined
    row[column.name] = value
  }
  return row
}
