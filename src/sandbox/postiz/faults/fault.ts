import { z } from 'zod'

/** Strike before any work is done. */
export const kindsBefore = [
  '429',
  '500',
  '503',
  '401-empty',
  'hang',
  'slow',
  'reset-before',
] as const
/** Strike when the work is done, or in its middle. */
export const kindsAfter = [
  'reset-after',
  'error-after',
  'html-504',
  'hang-after',
  'error-midway',
] as const
/** Strike when a post is to be created, and refuse the whole request for it. */
export const kindsAtCreate = ['refuse', 'refuse-by-name'] as const
/** Strike when a post is started. */
export const kindsAtStart = ['never-starts'] as const
/** Strike when a comment is to be written; of a post without any, one that its account is thought to write itself. */
export const kindsAtComment = ['comment-error'] as const
/** Strike when a post is to be published. */
export const kindsAtPublish = [
  'error',
  'error-but-live',
  'error-then-published',
  'slow-publish',
  'live-before-known',
] as const

const pattern = z.string().refine((source) => isRegExp(source), 'not a regular expression')

export const faultSchema = z
  .object({
    match: z
      .object({
        method: z.string().toUpperCase().optional(),
        /** A regular expression over the path, from `/api`. */
        path: pattern.optional(),
        /** Name of the organisation. */
        organisation: z.string().optional(),
        /** Id of the integration; for faults of creating and publishing. */
        integration: z.string().optional(),
      })
      .strict()
      .default({}),
    kind: z.enum([
      ...kindsBefore,
      ...kindsAfter,
      ...kindsAtCreate,
      ...kindsAtStart,
      ...kindsAtPublish,
      ...kindsAtComment,
    ]),
    probability: z.number().min(0).max(1).default(1),
    /** How often it may strike at all. */
    times: z.number().int().min(1).optional(),
    /**
     * ms. slow: before the work; slow-publish: on top of the usual;
     * live-before-known: until Postiz knows; html-504: from the answer to
     * the work; error-then-published: from the error to the publication; 429: Retry-After.
     */
    delayMs: z.number().int().min(0).optional(),
    /** What the post's `error` says, or the refusal; for faults of publishing and creating. */
    message: z.string().optional(),
  })
  .strict()

export type Fault = z.output<typeof faultSchema>
export type FaultKind = Fault['kind']

function isRegExp(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch {
    // That it does not compile is the answer.
    return false
  }
}
