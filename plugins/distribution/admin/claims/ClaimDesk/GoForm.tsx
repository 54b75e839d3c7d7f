import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { takingPlatforms } from '../../../claims/takingPlatforms.ts'
import { countOf } from '../claimWords.ts'
import { PlatformChoice } from './PlatformChoice.tsx'
import { usePreview } from './usePreview.ts'

type Platform = ClaimAnswer['platforms'][number]['platform']

type Args = {
  claim: ClaimAnswer
  /** `publish`: now; `schedule`: at a time that is chosen; `reschedule`: at another time, where it was to go anyway. */
  kind: 'publish' | 'schedule' | 'reschedule'
  /** In which the time is told (IANA). */
  zone: string
  isBusy: boolean
  /** Gets where it goes, and a wall time without an offset: "2026-11-24T18:30"; the time is empty where it goes now. */
  onGo: (going: { platforms: Platform[]; at: string }) => void
}

const verbs = { publish: 'Publish now on', schedule: 'Schedule on', reschedule: '' } as const

/** Where a claim goes, and when: what each platform takes is looked up before anything can be sent. */
export const GoForm = (args: Args) =>
  args.kind === 'reschedule' ? <TimeOnly {...args} /> : <WhereAndWhen {...args} />

const TimeOnly = ({ zone, isBusy, onGo }: Args) => {
  const [at, setAt] = useState('')
  return (
    <div className="postyard-claim__go">
      <TimeField zone={zone} at={at} onChange={setAt} />
      <Button
        buttonStyle="primary"
        size="small"
        margin={false}
        type="button"
        disabled={isBusy || at === ''}
        extraButtonProps={{ 'data-action': 'save-time' }}
        onClick={() => onGo({ platforms: [], at })}
      >
        Save the time
      </Button>
    </div>
  )
}

const WhereAndWhen = ({ claim, kind, zone, isBusy, onGo }: Args) => {
  const { preview, why } = usePreview(String(claim.id))
  const [own, choose] = useState<Platform[]>()
  const [at, setAt] = useState('')
  const usual = preview ? takingPlatforms({ claim, preview }) : []
  const chosen = own ?? usual
  const isTimed = kind === 'schedule'
  const isLater = claim.state === 'scheduled' && usual.some((one) => !chosen.includes(one))
  return (
    <div className="postyard-claim__go">
      {isTimed ? <TimeField zone={zone} at={at} onChange={setAt} /> : null}
      <PlatformChoice claim={claim} preview={preview} chosen={chosen} onChange={choose} />
      <p role="status" className="postyard-claim__aside">
        {preview ? '' : (why ?? 'Looking at what each platform takes…')}
        {isLater ? 'Where it was scheduled and is left out, it goes at its time.' : ''}
      </p>
      <Button
        buttonStyle="primary"
        size="small"
        margin={false}
        type="button"
        disabled={isBusy || !preview || chosen.length === 0 || (isTimed && at === '')}
        extraButtonProps={{ 'data-action': isTimed ? 'save-time' : 'publish-claim' }}
        onClick={() => onGo({ platforms: chosen, at })}
      >
        {`${verbs[kind]} ${countOf(chosen.length)}`}
      </Button>
    </div>
  )
}

type TimeArgs = { zone: string; at: string; onChange: (at: string) => void }

/** A time by the clock of the client. */
const TimeField = ({ zone, at, onChange }: TimeArgs) => (
  <label className="postyard-claim__time">
    When, in {zone.replaceAll('_', ' ')}
    <input
      type="datetime-local"
      value={at}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
    <span className="postyard-claim__aside">From 5 minutes to 30 days ahead.</span>
  </label>
)
