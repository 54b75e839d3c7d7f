import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { Task } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'
import { copyText } from './copyText.ts'
import { labelOf } from './labelOf.ts'
import { ShareButton, StepsButton } from './MainButton.tsx'
import { openApp } from './openApp.ts'
import styles from './posting.module.css'
import { saveFiles } from './saveFiles.ts'
import { nextStep, type Step, spellBytes } from './stepsOf.ts'
import { intentUrl } from './targetApp.ts'
import { canShare } from './useShare.ts'
import { wayOf } from './wayOf.ts'

type Props = {
  task: Task
  app: string
  steps: Step[]
  done: ReadonlySet<Step>
  onDone: (...steps: Step[]) => void
}

/** What to do before the answer: all of it at one tap, and below it each step by itself. Nothing changes its place. */
export const Steps = ({ task, app, steps, done, onDone }: Props) => {
  const words = useWords()
  const [said, setSaid] = useState({ text: '', isProblem: false })
  const { files, caption } = task
  const { androidPackage, hint } = task.app
  const sum = files.reduce((bytes, file) => bytes + file.bytes, 0)
  const size = spellBytes(sum, words)
  const way = wayOf({ steps, canShare: canShare(task) })

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
    return isCopied
  }
  const doAll = async () => {
    if (steps.includes('copy') && !(await copy())) return
    if (steps.includes('save')) await save()
    onDone(...steps)
    if (steps.includes('open') && androidPackage) openApp(androidPackage)
  }

  const isDone = nextStep(steps, done) === undefined
  const body = (step: Step, word: string) => (
    <>
      <Icon name={done.has(step) ? 'check' : step} />
      <span className={styles.word}>{word}</span>
    </>
  )
  const label = (step: Step, word: string) =>
    done.has(step) ? `${word}, ${words.steps.doneMark}` : word
  const hasSingles = way?.is === 'share' || steps.length > 1
  return (
    <section className={styles.steps} aria-label={words.steps.title}>
      {way?.is === 'share' && (
        <ShareButton
          task={task}
          app={app}
          isNext={!isDone}
          isDone={isDone}
          onShared={() => onDone(...steps)}
        />
      )}
      {way?.is === 'steps' && (
        <StepsButton
          steps={steps}
          label={labelOf({ steps, app, files: files.length, size, words })}
          note={said.text || hint || words.steps.byHand({ app })}
          isProblem={said.isProblem}
          isNext={!isDone}
          isDone={isDone}
          onTap={doAll}
        />
      )}
      {hasSingles && (
        <div className={styles.singles}>
          {steps.includes('save') && (
            <button
              type="button"
              aria-label={label('save', words.steps.saveLabel({ count: files.length, size }))}
              onClick={save}
            >
              {body('save', words.steps.save({ count: files.length }))}
            </button>
          )}
          {steps.includes('copy') && (
            <button type="button" aria-label={label('copy', words.steps.copyLabel)} onClick={copy}>
              {body('copy', words.steps.copy)}
            </button>
          )}
          {steps.includes('open') && androidPackage && (
            <a
              href={intentUrl(androidPackage)}
              aria-label={label('open', words.steps.open({ app }))}
              onClick={() => onDone('open')}
            >
              {body('open', words.steps.openShort)}
            </a>
          )}
        </div>
      )}
      {way?.is === 'share' && said.text !== '' && (
        <p className={said.isProblem ? styles.said : styles.hidden} role="status">
          {said.text}
        </p>
      )}
      {way?.is === 'share' && hint && <p className={styles.hint}>{hint}</p>}
    </section>
  )
}
