import type { RemoteState } from '../../channels/adapter.ts'
import { reasons } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Move } from '../applyMoves.ts'
import { firstPartsLook } from './partsLook.ts'
import { tellLiveError } from './tellLiveError.ts'

/** Errors after which nothing can have gone out, because Postiz or the platform stops before. */
const certainErrors = new Set([
  'CHANNEL_DISABLED',
  'CHANNEL_UNAUTHORISED',
  'CONTENT_REFUSED',
  'BOARD_GONE',
])

const errorSettlesMs = 120_000

/** An error that Postiz reports may still turn into a publication while it tries by itself; so long it is watched. */
export const maySettle = ({ executed_at }: Pick<DeliveryRow, 'executed_at'>, now: Date): boolean =>
  now.getTime() - (executed_at ?? now).getTime() < errorSettlesMs

/** What a fired delivery becomes where Postiz's word is the last one; undefined where it is not. */
export const judgeEnd = (
  found: RemoteState,
  row: Pick<DeliveryRow, 'parts_minutes'>,
  now: Date,
): Move | undefined => {
  if (found.kind === 'published') {
    return {
      to: 'published',
      reason: reasons.published,
      set: {
        externalId: found.externalId ?? null,
        externalUrl: found.externalUrl ?? null,
        ...firstPartsLook(row, now),
      },
    }
  }
  if (found.kind !== 'error') return undefined
  if (found.isLive) {
    return {
      to: 'published',
      reason: tellLiveError(found),
      set: { externalUrl: found.externalUrl ?? null },
    }
  }
  return certainErrors.has(found.code)
    ? { to: 'failed', reason: { code: found.code, message: found.message } }
    : undefined
}

/** An error of which nobody knows whether it came before or after the publication. */
export const whatPostizReports = (found: Extract<RemoteState, { kind: 'error' }>): string =>
  `Postiz reports: ${found.message}`
