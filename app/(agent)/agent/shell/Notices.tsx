import type { Refusal } from '../answers/answerBook.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { words } from '../words.ts'
import { Icon } from './Icon.tsx'
import styles from './shell.module.css'

type Props = {
  touch: Touch
  waiting: number
  isBarred: boolean
  refusals: Refusal[]
  onDismiss: (key: string) => void
}

const sentenceFor = ({ touch, waiting, isBarred }: Props): string | undefined => {
  if (touch === 'trouble') return words.trouble
  if (touch === 'ok') return isBarred ? words.barred : undefined
  return waiting > 0 ? words.offlineWaiting : `${words.offline} ${words.offlineReady}`
}

/** What is wrong between this phone and the server, and the answers that the server did not take. */
export const Notices = (props: Props) => {
  const { touch, refusals, onDismiss } = props
  const sentence = sentenceFor(props)
  return (
    <div className={styles.notices}>
      <div role="status">
        {sentence && (
          <p className={styles.lost}>
            <Icon name={touch === 'ok' ? 'alarm' : 'offline'} />
            {sentence}
          </p>
        )}
      </div>
      <div role="alert">
        {refusals.map((refusal) => (
          <div className={styles.refusal} key={refusal.key}>
            <Icon name="alarm" />
            <p>
              <strong>{words.answerRefused(refusal.title)}</strong> {refusal.detail}
            </p>
            <button type="button" onClick={() => onDismiss(refusal.key)}>
              {words.dismiss}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}
