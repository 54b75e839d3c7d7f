import { type RefObject, useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { TaskView } from '../tasks/task.ts'
import { words } from '../words.ts'
import styles from './answers.module.css'
import { LinkField } from './LinkField.tsx'
import { ReasonSheet } from './ReasonSheet.tsx'
import { readLink } from './readLink.ts'
import { SnoozeSheet } from './SnoozeSheet.tsx'
import type { Said } from './useAnswers.ts'

type Props = {
  task: TaskView
  now: number
  /** True where nothing is left to do before the answer. */
  isNext: boolean
  heading: RefObject<HTMLHeadingElement | null>
  onSay: (said: Said) => void
}

/** "Did you post?" with its answers. "Yes" is one tap; the others ask for a time or a reason. */
export const AskPanel = ({ task, now, isNext, heading, onSay }: Props) => {
  const [sheet, setSheet] = useState<'snooze' | 'skip' | 'fail'>()
  const [link, setLink] = useState<string>()
  const [isWrong, setWrong] = useState(false)
  const { ask } = words
  const isLate = task.outcome === 'expired'
  const close = () => setSheet(undefined)

  const sayPosted = () => {
    const read = readLink(link ?? '')
    if (read.is === 'wrong') return setWrong(true)
    onSay({ outcome: 'posted', url: read.is === 'link' ? read.url : undefined })
  }

  return (
    <section className={styles.ask} aria-labelledby="ask" data-next={isNext || undefined}>
      <h3 id="ask" ref={heading} tabIndex={-1}>
        {ask.title}
      </h3>
      {isLate && <p className={styles.explain}>{words.task.expired}</p>}
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
      <button type="button" className={styles.yes} onClick={sayPosted}>
        <Icon name="check" size={24} />
        {isLate ? ask.yesLate : ask.yes}
      </button>
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
      {link === undefined && (
        <button type="button" className={styles.addLink} onClick={() => setLink('')}>
          <Icon name="link" />
          {ask.addLink}
        </button>
      )}
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
