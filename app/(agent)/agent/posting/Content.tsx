import type { Task } from '../tasks/task.ts'
import { Caption } from './Caption.tsx'
import { Parts } from './Parts.tsx'
import { Preview } from './Preview.tsx'
import styles from './posting.module.css'
import { Steps } from './Steps.tsx'
import { nextStep, type Step } from './stepsOf.ts'
import { appName } from './targetApp.ts'

type Props = {
  task: Task
  /** Undefined where there is nothing to do any more. */
  steps: Step[] | undefined
  done: ReadonlySet<Step>
  onDone: (...steps: Step[]) => void
}

/** What is to be posted, and how. */
export const Content = ({ task, steps, done, onDone }: Props) => (
  <>
    <Preview files={task.files} />
    <p className={styles.title} dir="auto">
      {task.title}
    </p>
    {task.caption !== '' && <Caption text={task.caption} />}
    {steps && (
      <Steps
        task={task}
        app={appName({
          platform: task.channel.platform,
          androidPackage: task.app.androidPackage,
        })}
        steps={steps}
        next={nextStep(steps, done)}
        done={done}
        onDone={onDone}
      />
    )}
    {steps && <Parts parts={task.parts} />}
  </>
)
