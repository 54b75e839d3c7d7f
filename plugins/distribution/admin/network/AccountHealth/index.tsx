'use client'

import { Button, Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useState } from 'react'
import type { HealthOfChannels } from '../../../channels/operations/healthOfChannels.ts'
import type { HealthWord } from '../../../plan/health/facts.ts'
import { useApi } from '../../calls/useApi.ts'
import { trendArrows } from '../../channels/trendArrows.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import './index.css'

type Account = HealthOfChannels['channels'][number]

/** How many of those that are not well are shown before somebody asks for all. */
const few = 10

/** One answer holds no more. */
const most = 1_000

/** How often it is looked at again, in milliseconds: health changes by the hour. */
const paceMs = 60_000

const words: HealthWord[] = ['unwell', 'strained', 'untried', 'well']

/** How well the accounts of a client are, the worst first, each with what takes most from it. */
export const AccountHealth = ({ tenant }: { tenant: string }) => {
  const { get } = useApi()
  const [told, setTold] = useState<HealthOfChannels>()
  const [isWhole, setWhole] = useState(false)
  const path = `/distribution/channels/health?tenant=${encodeURIComponent(tenant)}&limit=${most}`
  usePolling({
    look: async (signal) => {
      const answered = await get<HealthOfChannels>(path, signal)
      if ('answer' in answered) setTold(answered.answer)
      return 'answer' in answered ? paceMs : null
    },
  })
  if (!told || told.channels.length === 0) return null
  const { channels, counts } = told
  const ailing = channels.filter(({ word }) => word === 'unwell' || word === 'strained')
  const all = words.reduce((sum, word) => sum + counts[word], 0)
  const shown = isWhole ? channels : ailing.slice(0, few)
  return (
    <section className="postyard-accounts" aria-label="How well the accounts are">
      <h2>How well the accounts are</h2>
      <p className="postyard-accounts__counts">
        {words
          .filter((word) => counts[word] > 0)
          .map((word) => (
            <span key={word}>
              <StateMark state={word} /> {counts[word]}
            </span>
          ))}
      </p>
      {shown.length > 0 ? <AccountTable accounts={shown} /> : null}
      {channels.length > shown.length ? (
        <Button buttonStyle="secondary" margin={false} onClick={() => setWhole(true)} type="button">
          {all > channels.length ? `Show the ${channels.length} that are worst` : `Show all ${all}`}
        </Button>
      ) : null}
      {isWhole && all > channels.length ? (
        <p>
          These are the {channels.length} that are worst of {all}; the others are in the list of
          channels.
        </p>
      ) : null}
    </section>
  )
}

const AccountTable = ({ accounts }: { accounts: Account[] }) => (
  <table className="postyard-accounts__table">
    <thead>
      <tr>
        <th scope="col">Account</th>
        <th scope="col">Health</th>
        <th scope="col">Of 100</th>
        <th scope="col">Why</th>
      </tr>
    </thead>
    <tbody>
      {accounts.map((one) => (
        <OneAccount key={one.channel} {...one} />
      ))}
    </tbody>
  </table>
)

const OneAccount = ({ channel, name, score, word, reasons, trend }: Account) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.channels}/${encodeURIComponent(String(channel))}`,
  })
  return (
    <tr data-account={channel}>
      <th scope="row">
        <Link href={href}>{name}</Link>
      </th>
      <td>
        <StateMark state={word} />
      </td>
      <td title={trend.message}>
        {score} <span aria-hidden="true">{trendArrows[trend.direction]}</span>
      </td>
      <td>{reasons[0]?.message ?? 'Nothing is known against it.'}</td>
    </tr>
  )
}
