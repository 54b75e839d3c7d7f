import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { prepare } from '../../src/server/prepare.ts'
import { runCommand } from '../../src/server/runCommand.ts'
import { startDatabase } from '../../src/server/useDatabase.ts'

// A program for the tests: writes something, stops the database, starts it again, and looks for it.

await runCommand(async () => {
  const prepared = prepare()
  const first = await startDatabase(prepared)
  const writer = await connectDatabase({ url: first.url })
  await writer.query(`create table kept as select 'kept' as word`)
  await writer.end()
  await first.stop()
  const second = await startDatabase(prepared)
  const reader = await connectDatabase({ url: second.url })
  const { rows } = await reader.query<{ word: string }>('select word from kept')
  await reader.end()
  await second.stop()
  console.log(rows[0]?.word)
  return 0
})
