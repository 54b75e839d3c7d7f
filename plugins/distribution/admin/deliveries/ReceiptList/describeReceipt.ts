import { formatDuration } from '../../time/formatDuration.ts'
import type { Receipt } from '../delivery.ts'

const actions: Record<string, string> = {
  stage: 'Staged: its media and a draft were sent ahead',
  fire: 'Fired: it was told to go out',
  look: 'Looked: asked how it stands',
  withdraw: 'Withdrew the draft',
  push: 'Told the field agent',
  answer: 'Answered by a person',
  resolve: 'Decided by a person',
}

/** What a receipt is about, in words. */
export const describeReceipt = ({ action }: Pick<Receipt, 'action'>): string =>
  actions[action] ?? action

/** How long the call took; of an open one, that nobody knows how it ended. */
export const describeDuration = ({
  openedAt,
  closedAt,
}: Pick<Receipt, 'openedAt' | 'closedAt'>): string =>
  closedAt
    ? `took ${formatDuration(Date.parse(closedAt) - Date.parse(openedAt))}`
    : 'not closed: how it ended is not known yet'
