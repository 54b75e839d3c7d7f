import { Button, CopyToClipboard, useModal } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import type { MadeSource } from './letter.ts'

type Args = { made: MadeSource; onDone: () => void }

/** In which a question that has closed gives the focus back, in milliseconds. */
const afterModalMs = 50

/** The body of a message, as a program would send it. */
const example = JSON.stringify(
  {
    type: 'distribution.claimed',
    timestamp: '2026-11-23T09:00:00Z',
    data: { claim_id: 'claim-4711', influencer_id: 'nia', clip_id: 'sunset-run' },
  },
  null,
  2,
)

/** The address and the secret of a program that sends claims, once, with what it sends. */
export const NewSource = ({ made, onDone }: Args) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const { modalState } = useModal()
  const isAsked = Object.values(modalState).some(({ isOpen }) => isOpen)
  useEffect(() => {
    if (isAsked) return
    // A question that closes gives the focus back to its button, after a moment.
    const timer = setTimeout(() => heading.current?.focus(), afterModalMs)
    return () => clearTimeout(timer)
  }, [isAsked])
  return (
    <section className="postyard-incoming__new" aria-labelledby="postyard-new-source">
      <h3 id="postyard-new-source" ref={heading} tabIndex={-1}>
        {made.name} can send claims
      </h3>
      <p>
        Copy the secret into the program now. <strong>It is shown only this once</strong>, and
        nobody can look it up again.{' '}
        {made.oldSecretUntil ? 'For a day the one before it is taken, too.' : ''}
      </p>
      <dl>
        <dt>Secret</dt>
        <dd>
          <code data-new-secret>{made.secret}</code> <CopyToClipboard value={made.secret} />
        </dd>
        <dt>Address</dt>
        <dd>
          <code>{made.address}</code> <CopyToClipboard value={made.address} />
        </dd>
      </dl>
      <p className="postyard-incoming__aside">
        It posts each claim to this address, signed by any library for Standard Webhooks (the
        headers <code>webhook-id</code>, <code>webhook-timestamp</code> and{' '}
        <code>webhook-signature</code>):
      </p>
      <pre>{example}</pre>
      <div>
        <Button buttonStyle="secondary" margin={false} type="button" onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </section>
  )
}
