import { keepBook } from './keepBook.ts'

/** The answers of this phone, one book for all tabs. */
export const phoneBook = keepBook(typeof window === 'undefined' ? undefined : window.localStorage)

if (typeof window !== 'undefined') window.addEventListener('storage', phoneBook.reload)
