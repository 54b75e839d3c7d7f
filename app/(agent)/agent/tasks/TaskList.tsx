import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { ComingCard } from './ComingCard.tsx'
import { pageOfComing } from './coming.ts'
import { Empty } from './Empty.tsx'
import { Count, Group } from './Group.tsx'
import type { Entry, Groups } from './groupTasks.ts'
import { TaskCard } from './TaskCard.tsx'
import type { TaskView } from './task.ts'
import styles from './tasks.module.css'

type Props = {
  groups: Groups
  /** The id of the person whose list it is. */
  me: string
  now: number
  /** When the server gave it, in milliseconds UTC; undefined where it is as of now. */
  asOf: number | undefined
  openId: string | undefined
  onOpen: (page: string) => void
}

const toEntry = (task: TaskView): Entry => ({ is: 'task', task })

/** What a person has: what is to be done now, what follows today and on other days, and what was done. */
export const TaskList = ({ groups, me, now, asOf, openId, onOpen }: Props) => {
  const words = useWords()
  const cards = (entries: Entry[], hasNext = false) => (
    <ul className={styles.cards}>
      {entries.map((entry, index) => {
        const page =
          entry.is === 'task' ? String(entry.task.id) : pageOfComing(entry.coming.delivery)
        const shared = { now, isOpen: openId === page, onOpen }
        return (
          <li key={page}>
            {entry.is === 'task' ? (
              <TaskCard {...shared} task={entry.task} me={me} isNext={hasNext && index === 0} />
            ) : (
              <ComingCard {...shared} coming={entry.coming} />
            )}
          </li>
        )
      })}
    </ul>
  )
  const isIdle = groups.now.length === 0
  return (
    <>
      {asOf !== undefined && (
        <p className={styles.asOf}>{words.asOf({ time: spellTime({ at: asOf, now, words }) })}</p>
      )}
      <section aria-labelledby="now">
        <h2 className={styles.groupHead} id="now" tabIndex={-1}>
          {words.now}
          <Count of={groups.now.length} />
        </h2>
        {isIdle ? <Empty groups={groups} now={now} /> : cards(groups.now.map(toEntry), true)}
      </section>
      <Group
        title={words.laterToday}
        count={groups.today.length}
        none={words.noneToday}
        isOpen={isIdle}
      >
        {cards(groups.today)}
      </Group>
      <Group
        title={words.coming}
        count={groups.coming.length}
        none={words.noneComing}
        isOpen={isIdle && groups.today.length === 0}
      >
        {cards(groups.coming)}
      </Group>
      <Group title={words.done} count={groups.done.length} none={words.noneDone}>
        {cards(groups.done.map(toEntry))}
      </Group>
    </>
  )
}
