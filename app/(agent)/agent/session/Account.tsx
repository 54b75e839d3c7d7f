import { useState } from 'react'
import { PushSection } from '../push/PushSection.tsx'
import type { PushOfPhone } from '../push/usePush.ts'
import { Icon } from '../shell/Icon.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import type { KeptSession } from './keptSession.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { OtherPhones } from './OtherPhones.tsx'
import styles from './session.module.css'
import { ThisPhone } from './ThisPhone.tsx'

type Props = {
  session: KeptSession
  push: PushOfPhone
  waiting: number
  onLogOut: () => Promise<boolean>
}

/** The button with the person's initial; behind it who is logged in, on which phones, and the way out. */
export const Account = ({ session, push, waiting, onLogOut }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const { account } = useWords()
  const { device, person } = session
  return (
    <>
      <button
        type="button"
        className={styles.avatar}
        aria-label={account.open({ name: person.name })}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">{person.name.slice(0, 1).toUpperCase()}</span>
      </button>
      <Sheet title={person.name} isOpen={isOpen} onClose={() => setOpen(false)}>
        {person.email !== person.name && <p className={styles.mail}>{person.email}</p>}
        <div className={styles.parts}>
          <PushSection push={push} device={device} />
          <ThisPhone browser={push.browser} />
          <OtherPhones device={device} />
          <LanguageSwitch />
          <LogOut waiting={waiting} onLogOut={onLogOut} />
        </div>
      </Sheet>
    </>
  )
}

const LogOut = ({ waiting, onLogOut }: Pick<Props, 'waiting' | 'onLogOut'>) => {
  const [hasFailed, setFailed] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { account } = useWords()
  const leave = async () => {
    setBusy(true)
    setFailed(!(await onLogOut()))
    setBusy(false)
  }
  return (
    <div className={styles.part}>
      {waiting > 0 && <p className={styles.waits}>{account.logOutWaiting({ count: waiting })}</p>}
      {hasFailed && (
        <p className={styles.problem} role="alert">
          {account.failed}
        </p>
      )}
      <button type="button" className={styles.logOut} disabled={isBusy} onClick={leave}>
        <Icon name="leave" />
        {isBusy ? account.logOutBusy : account.logOut}
      </button>
    </div>
  )
}
