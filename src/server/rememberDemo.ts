import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connectDatabase } from './connectDatabase.ts'
import { hashSources } from './hashSources.ts'
import { type DemoResult, demoResult } from './seedDemo.ts'
import { codeOf } from './setupError.ts'

type Args = { root: string; dataDir: string; url: string; sandboxPort: number }

/**
 * What was noted of the demo agency in this very database, or null where it has not been made
 * whole. Making it again would change nothing, but takes seconds.
 */
export async function recallDemo(args: Args): Promise<DemoResult | null> {
  try {
    const note = JSON.parse(readFileSync(fileOf(args), 'utf8'))
    return note.key === (await makeKey(args)) ? demoResult.parse(note.result) : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** Notes that the demo agency is whole. */
export async function rememberDemo({
  result,
  ...args
}: Args & { result: DemoResult }): Promise<void> {
  const note = { key: await makeKey(args), result }
  writeFileSync(fileOf(args), JSON.stringify(note), { mode: 0o600 })
}

const fileOf = ({ dataDir }: Pick<Args, 'dataDir'>) => join(dataDir, 'demo.json')

/** Changes with the database, with the demo's own sources, and with the sandbox's address. */
async function makeKey({ root, url, sandboxPort }: Args): Promise<string> {
  const database = await connectDatabase({ url })
  try {
    const { rows } = await database.query<{ id: string }>(
      `select system_identifier || ' ' || oid as id
         from pg_control_system(), pg_database where datname = current_database()`,
    )
    return `${rows[0]?.id} ${sandboxPort} ${hashSources({ root, of: ['src/seed'] })}`
  } finally {
    await database.end()
  }
}
