import { z } from 'zod'

/** When a claim goes out: an instant, or a time without an offset, which is one of the zone's clocks. */
export const goingInput = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)?$/, {
    error: 'Give a time such as 2026-11-24T18:00, or with its offset: 2026-11-24T18:00:00+01:00.',
  })
  .meta({
    description:
      'When it goes out, from five minutes to thirty days ahead. A time without an offset is one of the `timezone`.',
  })

export const zoneInput = z.string().min(1).max(64).meta({
  description: 'A time zone by its name, such as Europe/Lisbon; by default that of the client.',
})

/** One of the platforms of claims; what is none of them is answered with a code of its own. */
export const platformInput = z.string().trim().min(1).max(64).meta({
  description: '`tiktok`, `instagram`, `youtube` or `snapchat`.',
})

export const platformsInput = z.array(platformInput).min(1).max(20)
