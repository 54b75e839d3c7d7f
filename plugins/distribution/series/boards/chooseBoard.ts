import type { Payload } from 'payload'
import type { ToolOption } from '../../channels/postiz/index.ts'
import { askTool } from '../../channels/settings/askTool.ts'
import { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { Settings } from '../../options.ts'
import { keepBoard, readBoard } from './boardRows.ts'
import { boardTool } from './boardTool.ts'
import { mostListed, searchBoard } from './searchBoard.ts'

/** How long after a look that found nothing, or was not answered, the next one comes, in milliseconds. */
const hour = 60 * 60_000

/**
 * Where the item of a series goes on a channel: to a board, to a channel without boards, or nowhere yet, with the reason
 * and when it is looked for again.
 */
export type Chosen =
  | { kind: 'board'; id: string }
  | { kind: 'none' }
  | { kind: 'held'; code: string; message: string; againAt: Date }

type Args = {
  payload: Payload
  settings: Settings
  tenant: ID
  channel: Channel
  series: ID
  /** By which it is searched. */
  name: string
  now: Date
}

const missing = ({ channel, name }: Args, listed: number): { code: string; message: string } => ({
  code: 'BOARD_MISSING',
  message: `${channel.name} has no board "${name}", and Postiz can create none. Create it on ${channel.platform}, or choose another for this series; it is looked for again every hour.${
    listed >= mostListed
      ? ` Postiz tells of the first ${mostListed} boards only: one beyond them is to be chosen by its id.`
      : ''
  }`,
})

const several = ({ channel, name }: Args, boards: ToolOption[]) => ({
  code: 'BOARD_AMBIGUOUS',
  message: `${channel.name} has ${boards.length} boards called "${name}" (${boards.map(({ value }) => value).join(', ')}). Rename all but one, or choose one for this series.`,
})

const look = async (args: Args, tool: string): Promise<Chosen> => {
  const { payload, settings, tenant, channel, series, name, now } = args
  const place = { db: poolOf(payload), tenant, channel: channel.id, series }
  const { options } = await askTool({ context: { payload, settings }, channel, tool })
  const searched = searchBoard(options, name)
  if (searched.kind === 'found') {
    const { value: id, label } = searched.board
    await keepBoard({ ...place, name: label, board: id, lookedAt: now })
    return { kind: 'board', id }
  }
  const againAt = after(now, hour)
  if (searched.kind === 'several') {
    return { kind: 'held', ...several(args, searched.boards), againAt }
  }
  // Kept for an hour, so that not every item of the series asks Postiz.
  await keepBoard({ ...place, name, board: null, lookedAt: now })
  return { kind: 'held', ...missing(args, options.length), againAt }
}

/**
 * The board of a series on a channel: the one that is known, else the one that the platform has by this name, whatever its
 * case and spaces. What is known holds whatever the series is called by then; the name only serves to search. Never throws
 * for what the platform says.
 */
export const chooseBoard = async (args: Args): Promise<Chosen> => {
  const { payload, tenant, channel, series, name, now } = args
  const tool = boardTool(channel)
  if (tool === undefined) return { kind: 'none' }
  const known = await readBoard({ db: poolOf(payload), tenant, channel: channel.id, series })
  if (known?.board) return { kind: 'board', id: known.board }
  const againAt = known && after(known.lookedAt, hour)
  if (known?.name === name && againAt && againAt > now) {
    return { kind: 'held', ...missing(args, 0), againAt }
  }
  try {
    return await look(args, tool)
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error
    const message = `The board "${name}" could not be looked for: ${error.message}`
    return { kind: 'held', code: error.code, message, againAt: after(now, hour / 4) }
  }
}
