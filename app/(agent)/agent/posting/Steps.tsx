import { useState } from 'react'
import type { Task } from '../tasks/task.ts'
import { words } from '../words.ts'
import { copyText } from './copyText.ts'
import styles from './posting.module.css'
import { ShareButton } from './ShareButton.tsx'
import { StepBody } from './StepBody.tsx'
import { saveFiles } from './saveFiles.ts'
import { type Step, spellBytes } from './stepsOf.ts'
import { intentUrl } from './targetApp.ts'

type Props = {
  task: Task
  app: string
  steps: Step[]
  next: Step | undefined
  done: ReadonlySet<Step>
  onDone: (...steps: Step[]) => void
}

/** What to do before the answer. The steps keep their places; the next one is the biggest. */
export const Steps = ({ task, app, steps, next, done, onDone }: Props) => {
  const [said, setSaid] = useState({ text: '', isProblem: false })
  const { files, caption } = task
  const size = spellBytes(files.reduce((sum, file) => sum + file.bytes, 0))

  const save = async () => {
    await saveFiles(files)
    setSaid({ text: words.steps.saved, isProblem: false })
    onDone('save')
  }
  const copy = async () => {
    const isCopied = await copyText(caption)
    setSaid({
      text: isCopied ? words.steps.copied : words.steps.copyFailed,
      isProblem: !isCopied,
    })
    if (isCopied) onDone('copy')
  }
  const place = (step: Step) => ({
    className: styles.step,
    'data-step': step,
    'data-next': next === step || undefined,
    'data-done': done.has(step) || undefined,
  })
  const body = { done, next, steps }

  return (
    <section className={styles.steps} aria-label={words.steps.title}>
      <div className={styles.stepRow} data-next={next}>
        {steps.includes('save') && (
          <button type="button" {...place('save')} onClick={save}>
            <StepBody
              {...body}
              step="save"
              word={files.length === 1 ? words.steps.save : words.steps.saveMany(files.length)}
              label={words.steps.saveLabel(files.length, size)}
              note={size}
            />
          </button>
        )}
        {steps.includes('copy') && (
          <button type="button" {...place('copy')} onClick={copy}>
            <StepBody {...body} step="copy" word={words.steps.copy} label={words.steps.copyLabel} />
          </button>
        )}
      </div>
      {steps.includes('open') && task.app.androidPackage && (
        <a
          {...place('open')}
          href={intentUrl(task.app.androidPackage)}
          onClick={() => onDone('open')}
        >
          <StepBody {...body} step="open" word={words.steps.open(app)} />
        </a>
      )}
      {!steps.includes('open') && <p className={styles.byHand}>{words.steps.byHand(app)}</p>}
      {task.app.hint && <p className={styles.hint}>{task.app.hint}</p>}
      <ShareButton task={task} app={app} onShared={() => onDone(...steps)} />
      <p className={said.isProblem ? styles.said : styles.hidden} role="status">
        {said.text}
      </p>
    </section>
  )
}
