import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../words/useWords.ts'
import { Icon } from './Icon.tsx'
import styles from './shell.module.css'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  /** Something was typed or chosen that closing would lose: then it is asked about first. */
  hasDraft?: boolean
  children: ReactNode
}

/** Where the focus goes when a sheet is gone: to what opened it, or to what the page is about where that is gone too. */
const giveFocusBack = (opener: Element | null) => {
  const heading = document.querySelector('main h2[tabindex="-1"]')
  const target = opener?.isConnected ? opener : heading
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}

/** A question that comes up from below, within reach of the thumb. The focus stays in it, and goes back when it closes. */
export const Sheet = ({ title, isOpen, onClose, hasDraft = false, children }: Props) => {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const opener = useRef<Element>(null)
  const heading = useId()
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    if (!isOpen) return dialog.current?.close()
    const { activeElement } = document
    if (!dialog.current?.contains(activeElement)) opener.current = activeElement
    dialog.current?.showModal()
  }, [isOpen])
  useEffect(() => {
    const shown = dialog.current
    // The browser gives the focus back when it closes a sheet, but not when an open one leaves the page.
    return () => {
      if (!shown?.isConnected) giveFocusBack(opener.current)
    }
  }, [])
  const leave = () => {
    if (hasDraft) setAsking(true)
    else onClose()
  }
  const isAsked = isAsking && hasDraft
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby={heading}
      closedby="any"
      onCancel={(event) => {
        // A file that was not chosen in the end is cancelled, too.
        if (event.target !== event.currentTarget || !hasDraft) return
        event.preventDefault()
        setAsking(true)
      }}
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
              onClick={leave}
            >
              <Icon name="close" />
            </button>
          </header>
          {isAsked && (
            <div className={styles.sheetAsk} role="alertdialog" aria-label={words.ask.unsaved}>
              <p>{words.ask.unsaved}</p>
              <div>
                <button type="button" ref={focusOnce} onClick={() => setAsking(false)}>
                  {words.ask.goOn}
                </button>
                <button type="button" onClick={onClose}>
                  {words.ask.discard}
                </button>
              </div>
            </div>
          )}
          {children}
        </div>
      )}
    </dialog>
  )
}

/** What asks is seen and heard at once. */
const focusOnce = (button: HTMLButtonElement | null) => button?.focus()
