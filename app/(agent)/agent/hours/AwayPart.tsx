import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import styles from './hours.module.css'
import { awayChoices, type WorkHours } from './hours.ts'
import type { Change } from './useHours.ts'

type Props = {
  hours: WorkHours
  now: number
  isBusy: boolean
  onChange: (by: Change) => void
}

const hour = 60 * 60_000

/** Being away for a while at one tap, and coming back at one tap. */
export const AwayPart = ({ hours, now, isBusy, onChange }: Props) => {
  const words = useWords()
  const said = words.hours
  const { awayUntil } = hours
  const isAway = awayUntil !== null && Date.parse(awayUntil) > now
  return (
    <section className={styles.part} aria-labelledby="away">
      <h3 id="away">{said.away}</h3>
      {isAway && (
        <>
          <p>{said.awayUntil({ time: spellTime({ at: awayUntil, now, words }) })}</p>
          <button
            type="button"
            className={styles.primary}
            disabled={isBusy}
            onClick={() => onChange({ awayHours: 0 })}
          >
            {said.back}
          </button>
        </>
      )}
      {!isAway && (
        <ul className={styles.away}>
          {awayChoices.map((awayHours) => (
            <li key={awayHours}>
              <button type="button" disabled={isBusy} onClick={() => onChange({ awayHours })}>
                <strong>
                  {awayHours < 24
                    ? said.awayFor({ count: awayHours })
                    : said.awayDays({ count: awayHours / 24 })}
                </strong>{' '}
                <span>
                  {said.until({ time: spellTime({ at: now + awayHours * hour, now, words }) })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
