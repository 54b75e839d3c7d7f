import { Icon } from '../shell/Icon.tsx'
import { useWords } from '../words/useWords.ts'
import { type Coming, pageOfComing } from './coming.ts'
import { Ring } from './Ring.tsx'
import { spellTaskTime } from './spellTaskTime.ts'
import { TenantName } from './TenantName.tsx'
import styles from './tasks.module.css'

type Props = {
  coming: Coming
  now: number
  isOpen: boolean
  onOpen: (page: string) => void
}

/** One post that will be asked for later, as one button: it can be looked at, and done early. */
export const ComingCard = ({ coming, now, isOpen, onOpen }: Props) => {
  const words = useWords()
  const page = pageOfComing(coming.delivery)
  return (
    <button
      type="button"
      id={`task-${page}`}
      className={styles.card}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(page)}
    >
      <Ring letter={coming.channel.platform.slice(0, 1).toUpperCase()} share={0} urgency="calm" />
      <span className={styles.cardText}>
        <span className={styles.cardTitle}>{coming.title}</span>
        <span className={styles.cardWhere}>
          <span>{coming.channel.name}</span> <TenantName tenant={coming.tenant} />
        </span>
        <span className={styles.states}>
          <span className={styles.state}>
            <Icon name="clock" size={16} />
            {words.due({
              time: spellTaskTime({ at: coming.dueAt, now, words, zone: coming.tenant.timezone }),
            })}
          </span>
          {!coming.isReady && (
            <span className={styles.state} data-tone="soon">
              <Icon name="snooze" size={16} />
              {words.notReady}
            </span>
          )}
        </span>
      </span>
    </button>
  )
}
