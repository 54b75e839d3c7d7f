import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { AskFirst } from '../../subscribers/SubscriberBoard/AskFirst.tsx'
import { tellCancel, tellRetry } from '../claimWords.ts'
import { GoForm } from './GoForm.tsx'

type Kind = 'publish' | 'schedule' | 'reschedule'

type Args = {
  claim: ClaimAnswer
  tenant: unknown
  zone: string
  onClaim: (claim: ClaimAnswer) => void
}

/** What staff can do in the place of an influencer; it is written down who did it, and for whom. */
export const ClaimActs = ({ claim, tenant, zone, onClaim }: Args) => {
  const { post } = useApi()
  const { may } = usePanel()
  const [isBusy, setBusy] = useState(false)
  const [open, setOpen] = useState<Kind>()
  const [problem, setProblem] = useState<string>()
  const can = (command: string) => claim.commands.includes(command)
  if (!may('claims.actForOthers', tenant) || claim.commands.length === 0) return null
  const { name } = claim.influencer

  const send = async (command: string, body: Record<string, unknown> = {}) => {
    setBusy(true)
    setProblem(undefined)
    const path = `/claims/${encodeURIComponent(String(claim.id))}/${command}`
    const answered = await post<ClaimAnswer>(path, body)
    setBusy(false)
    if ('problem' in answered) setProblem(answered.problem.detail)
    else onClaim(answered.answer)
    return 'answer' in answered
  }
  const go = async ({ platforms, at }: { platforms: string[]; at: string }) => {
    const isDone =
      open === 'publish'
        ? await send('publish-multi', { platforms })
        : open === 'schedule'
          ? await send('schedule', { at, timezone: zone, platforms })
          : await send('reschedule', { at, timezone: zone })
    if (isDone) setOpen(undefined)
  }
  const opener = (kind: Kind, word: string) => (
    <Button
      buttonStyle="secondary"
      size="small"
      margin={false}
      type="button"
      disabled={isBusy}
      extraButtonProps={{ 'aria-expanded': open === kind, 'data-open': `${kind}-claim` }}
      onClick={() => setOpen(open === kind ? undefined : kind)}
    >
      {word}
    </Button>
  )
  const asked = { name, isBusy }
  return (
    <section className="postyard-claim__acts" aria-label={`Act for ${name}`}>
      <p>Act for {name}. It is written down that it was you, and for whom.</p>
      <div className="postyard-claim__buttons">
        {can('publish') ? opener('publish', 'Publish now') : null}
        {can('schedule') ? opener('schedule', 'Schedule') : null}
        {can('reschedule') ? opener('reschedule', 'Another time') : null}
        {can('retry') ? (
          <AskFirst
            {...asked}
            word="Try again"
            heading={`Try again for ${name}?`}
            confirm="Try again"
            action="retry-claim"
            onYes={() => send('retry')}
          >
            <p>{tellRetry(claim)}</p>
          </AskFirst>
        ) : null}
        {can('cancel') ? (
          <AskFirst
            {...asked}
            word="Give up"
            heading={`Give this claim of ${name} up?`}
            confirm="Give it up"
            action="cancel-claim"
            onYes={() => send('cancel')}
          >
            <p>{tellCancel(claim)}</p>
          </AskFirst>
        ) : null}
      </div>
      {open && can(open) ? (
        <GoForm
          // What it is dressed with decides what each platform takes.
          key={`${open} ${JSON.stringify([claim.overlays, claim.platforms.map((one) => one.caption)])}`}
          claim={claim}
          kind={open}
          zone={zone}
          isBusy={isBusy}
          onGo={(going) => void go(going)}
        />
      ) : null}
      {problem ? (
        <p className="postyard-claim__problem" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  )
}
