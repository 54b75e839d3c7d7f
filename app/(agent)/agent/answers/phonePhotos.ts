import { phoneStore } from '../shell/phoneStore.ts'
import { keepPhotos } from './keepPhotos.ts'

/** The photos of this phone whose answers wait. */
export const phonePhotos = keepPhotos(phoneStore)
