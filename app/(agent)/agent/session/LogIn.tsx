import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Mark } from '../shell/Mark.tsx'
import { useWords } from '../words/useWords.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import styles from './session.module.css'
import type { Notice } from './useSession.ts'

type Props = {
  notice?: Notice
  /** Answers of anybody that wait on this phone. */
  waiting: number
  onLogIn: (email: string, password: string) => Promise<string | undefined>
}

/** The log-in: e-mail, password, and what went wrong in a sentence. */
export const LogIn = ({ notice, waiting, onLogIn }: Props) => {
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const [isShown, setShown] = useState(false)
  const alert = useRef<HTMLParagraphElement>(null)
  const words = useWords()
  const { logIn } = words

  useEffect(() => {
    document.title = `${words.logIn.title} · ${words.product}`
  }, [words])
  useEffect(() => {
    if (problem) alert.current?.focus()
  }, [problem])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email')).trim()
    const password = String(form.get('password'))
    if (email === '' || password === '') return setProblem(logIn.missing)
    setBusy(true)
    setProblem(undefined)
    setProblem(await onLogIn(email, password))
    setBusy(false)
  }

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Mark size={56} />
        <h1>{logIn.title}</h1>
        <p className={styles.lead}>{notice ? logIn[notice] : logIn.lead}</p>
        {waiting > 0 && <p className={styles.waits}>{logIn.waits({ count: waiting })}</p>}
        {problem && (
          <p className={styles.problem} role="alert" tabIndex={-1} ref={alert} id="problem">
            {problem}
          </p>
        )}
        <label className={styles.field}>
          <span>{logIn.email}</span>
          <input
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={problem ? 'problem' : undefined}
          />
        </label>
        <label className={styles.field}>
          <span>{logIn.password}</span>
          <input
            name="password"
            type={isShown ? 'text' : 'password'}
            autoComplete="current-password"
            aria-describedby={problem ? 'problem' : undefined}
          />
        </label>
        <label className={styles.show}>
          <input type="checkbox" checked={isShown} onChange={() => setShown(!isShown)} />
          <span>{logIn.show}</span>
        </label>
        <button type="submit" className={styles.primary} disabled={isBusy}>
          {isBusy ? logIn.busy : logIn.button}
        </button>
        <LanguageSwitch />
      </form>
    </main>
  )
}
