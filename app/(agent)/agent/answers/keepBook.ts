import { type AnswerBook, emptyBook, photosLeft } from './answerBook.ts'

export type BookKeeper = {
  read: () => AnswerBook
  change: (by: (book: AnswerBook) => AnswerBook) => void
  /** Reads anew what another tab may have written. */
  reload: () => void
  subscribe: (listener: () => void) => () => void
}

const storageKey = 'postyard.answers'

const parse = (text: string | null): AnswerBook => {
  if (text === null) return emptyBook
  try {
    const found = JSON.parse(text) as Partial<Record<keyof AnswerBook, unknown>>
    const list = <Entry>(value: unknown): Entry[] => (Array.isArray(value) ? value : [])
    return {
      waiting: list(found.waiting),
      settled: list(found.settled),
      refusals: list(found.refusals),
    }
  } catch {
    return emptyBook
  }
}

type Args = {
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
  /** Called with the name of each photo that no answer waits for any more. */
  onPhotoLeft: (photo: string) => void
}

/**
 * Keeps the answers of this phone in its storage, so that they outlive a closed page. The storage is one that writes at
 * once: an answer is kept before the tap that gave it ends, and seen by every tab. Where the storage takes nothing (a
 * private window, a full phone) answers are kept as long as the page is open.
 */
export const keepBook = ({ storage, onPhotoLeft }: Args): BookKeeper => {
  const listeners = new Set<() => void>()
  let book = parse(storage?.getItem(storageKey) ?? null)
  let isStored = true
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const reload = () => {
    if (storage && isStored) book = parse(storage.getItem(storageKey))
  }
  return {
    read: () => book,
    change: (by) => {
      reload()
      const before = book
      book = by(book)
      try {
        storage?.setItem(storageKey, JSON.stringify(book))
        isStored = true
      } catch {
        isStored = false
      }
      for (const photo of photosLeft(before, book)) onPhotoLeft(photo)
      tell()
    },
    reload: () => {
      reload()
      tell()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
