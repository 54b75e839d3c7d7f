import type { ReactNode, RefObject } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

type Subject = { title: ReactNode; line: ReactNode; status: ReactNode }

type Props = {
  heading: RefObject<HTMLHeadingElement | null>
  /** What the page is about; undefined until that is known. */
  of: Subject | undefined
  onClose: () => void
}

/** The way back to the list, what a page is about, and how that stands. */
export const PageHead = ({ heading, of, onClose }: Props) => {
  const words = useWords()
  return (
    <header className={styles.head}>
      <button
        type="button"
        className={styles.back}
        aria-label={words.task.backToList}
        onClick={onClose}
      >
        <Icon name="back" size={24} />
      </button>
      {of && (
        <>
          <div className={styles.headText}>
            <h2 ref={heading} tabIndex={-1}>
              {of.title}
            </h2>
            <p>{of.line}</p>
          </div>
          {of.status}
        </>
      )}
    </header>
  )
}
