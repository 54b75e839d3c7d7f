import type { Payload, PayloadRequest } from 'payload'
import { readTenant, type TenantRecord } from '../../channels/readConnection.ts'
import { idOf } from '../../id.ts'
import type { ID } from '../../model/database.ts'
import type { Settings } from '../../options.ts'
import type { MediaId } from '../mediaId.ts'
import { readMedia } from '../openMedia.ts'
import type { RenderSpecOf } from '../spec.ts'
import type { FontChoice } from './fonts/families.ts'

type Brand = NonNullable<Extract<RenderSpecOf<MediaId>, { kind: 'card' }>['brand']>

/** As `brandFields` keeps it; what is left empty has a value of its own. */
type StoredBrand = {
  name?: string | null
  colour?: string | null
  second?: string | null
  font?: FontChoice | null
  logo?: unknown
}

/** How a client's cards look that has chosen no colour. */
export const plainColour = '#1f4e5f'
/** The longest name that a card has room for, in characters. */
const longestName = 60

/**
 * A tenant's brand as it is now, as cards bear it: its name, colours, letters and logo. A logo that is no longer in its
 * media library is left out, so that the card shows the first letter of its name instead.
 */
export const readBrand = async (args: {
  payload: Payload
  settings: Settings
  tenant: ID
  req?: PayloadRequest
}): Promise<Brand> => {
  const record: TenantRecord & { brand?: StoredBrand | null } = await readTenant(args)
  const { name, colour, second, font, logo } = record.brand ?? {}
  const id = idOf(logo)
  const [file] = id === undefined ? [] : await readMedia({ ...args, ids: [id] })
  return {
    name: shorten(name?.trim() || record.name.trim()),
    colour: colour || plainColour,
    ...(second ? { second } : {}),
    ...(font ? { font } : {}),
    ...(file ? { logo: id as MediaId } : {}),
  }
}

const shorten = (name: string): string =>
  name.length <= longestName ? name : `${name.slice(0, longestName - 1).trimEnd()}…`
