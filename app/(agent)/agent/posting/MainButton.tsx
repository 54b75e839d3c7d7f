import { Icon } from '../shell/Icon.tsx'
import type { Task } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'
import type { Step } from './stepsOf.ts'
import { useShare } from './useShare.ts'

type Shared = {
  /** True where nothing comes before it. */
  isNext: boolean
  isDone: boolean
}

type ShareProps = Shared & { task: Task; app: string; onShared: () => void }

/** Everything at one tap by the phone's own share sheet. */
export const ShareButton = ({ task, app, isNext, isDone, onShared }: ShareProps) => {
  const words = useWords()
  const { is, share } = useShare(task, onShared)
  const said = {
    idle: words.steps.shareNote,
    preparing: words.steps.sharePreparing,
    ready: words.steps.shareReady,
    failed: words.steps.shareFailed,
  }
  return (
    <>
      <div className={styles.mainPlace}>
        <button
          type="button"
          className={styles.main}
          data-next={isNext || undefined}
          data-done={isDone || undefined}
          disabled={is === 'preparing'}
          onClick={share}
        >
          <Icon name={isDone ? 'check' : 'share'} size={24} />
          {words.steps.share({ app })}
        </button>
      </div>
      <p className={styles.mainNote} role="status" data-failed={is === 'failed' || undefined}>
        {said[is]}
      </p>
    </>
  )
}

type StepsProps = Shared & {
  steps: Step[]
  label: string
  note: string
  isProblem: boolean
  onTap: () => void
}

/** Everything at one tap where there is no share sheet: the steps, one after the other. */
export const StepsButton = (props: StepsProps) => {
  const { steps, label, note, isProblem, isNext, isDone, onTap } = props
  return (
    <>
      <div className={styles.mainPlace}>
        <button
          type="button"
          className={styles.main}
          data-next={isNext || undefined}
          data-done={isDone || undefined}
          onClick={onTap}
        >
          <Icon name={isDone ? 'check' : (steps.at(-1) ?? 'open')} size={24} />
          {label}
        </button>
      </div>
      <p className={styles.mainNote} role="status" data-failed={isProblem || undefined}>
        {note}
      </p>
    </>
  )
}
