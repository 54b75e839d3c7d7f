import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { idOf } from '../../id.ts'
import { poolOf } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { flyFlight } from '../conductor/flyFlight.ts'
import { setNextLook } from '../conductor/nextLook.ts'
import { openFlight } from '../conductor/openFlight.ts'
import { exampleFlight, flightOutput, readFlightAnswers } from '../flightOutput.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { readDay } from '../readDay.ts'
import { countAgain } from '../sources/countAgain.ts'

export const flyNow = defineOperation({
  name: 'flights.fly',
  summary:
    'Sends the next item of a series now, whatever its day and its turn; a flight that waits takes off at once.',
  description:
    'The answer tells of the flight as it stands then: `flying`, or why it waits or ended. An item goes out once on each channel, however often this is called.',
  route: { method: 'post', path: '/distribution/series/{id}/fly' },
  input: z.strictObject({ id: idInput }),
  output: flightOutput,
  permission: 'series.write',
  errors: ['ILLEGAL_MOVE'],
  isOutward: true,
  examples: { usual: { input: { id: exampleIds.series }, output: exampleFlight } },
  run: async ({ id }, context) => {
    const { payload, settings, caller, now } = context
    const series = await ownedSeries(context, id, 'series.write')
    const tenant = idOf(series.tenant) ?? series.tenant
    const day = await readDay({ payload, tenant, now })
    const flight = await openFlight({ payload, settings, series, tenant, day, now })
    if (flight.state === 'flying') {
      throw new DistributionError(
        'ILLEGAL_MOVE',
        'An item of this series is in the air already. The next one can fly when it has landed.',
      )
    }
    await flyFlight({
      ...{ payload, tenant, day, flight, now, actor: caller.actor },
      clock: () => new Date(),
    })
    await countAgain({ payload, tenant, now, only: series.id })
    await setNextLook({ payload, tenant, day, now })
    const [answer] = await readFlightAnswers(poolOf(payload), {
      ...{ payload, tenants: [tenant], only: flight.id, limit: 1 },
    })
    if (!answer) throw new Error(`The flight ${flight.id} is gone.`)
    return answer
  },
})
