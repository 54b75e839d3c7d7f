import { createBoard, createPin, listBoards, type PinterestAccess } from './pinterestModule.ts'

/** What the hook hands to the scenario. */
export type Message = {
  collection: string | null
  board_name: string | null
  image: string | null
  link: string | null
  title: string
  description: string
  idempotency_key: string
}

/** The two data stores of the scenario. */
export type DataStores = {
  /** The id of the board, by the slug of the series. */
  boards: Map<string, string>
  /** The keys of what is pinned. */
  keys: Set<string>
}

/** How a run ended. */
export type Ran =
  | { outcome: 'pinned'; pin: string; board: string; isNewBoard: boolean }
  | { outcome: 'repeated' }
  | { outcome: 'ignored' }
  | { outcome: 'failed'; step: 'search' | 'create' | 'image' | 'pin'; message: string }

const isSameName = (a: string, b: string): boolean =>
  a.trim().toLowerCase().replaceAll(/\s+/g, ' ') === b.trim().toLowerCase().replaceAll(/\s+/g, ' ')

type Found = { board: string; isNew: boolean } | Extract<Ran, { outcome: 'failed' }>

const fail = (step: Extract<Ran, { outcome: 'failed' }>['step'], message: string) => ({
  outcome: 'failed' as const,
  step,
  message,
})

/** Searches for the board, creates it where there is none, and stores its id. */
const findBoard = async (
  pinterest: PinterestAccess,
  stores: DataStores,
  { collection, name }: { collection: string; name: string },
): Promise<Found> => {
  const known = stores.boards.get(collection)
  if (known !== undefined) return { board: known, isNew: false }
  const listed = await listBoards(pinterest)
  if (!listed.isTaken) return fail('search', listed.message)
  const found = listed.answer.find((board) => isSameName(board.name, name))
  const created = found ? undefined : await createBoard(pinterest, name)
  if (created && !created.isTaken) return fail('create', created.message)
  const board = found?.id ?? (created?.isTaken ? created.answer.id : '')
  stores.boards.set(collection, board)
  return { board, isNew: found === undefined }
}

const fetchImage = async (address: string) => {
  const response = await fetch(address)
  const bytes = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? ''
  return response.ok ? { bytes, type } : fail('image', `The picture answers ${response.status}.`)
}

/** The scenario that the documentation describes, module by module, for one message. */
export const runScenario = async (args: {
  message: Message
  stores: DataStores
  pinterest: PinterestAccess
}): Promise<Ran> => {
  const { message, stores, pinterest } = args
  const { collection, board_name: name, image, idempotency_key: key } = message
  if (collection === null || name === null || image === null) return { outcome: 'ignored' }
  if (stores.keys.has(key)) return { outcome: 'repeated' }
  const found = await findBoard(pinterest, stores, { collection, name })
  if ('outcome' in found) return found
  const picture = await fetchImage(image)
  if ('outcome' in picture) return picture
  stores.keys.add(key)
  const made = await createPin(pinterest, {
    board_id: found.board,
    title: message.title.slice(0, 100),
    description: message.description.slice(0, 800),
    link: message.link,
    picture,
  })
  if (made.isTaken) {
    return { outcome: 'pinned', pin: made.answer.id, board: found.board, isNewBoard: found.isNew }
  }
  // The error handler of the last module: nothing is pinned, so the key is free again, and a board that is gone forgotten.
  stores.keys.delete(key)
  if (made.status === 404) stores.boards.delete(collection)
  return fail('pin', made.message)
}
