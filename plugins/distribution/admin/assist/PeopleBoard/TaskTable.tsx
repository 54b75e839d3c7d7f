import type { WatchedTask } from '../../../assist/watchedTask.ts'
import { nameChannel } from '../../channels/nameChannel.ts'
import { formatMoment } from '../../time/formatMoment.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { DeliveryLink } from '../DeliveryLink.tsx'
import { TaskButtons } from '../TaskButtons/index.tsx'
import { nextWords, stepWords, tellWhy } from '../tellStep.ts'
import '../../table/table.css'

type Args = {
  tasks: WatchedTask[]
  isCut: boolean
  now: Date
  zoneOf: (tenant: unknown) => string
  appUrl: string
  withTenant: boolean
  onDone: (sentence: string) => void
}

/** Who has what: each task that waits for an answer in one row, the most pressing deadline first. */
export const TaskTable = (args: Args) => {
  const { tasks, isCut } = args
  return (
    <section aria-labelledby="postyard-tasks-heading">
      <h2 id="postyard-tasks-heading">Who has what</h2>
      {tasks.length === 0 ? (
        <p className="postyard-people__empty">
          Nobody is asked to post anything now. When a post for a channel that people serve is due,
          it stands here: who has it and since when, and what happens if they do not answer.
        </p>
      ) : (
        <div className="postyard-table__scroll">
          <table className="postyard-table">
            <thead>
              <tr>
                <th scope="col">Task</th>
                <th scope="col">Due</th>
                <th scope="col">With</th>
                <th scope="col">So far</th>
                <th scope="col">Next, by itself</th>
                <th scope="col">
                  <span className="postyard-people__unseen">What you can do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tasks.map((task) => (
                <Row key={task.id} task={task} {...args} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isCut ? (
        <p>These are the 500 most pressing ones. Choose a client or a person to see the others.</p>
      ) : null}
    </section>
  )
}

const Row = ({ task, now, zoneOf, withTenant, onDone }: Args & { task: WatchedTask }) => {
  const zone = zoneOf(task.tenant.id)
  const clock = (at: string) => formatMoment({ at: new Date(at), zone, now })
  return (
    <tr data-task={task.id}>
      <th scope="row">
        <DeliveryLink task={task}>{task.title}</DeliveryLink>
        <span className="postyard-table__aside">
          {nameChannel(task.channel)}
          {withTenant ? ` · ${task.tenant.name}` : ''}
        </span>
      </th>
      <td data-label="Due">
        <Moment at={task.dueAt} zone={zone} />
      </td>
      <td data-label="With">
        <span>
          {task.assignee?.name ?? 'Nobody'}
          {task.lease ? (
            <span className="postyard-table__aside">
              {task.lease.holder.id === task.assignee?.id ? '' : `${task.lease.holder.name} `}
              has it open since {clock(task.lease.openedAt)}
            </span>
          ) : null}
          {task.why ? <span className="postyard-table__aside">{tellWhy(task)}</span> : null}
        </span>
      </td>
      <td data-label="So far">
        <span>
          {stepWords[task.step]}
          <span className="postyard-table__aside">waits since {clock(task.askedAt)}</span>
        </span>
      </td>
      <td data-label="Next, by itself">
        {task.next ? (
          <span>
            {nextWords[task.next.to]}
            <span className="postyard-table__aside">
              <Moment at={task.next.at} zone={zone} />
            </span>
          </span>
        ) : (
          '–'
        )}
      </td>
      <td className="postyard-people__do">
        <TaskButtons task={task} isCalm onDone={onDone} />
      </td>
    </tr>
  )
}
