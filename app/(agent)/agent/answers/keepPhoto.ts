import { phoneStore } from '../shell/phoneStore.ts'
import type { Photo } from './shrinkPhoto.ts'

/** The beginning of what photos are kept under; a log-out leaves them, like the answers that wait. */
const keyOf = (name: string) => `photo/${name}`

/** Keeps a photo until its answer is sent: it is too large for the book of the answers. */
export const keepPhoto = (name: string, photo: Photo): Promise<void> =>
  phoneStore.set(keyOf(name), photo)

/** Undefined where it is not kept any more, as when the phone was short of room. */
export const readPhoto = (name: string): Promise<Photo | undefined> =>
  phoneStore.get<Photo>(keyOf(name))

export const forgetPhoto = (name: string): Promise<void> => phoneStore.remove(keyOf(name))
