import type { Store } from '../shell/store.ts'
import type { Photo } from './shrinkPhoto.ts'

export type PhotoKeeper = {
  /** From now on it can be read, also while the phone is still writing it down. */
  keep: (name: string, photo: Photo) => void
  /** Undefined where it is not kept any more, as when the phone was short of room. */
  read: (name: string) => Promise<Photo | undefined>
  forget: (name: string) => Promise<void>
}

/** The beginning of what photos are kept under; a log-out leaves them, like the answers that wait. */
const keyOf = (name: string) => `photo/${name}`

/**
 * Keeps photos until their answers are sent: they are too large for the book of the answers. No answer waits for its
 * photo to be written down; one that the phone does not take is here as long as the page is open.
 */
export const keepPhotos = (store: Store): PhotoKeeper => {
  const held = new Map<string, Photo>()
  // `held` has what could not be written.
  const isHeld = () => undefined
  return {
    keep: (name, photo) => {
      held.set(name, photo)
      store.set(keyOf(name), photo).catch(isHeld)
    },
    read: async (name) => held.get(name) ?? (await store.get<Photo>(keyOf(name))),
    forget: (name) => {
      held.delete(name)
      return store.remove(keyOf(name))
    },
  }
}
