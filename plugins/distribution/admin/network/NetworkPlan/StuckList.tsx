import { StateMark } from '../../states/StateMark/index.tsx'
import type { Stuck } from '../followPlan.ts'

/** More than these are read in the table. */
const most = 5

const tellNames = ([first, ...others]: string[]): string =>
  others.length === 0 ? `${first}` : `${others.length + 1} accounts`

/** What does not go on, and why, in a line for each reason. */
export const StuckList = ({ stuck }: { stuck: Stuck[] }) =>
  stuck.length === 0 ? null : (
    <ul className="postyard-network__stuck" aria-label="What does not go on">
      {stuck.slice(0, most).map(({ state, reason, names }) => (
        <li key={`${state} ${reason}`}>
          <StateMark state={state} />
          <span title={names.join(', ')}>{tellNames(names)}:</span> {reason}
        </li>
      ))}
      {stuck.length > most ? <li>{stuck.length - most} more reasons are in the table.</li> : null}
    </ul>
  )
