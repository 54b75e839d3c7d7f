import { useId, useState } from 'react'
import type { Phone } from '../push/reportPhone.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'
import styles from './session.module.css'
import { usePhones } from './usePhones.ts'

/** The other phones of the person; one that is lost is logged out here. */
export const OtherPhones = ({ device }: { device: string }) => {
  const words = useWords()
  const heading = useId()
  const { phones, problem, gone, logOut } = usePhones(device)
  const [asked, setAsked] = useState<Phone['id']>()
  const when = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <h3 id={heading}>{words.phones.title}</h3>
      {phones === undefined && !problem && <p className={styles.quiet}>{words.phones.loading}</p>}
      {phones?.length === 0 && <p className={styles.quiet}>{words.phones.none}</p>}
      <ul className={styles.phones}>
        {phones?.map((phone) => (
          <li key={phone.id}>
            <p>
              {phone.name}
              <span className={styles.quiet}>
                {words.phones.lastSeen({ time: when.format(new Date(phone.lastSeenAt)) })}
              </span>
            </p>
            {asked === phone.id ? (
              <Sure
                name={phone.name}
                onYes={async () => {
                  await logOut(phone)
                  setAsked(undefined)
                }}
                onNo={() => setAsked(undefined)}
              />
            ) : (
              <button
                type="button"
                className={styles.second}
                aria-label={words.phones.removeLabel({ name: phone.name })}
                onClick={() => setAsked(phone.id)}
              >
                {words.phones.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.quiet} role="status">
        {problem
          ? explainProblem(problem, words)
          : gone !== undefined && words.phones.gone({ name: gone })}
      </p>
    </section>
  )
}

const Sure = (props: { name: string; onYes: () => Promise<void>; onNo: () => void }) => {
  const { name, onYes, onNo } = props
  const { phones } = useWords()
  return (
    <div className={styles.sure} role="alert">
      <p>{phones.sure({ name })}</p>
      <button type="button" className={styles.danger} onClick={onYes}>
        {phones.yes}
      </button>
      <button type="button" className={styles.second} onClick={onNo}>
        {phones.no}
      </button>
    </div>
  )
}
