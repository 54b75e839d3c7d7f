import { type ReactNode, useState } from 'react'
import styles from './tasks.module.css'

type Props = {
  title: string
  count: number
  /** What stands there when it is empty. */
  none: string
  /** Whether it is unfolded at first; from then on the person decides. */
  isOpen?: boolean
  children: ReactNode
}

/** A part of the list that folds. */
export const Group = ({ title, count, none, isOpen = false, children }: Props) => {
  const [isOpenAtFirst] = useState(isOpen)
  return (
    <details className={styles.group} open={isOpenAtFirst}>
      <summary>
        <h2 className={styles.groupHead}>
          {title}
          <Count of={count} />
        </h2>
      </summary>
      {count > 0 ? children : <p className={styles.none}>{none}</p>}
    </details>
  )
}

export const Count = ({ of }: { of: number }) => (
  <>
    {' '}
    <span className={styles.count}>{of}</span>
  </>
)
