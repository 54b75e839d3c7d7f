import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { tick } from 'postyard'
import { listenForStop } from '../listenForStop.ts'
import { runCommand } from '../runCommand.ts'
import { castOf } from '../sim/castOf.ts'
import { furnishAgents } from '../sim/furnishAgents.ts'
import { openDoor } from '../sim/openDoor.ts'

/**
 * The house of a simulation: makes the agency that it is told of, answers its API, tells its parent where, and from then
 * on ticks whenever it is told to, as one more of any number of processes that tick.
 */
await runCommand(async () => {
  const signal = listenForStop()
  const sanitized = await config
  const payload = await getPayload({ config: sanitized })
  const cast = castOf(JSON.parse(process.argv[2] ?? '{}'))
  await furnishAgents({ payload, cast, now: new Date() })
  const api = await openDoor(sanitized)
  process.on('message', async () => {
    const said = await tick({ payload }).then(
      (ticked) => ticked,
      (error: unknown) => ({ error: String(error) }),
    )
    process.send?.(said)
  })
  process.send?.({ api })
  const alive = setInterval(() => {}, 60_000)
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(alive)
  return 0
})
