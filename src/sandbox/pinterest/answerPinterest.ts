import { z } from 'zod'
import { type Account, addBoard, addPin, removeBoard } from './account.ts'

export type PinterestAnswer = { status: number; body?: unknown }

const refuse = (status: number, code: number, message: string): PinterestAnswer => ({
  status,
  body: { code, message },
})

const boardInput = z.object({
  name: z.string().trim().min(1).max(50),
  description: z.string().max(500).optional(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).optional(),
})

const pinInput = z.object({
  board_id: z.string().regex(/^\d+$/),
  title: z.string().max(100).optional(),
  description: z.string().max(800).optional(),
  link: z.string().max(2048).nullish(),
  alt_text: z.string().max(500).nullish(),
  media_source: z.object({
    source_type: z.literal('image_base64'),
    content_type: z.enum(['image/jpeg', 'image/png']),
    data: z.base64().min(1),
  }),
})

/** The first bytes of the two kinds of picture that are taken. */
const beginnings = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e470d0a1a0a' } as const

const pageOf = (account: Account, query: URLSearchParams): PinterestAnswer => {
  const size = Number(query.get('page_size') ?? 25)
  if (!Number.isInteger(size) || size < 1 || size > 250) {
    return refuse(400, 1, 'page_size must be between 1 and 250.')
  }
  const from = Number(query.get('bookmark') ?? 0)
  const boards = [...account.boards.values()]
  const next = from + size
  const bookmark = next < boards.length ? String(next) : null
  return { status: 200, body: { items: boards.slice(from, next), bookmark } }
}

const createBoard = (account: Account, given: unknown, now: Date): PinterestAnswer => {
  const parsed = boardInput.safeParse(given)
  if (!parsed.success) return refuse(400, 1, z.prettifyError(parsed.error))
  const { name } = parsed.data
  const isTaken = [...account.boards.values()].some(
    (board) => board.name.toLowerCase() === name.toLowerCase(),
  )
  if (isTaken) return refuse(400, 58, 'You already have a board with this name.')
  return { status: 201, body: addBoard(account, { ...parsed.data, now }) }
}

const createPin = (account: Account, given: unknown, now: Date): PinterestAnswer => {
  const parsed = pinInput.safeParse(given)
  if (!parsed.success) return refuse(400, 1, z.prettifyError(parsed.error))
  const { media_source: media, link, alt_text: alt, title = '', description = '' } = parsed.data
  if (!account.boards.has(parsed.data.board_id)) return refuse(404, 40, 'Board not found.')
  const picture = Buffer.from(media.data, 'base64')
  const type = media.content_type
  if (!picture.toString('hex', 0, 8).startsWith(beginnings[type])) {
    return refuse(400, 1, 'The picture is none of the type that is named.')
  }
  const pin = addPin(account, {
    ...{ board_id: parsed.data.board_id, title, description },
    ...{ link: link ?? null, alt_text: alt ?? null, picture, type, now },
  })
  return { status: 201, body: pin }
}

type Args = {
  account: Account
  method: string
  url: URL
  /** Undefined where nothing that can be read was sent. */
  body: unknown
  now: Date
}

/**
 * Answers as version 5 of the API of Pinterest does, as far as a scenario needs it: boards listed by pages, created and
 * deleted, pins created and listed.
 */
export const answerPinterest = ({ account, method, url, body, now }: Args): PinterestAnswer => {
  const [version, kind, id, of] = url.pathname.split('/').slice(1)
  const route = `${method} ${kind}${id === undefined ? '' : '/:id'}${of === undefined ? '' : `/${of}`}`
  if (version !== 'v5') return refuse(404, 0, 'Not found.')
  switch (route) {
    case 'GET boards':
      return pageOf(account, url.searchParams)
    case 'POST boards':
      return createBoard(account, body, now)
    case 'DELETE boards/:id':
      return removeBoard(account, id ?? '') ? { status: 204 } : refuse(404, 40, 'Board not found.')
    case 'GET boards/:id/pins': {
      if (!account.boards.has(id ?? '')) return refuse(404, 40, 'Board not found.')
      const items = [...account.pins.values()].filter((pin) => pin.board_id === id)
      return { status: 200, body: { items, bookmark: null } }
    }
    case 'GET pins':
      return { status: 200, body: { items: [...account.pins.values()], bookmark: null } }
    case 'POST pins':
      return createPin(account, body, now)
    default:
      return refuse(404, 0, 'Not found.')
  }
}
