import { lookOf } from '../../states/looks.ts'
import { Shape } from '../../states/shapes.tsx'
import type { Notice } from '../tellWorkers.ts'
import '../../notices/notices.css'

/** What is not as it should be, one sentence each. */
export const NoticeList = ({ notices }: { notices: Notice[] }) => {
  if (notices.length === 0) return null
  return (
    <ul className="postyard-notices">
      {notices.map(({ key, state, isPressing, sentence }) => {
        const { tone, shape } = lookOf(state)
        return (
          <li
            key={key}
            className={`postyard-notice postyard-tone-${tone}${isPressing ? ' postyard-notice--pressing' : ''}`}
            data-state={state}
          >
            <Shape name={shape} />
            <span className="postyard-notice__sentence">{sentence}</span>
          </li>
        )
      })}
    </ul>
  )
}
