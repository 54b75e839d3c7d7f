'use client'

import { Button, CopyToClipboard, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import '../ConnectWebhook/index.css'

type Addresses = { rss: string; atom: string; json: string }

const names: [key: keyof Addresses, name: string][] = [
  ['rss', 'RSS'],
  ['atom', 'Atom'],
  ['json', 'JSON Feed'],
]

/** On the page of a feed: where it is read, and how it gets new addresses. */
export const FeedAddresses = () => {
  const { id } = useDocumentInfo()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const { may } = usePanel()
  if (id === undefined) return <p>Save this channel first; then it has its addresses.</p>
  return <Shown channel={id} mayRenew={may('channels.connect', tenant)} />
}

const Shown = ({ channel, mayRenew }: { channel: string | number; mayRenew: boolean }) => {
  const { get, post } = useApi()
  const { slugs } = usePanel()
  const [addresses, setAddresses] = useState<Addresses>()
  const [problem, setProblem] = useState<Problem>()
  const [isAsking, setAsking] = useState(false)
  const [version, setVersion] = useState(0)
  const below = `/${slugs.channels}/${encodeURIComponent(String(channel))}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when they were renewed
  useEffect(() => {
    const stopping = new AbortController()
    get<Addresses>(`${below}/feed-addresses`, stopping.signal).then((answered) => {
      if ('answer' in answered) setAddresses(answered.answer)
      else setProblem(answered.problem)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [below, version])
  const renew = async () => {
    setProblem(undefined)
    const answered = await post<object>(`${below}/renew-feed`, {})
    if ('problem' in answered) return setProblem(answered.problem)
    setAsking(false)
    setVersion((before) => before + 1)
  }
  return (
    <section className="postyard-receiver" aria-label="Addresses of the feed">
      <p>Whoever has one of these addresses can read the feed.</p>
      {addresses
        ? names.map(([key, name]) => (
            <p key={key} className="postyard-receiver__address">
              {name}: <code>{addresses[key]}</code> <CopyToClipboard value={addresses[key]} />
            </p>
          ))
        : null}
      {mayRenew && isAsking ? (
        <p role="status">
          The present addresses end at once, for all readers, and each reader needs the new one.
        </p>
      ) : null}
      {mayRenew ? (
        <div className="postyard-receiver__buttons">
          <Button
            buttonStyle="secondary"
            extraButtonProps={{ 'data-action': 'renew-feed' }}
            margin={false}
            onClick={() => (isAsking ? void renew() : setAsking(true))}
            type="button"
          >
            {isAsking ? 'Yes, give it new addresses' : 'New addresses'}
          </Button>
          {isAsking ? (
            <Button
              buttonStyle="secondary"
              margin={false}
              onClick={() => setAsking(false)}
              type="button"
            >
              Keep them
            </Button>
          ) : null}
        </div>
      ) : null}
      {problem ? (
        <p className="postyard-receiver__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
    </section>
  )
}
