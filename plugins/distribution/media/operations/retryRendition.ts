import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleRendition } from '../exampleRendition.ts'
import { makeAgain, readStanding } from '../making/stopRendition.ts'
import { ownedRendition } from '../ownedRendition.ts'
import { notWhile, renditionOutput } from '../renditionAnswer.ts'

const permission = 'plans.write' as const

export const retryRendition = defineOperation({
  name: 'renditions.retry',
  summary: 'Has a picture or video made that failed, was stopped, or whose file was removed.',
  route: { method: 'post', path: '/renditions/{id}/retry' },
  input: z.strictObject({ id: idInput }),
  output: renditionOutput,
  permission,
  errors: ['ILLEGAL_MOVE'],
  examples: {
    usual: {
      input: { id: exampleIds.rendition },
      output: { ...exampleRendition, state: 'pending', progress: 0 },
    },
  },
  run: async ({ id }, context) => {
    const args = await ownedRendition(context, id, permission)
    const again = await makeAgain({ ...args, now: context.now })
    if (again) return again
    throw notWhile((await readStanding(args))?.state, 'made again')
  },
})
