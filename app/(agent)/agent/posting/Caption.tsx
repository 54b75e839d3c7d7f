import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

/** The caption: its beginning, and all of it at a tap. */
export const Caption = ({ text }: { text: string }) => {
  const words = useWords()
  const [isWhole, setWhole] = useState(false)
  const [isCut, setCut] = useState(false)
  const paragraph = useRef<HTMLParagraphElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text may be longer
  useEffect(() => {
    const { current } = paragraph
    if (current) setCut(current.scrollHeight > current.clientHeight + 1)
  }, [text])
  return (
    <section className={styles.caption} aria-label={words.task.caption}>
      <p ref={paragraph} data-whole={isWhole || undefined} dir="auto">
        {text}
      </p>
      {isCut && (
        <button type="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.task.showLess : words.task.showAll}
        </button>
      )}
    </section>
  )
}
