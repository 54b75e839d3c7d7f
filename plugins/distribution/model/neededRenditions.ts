import { contentOfDelivery } from './contentOfDelivery.ts'
import { sql } from './database.ts'

/**
 * The ids of all renditions that the delivery `d` of the plan `p` shows, as a text array in an expression: the card or video
 * of its post, and what is sent in place of files that its channel does not take.
 */
export const neededRenditions = sql`
  array(
    select d.rendition_id::text where d.rendition_id is not null
    union
    select file.value
    from jsonb_array_elements(coalesce((${contentOfDelivery}) -> 'conversions', '[]'::jsonb)) alike
    cross join jsonb_each_text(alike.value -> 'files') file
    where jsonb_exists(alike.value -> 'channels', d.channel_id::text)
  )`
