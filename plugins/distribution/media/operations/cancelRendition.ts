import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleRendition } from '../exampleRendition.ts'
import { readStanding, stopRendition } from '../making/stopRendition.ts'
import { ownedRendition } from '../ownedRendition.ts'
import { notWhile, renditionOutput } from '../renditionAnswer.ts'

const permission = 'plans.write' as const

export const cancelRendition = defineOperation({
  name: 'renditions.cancel',
  summary:
    'Stops the making of a picture or video within about a second; what waits for it is held and says so.',
  route: { method: 'post', path: '/renditions/{id}/cancel' },
  input: z.strictObject({ id: idInput }),
  output: renditionOutput,
  permission,
  errors: ['ILLEGAL_MOVE'],
  examples: {
    usual: {
      input: { id: exampleIds.rendition },
      output: { ...exampleRendition, state: 'cancelled', progress: 0, reason: 'Eva stopped it.' },
    },
  },
  run: async ({ id }, context) => {
    const args = await ownedRendition(context, id, permission)
    const stopped = await stopRendition({ ...args, by: context.caller.name })
    if (stopped) return stopped
    throw notWhile((await readStanding(args))?.state, 'stopped')
  },
})
