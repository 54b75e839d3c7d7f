import { useId, useSyncExternalStore } from 'react'
import type { BrowserFacts } from '../push/pushState.ts'
import { Icon } from '../shell/Icon.tsx'
import { installPrompt } from '../shell/installPrompt.ts'
import { useWords } from '../words/useWords.ts'
import { nameOfPhone } from './nameOfPhone.ts'
import styles from './session.module.css'

/** This phone by its name, and how to put the page on its home screen. */
export const ThisPhone = ({ browser }: { browser: BrowserFacts }) => {
  const { account, install } = useWords()
  const heading = useId()
  const { isInstalled, isIos } = browser
  const isOffered = useSyncExternalStore(installPrompt.subscribe, installPrompt.isOffered)
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <h3 id={heading}>{account.thisPhone}</h3>
      <p>{nameOfPhone({ userAgent: navigator.userAgent, isInstalled })}</p>
      {isInstalled ? (
        <p className={styles.quiet}>{account.installed}</p>
      ) : (
        <p className={styles.quiet}>
          {isOffered ? '' : isIos ? install.onIos : install.byMenu} {install.why}
        </p>
      )}
      {isOffered && !isInstalled && (
        <button type="button" className={styles.second} onClick={installPrompt.ask}>
          <Icon name="phone" />
          {install.offer}
        </button>
      )}
    </section>
  )
}
