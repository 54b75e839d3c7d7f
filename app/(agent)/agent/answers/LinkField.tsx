import { useEffect, useRef } from 'react'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'

type Props = { value: string; isWrong: boolean; onChange: (value: string) => void }

/** Where the post can be seen. It takes the focus as it appears, and again when it is wrong. */
export const LinkField = ({ value, isWrong, onChange }: Props) => {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    if (isWrong) input.current?.focus()
  }, [isWrong])
  return (
    <label className={styles.linkField}>
      <span>{words.ask.link}</span>
      <input
        ref={input}
        type="url"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={words.ask.linkExample}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'link-problem' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isWrong && (
        <span id="link-problem" className={styles.wrong} role="alert">
          {words.ask.linkWrong}
        </span>
      )}
    </label>
  )
}
