import { Link } from '@payloadcms/ui'
import type { Payload, TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { parseId, poolOf } from '../../model/database.ts'
import { tenantsAllowed } from '../../security/standing.ts'
import { settingsOf } from '../../settings.ts'
import { peoplePath } from '../assist/peoplePath.ts'
import { deadLettersPath } from '../deadLetters/deadLettersPath.ts'
import { flightsPath } from '../flights/flightsPath.ts'
import { queuesPath } from '../queues/queuesPath.ts'
import { StateMark } from '../states/StateMark/index.tsx'
import { chosenTenant } from './chosenTenant.ts'
import { listNeeds } from './listNeeds.ts'
import { NextDueLine } from './NextDueLine.tsx'
import { readHealth } from './readHealth.ts'
import { readNextDue } from './readNextDue.ts'
import { readWorkers } from './readWorkers.ts'
import { NoWorker, WorkersLine } from './WorkersLine.tsx'
import './health.css'

type Args = { payload: Payload; user?: TypedUser | null }

/** For those who post by phone and see no deliveries. */
const TasksLine = ({ href }: { href: string }) => (
  <section className="postyard-health">
    <h2 className="postyard-health__heading">Your tasks are on the phone page.</h2>
    <p>
      <a href={href}>Open your tasks</a>
    </p>
  </section>
)

/** On the dashboard: what needs a person, what comes next, what went out. Nothing for those who may not see it. */
export const HealthLine = async ({ payload, user }: Args) => {
  if (!user) return null
  const settings = settingsOf(payload)
  const standing = settings.standingOf(user as unknown as Record<string, unknown>)
  const allowed = tenantsAllowed(standing, 'plans.read')
  const chosen = parseId(payload, await chosenTenant())
  const tenants =
    chosen === undefined
      ? allowed
      : allowed === 'all'
        ? [chosen]
        : allowed.filter((tenant) => String(tenant) === String(chosen))
  if (tenants !== 'all' && tenants.length === 0) {
    const tasks = tenantsAllowed(standing, 'tasks.others')
    return tasks.length > 0 ? <TasksLine href={`${settings.serverUrl}/agent`} /> : null
  }
  const db = poolOf(payload)
  const now = new Date()
  const [health, next, workers] = await Promise.all([
    readHealth({ db, tenants, now }),
    readNextDue({ db, tenants }),
    readWorkers(payload),
  ])
  const adminRoute = payload.config.routes.admin
  const isManager = tenantsAllowed(standing, 'tasks.manage').length > 0
  const needs = listNeeds({
    health,
    settings,
    adminRoute,
    now,
    flightsHref: formatAdminURL({ adminRoute, path: flightsPath }),
    deadLettersHref: formatAdminURL({ adminRoute, path: deadLettersPath }),
    ...(isManager ? { peopleHref: formatAdminURL({ adminRoute, path: peoplePath }) } : {}),
  })
  const { channels, unwellChannels: unwell } = health
  const isIdle = workers?.living === 0
  const queuesHref = standing.isAgencyAdmin
    ? formatAdminURL({ adminRoute, path: queuesPath })
    : undefined
  return (
    <section className="postyard-health" aria-labelledby="postyard-health-heading">
      <h2 id="postyard-health-heading" className="postyard-health__heading">
        {needs.length === 0 && !isIdle ? 'All is well.' : 'This needs you'}
      </h2>
      {isIdle ? <NoWorker href={queuesHref} /> : null}
      {needs.length > 0 ? (
        <ul className="postyard-health__needs">
          {needs.map((need) => (
            <li key={need.state}>
              <Link href={need.href} className="postyard-health__need">
                <span className="postyard-health__count">{need.count}</span>
                <span>
                  <StateMark state={need.state} word={need.word} />
                  <span className="postyard-health__remedy">{need.remedy}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="postyard-health__line">
        <span>
          {channels === 0
            ? 'No channels yet: connect a client to Postiz, or make a channel that a person serves.'
            : unwell === 0
              ? `${channels === 1 ? 'Its one channel is' : `All ${channels} channels are`} well.`
              : `${channels - unwell} of ${channels} channels are well.`}
        </span>
        <NextDueLine next={next} />
        <span>
          {health.publishedToday === 0
            ? 'Nothing was published in the last 24 hours.'
            : `${health.publishedToday} published in the last 24 hours.`}
        </span>
        {workers && queuesHref ? <WorkersLine line={workers.line} href={queuesHref} /> : null}
      </p>
    </section>
  )
}
