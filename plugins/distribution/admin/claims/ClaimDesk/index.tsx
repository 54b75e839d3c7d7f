'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useState } from 'react'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { useApi } from '../../calls/useApi.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { ClaimActs } from './ClaimActs.tsx'
import { ClaimFilm } from './ClaimFilm.tsx'
import { PlatformTable } from './PlatformTable.tsx'
import './index.css'

/** How often it is looked at again, in milliseconds. */
const everyMs = 4_000

/** On the page of a claim: how it stands, on which platforms and why, and what staff can do in the influencer's place. */
export const ClaimDesk = () => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <Standing id={String(id)} />
}

const Standing = ({ id }: { id: string }) => {
  const { get } = useApi()
  const [claim, setClaim] = useState<ClaimAnswer>()
  const [why, setWhy] = useState<string>()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const zone = useZone(tenant)
  const { lostSince } = usePolling({
    look: async (signal) => {
      const answered = await get<ClaimAnswer>(`/claims/${encodeURIComponent(id)}/standing`, signal)
      if ('answer' in answered) setClaim(answered.answer)
      else if (answered.problem.status === 0) return null
      setWhy('problem' in answered ? answered.problem.detail : undefined)
      return everyMs
    },
  })
  return (
    <div className="postyard-claim">
      <LostTouch since={lostSince} />
      {why ? <p role="alert">{why}</p> : null}
      {claim ? (
        <>
          <Head claim={claim} zone={zone} />
          <ClaimActs claim={claim} tenant={tenant} zone={zone} onClaim={setClaim} />
          <PlatformTable claim={claim} zone={zone} />
          <ClaimFilm claim={claim} />
          {claim.campaign.briefing ? (
            <section aria-label="Briefing">
              <h2>Briefing</h2>
              <p className="postyard-claim__text">{claim.campaign.briefing}</p>
            </section>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

const Head = ({ claim, zone }: { claim: ClaimAnswer; zone: string }) => (
  <header className="postyard-claim__head">
    <h2>
      {claim.influencer.name}: {claim.clip.name}
    </h2>
    <StateMark state={claim.state} />
    <p>
      {claim.campaign.name} · claimed <Moment at={claim.claimedAt} zone={zone} />
      {claim.state === 'claimed' ? (
        <>
          {' '}
          · to be scheduled or published by <Moment at={claim.expiresAt} zone={zone} />
        </>
      ) : null}
      {claim.scheduledAt && claim.state === 'scheduled' ? (
        <>
          {' '}
          · goes out <Moment at={claim.scheduledAt} zone={zone} />
        </>
      ) : null}
      {claim.state === 'expired'
        ? ' · it was neither scheduled nor published within 24 hours'
        : null}
    </p>
  </header>
)
