import type { Denial } from '../plan/entitle/grant.ts'

/** The sentence of what would leave beyond an excerpt. */
export const tellBeyond = (beyond: string): Denial => ({
  code: 'ENTITLEMENT_BEYOND',
  message: `What would leave goes beyond the excerpt that the entitlement permits: “${beyond.trim().slice(0, 40).toWellFormed()}”. Take it out, and distribute the post anew as an excerpt.`,
})
