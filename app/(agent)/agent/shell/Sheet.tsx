import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words/useWords.ts'
import { Icon } from './Icon.tsx'
import styles from './shell.module.css'

type Props = { title: string; isOpen: boolean; onClose: () => void; children: ReactNode }

/** A question that comes up from below, within reach of the thumb. The browser keeps the focus in it and gives it back. */
export const Sheet = ({ title, isOpen, onClose, children }: Props) => {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    if (isOpen) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={heading}
      closedby="any"
      onClose={onClose}
    >
      {isOpen && (
        <div className={styles.sheetBody}>
          <header className={styles.sheetHead}>
            <h2 id={heading}>{title}</h2>
            <button
              type="button"
              className={styles.quietIcon}
              aria-label={words.ask.close}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  )
}
