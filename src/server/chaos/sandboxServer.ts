import '../endWithParent.ts'
import { startPostizSandbox } from '../../sandbox/postiz/index.ts'
import { listenForStop } from '../listenForStop.ts'
import { runCommand } from '../runCommand.ts'
import { agencyOf } from './agencyOf.ts'

/** The stand-in of Postiz in a process of its own, with the accounts of so many deliveries; tells its parent its address. */
await runCommand(async () => {
  const signal = listenForStop()
  const { organisations } = agencyOf(Number(process.argv[2]))
  const sandbox = await startPostizSandbox({
    port: 0,
    // What is tried here is that nothing is doubled or lost; the budget has its own tests.
    limitPerHour: 10_000_000,
    publishDelayMs: 50,
    organisations: organisations.map(({ name, key, channels }) => ({
      name,
      key,
      integrations: channels,
    })),
  })
  process.send?.({ url: sandbox.url })
  const alive = setInterval(() => {}, 60_000)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(alive)
  await sandbox.close()
  return 0
})
