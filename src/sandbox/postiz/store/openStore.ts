import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { schema } from './schema.ts'

type Parameters = Record<string, SQLInputValue>

/** A statement's text in, typed rows out; each text is prepared once. */
export type Store = {
  all<Row>(sql: string, parameters?: Parameters): Row[]
  get<Row>(sql: string, parameters?: Parameters): Row | undefined
  run(sql: string, parameters?: Parameters): number
  /** All of `work` or nothing of it. */
  together<Result>(work: () => Result): Result
  close(): void
}

/** @param file a path, or `:memory:` */
export function openStore(file: string): Store {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  // A stand-in may lose its last milliseconds in a power cut, not in a killed process.
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000',
  )
  database.exec(schema)

  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }

  return {
    all: <Row>(sql: string, parameters: Parameters = {}) =>
      prepare(sql).all(parameters) as unknown as Row[],
    get: <Row>(sql: string, parameters: Parameters = {}) =>
      prepare(sql).get(parameters) as unknown as Row | undefined,
    run: (sql, parameters = {}) => Number(prepare(sql).run(parameters).changes),
    together(work) {
      if (database.isTransaction) return work()
      database.exec('begin immediate')
      try {
        const result = work()
        database.exec('commit')
        return result
      } catch (error) {
        database.exec('rollback')
        throw error
      }
    },
    close: () => database.close(),
  }
}
