import { Button } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { SubscriberAnswer } from '../../../events/subscribers/subscriberAnswer.ts'
import type { Problem } from '../../calls/problem.ts'
import { eventGroups, usualTypes } from '../eventGroups.ts'

export type Wish = { name: string; url?: string; types: string[] }

type Args = {
  /** Undefined for a new one. */
  of?: SubscriberAnswer
  isBusy: boolean
  problem: Problem | undefined
  onSave: (wish: Wish) => void
  /** Undefined where there is nothing to go back to. */
  onLeave: (() => void) | undefined
}

/** What a program is called, where it is, and what it is told. */
export const SubscriberForm = ({ of, isBusy, problem, onSave, onLeave }: Args) => {
  const id = useId()
  const [name, setName] = useState(of?.name ?? '')
  const [url, setUrl] = useState('')
  const [types, setTypes] = useState<readonly string[]>(of?.types ?? usualTypes)
  const [isAll, setAll] = useState(of ? of.types.length === 0 : false)
  const toggle = (group: readonly string[], isOn: boolean) =>
    setTypes([...types.filter((type) => !group.includes(type)), ...(isOn ? group : [])])
  return (
    <form
      className="postyard-subscribers__form"
      aria-label={of ? `Change ${of.name}` : 'New program'}
      onSubmit={(event) => {
        event.preventDefault()
        const address = url.trim()
        onSave({
          name: name.trim(),
          ...(address === '' ? {} : { url: address }),
          types: isAll ? [] : [...types],
        })
      }}
    >
      <label htmlFor={`${id}-name`}>
        Which program is it?
        <input
          id={`${id}-name`}
          type="text"
          required
          maxLength={120}
          autoComplete="off"
          placeholder="Dashboard"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label htmlFor={`${id}-url`}>
        Where is it sent to?
        <input
          id={`${id}-url`}
          type="url"
          inputMode="url"
          required={!of}
          maxLength={2_000}
          autoComplete="off"
          placeholder={of ? `https://${of.host}/…` : 'https://'}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        {of ? (
          <span className="postyard-subscribers__aside">
            The present address is not shown. Leave this empty to keep it.
          </span>
        ) : null}
      </label>
      <fieldset>
        <legend>What is it told?</legend>
        <label className="postyard-subscribers__tick" htmlFor={`${id}-all`}>
          <input
            id={`${id}-all`}
            type="checkbox"
            checked={isAll}
            onChange={(event) => setAll(event.target.checked)}
          />
          <span>Everything, also what comes into being later</span>
        </label>
        {eventGroups.map((group) => (
          <label
            key={group.words}
            className="postyard-subscribers__tick"
            htmlFor={`${id}-${group.types[0]}`}
          >
            <input
              id={`${id}-${group.types[0]}`}
              type="checkbox"
              disabled={isAll}
              checked={isAll || group.types.every((type) => types.includes(type))}
              onChange={(event) => toggle(group.types, event.target.checked)}
            />
            <span>{group.words}</span>
          </label>
        ))}
      </fieldset>
      {problem ? (
        <p className="postyard-subscribers__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      <div className="postyard-subscribers__buttons">
        <Button
          buttonStyle="primary"
          margin={false}
          type="submit"
          disabled={isBusy || name.trim() === '' || (!isAll && types.length === 0)}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'save-subscriber' }}
        >
          {of ? 'Save' : 'Add it'}
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
