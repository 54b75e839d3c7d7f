/** An answer as the API takes it. */
export type Outcome = 'posted' | 'skipped' | 'failed' | 'snoozed' | 'undo'

/** What the server said to something that it did not take. */
export type Problem = { code: string; detail: string | undefined }

/** An answer that was given on this phone and is not known to have arrived. */
export type Answer = {
  /** Its Idempotency-Key: however often it is sent, it counts once. */
  key: string
  user: string
  task: string
  title: string
  outcome: Outcome
  url?: string
  note?: string
  minutes?: number
  /** Under which name its photo is kept, as long as that has not arrived; it is sent before the answer. */
  photo?: string
  /** Why the photo was not taken. */
  photoProblem?: Problem
  /** Milliseconds UTC. */
  givenAt: number
  /** True once it was sent, so that the server may know it even though we saw no answer. */
  isTried: boolean
}

/** An answer that arrived and can be undone for a while. */
export type Settled = {
  user: string
  task: string
  title: string
  outcome: 'posted' | 'skipped' | 'failed'
  canUndoUntil: string
}

/** An answer, or only its photo, that the server did not take, with its reason. */
export type Refusal = Problem & {
  key: string
  of: 'answer' | 'photo'
  user: string
  task: string
  title: string
}

/** What this phone remembers of its answers. */
export type AnswerBook = { waiting: Answer[]; settled: Settled[]; refusals: Refusal[] }

export const emptyBook: AnswerBook = { waiting: [], settled: [], refusals: [] }

const others = (settled: Settled[], { user, task }: { user: string; task: string }): Settled[] =>
  settled.filter((entry) => entry.task !== task || entry.user !== user)

/** Writes an answer down. The undo of an answer that never left the phone just takes it back. */
export const giveAnswer = (book: AnswerBook, answer: Answer): AnswerBook => {
  const isUndone = (entry: Answer) =>
    entry.task === answer.task && entry.user === answer.user && entry.outcome !== 'snoozed'
  const last = book.waiting.findLast(isUndone)
  if (answer.outcome === 'undo' && last && !last.isTried) {
    return { ...book, waiting: book.waiting.filter((entry) => entry !== last) }
  }
  return {
    ...book,
    waiting: [...book.waiting, answer],
    settled: answer.outcome === 'undo' ? others(book.settled, answer) : book.settled,
  }
}

const change = (book: AnswerBook, key: string, by: Partial<Answer>): AnswerBook => ({
  ...book,
  waiting: book.waiting.map((entry) => (entry.key === key ? { ...entry, ...by } : entry)),
})

/** Notes that an answer is on its way. */
export const markTried = (book: AnswerBook, key: string): AnswerBook =>
  change(book, key, { isTried: true })

/** Notes that the photo of an answer has arrived, or that it was refused: the answer goes without it. */
export const settlePhoto = (book: AnswerBook, key: string, photoProblem?: Problem): AnswerBook => {
  // Another tab may have sent it just now, and let it go.
  const isWaiting = book.waiting.some((entry) => entry.key === key && entry.photo !== undefined)
  return isWaiting ? change(book, key, { photo: undefined, photoProblem }) : book
}

/** More than anybody answers within the time in which it can be undone. */
const mostSettled = 20

/** Takes an answer out that has arrived, and keeps until when it can be undone. A photo that was refused is told now. */
export const settleAnswer = (
  book: AnswerBook,
  answer: Answer,
  canUndoUntil: string | null,
): AnswerBook => {
  const { key, user, task, title, outcome } = answer
  const { photoProblem } = book.waiting.find((entry) => entry.key === key) ?? answer
  const settled = others(book.settled, answer)
  const canUndo = canUndoUntil !== null && outcome !== 'undo' && outcome !== 'snoozed'
  return {
    waiting: dropAnswer(book, key).waiting,
    settled: canUndo
      ? [...settled, { user, task, title, outcome, canUndoUntil }].slice(-mostSettled)
      : settled,
    refusals: photoProblem
      ? [...book.refusals, { key, of: 'photo', user, task, title, ...photoProblem }]
      : book.refusals,
  }
}

/** Takes an answer out that was refused, and the undo that waits behind it: there is nothing to undo. */
export const refuseAnswer = (book: AnswerBook, answer: Answer, problem: Problem): AnswerBook => {
  const { key, user, task, title } = answer
  return {
    ...book,
    waiting: book.waiting.filter(
      (entry) =>
        entry.key !== key &&
        !(entry.task === task && entry.user === user && entry.outcome === 'undo'),
    ),
    // Two tabs may have heard it.
    refusals: [
      ...dismissRefusal(book, key).refusals,
      { key, of: 'answer', user, task, title, ...problem },
    ],
  }
}

export const dropAnswer = (book: AnswerBook, key: string): AnswerBook => ({
  ...book,
  waiting: book.waiting.filter((entry) => entry.key !== key),
})

export const dismissRefusal = (book: AnswerBook, key: string): AnswerBook => ({
  ...book,
  refusals: book.refusals.filter((entry) => entry.key !== key),
})

/** What one person gave, waits for or was refused: a phone may have several people, one after another. */
export const bookOf = (book: AnswerBook, user: string): AnswerBook => ({
  waiting: book.waiting.filter((entry) => entry.user === user),
  settled: book.settled.filter((entry) => entry.user === user),
  refusals: book.refusals.filter((entry) => entry.user === user),
})

/** The photos that a change of the book leaves without an answer that waits for them. */
export const photosLeft = (before: AnswerBook, after: AnswerBook): string[] => {
  const still = new Set(after.waiting.map(({ photo }) => photo))
  return before.waiting.flatMap(({ photo }) =>
    photo === undefined || still.has(photo) ? [] : [photo],
  )
}
