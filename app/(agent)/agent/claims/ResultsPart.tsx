import { Icon } from '../shell/Icon.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { ClaimStatus } from './ClaimStatus.tsx'
import { asksPerson, type Claim, type PlatformOfClaim, platformName } from './claim.ts'
import styles from './claims.module.css'
import { lookOfPlatform } from './lookOfClaim.ts'

type Props = {
  claim: Claim
  now: number
  tasks: readonly TaskSummary[]
  /** Opens a task by its id. */
  onOpen: (page: string) => void
}

/** What came of it on each platform, with the way to what is there, and to what the influencer posts by hand. */
export const ResultsPart = ({ claim, now, tasks, onOpen }: Props) => {
  const words = useWords()
  const said = words.claims
  const time = ({ publishedAt, scheduledAt, state }: PlatformOfClaim): string | undefined => {
    const at = publishedAt ?? (state === 'scheduled' || state === 'held' ? scheduledAt : null)
    return at === null ? undefined : words.at({ time: spellTime({ at, now, words }) })
  }
  return (
    <section className={styles.part} aria-labelledby="results">
      <h3 id="results">{said.results}</h3>
      <ul className={styles.rows}>
        {claim.platforms.map((one) => {
          const look = lookOfPlatform(one, words)
          if (!look) return null
          const task = tasks.find(({ delivery }) => String(delivery) === String(one.delivery))
          return (
            <li key={one.platform} className={styles.result} data-platform={one.platform}>
              <span className={styles.split}>
                <strong>{platformName(one.platform)}</strong>
                <ClaimStatus look={look} />
              </span>
              <span className={styles.aside}>
                {[one.account, time(one)].filter(Boolean).join(' · ')}
              </span>
              {one.reason && look.tone !== 'calm' && look.tone !== 'good' && (
                <p className={look.tone === 'bad' ? styles.reason : styles.aside}>{one.reason}</p>
              )}
              {one.url && (
                <a className={styles.second} href={one.url} target="_blank" rel="noreferrer">
                  <Icon name="link" />
                  {words.answered.link}
                </a>
              )}
              {asksPerson(one) && task && (
                <button
                  type="button"
                  className={styles.main}
                  onClick={() => onOpen(String(task.id))}
                >
                  {said.postBySelf({ platform: platformName(one.platform) })}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
