import type { PlanContent } from '../../../model/planContent.ts'

type Part = NonNullable<PlanContent['parts']>[number]

const nameOf = ({ delayMinutes, media }: Part, index: number): string =>
  [
    `Part ${index + 1}`,
    delayMinutes > 0 ? `${delayMinutes} min later` : '',
    media.length > 0 ? `${media.length} ${media.length === 1 ? 'file' : 'files'}` : '',
  ]
    .filter((word) => word !== '')
    .join(', ')

/** What follows the post: its comments, or the rest of its thread. */
export const SentParts = ({ parts }: { parts: Part[] }) =>
  parts.length === 0 ? null : (
    <ol className="postyard-sent__parts" aria-label="After the post">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
        <li key={index}>
          <p className="postyard-sent__files">{nameOf(part, index)}</p>
          {part.text ? <p className="postyard-sent__text">{part.text}</p> : null}
        </li>
      ))}
    </ol>
  )
