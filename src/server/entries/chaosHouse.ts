import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { tick } from 'postyard'
import { agencyOf } from '../chaos/agencyOf.ts'
import { furnish } from '../chaos/furnish.ts'
import { listenForStop } from '../listenForStop.ts'
import { runCommand } from '../runCommand.ts'

/**
 * The house that the chaos run shakes: makes an agency with so many deliveries, tells its parent, and from then on
 * ticks whenever it is told to, as one more of any number of processes that tick.
 */
await runCommand(async () => {
  const signal = listenForStop()
  const payload = await getPayload({ config })
  await furnish({
    payload,
    agency: agencyOf(Number(process.argv[2])),
    postizUrl: process.env.POSTIZ_SANDBOX_URL ?? '',
    now: new Date(),
  })
  process.on('message', async () => {
    const said = await tick({ payload }).then(
      (ticked) => ticked,
      (error: unknown) => ({ error: String(error) }),
    )
    process.send?.(said)
  })
  process.send?.({ furnished: true })
  const alive = setInterval(() => {}, 60_000)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(alive)
  return 0
})
