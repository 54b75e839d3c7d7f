import { createHash } from 'node:crypto'

export type Board = { id: string; name: string; description: string; created_at: string }

/** A pin, with what its picture was in the place of the picture itself. */
export type Pin = {
  id: string
  board_id: string
  title: string
  description: string
  link: string | null
  alt_text: string | null
  created_at: string
  image: { sha256: string; bytes: number; contentType: string }
}

/** What one account of Pinterest holds. */
export type Account = { boards: Map<string, Board>; pins: Map<string, Pin>; ids: number }

export const openAccount = (): Account => ({ boards: new Map(), pins: new Map(), ids: 0 })

/** Ids are strings of digits, as Pinterest gives them. */
const newId = (account: Account): string => {
  account.ids += 1
  return String(1_100_000_000_000_000_000n + BigInt(account.ids))
}

export const addBoard = (
  account: Account,
  { name, description = '', now }: { name: string; description?: string; now: Date },
): Board => {
  const board = { id: newId(account), name, description, created_at: now.toISOString() }
  account.boards.set(board.id, board)
  return board
}

export const addPin = (
  account: Account,
  args: Omit<Pin, 'id' | 'created_at' | 'image'> & { picture: Buffer; type: string; now: Date },
): Pin => {
  const { picture, type, now, ...words } = args
  const pin = {
    id: newId(account),
    ...words,
    created_at: now.toISOString(),
    image: {
      sha256: createHash('sha256').update(picture).digest('hex'),
      bytes: picture.length,
      contentType: type,
    },
  }
  account.pins.set(pin.id, pin)
  return pin
}

/** A board goes with its pins. */
export const removeBoard = (account: Account, id: string): boolean => {
  for (const pin of account.pins.values()) if (pin.board_id === id) account.pins.delete(pin.id)
  return account.boards.delete(id)
}
