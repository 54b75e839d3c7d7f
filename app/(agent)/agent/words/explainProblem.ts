import type { Words } from './index.ts'

type Problem = {
  /** The stable code of the server's answer. */
  code: string
  /** The server's own sentence, which is English and says more than the code: who, and until when. */
  detail: string | undefined
}

/** What went wrong, in the person's language. Where its code is not known, the server's own sentence must do. */
export const explainProblem = ({ code, detail }: Problem, words: Words): string => {
  const problems: Readonly<Record<string, string>> = words.problems
  const known = problems[code]
  return (words.language === 'en' ? (detail ?? known) : (known ?? detail)) ?? words.unclear
}
