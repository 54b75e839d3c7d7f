import { CopyToClipboard } from '@payloadcms/ui'
import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'
import './index.css'

type Payload = NonNullable<ForeseenChannel['payload']>

const says: Record<Payload['kind'], string> = {
  postiz:
    'Postiz gets this. In the place of each file stand then the names that Postiz gives it, and the settings end with the mark of the delivery.',
  manual: 'The phone of the field agent gets this.',
  webhook:
    'The receiver gets this, signed. With it go the time, the ids of delivery, plan and post, and an address of each file that holds for a week.',
  flat: 'The receiver gets this. In the place of its picture stands an address that holds for a week; sending gives the key where there is none.',
  feed: 'The readers of the feed get this, with an address of each file that holds as long as the feed’s.',
  email:
    'Each recipient gets this, with the footer of the channel and their own link to unsubscribe below.',
}

const contentOf = (payload: Payload): unknown => {
  switch (payload.kind) {
    case 'postiz':
      return payload.post
    case 'manual':
      return payload.task
    case 'webhook':
    case 'flat':
      return payload.body
    case 'feed':
      return payload.item
    case 'email':
      return payload.letter
  }
}

/** What the receiver gets, to the letter, one click deeper. */
export const SentPayload = ({ payload }: Pick<ForeseenChannel, 'payload'>) => {
  if (!payload) return null
  const text = JSON.stringify(contentOf(payload), null, 2)
  return (
    <details className="postyard-payload">
      <summary>Exactly what is sent</summary>
      <p>{says[payload.kind]}</p>
      <div className="postyard-payload__text">
        <pre>{text}</pre>
        <CopyToClipboard value={text} />
      </div>
    </details>
  )
}
