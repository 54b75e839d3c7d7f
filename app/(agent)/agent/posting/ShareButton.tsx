import { Icon } from '../shell/Icon.tsx'
import type { Task } from '../tasks/task.ts'
import { words } from '../words.ts'
import styles from './posting.module.css'
import { useShare } from './useShare.ts'

type Props = { task: Task; app: string; onShared: () => void }

/** All steps at once by the phone's own share sheet, where the browser has one for files. */
export const ShareButton = ({ task, app, onShared }: Props) => {
  const { isPossible, is, share } = useShare(task, onShared)
  if (!isPossible) return null
  const said = {
    idle: words.steps.shareNote,
    preparing: words.steps.sharePreparing,
    ready: words.steps.shareReady,
    failed: words.steps.shareFailed,
  }
  return (
    <div className={styles.share}>
      <button type="button" onClick={share} disabled={is === 'preparing'}>
        <Icon name="share" />
        {words.steps.share(app)}
      </button>
      <p role="status" data-failed={is === 'failed' || undefined}>
        {said[is]}
      </p>
    </div>
  )
}
