import type { CollectionBeforeValidateHook } from 'payload'
import { isDirect } from '../channel.ts'

/** A channel that is of no network is on none: its platform is its kind. */
export const namePlatform: CollectionBeforeValidateHook = ({ data }) =>
  data && typeof data.kind === 'string' && isDirect(data.kind) && !data.platform
    ? { ...data, platform: data.kind }
    : data
