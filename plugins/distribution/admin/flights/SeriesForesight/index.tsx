'use client'

import { Link, useFormFields } from '@payloadcms/ui'
import type { SeriesSources } from '../../../series/operations/seriesSources.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { nameZone } from '../../time/nameZone.ts'
import { useZone } from '../../time/useZone.ts'
import { tellDay } from '../tellDay.ts'
import { usePanelHref } from '../usePanelHref.ts'
import { useSources } from '../useSources.ts'
import './index.css'
import { useTried } from './tried.ts'
import { useTry } from './useTry.ts'

const tellEvery = (days: number): string =>
  days === 1 ? 'every day' : days === 7 ? 'once a week' : `every ${days} days`

/** On the page of a series: what it would fly, when and where to, as it stands in the form; before it is saved. */
export const SeriesForesight = () => {
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const { may } = usePanel()
  const isAllowed = may('series.write', tenant)
  useTry(isAllowed)
  const { answer, problem, isBusy } = useTried()
  const zone = useZone(tenant)
  const { sources } = useSources(tenant, isAllowed)
  if (!isAllowed) return null
  const rules = sources?.rules
  return (
    <section className="postyard-foresight" aria-label="What it would fly" aria-busy={isBusy}>
      <h3>What it would fly</h3>
      {answer ? (
        <dl>
          <div>
            <dt>First</dt>
            <dd>
              {answer.next ? (
                answer.next.at ? (
                  <Moment at={answer.next.at} zone={zone} />
                ) : (
                  tellDay(answer.next.day)
                )
              ) : (
                (answer.why?.message ?? answer.problem?.message ?? 'Not in the coming month.')
              )}
            </dd>
          </div>
          {answer.first.length > 0 ? (
            <div>
              <dt>Items</dt>
              <dd>
                {answer.first.join(', ')}
                {answer.left > answer.first.length
                  ? `, and ${answer.left - answer.first.length} more`
                  : ''}
              </dd>
            </div>
          ) : null}
          {rules ? (
            <div>
              <dt>How often</dt>
              <dd>
                {answer.mode === 'growth'
                  ? `${answer.items} of ${rules.threshold} items: ${tellEvery(rules.growthEveryDays)}, ${tellEvery(rules.maintenanceEveryDays)} from ${rules.threshold} on`
                  : `${answer.items} items, ${rules.threshold} or more: ${tellEvery(rules.maintenanceEveryDays)}`}
              </dd>
            </div>
          ) : null}
          {answer.boardName ? (
            <div>
              <dt>Board</dt>
              <dd>{answer.boardName}</dd>
            </div>
          ) : null}
        </dl>
      ) : (
        <p role="status">
          {isBusy
            ? 'Looking …'
            : problem
              ? problem.detail
              : 'Say where its items come from; then it stands here before you save.'}
        </p>
      )}
      {rules ? <Rules rules={rules} tenant={tenant} /> : null}
    </section>
  )
}

/** What holds for all series of the client, and where it is changed. */
const Rules = ({ rules, tenant }: { rules: SeriesSources['rules']; tenant: unknown }) => {
  const { slugs, tenantOf } = usePanel()
  const { record } = usePanelHref()
  const client = tenantOf(tenant)
  return (
    <p className="postyard-foresight__rules">
      All series of {client?.name ?? 'this client'} fly between {rules.from} and {rules.to},{' '}
      {nameZone(rules.timezone)}; boards are named “{rules.boardTemplate}”.{' '}
      {client ? <Link href={record(slugs.tenants, client.id)}>Settings of the client</Link> : null}
    </p>
  )
}
