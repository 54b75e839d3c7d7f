import { openStorage } from '../shell/openStorage.ts'
import { keepBook } from './keepBook.ts'
import { phonePhotos } from './phonePhotos.ts'

/** The answers of this phone, one book for all tabs. */
export const phoneBook = keepBook({
  storage: openStorage(),
  onPhotoLeft: (photo) => void phonePhotos.forget(photo),
})

if (typeof window !== 'undefined') window.addEventListener('storage', phoneBook.reload)
