import { DistributionError } from '../errors.ts'
import { explainIssue } from '../explainIssue.ts'
import { type RenderSpec, renderSpecSchema } from './spec.ts'

/**
 * What a post asks to be rendered; undefined where it asks for nothing.
 *
 * @throws RENDER_SPEC_INVALID, with each part that does not fit
 */
export const readSpec = (value: unknown): RenderSpec | undefined => {
  if (value === null || value === undefined) return undefined
  const parsed = renderSpecSchema.safeParse(value, { error: explainIssue })
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.slice(0, 20).map((issue) => ({
    path: ['render', ...issue.path].map(String).join('.'),
    code: issue.code,
    message: issue.message,
  }))
  throw new DistributionError(
    'RENDER_SPEC_INVALID',
    `The card or video of this post does not fit: ${details[0]?.path ?? 'render'}: ${details[0]?.message ?? ''}`,
    { details },
  )
}
