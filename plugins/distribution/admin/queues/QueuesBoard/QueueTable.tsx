import type { QueuesAnswer } from '../../../watch/operations/showQueues.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { formatBound, formatCount, formatSpan } from '../formatFigures.ts'
import { SlotBar } from './SlotBar.tsx'
import '../../table/table.css'

type Queue = QueuesAnswer['queues'][number]

const Lateness = ({ lateness }: Pick<Queue, 'lateness'>) =>
  lateness === null ? (
    <span className="postyard-table__aside">none began</span>
  ) : (
    <>
      {formatBound(lateness.p50Ms)}
      <span className="postyard-table__aside">99 % {formatBound(lateness.p99Ms)}</span>
    </>
  )

const Failing = ({ failed, retrying }: Pick<Queue, 'failed' | 'retrying'>) => (
  <>
    {formatCount(failed)}
    {retrying > 0 ? (
      <span className="postyard-table__aside">{formatCount(retrying)} tried again</span>
    ) : null}
  </>
)

/** Each queue in one row: what is due, what runs, how late, what waits and what failed. */
export const QueueTable = ({ queues, zone }: { queues: Queue[]; zone: string }) => (
  <section aria-labelledby="postyard-queues-heading">
    <h2 id="postyard-queues-heading">Queues</h2>
    {queues.length === 0 ? (
      <p>No queue yet. Each queue that a worker works, or in which a job waits, will stand here.</p>
    ) : (
      <div className="postyard-table__scroll">
        <table className="postyard-table">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Running</th>
              <th scope="col">Due now</th>
              <th scope="col">Oldest due</th>
              <th scope="col">Began late, last 5 min</th>
              <th scope="col">Due later</th>
              <th scope="col">Failed, last 24 h</th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.name} data-queue={queue.name}>
                <th scope="row">{queue.name}</th>
                <td data-label="Running">
                  <SlotBar running={queue.running} slots={queue.slots} />
                </td>
                <td data-label="Due now">{formatCount(queue.due)}</td>
                <td data-label="Oldest due">
                  {queue.oldestDueMs === null ? '–' : `for ${formatSpan(queue.oldestDueMs)}`}
                </td>
                <td data-label="Began late, last 5 min">
                  <span>
                    <Lateness lateness={queue.lateness} />
                  </span>
                </td>
                <td data-label="Due later">
                  <span>
                    {formatCount(queue.waiting)}
                    {queue.nextDueAt ? (
                      <span className="postyard-table__aside">
                        next <Moment at={queue.nextDueAt} zone={zone} withDistance={false} />
                      </span>
                    ) : null}
                  </span>
                </td>
                <td data-label="Failed, last 24 h">
                  <span>
                    <Failing failed={queue.failed} retrying={queue.retrying} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
)
