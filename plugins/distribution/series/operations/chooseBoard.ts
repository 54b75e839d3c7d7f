import { z } from 'zod'
import { askTool, toolErrors } from '../../channels/settings/askTool.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { boardAnswer, boardOutput } from '../boards/boardAnswer.ts'
import { forgetBoard, type KnownBoard, keepBoard } from '../boards/boardRows.ts'
import { boardTool } from '../boards/boardTool.ts'
import { openBoards } from '../boards/openBoards.ts'
import { mostListed } from '../boards/searchBoard.ts'

export const chooseBoard = defineOperation({
  name: 'series.chooseBoard',
  summary:
    'Chooses the board to which a series goes on one of its channels, or, with null, lets it be searched by its name before the next item. What has gone out stays where it is.',
  route: { method: 'post', path: '/series/{id}/boards' },
  input: z.strictObject({
    id: idInput,
    channel: idInput,
    board: z.string().trim().min(1).max(200).nullable().meta({
      description: 'Its id, as the tool `boards` of the channel tells it.',
    }),
  }),
  output: boardOutput,
  permission: 'series.write',
  errors: ['CHANNEL_NOT_FOUND', 'BOARD_UNKNOWN', ...toolErrors],
  isOutward: true,
  examples: {
    usual: {
      input: { id: exampleIds.series, channel: exampleIds.postizChannel, board: '7' },
      output: {
        channel: exampleIds.postizChannel,
        channelName: 'Pins',
        wanted: 'Shark Coloring Pages',
        board: '7',
        name: 'Sharks to colour',
        lookedAt: '2026-11-22T14:30:00.000Z',
      },
    },
  },
  run: async (input, context) => {
    const { db, now } = context
    const { series, wanted, channels } = await openBoards({
      ...{ context, id: input.id },
      permission: 'series.write',
    })
    const channel = await findOwned<Channel>({
      ...{ context, id: input.channel, permission: 'series.write' },
      ...{ collection: 'channels', what: 'channel' },
    })
    const tool = boardTool(channel)
    if (tool === undefined || !channels.some(({ id }) => id === channel.id)) {
      throw new DistributionError(
        'CHANNEL_NOT_FOUND',
        `The series does not go to ${channel.name}, or that has no boards. Choose one of the channels of the series that have.`,
      )
    }
    const place = { db, tenant: series.tenant, channel: channel.id, series: series.id }
    const { board: id } = input
    if (id === null) {
      await forgetBoard(place)
      return boardAnswer({ channel, wanted, known: undefined })
    }
    const { options } = await askTool({ context, channel, tool })
    const found = options.find(({ value }) => value === id)
    if (!found && options.length < mostListed) {
      throw new DistributionError(
        'BOARD_UNKNOWN',
        `${channel.name} has no board with the id "${id}". Choose one of those that it has.`,
      )
    }
    const known: KnownBoard = { name: found?.label ?? wanted, board: id, lookedAt: now }
    await keepBoard({ ...place, ...known })
    return boardAnswer({ channel, wanted, known })
  },
})
