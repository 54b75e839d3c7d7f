import type { ID } from './database.ts'

/** What a plan froze of its post. `rendition` is shown before the other media once it is made. */
export type PlanContent = {
  title: string
  text: string
  link: string | null
  media: ID[]
  rendition: ID | null
}
