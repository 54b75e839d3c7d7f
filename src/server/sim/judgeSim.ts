import { isSettled, type LedgerLine } from './readLedger.ts'

type Args = {
  tasks: number
  ledger: LedgerLine[]
  /** What really stands on the platform, and what was posted there more than once. */
  posted: string[]
  postedTwice: string[]
  /** What the API counts as published. */
  publishedByApi: number
}

export type Verdict = {
  settledShare: number
  postedShare: number
  doneByTwo: number
  countedTwice: number
  /** Posted by somebody, and not known as published in the end. */
  postedUncounted: number
  /** Published as far as is known, and posted by nobody. */
  countedUnposted: number
  steps: { reminded: number; passedOn: number; managerTold: number; expired: number }
  lateAnswers: number
  /** One sentence for each promise that was broken. */
  broken: string[]
}

const leastPosted = 0.95

/** Whether what was promised of people as a channel held. */
export function judgeSim(args: Args): Verdict {
  const { tasks, ledger, posted, postedTwice, publishedByApi } = args
  const count = (is: (line: LedgerLine) => boolean) => ledger.filter(is).length
  const came = (event: string) => count(({ events }) => events.includes(event))
  const share = (some: number) => Math.round((some / tasks) * 10_000) / 10_000
  const published = new Set(
    ledger.flatMap(({ state, mark }) => (state === 'published' ? mark : [])),
  )
  const real = new Set(posted)
  const numbers = {
    settledShare: share(count(isSettled)),
    postedShare: share(published.size),
    doneByTwo: postedTwice.length,
    countedTwice: count((line) => line.counted > 1 || line.published > 1),
    postedUncounted: posted.filter((mark) => !published.has(mark)).length,
    countedUnposted: [...published].filter((mark) => !real.has(mark)).length,
    steps: {
      reminded: came('task.reminded'),
      passedOn: came('task.passed_on'),
      managerTold: came('task.manager_told'),
      expired: came('delivery.expired'),
    },
    lateAnswers: came('task.answered_late'),
  }
  const missing = Object.entries(numbers.steps).filter(([, times]) => times === 0)
  const broken = [
    numbers.settledShare < 1 && 'Not every task has come to an end.',
    numbers.postedShare < leastPosted && `Less than ${leastPosted * 100} % were posted.`,
    numbers.doneByTwo > 0 && `Posted by two people: ${postedTwice.join(', ')}.`,
    numbers.countedTwice > 0 && 'An answer counted more than once.',
    numbers.countedUnposted > 0 && 'Something counts as published that nobody posted.',
    publishedByApi !== published.size &&
      `The API counts ${publishedByApi} as published, the database ${published.size}.`,
    ...missing.map(([step]) => `This step of the escalation never came: ${step}.`),
  ].filter((sentence) => sentence !== false)
  return { ...numbers, broken }
}
