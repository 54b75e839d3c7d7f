import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootDir } from './env.ts'
import { runCommand } from './runCommand.ts'
import { runProgram } from './runProgram.ts'
import { setupError } from './setupError.ts'
import { standIns } from './standIns.ts'

/**
 * `npm run migration NAME`: writes the difference between the schema and the last migration as a new one. Payload
 * writes nothing, and says nothing, where it would have to ask a question; that is an error here.
 */
await runCommand(async () => {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw setupError({
      code: 'WRONG_ARGUMENTS',
      message:
        'Name the migration with small letters, digits and underscores: npm run migration add_brands',
    })
  }
  const folder = join(rootDir, 'src', 'migrations')
  const before = new Set(readdirSync(folder))
  const { code, output } = await runProgram({
    program: process.execPath,
    args: [join(rootDir, 'node_modules', 'payload', 'bin.js'), 'migrate:create', name],
    cwd: rootDir,
    env: { ...standIns, ...process.env },
    logFile: join(rootDir, '.build', 'migration.log'),
  })
  const made = readdirSync(folder).filter((file) => !before.has(file) && /^\d.*\.ts$/.test(file))
  if (code !== 0 || made.length !== 1) {
    throw setupError({
      code: 'NO_MIGRATION',
      message: `${output.trim().split('\n').slice(-10).join('\n')}\nNo migration was written. Either nothing has changed, or a column went and another came: then make two migrations, one that adds and one that removes.`,
    })
  }
  const path = join(folder, made[0] ?? '')
  writeFileSync(path, tidy(readFileSync(path, 'utf8')))
  process.stdout.write(`src/migrations/${made[0]}\n`)
  return 0
})

/**
 * The generator imports types as values and names what it does not use, and knows no tables that are unlogged: what is
 * counted anew each minute needs no place in the log of the database.
 */
function tidy(text: string): string {
  return text
    .replace(
      'CREATE TABLE "postyard_request_counts"',
      'CREATE UNLOGGED TABLE "postyard_request_counts"',
    )
    .replace(
      '{ MigrateUpArgs, MigrateDownArgs, sql }',
      '{ type MigrateDownArgs, type MigrateUpArgs, sql }',
    )
    .replaceAll('({ db, payload, req }:', '({ db }:')
}
