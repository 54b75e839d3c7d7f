import { type ReactNode, type RefObject, useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { TaskView } from '../tasks/task.ts'
import { useWords } from '../words/useWords.ts'
import styles from './answers.module.css'
import { LinkField } from './LinkField.tsx'
import { PhotoButton, PhotoField } from './PhotoField.tsx'
import { ReasonSheet } from './ReasonSheet.tsx'
import { readLink } from './readLink.ts'
import { SnoozeSheet } from './SnoozeSheet.tsx'
import type { Said } from './useAnswers.ts'
import { usePhoto } from './usePhoto.ts'

type Props = {
  task: TaskView
  now: number
  /** True where nothing is left to do before the answer. */
  isNext: boolean
  heading: RefObject<HTMLHeadingElement | null>
  onSay: (said: Said) => void
  /** What else can be done with the task, beside its proofs. */
  children?: ReactNode
}

/** "Did you post?" with its answers. "Yes" is one tap; the others ask for a time or a reason. What is added stands below, so that no button moves. */
export const AskPanel = ({ task, now, isNext, heading, onSay, children }: Props) => {
  const [sheet, setSheet] = useState<'snooze' | 'skip' | 'fail'>()
  const [link, setLink] = useState<string>()
  const [isWrong, setWrong] = useState(false)
  const { chosen, choose, remove } = usePhoto()
  const words = useWords()
  const { ask } = words
  const isLate = task.outcome === 'expired'
  const close = () => setSheet(undefined)

  const sayPosted = () => {
    const read = readLink(link ?? '')
    if (read.is === 'wrong') return setWrong(true)
    onSay({
      outcome: 'posted',
      url: read.is === 'link' ? read.url : undefined,
      photo: chosen.is === 'here' ? chosen.photo : undefined,
    })
  }

  return (
    <section className={styles.ask} aria-labelledby="ask" data-next={isNext || undefined}>
      <h3 id="ask" ref={heading} tabIndex={-1}>
        {ask.title}
      </h3>
      {isLate && <p className={styles.explain}>{words.task.expired}</p>}
      <div className={styles.yesPlace}>
        <button
          type="button"
          className={styles.yes}
          disabled={chosen.is === 'busy'}
          onClick={sayPosted}
        >
          <Icon name="check" size={24} />
          {isLate ? ask.yesLate : ask.yes}
        </button>
      </div>
      {!isLate && (
        <div className={styles.others}>
          <button type="button" onClick={() => setSheet('snooze')}>
            {ask.notYet}
          </button>
          <button type="button" onClick={() => setSheet('skip')}>
            {ask.skip}
          </button>
          <button type="button" onClick={() => setSheet('fail')}>
            {ask.couldNot}
          </button>
        </div>
      )}
      <div className={styles.extras}>
        <button
          type="button"
          aria-label={ask.addLink}
          aria-expanded={link !== undefined}
          onClick={() => setLink((before) => (before === undefined ? '' : undefined))}
        >
          <Icon name="link" />
          {ask.linkShort}
        </button>
        <PhotoButton onChoose={choose} />
        {children}
      </div>
      {link !== undefined && (
        <LinkField
          value={link}
          isWrong={isWrong}
          onChange={(value) => {
            setLink(value)
            setWrong(false)
          }}
        />
      )}
      <PhotoField chosen={chosen} onRemove={remove} />
      <SnoozeSheet
        task={task}
        now={now}
        isOpen={sheet === 'snooze'}
        onClose={close}
        onChoose={(minutes) => onSay({ outcome: 'snoozed', minutes })}
      />
      <ReasonSheet
        title={ask.skipTitle}
        reasons={ask.skipReasons}
        isOpen={sheet === 'skip'}
        onClose={close}
        onSay={(note) => onSay({ outcome: 'skipped', note })}
      />
      <ReasonSheet
        title={ask.failTitle}
        reasons={ask.failReasons}
        isOpen={sheet === 'fail'}
        onClose={close}
        onSay={(note) => onSay({ outcome: 'failed', note })}
      />
    </section>
  )
}
