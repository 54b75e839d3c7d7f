import { setTimeout as sleep } from 'node:timers/promises'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, type Config, type TaskConfig } from 'payload'
import pg from 'pg'
import { type DurableJobsOptions, durableJobs } from '../../../plugins/durable-jobs/index.ts'

type Args = {
  url: string
  options?: DurableJobsOptions
  idType?: 'serial' | 'uuid' | 'uuidv7'
  schemaName?: string
  /** Makes the schema. Only the first process of a test does. */
  push?: boolean
  tasks?: TaskConfig[]
  jobs?: Omit<NonNullable<Config['jobs']>, 'tasks'>
  pool?: { max?: number }
  /** Where Payload's log goes, line by line. Without it: nowhere. */
  onLog?: (line: string) => void
  config?: Partial<Config>
  /** @default [durableJobs(options)] */
  plugins?: Config['plugins']
}

const pools = new Map<string, pg.Pool>()

/** Ends the connections on which executions are noted. */
export const endNotes = async (): Promise<void> => {
  await Promise.all([...pools.values()].map((pool) => pool.end()))
  pools.clear()
}

const poolOf = (url: string): pg.Pool => {
  const known = pools.get(url)
  if (known) return known
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'test' })
  // The server may cut it while it is being closed.
  pool.on('error', () => {})
  pools.set(url, pool)
  return pool
}

type NotedJob = { id: number | string; input: unknown }

/** Notes that a job runs, waits for its `ms`, and notes that it ended: apart from Payload, on its own connection. */
export const note = async (url: string, job: NotedJob): Promise<void> => {
  const { ms = 0 } = job.input as { ms?: number }
  const { rows } = await poolOf(url).query(
    'insert into notes.executions (job, worker) values ($1, $2) returning id',
    [String(job.id), String(process.pid)],
  )
  await sleep(ms)
  await poolOf(url).query('update notes.executions set ended = clock_timestamp() where id = $1', [
    rows[0].id,
  ])
}

/** A small Payload with one task, `note`, which notes each time it runs. */
export const jobsConfig = (args: Args) => {
  const {
    url,
    options,
    idType,
    schemaName,
    push = false,
    tasks = [],
    jobs,
    pool,
    onLog,
    config,
    plugins,
  } = args
  const noteTask: TaskConfig = {
    slug: 'note',
    handler: async ({ job }) => {
      await note(url, job)
      return { output: {} }
    },
  }
  return buildConfig({
    ...config,
    secret: 'secret of a test',
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: {
      options: { level: 'info' },
      destination: { write: (line: string) => onLog?.(line) },
    },
    db: postgresAdapter({
      idType: idType ?? 'serial',
      pool: { connectionString: url, ...pool },
      push,
      schemaName,
    }),
    jobs: { ...jobs, tasks: [noteTask, ...tasks] },
    plugins: plugins ?? [durableJobs(options)],
  })
}
