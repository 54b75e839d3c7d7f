import { z } from 'zod'
import type { Channel } from '../../model/channel.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import type { KnownBoard } from './boardRows.ts'

/** What is told of the board of a series on a channel. */
export const boardOutput = z.object({
  channel: idOutput,
  channelName: z.string(),
  wanted: z.string().meta({ description: 'The name by which it is searched.' }),
  board: z.string().nullable().meta({
    description: 'Its id; null where it is not known yet, or was not found.',
  }),
  name: z.string().nullable().meta({ description: 'What it was called when it was found.' }),
  lookedAt: instantOutput.nullable().meta({ description: 'When it was looked for last.' }),
})

export const boardAnswer = (args: {
  channel: Pick<Channel, 'id' | 'name'>
  wanted: string
  known: KnownBoard | undefined
}): z.infer<typeof boardOutput> => {
  const { channel, wanted, known } = args
  const board = known?.board ?? null
  return {
    channel: channel.id,
    channelName: channel.name,
    wanted,
    board,
    name: board === null ? null : (known?.name ?? null),
    lookedAt: known?.lookedAt.toISOString() ?? null,
  }
}
