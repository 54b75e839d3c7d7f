import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { goingPlatforms, ownPlatforms } from '../../../claims/goingPlatforms.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { AskFirst } from '../../subscribers/SubscriberBoard/AskFirst.tsx'
import { tellCancel, tellPublish, tellRetry } from '../claimWords.ts'
import { TimeForm } from './TimeForm.tsx'

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
  const [isTiming, setTiming] = useState(false)
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
  const time = async (at: string) => {
    const command = can('reschedule') ? 'reschedule' : 'schedule'
    const platforms = ownPlatforms(claim).map(({ platform }) => platform)
    const where = command === 'schedule' ? { platforms } : {}
    if (await send(command, { at, timezone: zone, ...where })) setTiming(false)
  }
  const asked = { name, isBusy }
  return (
    <section className="postyard-claim__acts" aria-label={`Act for ${name}`}>
      <p>Act for {name}. It is written down that it was you, and for whom.</p>
      <div className="postyard-claim__buttons">
        {can('publish') ? (
          <AskFirst
            {...asked}
            word="Publish now"
            heading={`Publish for ${name}?`}
            confirm="Publish now"
            action="publish-claim"
            onYes={() =>
              send('publish-multi', {
                platforms: goingPlatforms(claim).map(({ platform }) => platform),
              })
            }
          >
            <p>{tellPublish(claim)}</p>
          </AskFirst>
        ) : null}
        {can('schedule') || can('reschedule') ? (
          <Button
            buttonStyle="secondary"
            size="small"
            margin={false}
            type="button"
            disabled={isBusy}
            extraButtonProps={{ 'aria-expanded': isTiming, 'data-action': 'schedule-claim' }}
            onClick={() => setTiming(!isTiming)}
          >
            {can('reschedule') ? 'Another time' : 'Schedule'}
          </Button>
        ) : null}
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
      {isTiming ? <TimeForm zone={zone} isBusy={isBusy} onSave={(at) => void time(at)} /> : null}
      {problem ? (
        <p className="postyard-claim__problem" role="alert">
          {problem}
        </p>
      ) : null}
    </section>
  )
}
