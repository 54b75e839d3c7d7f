import type { Refusal } from '../answers/answerBook.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { explainProblem } from '../words/explainProblem.ts'
import type { Words } from '../words/index.ts'
import { useWords } from '../words/useWords.ts'
import { Icon } from './Icon.tsx'
import styles from './shell.module.css'
import { UpdateNotice } from './UpdateNotice.tsx'
import type { Update } from './useWorker.ts'

type Props = {
  update: Update
  touch: Touch
  waiting: number
  refusals: Refusal[]
  onDismiss: (key: string) => void
}

const sentenceFor = ({ touch, waiting }: Props, words: Words): string | undefined => {
  if (touch === 'trouble') return words.trouble
  if (touch === 'ok') return undefined
  return waiting > 0 ? words.offlineWaiting : `${words.offline} ${words.offlineReady}`
}

/** What is wrong between this phone and the server, and the answers that the server did not take. */
export const Notices = (props: Props) => {
  const words = useWords()
  const { update, touch, refusals, onDismiss } = props
  const sentence = sentenceFor(props, words)
  return (
    <div className={styles.notices}>
      <UpdateNotice update={update} />
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
              <strong>
                {refusal.of === 'photo'
                  ? words.photo.refused({ title: refusal.title })
                  : words.answerRefused({ title: refusal.title })}
              </strong>{' '}
              {explainProblem(refusal, words)}
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
