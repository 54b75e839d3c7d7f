import { Button, CopyToClipboard } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

export type Made = { name: string; secret: string; isReplaced: boolean }

/** The secret of a subscriber, once. */
export const NewSecret = ({ made, onDone }: { made: Made; onDone: () => void }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="postyard-subscribers__new" aria-labelledby="postyard-new-secret">
      <h2 id="postyard-new-secret" ref={heading} tabIndex={-1}>
        The secret of {made.name}
      </h2>
      <p>
        Copy it into the program now. <strong>It is shown only this once</strong>, and nobody can
        look it up again.{' '}
        {made.isReplaced ? 'For a day the one before it signs too, so nothing is missed.' : ''}
      </p>
      <p className="postyard-subscribers__secret">
        <code data-new-secret>{made.secret}</code> <CopyToClipboard value={made.secret} />
      </p>
      <p className="postyard-subscribers__aside">
        The program checks each message by it, with any library for Standard Webhooks.
      </p>
      <div>
        <Button buttonStyle="secondary" margin={false} type="button" onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </section>
  )
}
