import type { OverviewAnswer } from '../../../assist/operations/assistOverview.ts'
import { tellMinutes, tellRate, tellRest } from '../tellRate.ts'
import '../../table/table.css'

type Rate = OverviewAnswer['all']

type Args = {
  /** What a row is: a person, a channel. */
  what: string
  rows: (Rate & { id: string | number; name: string })[]
  all: Rate
}

/** One row for each, and one for all together. */
export const RateTable = ({ what, rows, all }: Args) => (
  <div className="postyard-table__scroll postyard-people__rates">
    <table className="postyard-table">
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">In time</th>
          <th scope="col">Tasks</th>
          <th scope="col">Half within</th>
          <th scope="col">Nine of ten within</th>
          <th scope="col">Not in time</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} name={row.name} rate={row} />
        ))}
        {rows.length > 1 ? <Row name="All" rate={all} /> : null}
      </tbody>
    </table>
  </div>
)

const Row = ({ name, rate }: { name: string; rate: Rate }) => (
  <tr data-rate={name}>
    <th scope="row">{name}</th>
    <td data-label="In time">{tellRate(rate.onTimeRate)}</td>
    <td data-label="Tasks">
      {rate.onTime} of {rate.settled}
    </td>
    <td data-label="Half within">{tellMinutes(rate.medianMinutes)}</td>
    <td data-label="Nine of ten within">{tellMinutes(rate.p90Minutes)}</td>
    <td data-label="Not in time">{tellRest(rate) || '–'}</td>
  </tr>
)
