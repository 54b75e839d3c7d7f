import { useId } from 'react'
import type { Said } from '../taskActions.ts'
import { TextInput } from './TextInput.tsx'

type Args = { said: Said; onSaid: (more: Said) => void }

const outcomes = [
  ['posted', 'It was posted'],
  ['skipped', 'It is skipped: it is not posted'],
  ['failed', 'It could not be posted'],
] as const

/** What became of it, and the link or the reason. */
export const AnswerFields = ({ said, onSaid }: Args) => {
  const id = useId()
  const chosen = said.outcome ?? 'posted'
  return (
    <>
      <fieldset className="postyard-ask__outcomes" aria-label="What became of it">
        {outcomes.map(([outcome, label]) => (
          <label key={outcome} htmlFor={`${id}-${outcome}`}>
            <input
              id={`${id}-${outcome}`}
              type="radio"
              name={id}
              checked={chosen === outcome}
              onChange={() => onSaid({ outcome })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {chosen === 'posted' ? (
        <TextInput
          label="Address of the post, if there is one"
          type="url"
          value={said.url}
          onText={(url) => onSaid({ url })}
        />
      ) : (
        <TextInput label="Why" value={said.note} onText={(note) => onSaid({ note })} />
      )}
    </>
  )
}
