import { Button } from '@payloadcms/ui'
import { useMemo } from 'react'
import type { StartAnswer } from '../../../distribute/network/startOutput.ts'
import { tellLength } from '../../../plan/spread/tellLength.ts'
import { DayMap } from '../DayMap/index.tsx'
import { MapLegend } from '../DayMap/MapLegend.tsx'
import { layOutMap } from '../layOutMap.ts'
import type { MapPoint } from '../mapPoint.ts'
import { remedyOf, type StartFields } from '../startWish.ts'

type Args = {
  foreseen: StartAnswer
  zone: string
  isBusy: boolean
  onRemedy: (change: Partial<StartFields>) => void
  onStart: () => void
}

type Planned = StartAnswer['schedule'][number]

const toPoint = (one: Planned): MapPoint => ({
  id: String(one.channel),
  name: one.name,
  platform: one.platform,
  timezone: one.timezone,
  at: one.at,
  plannedAt: null,
  state: one.refusals.length > 0 ? 'refused' : 'scheduled',
  reason: one.refusals.map(({ message }) => message).join(' ') || null,
  isPeak: one.isPeak,
  isLead: one.isLead,
  externalUrl: null,
})

const tellFigures = ({ figures, schedule, variants }: StartAnswer): string | undefined =>
  figures
    ? `${schedule.length} accounts, ${Math.round(figures.peakShare * 100)} % in peak hours, ${tellLength(figures.shortestGapMs, 'down')} to ${tellLength(figures.longestGapMs)} apart, ${variants === 1 ? 'one text' : `${variants} different texts`}.`
    : undefined

/** What a start would bring: its day as a map, how risky it is, what keeps it from starting and what would mend that. */
export const Foreseen = ({ foreseen, zone, isBusy, onRemedy, onStart }: Args) => {
  const { window, assessment, leftOut, notes, dryRun } = foreseen
  const points = useMemo(() => foreseen.schedule.map(toPoint), [foreseen])
  const layout = useMemo(
    () => layOutMap({ points, window, peaks: foreseen.peaks, zone }),
    [points, window, foreseen.peaks, zone],
  )
  const said = tellFigures(foreseen)
  const texts = [...Map.groupBy(foreseen.schedule, ({ text }) => text ?? '')]
    .filter(([text]) => text !== '')
    .toSorted((a, b) => b[1].length - a[1].length)
  return (
    <div className="postyard-start__foreseen">
      {dryRun?.problems.map((problem) => {
        const remedy = remedyOf(problem, window)
        return (
          <div key={problem.code} className="postyard-start__problem" role="alert">
            <p>{problem.message}</p>
            {remedy ? (
              <Button
                extraButtonProps={{ 'data-action': 'take-remedy' }}
                margin={false}
                onClick={() => onRemedy(remedy.change)}
                size="small"
                type="button"
              >
                {remedy.label}
              </Button>
            ) : null}
          </div>
        )
      })}
      {said ? <p className="postyard-start__said">{said}</p> : null}
      {points.some(({ at }) => at !== null) ? (
        <div>
          <MapLegend states={points.map(({ state }) => state)} hasPeaks />
          <DayMap layout={layout} zone={zone} now={null} label={`As it would go. ${said ?? ''}`} />
        </div>
      ) : null}
      {assessment ? (
        <details open={assessment.isBlocked}>
          <summary>Risk: {assessment.score} of 100</summary>
          <ul>
            {assessment.reasons.map(({ code, message, points: many }) => (
              <li key={code}>
                {message} ({many})
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {texts.length > 0 ? (
        <details>
          <summary>What they say</summary>
          <ul>
            {texts.slice(0, 20).map(([text, own]) => (
              <li key={text}>
                {own.length} × {text}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {leftOut.length > 0 ? (
        <details>
          <summary>
            {leftOut.length} {leftOut.length === 1 ? 'account takes' : 'accounts take'} no part
          </summary>
          <ul>
            {leftOut.slice(0, 100).map(({ channel, name, message }) => (
              <li key={channel}>
                {name}: {message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {dryRun?.fits ? (
        <Button
          disabled={isBusy}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'start-network' }}
          margin={false}
          onClick={onStart}
          type="button"
        >
          Start on {points.length} accounts
        </Button>
      ) : null}
    </div>
  )
}
