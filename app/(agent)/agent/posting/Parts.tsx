import { useState } from 'react'
import type { Task } from '../tasks/task.ts'
import { words } from '../words.ts'
import { copyText } from './copyText.ts'
import styles from './posting.module.css'
import { saveFiles } from './saveFiles.ts'

type Part = Task['parts'][number]

/** What follows the post: comments, or a thread. Each is copied by itself once the post is out. */
export const Parts = ({ parts }: { parts: Part[] }) =>
  parts.length === 0 ? null : (
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

const OnePart = ({ part, index }: { part: Part; index: number }) => {
  const [said, setSaid] = useState('')
  const { text, files, delayMinutes } = part
  const copy = async () => {
    setSaid((await copyText(text)) ? words.parts.copied : words.parts.copyFailed)
  }
  const save = async () => {
    await saveFiles(files)
    setSaid(words.steps.saved)
  }
  return (
    <>
      <p className={styles.partName}>
        {words.parts.name(index)}
        {delayMinutes > 0 && ` · ${words.parts.later(delayMinutes)}`}
      </p>
      {text !== '' && (
        <p className={styles.partText} dir="auto">
          {text}
        </p>
      )}
      <div className={styles.partButtons}>
        {text !== '' && (
          <button type="button" aria-label={words.parts.copyLabel(index)} onClick={copy}>
            {words.steps.copy}
          </button>
        )}
        {files.length > 0 && (
          <button type="button" aria-label={words.parts.saveLabel(index)} onClick={save}>
            {files.length === 1 ? words.steps.save : words.steps.saveMany(files.length)}
          </button>
        )}
      </div>
      <p className={styles.partSaid} role="status">
        {said}
      </p>
    </>
  )
}
