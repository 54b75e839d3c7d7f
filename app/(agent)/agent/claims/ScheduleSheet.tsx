import { useState } from 'react'
import { Sheet } from '../shell/Sheet.tsx'
import { useWords } from '../words/useWords.ts'
import type { Claim, ClaimPreview } from './claim.ts'
import styles from './claims.module.css'
import { PlatformChoice } from './PlatformChoice.tsx'
import { Problem } from './Problem.tsx'
import { useChoice } from './useChoice.ts'
import type { Command } from './useCommand.ts'
import { bounds, fromField, judgeTime, toField, usualTime } from './wallTimes.ts'

type Props = {
  claim: Claim
  preview: ClaimPreview | undefined
  /** Why there is no preview yet; undefined where there is one. */
  waits: string | undefined
  now: number
  command: Command
  onClose: () => void
}

/** The zone of this phone (IANA). */
const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** When a claim goes out, by the clock of this phone, and at first also where. */
export const ScheduleSheet = ({ claim, preview, waits, now, command, onClose }: Props) => {
  const words = useWords()
  const said = words.claims.go
  const isAgain = claim.state === 'scheduled'
  const { chosen, choose, isChanged } = useChoice(claim, preview)
  const [usual] = useState(() =>
    toField(isAgain && claim.scheduledAt ? Date.parse(claim.scheduledAt) : usualTime(now)),
  )
  const [field, setField] = useState(usual)
  const at = fromField(field)
  const wrong = judgeTime(at, now)
  const timezone = zoneHere()
  const save = async () => {
    if (at === undefined) return
    const when = { at: new Date(at).toISOString(), timezone }
    const isDone = isAgain
      ? await command.send('reschedule', when)
      : await command.send('schedule', { ...when, platforms: chosen })
    if (isDone) onClose()
  }
  return (
    <Sheet
      title={isAgain ? said.otherTime : said.schedule}
      isOpen
      hasDraft={field !== usual || isChanged}
      onClose={onClose}
    >
      <div className={styles.form}>
        <label className={styles.field}>
          {said.when}
          <input
            type="datetime-local"
            value={field}
            min={toField(now + bounds.least + 60_000)}
            max={toField(now + bounds.most)}
            onChange={(event) => setField(event.currentTarget.value)}
          />
          <span className={styles.aside}>{said.zone({ zone: timezone.replaceAll('_', ' ') })}</span>
        </label>
        {!isAgain && <PlatformChoice {...{ claim, preview, chosen, waits }} onChange={choose} />}
        <Problem of={wrong ? said.wrong[wrong] : command.problem} />
        <button
          type="button"
          className={styles.main}
          disabled={
            wrong !== undefined || (!isAgain && (!preview || chosen.length === 0)) || command.isBusy
          }
          onClick={() => void save()}
        >
          {command.isBusy
            ? words.claims.busy
            : isAgain
              ? said.move
              : preview
                ? said.scheduleOn({ count: chosen.length })
                : said.schedule}
        </button>
      </div>
    </Sheet>
  )
}
