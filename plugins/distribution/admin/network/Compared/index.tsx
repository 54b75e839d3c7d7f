import type { NetworkFigures } from '../../../distribute/network/operations/analytics.ts'
import { tellLength } from '../../../plan/spread/tellLength.ts'
import { formatDuration } from '../../time/formatDuration.ts'
import './index.css'

export const tellShare = (part: number | null): string =>
  part === null ? '–' : `${Math.round(part * 100)} %`

const span = (ms: number | null): string => (ms === null ? '–' : tellLength(Math.round(ms)))
const late = (ms: number | null): string => (ms === null ? '–' : formatDuration(Math.max(0, ms)))

/** What was planned beside what happened, in numbers. */
export const Compared = ({ figures }: { figures: NetworkFigures }) => {
  const { peak, gaps, lateness } = figures
  const rows: [string, string, string][] = [
    ['In peak hours', tellShare(peak.plannedShare), tellShare(peak.happenedShare)],
    ['Shortest gap', span(gaps.planned.shortestMs), span(gaps.happened.shortestMs)],
    ['Mean gap', span(gaps.planned.meanMs), span(gaps.happened.meanMs)],
    ['Longest gap', span(gaps.planned.longestMs), span(gaps.happened.longestMs)],
    ['Gaps below the least', String(gaps.planned.belowLeast), String(gaps.happened.belowLeast)],
  ]
  return (
    <>
      <table className="postyard-compared">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">Planned</th>
            <th scope="col">Happened</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, planned, happened]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{planned}</td>
              <td>{happened}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {[
          figures.onTimeRate !== null && `On time: ${tellShare(figures.onTimeRate)}.`,
          figures.successRate !== null && `Success: ${tellShare(figures.successRate)}.`,
          lateness.p50Ms !== null &&
            `Late by ${late(lateness.p50Ms)} as a rule, ${late(lateness.mostMs)} at most.`,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  )
}
