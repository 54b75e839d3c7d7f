import { Button } from '@payloadcms/ui'
import { useState } from 'react'

type Args = {
  /** In which the time is told (IANA). */
  zone: string
  isBusy: boolean
  /** Gets a wall time without an offset: "2026-11-24T18:30". */
  onSave: (at: string) => void
}

/** When a claim goes out, by the clock of the client. */
export const TimeForm = ({ zone, isBusy, onSave }: Args) => {
  const [at, setAt] = useState('')
  return (
    <fieldset className="postyard-claim__time">
      <label>
        When, in {zone.replaceAll('_', ' ')}
        <input
          type="datetime-local"
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      </label>
      <Button
        buttonStyle="primary"
        size="small"
        margin={false}
        type="button"
        disabled={isBusy || at === ''}
        extraButtonProps={{ 'data-action': 'save-time' }}
        onClick={() => onSave(at)}
      >
        Save the time
      </Button>
      <p>From 5 minutes to 30 days ahead.</p>
    </fieldset>
  )
}
