import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { watchSeries } from 'postyard'
import { readEnv } from '../env.ts'
import { listenForStop } from '../listenForStop.ts'
import { runCommand } from '../runCommand.ts'
import { castOfSeries } from '../series/castOfSeries.ts'
import { furnishSeries } from '../series/furnishSeries.ts'
import { houseOrder, houseStart } from '../series/houseOrder.ts'
import { obeyOrder } from '../series/obeyOrder.ts'
import { openDoor } from '../sim/openDoor.ts'
import { startWorking } from '../startWorking.ts'

/**
 * The house of a month of series: makes its client where it is told to, answers its API, works its deliveries by the
 * real clock, and plans and flies whenever its parent says which time of the month it is.
 */
await runCommand(async () => {
  const signal = listenForStop()
  const sanitized = await config
  const payload = await getPayload({ config: sanitized })
  await openDoor(sanitized, Number(new URL(readEnv().SERVER_URL).port))
  const { furnish } = houseStart.parse(JSON.parse(process.argv[2] ?? '{}'))
  if (furnish) {
    const { series, folder, now, ...receivers } = furnish
    const begin = { payload, now: new Date(now) }
    await furnishSeries({ ...begin, cast: castOfSeries(series), folder, receivers })
    // Before anything looks at the real clock: from here on its next night is one of the month.
    await watchSeries(begin)
  }
  const work = await startWorking({ payload, drainMs: 1_000 })
  process.on('message', async (sent) => {
    const { nth, order } = houseOrder.parse(sent)
    const answer = await obeyOrder({ payload, order }).then(
      () => ({ nth }),
      (error: unknown) => {
        payload.logger.error({ err: error, msg: `The order to ${order.do} was not carried out.` })
        return { nth, error: String(error) }
      },
    )
    process.send?.(answer)
  })
  process.send?.({ isAtWork: true })
  const alive = setInterval(() => {}, 60_000)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(alive)
  await work.stop()
  return 0
})
