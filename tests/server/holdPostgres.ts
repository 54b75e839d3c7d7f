import { findTools } from '../../src/server/postgres/findTools.ts'
import { startPostgres } from '../../src/server/postgres/startPostgres.ts'

// A program for the tests: starts the Postgres of the folder that it is given, and holds it.

const dir = process.argv[2]!
const postgres = await startPostgres({
  dir,
  tools: findTools(process.getuid?.()),
  isDurable: true,
})
console.log(postgres.urlOf('postgres'))
setInterval(() => {}, 60_000)
