import { useWords } from '../words/useWords.ts'
import { Icon } from './Icon.tsx'
import styles from './shell.module.css'
import type { Update } from './useWorker.ts'

/** Says that a new version waits, and shows it at a tap. */
export const UpdateNotice = ({ update }: { update: Update }) => {
  const { update: said } = useWords()
  return (
    <div role="status">
      {update.isReady && (
        <p className={styles.fresh}>
          <Icon name="renew" />
          <span>{said.ready}</span>
          <button type="button" onClick={update.apply}>
            {said.reload}
          </button>
        </p>
      )}
    </div>
  )
}
