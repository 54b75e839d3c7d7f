/** One day of a channel, as the operation tells it. */
export type HealthDay = {
  date: string
  attempts: number
  succeeded: number
  limited: number
  score: number | null
}

/** A bar of the chart: `height` is 0 to 100; null where nothing is known of that day. */
export type Bar = { date: string; height: number | null; word: string; said: string }

/** From these scores on a day counts as well, and as strained. */
const wordOf = (score: number): string =>
  score >= 80 ? 'well' : score >= 40 ? 'strained' : 'unwell'

const posts = (many: number): string => `${many} attempt${many === 1 ? '' : 's'}`

export const barsOf = (days: readonly HealthDay[]): Bar[] =>
  days.map(({ date, attempts, succeeded, score }) => {
    const made =
      attempts === 0 ? 'nothing attempted' : `${succeeded} of ${posts(attempts)} succeeded`
    return score === null
      ? { date, height: null, word: 'untried', said: `${date}: ${made}` }
      : { date, height: score, word: wordOf(score), said: `${date}: ${score} of 100, ${made}` }
  })
