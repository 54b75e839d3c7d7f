import { useState } from 'react'
import { Icon } from '../shell/Icon.tsx'
import type { Task } from '../tasks/task.ts'
import { spellDuration } from '../words/spellDuration.ts'
import { useWords } from '../words/useWords.ts'
import { copyText } from './copyText.ts'
import styles from './posting.module.css'
import { saveFiles } from './saveFiles.ts'

type Part = Task['parts'][number]

/** What follows the post: comments, or a thread. Each is copied by itself once the post is out. */
export const Parts = ({ parts }: { parts: Part[] }) => {
  const words = useWords()
  return parts.length === 0 ? null : (
    <section className={styles.parts} aria-label={words.parts.title}>
      <h3>{words.parts.title}</h3>
      <ol>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name than their place
          <li key={index}>
            <OnePart part={part} index={index + 1} />
          </li>
        ))}
      </ol>
    </section>
  )
}

const OnePart = ({ part, index }: { part: Part; index: number }) => {
  const words = useWords()
  const [done, setDone] = useState<'copy' | 'save'>()
  const [said, setSaid] = useState('')
  const { text, files, delayMinutes } = part
  const copy = async () => {
    const isCopied = await copyText(text)
    setSaid(isCopied ? words.parts.copied : words.parts.copyFailed)
    setDone(isCopied ? 'copy' : undefined)
  }
  const save = async () => {
    await saveFiles(files)
    setSaid(words.steps.saved)
    setDone('save')
  }
  return (
    <>
      <div className={styles.partBody}>
        <p className={styles.partName}>
          {words.parts.name({ count: index })}
          {delayMinutes > 0 &&
            ` · ${words.parts.later({ time: spellDuration(delayMinutes * 60_000, words) })}`}
        </p>
        {text !== '' && (
          <p className={styles.partText} dir="auto">
            {text}
          </p>
        )}
      </div>
      <div className={styles.partButtons}>
        {text !== '' && (
          <button type="button" aria-label={words.parts.copyLabel({ count: index })} onClick={copy}>
            <Icon name={done === 'copy' ? 'check' : 'copy'} />
            {words.steps.copy}
          </button>
        )}
        {files.length > 0 && (
          <button type="button" aria-label={words.parts.saveLabel({ count: index })} onClick={save}>
            <Icon name={done === 'save' ? 'check' : 'save'} />
            {words.steps.save({ count: files.length })}
          </button>
        )}
      </div>
      <p
        className={said === words.parts.copyFailed ? styles.partProblem : styles.hidden}
        role="status"
      >
        {said}
      </p>
    </>
  )
}
