import type { Font } from 'satori'
import type { Family } from './fonts/families.ts'
import type { FontShelf } from './fonts/fillShelf.ts'

/** What the words of a card are set in. */
export type Type = {
  family: Family
  /** For Satori. */
  fonts: Font[]
  /** For letters and signs that Satori alone cannot set well. Undefined on a card that has none. */
  shelf?: FontShelf
}
