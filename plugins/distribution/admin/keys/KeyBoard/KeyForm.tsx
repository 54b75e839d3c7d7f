import { Button } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { wordsOf } from '../scopeWords.ts'

export type Wish = { name: string; scopes: string[]; expiresAt: string | null }

type Args = {
  scopes: readonly string[]
  isBusy: boolean
  onMake: (wish: Wish) => void
  /** Undefined where there is nothing to go back to. */
  onLeave: (() => void) | undefined
}

const day = 24 * 60 * 60_000

const spans = { '30': '30 days', '90': '90 days', '365': 'One year', never: 'Never' } as const

type Span = keyof typeof spans

const endOf = (span: Span): string | null =>
  span === 'never' ? null : new Date(Date.now() + Number(span) * day).toISOString()

/** What a new key is called, what it may do and when it ends. Reading is ticked; what changes something is not. */
export const KeyForm = ({ scopes, isBusy, onMake, onLeave }: Args) => {
  const id = useId()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState(() => scopes.filter((scope) => scope.endsWith('.read')))
  const [span, setSpan] = useState<Span>('90')
  const toggle = (scope: string) =>
    setChosen((before) =>
      before.includes(scope) ? before.filter((one) => one !== scope) : [...before, scope],
    )
  return (
    <form
      className="postyard-keys__form"
      aria-label="New key"
      onSubmit={(event) => {
        event.preventDefault()
        onMake({
          name: name.trim(),
          scopes: scopes.filter((scope) => chosen.includes(scope)),
          expiresAt: endOf(span),
        })
      }}
    >
      <label htmlFor={`${id}-name`}>
        Which program is it for?
        <input
          id={`${id}-name`}
          type="text"
          required
          maxLength={120}
          autoComplete="off"
          placeholder="Make.com"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <fieldset>
        <legend>What may it do?</legend>
        {scopes.map((scope) => (
          <label key={scope} className="postyard-keys__scope" htmlFor={`${id}-${scope}`}>
            <input
              id={`${id}-${scope}`}
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={() => toggle(scope)}
            />
            <span>
              {wordsOf(scope)} <code>{scope}</code>
            </span>
          </label>
        ))}
        {chosen.includes('plans.write') ? (
          <p className="postyard-keys__aside">
            What it may distribute, and where, stands under Entitlements: without one it distributes
            nothing.
          </p>
        ) : null}
      </fieldset>
      <label htmlFor={`${id}-span`}>
        When does it end?
        <select
          id={`${id}-span`}
          value={span}
          onChange={(event) => setSpan(event.target.value as Span)}
        >
          {Object.entries(spans).map(([value, word]) => (
            <option key={value} value={value}>
              {word === 'Never' ? word : `In ${word.toLowerCase()}`}
            </option>
          ))}
        </select>
        <span className="postyard-keys__aside">
          {span === 'never'
            ? 'It works until somebody revokes it, also when it is forgotten.'
            : 'The program is refused from then on, and needs a new key.'}
        </span>
      </label>
      <div className="postyard-keys__buttons">
        <Button
          buttonStyle="primary"
          margin={false}
          type="submit"
          disabled={isBusy || name.trim() === '' || chosen.length === 0}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'make-key' }}
        >
          Make the key
        </Button>
        {onLeave ? (
          <Button
            buttonStyle="secondary"
            margin={false}
            type="button"
            disabled={isBusy}
            onClick={onLeave}
          >
            Leave it
          </Button>
        ) : null}
      </div>
    </form>
  )
}
