import { Button } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'
import { AskFirst } from '../../subscribers/SubscriberBoard/AskFirst.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import type { MadeSource, Source, SourceList } from './letter.ts'
import { NewSource } from './NewSource.tsx'

/** How often it is looked at again, in milliseconds. */
const everyMs = 20_000

/** The programs that send claims: a new one with its secret, which is shown once, and when each sent last. */
export const Sources = ({ tenant }: { tenant: string }) => {
  const { get, ask } = useApi()
  const zone = useZone(tenant)
  const [all, setAll] = useState<Source[]>()
  const [made, setMade] = useState<MadeSource>()
  const [name, setName] = useState('')
  const nameField = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const { lookNow } = usePolling({
    look: async (signal) => {
      const path = `/claim-sources?tenant=${encodeURIComponent(tenant)}`
      const answered = await get<SourceList>(path, signal)
      if ('problem' in answered) return null
      setAll(answered.answer.sources)
      return everyMs
    },
  })
  const send = async <Answer,>(path: string, body: Record<string, unknown>) => {
    setBusy(true)
    setProblem(undefined)
    const answered = await ask<Answer>(path, body)
    setBusy(false)
    lookNow()
    if ('answer' in answered) return answered.answer
    setProblem(answered.problem)
    return undefined
  }
  const make = async () => {
    const source = await send<MadeSource>('/claim-sources', { tenant, name: name.trim() })
    if (!source) return
    setMade(source)
    setName('')
  }
  const done = () => {
    setMade(undefined)
    // The button that had the focus is gone.
    nameField.current?.focus()
  }
  const pathOf = ({ id }: Source) => `/claim-sources/${encodeURIComponent(id)}`
  return (
    <section aria-labelledby="postyard-sources">
      <h2 id="postyard-sources">Programs that send claims</h2>
      {made ? <NewSource key={made.secret} made={made} onDone={done} /> : null}
      {problem ? (
        <p className="postyard-incoming__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {all?.length === 0 ? (
        <p className="postyard-incoming__aside">
          No program sends claims yet. Give it a name, and you get the address and the secret with
          which it signs.
        </p>
      ) : null}
      <ul className="postyard-incoming__list">
        {(all ?? []).map((one) => (
          <li key={one.id} data-source={one.name}>
            <span>
              <strong>{one.name}</strong>
              <span className="postyard-table__aside">
                {one.lastAt ? (
                  <>
                    sent last <Moment at={one.lastAt} zone={zone} />
                  </>
                ) : (
                  'has sent nothing yet'
                )}
                {one.oldSecretUntil ? (
                  <>
                    {' '}
                    · its old secret holds until <Moment at={one.oldSecretUntil} zone={zone} />
                  </>
                ) : null}
              </span>
              <code className="postyard-table__aside">{one.address}</code>
              {one.isReadable ? null : (
                <strong className="postyard-incoming__problem">
                  Its secret cannot be decrypted, so what it sends is turned away. Put the key back
                  into the ring, or give it a new secret.
                </strong>
              )}
            </span>
            <span className="postyard-incoming__acts">
              <AskFirst
                word="New secret"
                name={one.name}
                heading="Give it a new secret?"
                confirm="Give a new one"
                action="renew-source"
                isBusy={isBusy}
                onYes={async () => {
                  // Whoever was asked about the one before it may end it.
                  const force = one.oldSecretUntil !== null
                  const renewed = await send<MadeSource>(`${pathOf(one)}/renew`, { force })
                  if (renewed) setMade(renewed)
                }}
              >
                {one.oldSecretUntil ? (
                  <p>
                    It has a new secret already, and its program may still use the one before it.
                    <strong> That one ends at once</strong>: go on only where nothing signs with it
                    any more. By itself it ends <Moment at={one.oldSecretUntil} zone={zone} />
                  </p>
                ) : null}
                {one.isReadable ? (
                  <p>
                    The new one is shown once. For a day the present one is taken, too, so that the
                    program can change over.
                  </p>
                ) : (
                  <p>
                    The new one is shown once. What the program sends is taken as soon as it has it.
                  </p>
                )}
              </AskFirst>
              <AskFirst
                word="Remove"
                name={one.name}
                heading="Remove this program?"
                confirm="Remove it"
                action="delete-source"
                isBusy={isBusy}
                onYes={() => send(`${pathOf(one)}/delete`, {})}
              >
                <p>What it sends from now on is refused. Claims that came from it stay.</p>
              </AskFirst>
            </span>
          </li>
        ))}
      </ul>
      <form
        className="postyard-incoming__form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isBusy && name.trim() !== '') void make()
        }}
      >
        <label>
          Name of the program
          <input
            ref={nameField}
            type="text"
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Button
          buttonStyle="primary"
          margin={false}
          type="submit"
          disabled={isBusy || name.trim() === ''}
          extraButtonProps={{ 'data-action': 'new-source' }}
        >
          Add it
        </Button>
      </form>
    </section>
  )
}
