'use client'

import { CopyToClipboard } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useNow } from '../../time/useNow.ts'
import { type PostizStatus, tellStatus } from '../tellStatus.ts'

type Args = {
  tenant: string | number
  zone: string
  /** Changes where there is news, so that it is read again. */
  version: number
  /** Whether the user may set Postiz up, and so is told how it can call back. */
  isAllowed: boolean
}

/** When the channels were last checked, and what is wrong with the connection. */
export const StatusLine = ({ tenant, zone, version, isAllowed }: Args) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const now = useNow()
  const [status, setStatus] = useState<PostizStatus>()
  const path = `/${slugs.tenants}/${encodeURIComponent(String(tenant))}/postiz-status`
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again where there is news
  useEffect(() => {
    const stopping = new AbortController()
    get<PostizStatus>(path, stopping.signal).then((answered) => {
      if ('answer' in answered) setStatus(answered.answer)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [path, version])
  if (!status) return null
  return (
    <>
      <p className="postyard-connect__checked">
        {status.checkedAt ? (
          <>
            Its channels were last checked <Moment at={status.checkedAt} zone={zone} />.
          </>
        ) : (
          'Its channels were not checked yet.'
        )}
        {status.failingSince && status.lastError ? ` Last answer: ${status.lastError}` : null}
      </p>
      {tellStatus(status, (now ?? new Date()).getTime()).map((sentence) => (
        <p key={sentence} className="postyard-connect__problem" role="alert">
          {sentence}
        </p>
      ))}
      {isAllowed ? (
        <details className="postyard-connect__hint">
          <summary>Hear of publications sooner</summary>
          <p>
            Postyard asks Postiz by itself what became of each post. A webhook in Postiz (Settings,
            Webhooks) with this address makes it ask at once; whatever the webhook says is not
            believed.
          </p>
          <p className="postyard-connect__address">
            <code>{status.hintUrl}</code> <CopyToClipboard value={status.hintUrl} />
          </p>
        </details>
      ) : null}
    </>
  )
}
