import { keepBook } from './keepBook.ts'
import { forgetPhoto } from './keepPhoto.ts'

/** The answers of this phone, one book for all tabs. */
export const phoneBook = keepBook({
  storage: typeof window === 'undefined' ? undefined : window.localStorage,
  onPhotoLeft: (photo) => void forgetPhoto(photo),
})

if (typeof window !== 'undefined') window.addEventListener('storage', phoneBook.reload)
