import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation, idInput, idOutput } from '../../operation.ts'
import { boardAnswer, boardOutput } from '../boards/boardAnswer.ts'
import { readBoard } from '../boards/boardRows.ts'
import { openBoards } from '../boards/openBoards.ts'

export const seriesBoards = defineOperation({
  name: 'series.boards',
  summary:
    'Tells to which boards a series goes: one for each of its channels that has boards. What can be chosen is told by `channels.runTool` with the tool `boards`.',
  route: { method: 'get', path: '/series/{id}/boards' },
  input: z.strictObject({ id: idInput }),
  output: z.object({ series: idOutput, boards: z.array(boardOutput) }),
  permission: 'series.read',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: {
      input: { id: exampleIds.series },
      output: {
        series: exampleIds.series,
        boards: [
          {
            channel: exampleIds.postizChannel,
            channelName: 'Pins',
            wanted: 'Shark Coloring Pages',
            board: '7',
            name: 'Shark Coloring Pages',
            lookedAt: '2026-11-22T14:30:00.000Z',
          },
        ],
      },
    },
  },
  run: async ({ id }, context) => {
    const { series, wanted, channels } = await openBoards({
      ...{ context, id },
      permission: 'series.read',
    })
    const boards = await Promise.all(
      channels.map(async (channel) => {
        const known = await readBoard({
          ...{ db: context.db, tenant: series.tenant },
          ...{ channel: channel.id, series: series.id },
        })
        return boardAnswer({ channel, wanted, known })
      }),
    )
    return { series: series.id, boards }
  },
})
