'use client'

import { useMemo, useState } from 'react'
import type { OverviewAnswer } from '../../../assist/operations/assistOverview.ts'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import type { WatchAnswer } from '../../../assist/operations/watchTasks.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { useBrowserZone } from '../../time/useBrowserZone.ts'
import { useNow } from '../../time/useNow.ts'
import { listNeeds } from '../listNeeds.ts'
import type { Choice } from '../readChoice.ts'
import { Filters } from './Filters.tsx'
import { HowItWent } from './HowItWent.tsx'
import { NeedList } from './NeedList.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { TaskTable } from './TaskTable.tsx'
import { useFreshPeople } from './useFreshPeople.ts'
import './index.css'

export type Shown = { watch: WatchAnswer; people: PeopleAnswer; overview?: OverviewAnswer }

type Args = { choice: Choice; first: Shown; appUrl: string }

/** First what wants staff now, then who has what, then who they are, last how it went. */
export const PeopleBoard = ({ choice, first, appUrl }: Args) => {
  const { tenantOf } = usePanel()
  const browserZone = useBrowserZone()
  const clock = useNow()
  const [said, setSaid] = useState('')
  const { shown, problem, lostSince, lookNow } = useFreshPeople({ choice, first })
  const { watch, people, overview } = shown
  const now = clock ?? new Date(watch.at)
  const zoneOf = (tenant: unknown) => tenantOf(tenant)?.timezone ?? browserZone
  const tenants = people.tenants.filter(({ id }) => !choice.tenant || String(id) === choice.tenant)
  const own = useMemo(
    () =>
      people.people.filter((person) =>
        person.tenants.some(({ id }) => !choice.tenant || String(id) === choice.tenant),
      ),
    [people, choice.tenant],
  )
  const tasks = watch.tasks.filter(
    ({ assignee }) => !choice.person || String(assignee?.id) === choice.person,
  )
  const needs = listNeeds({
    tasks,
    people: own.filter(({ id }) => !choice.person || String(id) === choice.person),
    tenants: choice.person ? [] : tenants,
    now,
    appUrl,
    zoneOf,
  })
  const onDone = (sentence: string) => {
    setSaid(sentence)
    lookNow()
  }
  return (
    <div className="postyard-people">
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {people.tenants.length === 0 ? (
        <p className="postyard-people__empty">
          No client has a channel that people serve yet. Add a channel of the kind “manual”, such as
          a WhatsApp status, and name its field agents there. Who is asked to post, who answers and
          how fast will stand here.
        </p>
      ) : (
        <>
          <Filters choice={choice} tenants={people.tenants} people={own} />
          <NeedList needs={needs} onDone={onDone} />
          <TaskTable
            tasks={tasks.filter(({ outcome }) => outcome === null)}
            isCut={watch.isCut}
            now={now}
            zoneOf={zoneOf}
            appUrl={appUrl}
            withTenant={!choice.tenant}
            onDone={onDone}
          />
          <PeopleTable
            people={own.filter(({ id }) => !choice.person || String(id) === choice.person)}
            withTenant={!choice.tenant}
            onDone={onDone}
          />
          <HowItWent
            choice={choice}
            overview={overview}
            tenants={people.tenants}
            zone={zoneOf(choice.tenant)}
          />
        </>
      )}
    </div>
  )
}
