import { type FormEvent, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { Icon } from '../shell/Icon.tsx'
import { Sheet } from '../shell/Sheet.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'
import { type Colleague, useColleagues } from './useColleagues.ts'

type Props = {
  id: string
  /** The id of the person who has it. */
  me: string
  /** It is somebody else's from now on. */
  onGiven: (task: TaskSummary) => void
}

const free = ''

/** Hands a task to a colleague, or back to whoever is free: who, a note, and what will happen, before the tap that does it. */
export const HandOver = ({ id, me, onGiven }: Props) => {
  const words = useWords()
  const { handOver } = words
  const [isOpen, setOpen] = useState(false)
  const [to, setTo] = useState<string>()
  // What was typed is there again when it is opened again.
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const found = useColleagues({ id, me, isOpen })
  const colleagues = found.is === 'here' ? found.colleagues : []
  const chosen = colleagues.find((one) => String(one.id) === to)

  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = text.trim()
    setBusy(true)
    setProblem(undefined)
    const reply = await callApi<TaskSummary>({
      path: `/assist/tasks/${encodeURIComponent(id)}/hand-over`,
      method: 'POST',
      body: { to: chosen?.id, note: note === '' ? undefined : note },
    })
    setBusy(false)
    if (reply.isOk) onGiven(reply.value)
    else setProblem(explainProblem(reply, words))
  }
  const meaning = () => {
    if (to === free) return handOver.meaningFree
    if (!chosen) return ''
    const { name } = chosen
    return chosen.isAtWork ? handOver.meaning({ name }) : handOver.meaningLater({ name })
  }
  const labelOf = ({ name, isAtWork }: Colleague) =>
    isAtWork ? name : handOver.notAtWork({ name })

  return (
    <>
      <button
        type="button"
        aria-label={handOver.open}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="person" />
        {handOver.short}
      </button>
      <Sheet title={handOver.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        {found.is === 'loading' && <p role="status">{words.loading}</p>}
        {found.is === 'failed' && (
          <p className={styles.said} role="alert">
            {explainProblem(found, words)}
          </p>
        )}
        {found.is === 'here' && (
          <form className={styles.handOver} onSubmit={give}>
            {[
              ...colleagues.map((one) => ({ value: String(one.id), label: labelOf(one) })),
              { value: free, label: handOver.free },
            ].map(({ value, label }) => (
              <label key={value} className={styles.choice}>
                <input
                  type="radio"
                  name="to"
                  value={value}
                  checked={to === value}
                  onChange={() => setTo(value)}
                />
                {label}
              </label>
            ))}
            <label className={styles.note}>
              <span>{handOver.note}</span>
              <textarea
                name="note"
                rows={2}
                maxLength={500}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            </label>
            <p className={styles.meaning} role="status">
              {meaning()}
            </p>
            {problem && (
              <p className={styles.said} role="alert">
                {problem}
              </p>
            )}
            <button type="submit" disabled={isBusy || to === undefined}>
              {isBusy
                ? handOver.busy
                : chosen
                  ? handOver.give({ name: chosen.name })
                  : to === free
                    ? handOver.giveFree
                    : handOver.open}
            </button>
          </form>
        )}
      </Sheet>
    </>
  )
}
