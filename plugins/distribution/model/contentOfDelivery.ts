import { sql } from './database.ts'

/**
 * What the plan `p` froze for all its deliveries, of the version that its delivery `d` has, as an expression: what it says
 * now, or what it said when the delivery was sent. The row says which, so that an edit of the post never changes what a
 * record tells of.
 */
export const contentOfVersion = sql`
  case when d.content_version = p.content_version then p.content
       else p.earlier_contents -> d.content_version::int::text end`

/** What the delivery `d` of the plan `p` says: as `contentOfVersion`, with what it says otherwise than the others. */
export const contentOfDelivery = sql`
  case when d.variation is null then ${contentOfVersion}
       else (${contentOfVersion}) || d.variation end`
