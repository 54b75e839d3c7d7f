import type { QueuesAnswer } from '../../../watch/operations/showQueues.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { countTasks } from '../formatFigures.ts'
import { isAlive, isRecent, type Worker } from '../tellWorkers.ts'
import { SlotBar } from './SlotBar.tsx'
import '../../table/table.css'

type RowsArgs = { workers: Worker[]; zone: string }

const Works = ({ worker }: { worker: Worker }) => {
  if (!isAlive(worker)) {
    const done = worker.queues.reduce((sum, queue) => sum + queue.done, 0)
    return <span className="postyard-table__aside">{done} done in its time</span>
  }
  return (
    <ul className="postyard-queues__works">
      {worker.queues.map(({ name, running, slots }) => {
        const tasks = countTasks(worker.holds.filter(({ queue }) => queue === name))
        return (
          <li key={name}>
            <span>{name}</span> <SlotBar running={running} slots={slots} />
            {tasks === '' ? null : <span className="postyard-table__aside">{tasks}</span>}
          </li>
        )
      })}
    </ul>
  )
}

const Rows = ({ workers, zone }: RowsArgs) => (
  <div className="postyard-table__scroll">
    <table className="postyard-table">
      <thead>
        <tr>
          <th scope="col">Worker</th>
          <th scope="col">State</th>
          <th scope="col">Works</th>
          <th scope="col">Started</th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        {workers.map((worker) => (
          <tr key={worker.id} data-worker={worker.name}>
            <th scope="row">{worker.name}</th>
            <td data-label="State">
              <StateMark state={worker.state} />
            </td>
            <td data-label="Works">
              <Works worker={worker} />
            </td>
            <td data-label="Started">
              <Moment at={worker.startedAt} zone={zone} withSeconds />
            </td>
            <td data-label="Last seen">
              <Moment at={worker.stoppedAt ?? worker.seenAt} zone={zone} withSeconds />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Each start of a worker in one row: those that live or lately lived, and behind a fold those of the last day. */
export const WorkerTable = ({ answer, zone }: { answer: QueuesAnswer; zone: string }) => {
  const recent = answer.workers.filter((worker) => isRecent(worker, answer.at))
  const past = answer.workers.filter((worker) => !isRecent(worker, answer.at))
  return (
    <section aria-labelledby="postyard-workers-heading">
      <h2 id="postyard-workers-heading">Workers</h2>
      {recent.length === 0 ? (
        <p>None is at work. Each worker that is started will stand here, with what it runs.</p>
      ) : (
        <Rows workers={recent} zone={zone} />
      )}
      {past.length > 0 ? (
        <details className="postyard-queues__past">
          <summary>
            {past.length === 1 ? '1 earlier worker' : `${past.length} earlier workers`} of the last
            24 hours
          </summary>
          <Rows workers={past} zone={zone} />
        </details>
      ) : null}
    </section>
  )
}
