import { type FormEvent, useState } from 'react'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'

type Props = {
  title: string
  reasons: readonly string[]
  isOpen: boolean
  onClose: () => void
  onSay: (reason: string) => void
}

/** Why: the usual reasons at one tap, any other in words. */
export const ReasonSheet = ({ title, reasons, isOpen, onClose, onSay }: Props) => {
  const [isMissing, setMissing] = useState(false)
  // What was typed is there again when it is opened again.
  const [text, setText] = useState('')
  const { ask } = useWords()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = text.trim()
    if (reason === '') setMissing(true)
    else onSay(reason)
  }
  const close = () => {
    setMissing(false)
    onClose()
  }
  return (
    <Sheet title={title} isOpen={isOpen} onClose={close}>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <li key={reason}>
            <button type="button" onClick={() => onSay(reason)}>
              {reason}
            </button>
          </li>
        ))}
      </ul>
      <form className={styles.other} onSubmit={submit}>
        <label>
          <span>{ask.otherReason}</span>
          <textarea
            name="reason"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            rows={2}
            maxLength={1000}
            aria-invalid={isMissing}
            aria-describedby={isMissing ? 'reason-problem' : undefined}
          />
        </label>
        {isMissing && (
          <p id="reason-problem" className={styles.wrong} role="alert">
            {ask.reasonMissing}
          </p>
        )}
        <button type="submit">{ask.send}</button>
      </form>
    </Sheet>
  )
}
