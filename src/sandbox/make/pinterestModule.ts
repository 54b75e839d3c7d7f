import type { Board, Pin } from '../pinterest/account.ts'

/** How the modules of a scenario reach Pinterest. */
export type PinterestAccess = { url: string; token: string }

/** A call that Pinterest refused. */
export type PinterestRefusal = { status: number; message: string }

type Called<Answer> = { isTaken: true; answer: Answer } | ({ isTaken: false } & PinterestRefusal)

const call = async <Answer>(
  { url, token }: PinterestAccess,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Called<Answer>> => {
  const response = await fetch(`${url}/v5${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Answer & { message?: string }
  if (response.ok) return { isTaken: true, answer }
  return { isTaken: false, status: response.status, message: answer.message ?? '' }
}

type Page = { items: Board[]; bookmark: string | null }

/** All boards, page by page. */
export const listBoards = async (access: PinterestAccess): Promise<Called<Board[]>> => {
  const boards: Board[] = []
  let bookmark: string | null = ''
  while (bookmark !== null) {
    const query = new URLSearchParams({ page_size: '250', ...(bookmark ? { bookmark } : {}) })
    const page: Called<Page> = await call(access, 'GET', `/boards?${query}`)
    if (!page.isTaken) return page
    boards.push(...page.answer.items)
    bookmark = page.answer.bookmark
  }
  return { isTaken: true, answer: boards }
}

export const createBoard = (access: PinterestAccess, name: string): Promise<Called<Board>> =>
  call(access, 'POST', '/boards', { name, privacy: 'PUBLIC' })

export const createPin = (
  access: PinterestAccess,
  pin: {
    board_id: string
    title: string
    description: string
    link: string | null
    picture: { bytes: Buffer; type: string }
  },
): Promise<Called<Pin>> => {
  const { picture, ...words } = pin
  return call(access, 'POST', '/pins', {
    ...words,
    media_source: {
      source_type: 'image_base64',
      content_type: picture.type,
      data: picture.bytes.toString('base64'),
    },
  })
}
