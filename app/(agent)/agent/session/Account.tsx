import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import { words } from '../words.ts'
import type { Person } from './person.ts'
import styles from './session.module.css'

type Props = { person: Person; waiting: number; onLogOut: () => Promise<boolean> }

/** The button with the person's initial; behind it who is logged in, and the way out. */
export const Account = ({ person, waiting, onLogOut }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const { account } = words
  return (
    <>
      <button
        type="button"
        className={styles.avatar}
        aria-label={`${account.open}: ${person.name}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span aria-hidden="true">{person.name.slice(0, 1).toUpperCase()}</span>
      </button>
      <Sheet title={person.name} isOpen={isOpen} onClose={() => setOpen(false)}>
        {person.email !== person.name && <p className={styles.mail}>{person.email}</p>}
        {waiting > 0 && <p className={styles.waits}>{account.logOutWaiting(waiting)}</p>}
        {hasFailed && (
          <p className={styles.problem} role="alert">
            {account.failed}
          </p>
        )}
        <button
          type="button"
          className={styles.logOut}
          onClick={async () => setFailed(!(await onLogOut()))}
        >
          <Icon name="leave" />
          {account.logOut}
        </button>
      </Sheet>
    </>
  )
}
