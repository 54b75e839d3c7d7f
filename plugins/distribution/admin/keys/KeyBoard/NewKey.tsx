import { Button, CopyToClipboard } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'
import { Moment } from '../../time/Moment/index.tsx'

type Args = {
  made: { name: string; key: string; expiresAt: string | null }
  zone: string
  onDone: () => void
}

/** The whole key, once. */
export const NewKey = ({ made, zone, onDone }: Args) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="postyard-keys__new" aria-labelledby="postyard-new-key">
      <h2 id="postyard-new-key" ref={heading} tabIndex={-1}>
        The key of {made.name}
      </h2>
      <p>
        Copy it into the program now. <strong>It is shown only this once</strong>, and nobody can
        look it up again.{' '}
        {made.expiresAt ? (
          <>
            It ends <Moment at={made.expiresAt} zone={zone} withDistance={false} />.
          </>
        ) : (
          'It never ends by itself.'
        )}
      </p>
      <p className="postyard-keys__secret">
        <code data-new-key>{made.key}</code> <CopyToClipboard value={made.key} />
      </p>
      <p className="postyard-keys__aside">
        The program sends it with each request, as the header{' '}
        <code>Authorization: Bearer pyk_…</code>
      </p>
      <div>
        <Button buttonStyle="secondary" margin={false} type="button" onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </section>
  )
}
