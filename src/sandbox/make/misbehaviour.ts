import { z } from 'zod'

const misbehaviours = ['error', 'throttle', 'hang', 'hang-after', 'reset', 'reset-after'] as const

/**
 * How a hook misbehaves: it answers 500 or 429 without doing anything, never answers, or breaks off the connection; the
 * last two before or after the scenario has run.
 */
export type Misbehaviour = (typeof misbehaviours)[number]

/** Of a command to misbehave; `times` 0 ends it. */
export const misbehaviourInput = z.strictObject({
  kind: z.enum(misbehaviours),
  times: z.number().int().min(0).default(1),
})
