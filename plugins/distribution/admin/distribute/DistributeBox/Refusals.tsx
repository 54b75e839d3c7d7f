import type { Problem } from '../../calls/problem.ts'
import { placeProblem } from '../placeProblem.ts'

type Args = { problem: Problem; nameOf: (channel: string) => string | undefined }

const fieldNames: Record<string, string> = {
  title: 'Title',
  text: 'Text',
  link: 'Link',
  media: 'Media',
  parts: 'First comment and thread',
  channels: 'Channels',
  channelSettings: 'Settings on its channels',
  publishAt: 'Publish At',
  render: 'Card or video',
}

/** Why it was not distributed, each part with the field that causes it. */
export const Refusals = ({ problem, nameOf }: Args) => {
  const placed = placeProblem(problem, nameOf)
  return (
    <div className="postyard-distribute__refused" role="alert">
      <p>Nothing was distributed.</p>
      {placed.length === 0 ? (
        <p>{problem.detail}</p>
      ) : (
        <ul>
          {placed.map(({ path, message }) => (
            <li key={path}>
              <a href={`#field-${path}`}>{fieldNames[path] ?? path}</a>: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
