import { CopyToClipboard } from '@payloadcms/ui'
import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'
import './index.css'

/** What the receiver gets, to the letter, one click deeper. */
export const SentPayload = ({ payload }: Pick<ForeseenChannel, 'payload'>) => {
  if (!payload) return null
  const text = JSON.stringify(payload.kind === 'postiz' ? payload.post : payload.task, null, 2)
  return (
    <details className="postyard-payload">
      <summary>Exactly what is sent</summary>
      <p>
        {payload.kind === 'postiz'
          ? 'Postiz gets this. In the place of each file stand then the names that Postiz gives it, and the settings end with the mark of the delivery.'
          : 'The phone of the field agent gets this.'}
      </p>
      <div className="postyard-payload__text">
        <pre>{text}</pre>
        <CopyToClipboard value={text} />
      </div>
    </details>
  )
}
